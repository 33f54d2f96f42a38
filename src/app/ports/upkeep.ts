import type { Instant, MeetingId, OpeningId, RoomId, TaskForceId } from '../../domain/ids.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { MeetingPart, OutboxDraft } from '../outgoing/outgoing.ts';

/** What came of the messages of a slot that was won. */
export interface Won {
  /** How many of those that go out once are new, and weren't queued under the same key before. */
  readonly fresh: number;
}

/** A job at a planned time runs once, whoever wins it. */
export interface Slots {
  /** Whether the slot was won already: cheap, asked every minute. */
  won(job: string, plannedAt: Instant): Promise<boolean>;
  /** Wins the slot and queues its messages in one transaction; null, and nothing queued, for all but one. */
  win(job: string, plannedAt: Instant, outbox: readonly OutboxDraft[]): Promise<Won | null>;
}

/**
 * What is wrong with a card: it never arrived, it shows an earlier version, or nobody has looked for so long that it may
 * have been deleted.
 */
export type Flaw = 'missing' | 'outdated' | 'unchecked';

export type FlawedCard = { readonly flaw: Flaw; readonly roomId: RoomId } & (
  | { readonly kind: 'opening'; readonly id: OpeningId }
  | { readonly kind: 'meeting'; readonly id: MeetingId; readonly part: MeetingPart }
);

/** How long what is done with is kept, in days. */
export interface KeepDays {
  /** Messages that were sent or dropped, but those that go out once for ever; their keys keep the same from being sent again. */
  readonly messages: number;
  /** Receipts: a form sent again after that is a new one. */
  readonly receipts: number;
  /** Slots of jobs that ran. */
  readonly slots: number;
  /** Where messages that may have to be taken back were sent to. */
  readonly sent: number;
}

export interface Pruned {
  readonly messages: number;
  readonly receipts: number;
  readonly slots: number;
  readonly sent: number;
}

/** What is looked after at night. Ages are told by the database's clock. */
export interface Upkeep {
  /**
   * The cards of a task force that should be shown anew, those that never arrived first: of openings that aren't closed
   * in each of its rooms, of the meeting that is on, recaps of the last week, and whatever stands in an earlier version.
   * Left out is what waits to be shown anyway, rooms that are away, where nothing can be shown, and rooms with dead letters,
   * which wait for an operator; a message that can't be taken back waits for nobody, and says nothing of the room.
   *
   * @param uncheckedHours after so long without a post or an update a card is looked after
   */
  flawedCards(
    taskForceId: TaskForceId,
    uncheckedHours: number,
    limit: number,
  ): Promise<readonly FlawedCard[]>;
  /**
   * Who has nudges that were decided so long ago, still hold, were not sent, and have no message under way. Left out are
   * people who are gone, or may see no opening any more, and rooms that are away: nothing gets there, and it is no omission.
   */
  forgottenNudges(
    minutes: number,
  ): Promise<readonly { readonly taskForceId: TaskForceId; readonly to: Destination }[]>;
  /** Deletes a bounded number of rows of each kind, so that no statement holds locks for long; what is left is for the next call. */
  prune(keep: KeepDays): Promise<Pruned>;
}

/**
 * So much that a task force's week can be looked into, and little enough that the tables stay small. What was sent is
 * known for longer than an opening is open and its contact data is kept after that, both for about a year.
 */
export const KEEP_DAYS: KeepDays = { messages: 30, receipts: 30, slots: 60, sent: 800 };

/** When the nightly pass is due in a task force: nobody reads then, and it is no hour that summer time skips. */
export const NIGHT = { hour: 4, minute: 0 };
