import type { Instant } from '../../domain/ids.ts';
import type { Card } from '../../messages/view.ts';
import type { PlatformDetails, PlatformName, Sender } from '../intent.ts';
import type { Pace } from '../outgoing/pace.ts';

export interface Address {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  /** Null for a person not written to before: the platform opens the conversation. */
  readonly conversationId: string | null;
  readonly userId: string | null;
  readonly details: PlatformDetails;
  /** The person's page with the bot, on a platform that has one; on others it is a message like any. */
  readonly page?: true;
}

export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Not now, and it wasn't taken. `afterMs` is what the platform asked for; null: it didn't say. */
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly reason: string }
  /** The request went out and no answer came, or none that tells: it may have been taken. */
  | { readonly kind: 'unknown'; readonly afterMs: number | null; readonly reason: string }
  /** The message to update is gone, or still stands and can't be edited any more (`locked`): post anew. */
  | { readonly kind: 'message_gone'; readonly locked?: true }
  /** Not before somebody there mends it: the bot isn't invited, or was blocked. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** The whole workspace is closed to us until it is mended: the token was taken back, the app was taken out. */
  | { readonly kind: 'shut'; readonly reason: string }
  /** Nobody is behind this account any more, or they shut the bot out; a room that did so is away until it is heard of. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Never: the room is archived, the message is refused as it is. */
  | { readonly kind: 'never'; readonly reason: string };

/**
 * For no request to a platform does anybody wait longer than this, in milliseconds. How long a message is held by a process that
 * may have died is counted from it, so it is shorter than the platforms' own clients would wait.
 */
export const LONGEST_CALL_MS = 8_000;

/** A platform, as delivery sees it. One call of `send` is one request to the platform. */
export interface Platform {
  readonly name: PlatformName;
  /** What people write before a command: `/spotjob ` in Slack, nothing in Teams. */
  readonly commandPrefix: string;
  /** Milliseconds to leave between two messages to one destination. */
  readonly pauseMs: number;
  /** Whether a person has a page of their own with the bot; elsewhere their Home is a message that is kept up to date. */
  readonly homePage: boolean;
  /** What it allows beyond that. */
  readonly paces: readonly Pace[];
  /**
   * Posts, or updates `existing`. `reference` is the same for every try of one message. `under` is a message there that
   * it belongs to: where the platform has threads it is posted in that one's, and still seen by all who are there.
   */
  send(
    to: Address,
    card: Card,
    existing: string | null,
    reference: string,
    under?: string | null,
  ): Promise<SendOutcome>;
  /** Whether the sender is a guest where they write from; absent on a platform that isn't asked. */
  readonly isGuest?: (sender: Sender) => Promise<boolean>;
  /** Looks for what was posted under this reference since then; null where a platform can't be asked. */
  readonly find: ((to: Address, reference: string, since: Instant) => Promise<Found>) | null;
}

/** `cannot_tell`: this platform, or this place in it, doesn't let us look. `later`: ask again. */
export type Found =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot_tell'; readonly reason: string }
  | { readonly kind: 'later'; readonly afterMs: number | null; readonly reason: string };
