import type { Instant, MeetingId, OpeningId, PersonId, RoomId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { MeetingPart, OutboxDraft, Outgoing } from '../outgoing/outgoing.ts';
import type { Account, AccountKey, BoundRoom, Person } from './people.ts';
import type { SentDraft } from './sent-messages.ts';

export interface PendingNudge {
  readonly id: string;
  readonly opening: Opening;
  readonly level: number;
  /** The placement it is about; null: the opening itself. */
  readonly nth: number | null;
}

/** What compose needs at the moment of sending. */
export interface Mailroom {
  room(id: RoomId): Promise<BoundRoom | null>;
  /** Where to reach a person: the account used last of those that weren't left. */
  account(personId: PersonId): Promise<Account | null>;
  person(id: PersonId): Promise<Person | null>;
  /** By the ids that were asked for: two of them can be the same person by now. */
  people(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>>;
  /** A task force's nudges not sent yet whose opening, or whose placement's follow-up, is still in the round they were decided in. */
  pendingNudges(taskForceId: TaskForceId, to: Destination): Promise<readonly PendingNudge[]>;
  /** Records a note to the outbox outside of any opening, as a delivery problem or a digest. */
  enqueue(drafts: readonly OutboxDraft[]): Promise<void>;
}

/** A message taken from the outbox to be sent, under a lease that the fence proves. */
export interface LeasedMessage {
  readonly id: string;
  readonly lane: string;
  readonly fence: number;
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  readonly outgoing: Outgoing;
  /** 0 at the first try. */
  readonly attempts: number;
  readonly queuedAt: Instant;
  /** An earlier try ended without anybody knowing how: the platform may have it already. */
  readonly inDoubt: boolean;
  /** The request or job that caused it, for the log; null when it isn't known. */
  readonly cause: string | null;
  /** It was put off the last time: it has a place in the line for the limit that it waited for. */
  readonly waited: boolean;
}

/** One whose content isn't known. */
export type UnreadMessage = Omit<LeasedMessage, 'outgoing'>;

/** The message in which a Home stands now. */
export interface SentHome {
  readonly account: AccountKey;
  readonly messageId: string;
  /** It was asked for anew, and this is the new one: whoever asked meanwhile still waits for theirs. */
  readonly anew: boolean;
}

export type Settlement =
  | {
      readonly kind: 'sent';
      readonly posted: PostedCard | null;
      readonly nudgeIds: readonly string[];
      readonly pauseMs: number;
      /** It can be taken back. */
      readonly kept?: SentDraft;
      readonly home?: SentHome;
    }
  /** It no longer holds: the item moved on before it went out. `pauseMs`: the platform was asked all the same. */
  | { readonly kind: 'dropped'; readonly pauseMs?: number }
  /** Try the same again; the lane waits. `inDoubt`: the platform may have it all the same. */
  | {
      readonly kind: 'retry';
      readonly afterMs: number;
      readonly reason: string;
      readonly inDoubt: boolean;
    }
  /**
   * No try is counted, a doubt stays as it was. `inLine`: a limit of the platform is used up for now, and it was told when to
   * come again; otherwise nothing gets through there at all, and nobody keeps it a place.
   */
  | { readonly kind: 'postponed'; readonly afterMs: number; readonly inLine: boolean }
  | { readonly kind: 'dead'; readonly reason: string; readonly pauseMs?: number };

/** How long a lane waits after its message was settled like this, in milliseconds. */
export function pauseOf(settlement: Settlement): number {
  switch (settlement.kind) {
    case 'sent':
      return settlement.pauseMs;
    case 'retry':
    case 'postponed':
      return settlement.afterMs;
    case 'dropped':
    case 'dead':
      return settlement.pauseMs ?? 0;
  }
}

/** What a message in a room stands for: it is edited for as long as it is there, and posted once. */
export type Shown =
  | { readonly kind: 'opening'; readonly id: OpeningId }
  | { readonly kind: 'meeting'; readonly id: MeetingId; readonly part: MeetingPart };

export interface PostedCard {
  readonly shown: Shown;
  readonly roomId: RoomId;
  readonly messageId: string;
  readonly version: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly taskForceId: TaskForceId;
  readonly to: Destination;
  /** Null: it can't be read, as one that a later version queued. */
  readonly outgoing: Outgoing | null;
  readonly reason: string;
  readonly attempts: number;
}

/** The outbox at work. Times in it are the database's own clock, so that replicas with wrong clocks agree. */
export interface Outbox {
  /**
   * Takes the first message of each lane that is free and due, for `leaseMs`. One that can't be read, as one that a later
   * version queued, keeps no other from being sent: `onUnreadable` is told of it, and without it the first of them throws.
   */
  lease(
    limit: number,
    leaseMs: number,
    onUnreadable?: (message: UnreadMessage, error: unknown) => void,
  ): Promise<readonly LeasedMessage[]>;
  /** False when the lease was lost meanwhile: somebody else settles it. */
  settle(message: UnreadMessage, settlement: Settlement): Promise<boolean>;
  posted(shown: Shown, roomId: RoomId): Promise<PostedCard | null>;
  depth(): Promise<{ waiting: number; oldestMs: number; dead: number }>;
  dead(): Promise<readonly DeadLetter[]>;
  /** Puts dead letters back at the end of their lanes; returns how many. */
  revive(): Promise<number>;
}

/** One use of a limit: no more than `burst` at once, and one each `everyMs` in the long run. */
export interface Turn {
  /** Who shares the limit. */
  readonly key: string;
  readonly everyMs: number;
  readonly burst: number;
}

/** How far the platforms' limits are used up, by the database's clock: replicas share them. */
export interface Pacing {
  /**
   * Takes one turn of each, or of none. Returns 0, or in how many milliseconds to come again: each who must wait is told
   * another time, so that those who share a limit don't all come for one turn.
   *
   * @param waited came again as told, and goes before those who come for the first time
   */
  take(turns: readonly Turn[], waited: boolean): Promise<number>;
}
