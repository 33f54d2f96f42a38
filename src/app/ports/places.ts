import type { Instant } from '../../domain/ids.ts';
import type { PlatformDetails, PlatformName } from '../intent.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { BoundRoom } from './people.ts';

/** Why nothing can be written in a room any more. A deleted one never comes back. */
export const AWAY_REASONS = ['archived', 'removed', 'deleted'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

export interface Place {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly conversationId: string;
  /** What the details of all rooms there have in common, e.g. their team: then it is about each of them. */
  readonly shared?: PlatformDetails;
}

/** What a platform tells of a conversation; it counts where a room is bound there. */
export type PlaceNews = { readonly place: Place } & (
  | { readonly kind: 'away'; readonly reason: AwayReason }
  | { readonly kind: 'back' }
  | { readonly kind: 'renamed'; readonly name: string }
);

/** Which rooms can't be written in for now. What is for them waits, and no try is made. */
export interface Places {
  rooms(place: Place): Promise<readonly BoundRoom[]>;
  rename(place: Place, name: string): Promise<void>;
  /** Queues the messages with it, all or nothing; false, and nothing done, when the room was away before. */
  leave(room: BoundRoom, reason: AwayReason, now: Instant, outbox: readonly OutboxDraft[]): Promise<boolean>;
  /** What waited for the rooms there may go out at once; false where none of them was away. */
  comeBack(place: Place): Promise<boolean>;
  /** Null where the room is there. */
  away(roomId: BoundRoom['id']): Promise<AwayReason | null>;
}
