import type { Instant } from '../../domain/ids.ts';
import type { PlatformDetails, PlatformName } from '../intent.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { PostedCard, Shown } from './outbox.ts';
import type { BoundRoom } from './people.ts';

/**
 * Why nothing can be written in a room any more. A deleted one never comes back; `shut_out`: an organisation took its whole
 * workspace from the bot.
 */
export const AWAY_REASONS = ['archived', 'removed', 'deleted', 'shut_out'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

export interface Place {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly conversationId: string;
  /** What the details of all rooms there have in common, e.g. their team: then it is about each of them. */
  readonly shared?: PlatformDetails;
}

/** All the conversations of a workspace, as a place. */
export function everywhereIn(platform: PlatformName, workspaceId: string): Place {
  return { platform, workspaceId, conversationId: '', shared: {} };
}

/** What a platform tells of a conversation; it counts where a room is bound there. */
export type PlaceNews = { readonly place: Place } & (
  | { readonly kind: 'away'; readonly reason: AwayReason }
  /** `from`: only what was away for that reason. */
  | { readonly kind: 'back'; readonly from?: AwayReason }
  | { readonly kind: 'renamed'; readonly name: string }
  /** It is the same conversation under another id. */
  | { readonly kind: 'moved'; readonly to: string }
);

/** A room, for whoever is about to write there. */
export interface WayIn {
  readonly room: BoundRoom;
  /** Null where the room is there. */
  readonly away: AwayReason | null;
  /** The message that shows there what was asked about. */
  readonly posted: PostedCard | null;
}

/** Which rooms can't be written in for now. What is for them waits, and no try is made. */
export interface Places {
  /** @param shown what a message there may show already; null for what is posted once */
  wayInto(roomId: BoundRoom['id'], shown: Shown | null): Promise<WayIn | null>;
  rooms(place: Place): Promise<readonly BoundRoom[]>;
  /** Another name, or another id; the id of a room that is bound already is left. */
  change(place: Place, to: { readonly name: string } | { readonly conversationId: string }): Promise<void>;
  /** Queues the messages with it, all or nothing; false, and nothing done, when the room was away before. */
  leave(room: BoundRoom, reason: AwayReason, now: Instant, outbox: readonly OutboxDraft[]): Promise<boolean>;
  /** What waited for the rooms there may go out at once; false where none of them was away. */
  comeBack(place: Place, from?: AwayReason): Promise<boolean>;
  /** Null where the room is there. */
  away(roomId: BoundRoom['id']): Promise<AwayReason | null>;
}
