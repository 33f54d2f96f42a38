import type { Instant, OpeningId, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { FollowUpItem } from '../../domain/opening/check-in.ts';
import type { FollowUpReceiver } from '../../domain/opening/follow-up.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import type { NudgeReceiver } from '../../domain/opening/staleness.ts';
import type { PlatformName } from '../intent.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

export interface TimelineEntry {
  readonly at: Instant;
  /** Null: the bot itself. */
  readonly by: PersonId | null;
  readonly platform: PlatformName | null;
  readonly event: OpeningEvent;
}

/** A nudge that was decided; it goes out with the others for the same receiver. */
export interface NudgeDraft {
  readonly openingId: OpeningId;
  /** What is asked about one of its placements, by its index; without it the opening itself waits. */
  readonly followUp?: { readonly nth: number; readonly item: FollowUpItem };
  readonly round: number;
  readonly level: number;
  readonly receiver: NudgeReceiver | FollowUpReceiver;
  readonly to: Destination;
}

/** All that one act changes, in one transaction. */
export interface Change {
  /** Present for a request that may come twice. */
  readonly receipt: string | null;
  /** `create` gets its number; `save` replaces the version before it (`opening.version - 1`). */
  readonly opening: { readonly kind: 'create' | 'save'; readonly opening: Opening };
  readonly timeline: readonly TimelineEntry[];
  readonly nudges: readonly NudgeDraft[];
  readonly outbox: readonly OutboxDraft[];
}

/**
 * `clash`: somebody else changed the opening first; load it and decide again. `repeated`: this receipt was given before;
 * `openingId` is what it was about.
 */
export type Committed =
  | { readonly kind: 'committed'; readonly opening: Opening }
  | { readonly kind: 'clash' }
  | { readonly kind: 'repeated'; readonly openingId: OpeningId };

export interface OpeningFilter {
  readonly owner?: PersonId;
  readonly loggedBy?: PersonId;
}

export interface Openings {
  find(taskForceId: TaskForceId, id: OpeningId): Promise<Opening | null>;
  findByNumber(taskForceId: TaskForceId, number: number): Promise<Opening | null>;
  /** Not closed, oldest first, at most `limit`, and how many there are in all. */
  open(
    taskForceId: TaskForceId,
    filter: OpeningFilter,
    limit: number,
  ): Promise<{ items: readonly Opening[]; total: number }>;
  /** The last one this person logged here: it prefills the form. */
  lastLoggedBy(taskForceId: TaskForceId, personId: PersonId): Promise<Opening | null>;
  timeline(taskForceId: TaskForceId, id: OpeningId): Promise<readonly TimelineEntry[]>;
  /** Whether the request with this receipt had its effect before. */
  wasDone(receipt: string): Promise<boolean>;
  commit(change: Change): Promise<Committed>;
  /**
   * Several openings of one act, all or nothing; the first carries the act's receipt. `clash`: one of them was changed
   * first; load all and decide again.
   */
  commitTogether(changes: readonly Change[]): Promise<Committed['kind']>;
}
