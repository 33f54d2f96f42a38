import type { Instant, PersonId, RoomId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

import type { BoundRoom } from './people.ts';
import type { OnUnreadable } from './unreadable.ts';

export interface TaskForces {
  find(id: TaskForceId): Promise<TaskForce | null>;
  /** One that can't be read is told to `onUnreadable` and left out; without it, it throws. */
  all(onUnreadable?: OnUnreadable): Promise<readonly TaskForce[]>;
  rooms(id: TaskForceId): Promise<readonly BoundRoom[]>;
  /** Whether a set-up code may be used now, and for what. */
  code(code: string, now: Instant): Promise<SetUpCode | null>;
  /** Makes a task force with its rooms and first coordinator, and uses up the code; all or nothing. */
  create(founding: Founding): Promise<'created' | 'code_used' | 'room_taken'>;
  /**
   * Binds one more room and uses up the join code, all or nothing; a room that is bound to the same task force already
   * only changes its kind. Binding once more what is so already, as a form sent twice does, is no error.
   */
  bind(
    room: NewRoom,
    code: { readonly code: string; readonly now: Instant },
    outbox: readonly OutboxDraft[],
  ): Promise<'bound' | 'room_taken' | 'code_used'>;
}

/** `create` makes a task force, `join` binds one more room to the one it names. Each works once. */
export type SetUpCode =
  | { readonly use: 'create' }
  | { readonly use: 'join'; readonly taskForceId: TaskForceId };

/** The codes with which task forces are made. Only their hashes are kept. */
export interface SetUpCodes {
  /** Makes a `create` code usable; one that is known already, used or not, stays as it is. */
  issue(code: string, now: Instant): Promise<void>;
  /** A code that binds one more room to this task force. */
  issueJoin(code: string, taskForceId: TaskForceId, now: Instant): Promise<void>;
  /** Whether nobody could make a first task force: there is none, and no unused code. */
  noneLeft(): Promise<boolean>;
}

export interface NewRoom extends Omit<BoundRoom, 'id'> {
  readonly id: RoomId;
}

export interface Founding {
  readonly code: string;
  readonly taskForce: TaskForce;
  readonly rooms: readonly NewRoom[];
  readonly coordinator: PersonId;
  /** The code that binds the next room. */
  readonly joinCode: string;
  readonly now: Instant;
  readonly outbox: readonly OutboxDraft[];
}

/** New settings with all that follows from them, in one transaction. */
export interface SettingsChange {
  readonly taskForce: TaskForce;
  /** Openings whose nudges move, closed ones with jobs that are followed too; each replaces the version before it. */
  readonly openings: readonly Opening[];
  readonly outbox: readonly OutboxDraft[];
  /** As an opening's change has it. */
  readonly receipt: string | null;
}

export interface SettingsStore {
  /**
   * All or nothing. `clash`: one of the openings was changed meanwhile; load them and decide again. `repeated`: this receipt
   * was given before.
   */
  save(change: SettingsChange): Promise<'saved' | 'clash' | 'repeated'>;
}
