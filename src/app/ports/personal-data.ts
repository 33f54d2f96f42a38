import type { Instant, OpeningId, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Cutoffs } from '../../domain/retention.ts';
import type { Contact } from '../../domain/typed/contact.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { TimelineEntry } from './openings.ts';

import type { Person } from './people.ts';
import type { OnUnreadable } from './unreadable.ts';

/** All that the database holds about one person, in every task force. */
export interface HeldData {
  readonly person: Person;
  /** Their id and those they had before accounts were linked. */
  readonly ids: readonly PersonId[];
  readonly accounts: readonly {
    readonly platform: string;
    readonly workspaceId: string;
    readonly userId: string;
    readonly lastSeenAt: Instant | null;
  }[];
  readonly memberships: readonly {
    readonly taskForceId: TaskForceId;
    readonly taskForce: string;
    readonly roles: readonly Role[];
  }[];
  /** Every opening they logged, have, had at its end, closed, tried to reach anybody about or wrote a note on. */
  readonly openings: readonly (Opening & { readonly taskForce: string })[];
  /** What they did, oldest first. */
  readonly acts: readonly (TimelineEntry & { readonly openingId: OpeningId; readonly number: number })[];
  /** Openings of their task forces that somebody else logged with a contact person of this name. */
  readonly namedIn: number;
  /** Messages on their way to them. */
  readonly waiting: number;
  /** Messages that went to them or name them, and that can be taken back. */
  readonly sent: number;
}

/** What an erasure writes, beside what goes with the person itself. */
export interface Erasure {
  readonly person: Pick<HeldData, 'person' | 'ids' | 'accounts'>;
  readonly now: Instant;
  readonly openings: readonly { readonly opening: Opening; readonly timeline: readonly TimelineEntry[] }[];
  readonly outbox: readonly OutboxDraft[];
}

/** What is held about people, and its end. */
export interface PersonalData {
  /** Null for an id that nobody has or that was erased. Any id the person ever had will do. */
  held(personId: PersonId): Promise<HeldData | null>;
  /** Everybody of this name, however it is capitalised: for those who ask by letter. */
  named(name: string): Promise<readonly Person[]>;
  /** Every opening, of every task force, with this number or address. */
  reachedBy(contact: Contact): Promise<readonly Opening[]>;
  /**
   * All or nothing: the person loses name, language, accounts, roles, codes and every message to them; what they wrote
   * leaves the timelines. Their id stays, as nobody's, so that counts stay right. `clash`: an opening was changed
   * meanwhile; load and decide again.
   */
  erase(erasure: Erasure): Promise<'erased' | 'clash'>;
  /**
   * Closed openings with something that was kept for long enough, by company; null: all there are. One that can't be read is told
   * to `onUnreadable` and left out; without it, it throws.
   */
  expired(
    taskForceId: TaskForceId,
    before: Cutoffs,
    limit: number | null,
    onUnreadable?: OnUnreadable,
  ): Promise<readonly Expired[]>;
  /** All or nothing. `clash`: one of the openings was changed meanwhile. */
  forget(forgotten: readonly Forgotten[], outbox: readonly OutboxDraft[]): Promise<'forgotten' | 'clash'>;
}

/** What of an opening has been kept for long enough. */
export interface Expired {
  readonly opening: Opening;
  readonly contact: boolean;
  /** Its note, or words in its timeline. */
  readonly note: boolean;
  /** The number of the company's first opening, when its name is over; null: it stays. */
  readonly firstOfCompany: number | null;
}

export interface Forgotten {
  /** As it shall be, the version after the one it had; null when only words in its timeline go. */
  readonly opening: Opening | null;
  readonly timeline: readonly TimelineEntry[];
  /** Whose timeline loses every free text. */
  readonly wordsOf: OpeningId | null;
}
