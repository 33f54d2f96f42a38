import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api';
import type { Address, Found, SendOutcome } from '../../app/ports/platform.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Card } from '../../messages/view.ts';
import type { ClientOf } from './clients.ts';
import { describeFailure, NotInstalledError, slackCode } from './failure.ts';
import { findReference, MESSAGE_EVENT } from './find-message.ts';
import { showing } from './held-picture.ts';
import { type More, renderMessage } from './render-card.ts';
import { renderHome } from './render-form.ts';
import type { Upload } from './upload-picture.ts';

/** A person has one page with the bot: it needs no id of its own. */
const HOME_TAB = 'home';

const DIRECT_REMEMBERED = 5_000;

/** The message to update isn't there any more; or it is, and isn't ours to change. */
const MESSAGE_GONE = 'message_not_found';
const MESSAGE_LOCKED = ['cant_update_message', 'edit_window_closed'];

/** The token or its scopes are no good: nothing gets through to anybody in this workspace. */
const SHUT = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
];

/** The bot isn't invited; a private channel isn't even told apart from none. */
const BLOCKED = ['channel_not_found', 'not_in_channel'];

/** Slack's own faults: "it's possible some aspect of the operation succeeded before the error was raised". */
const FAULT_WITHIN_SLACK = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'];

/** The connection was never there, so nothing was taken. */
const NOT_CONNECTED = /EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND/;

/** Trying again changes nothing: the place or the person can't be reached, or the message is one that Slack refuses. */
const NEVER = [
  'cannot_dm_bot',
  'channel_is_limited_access',
  'ekm_access_denied',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'is_archived',
  'method_not_supported_for_channel_type',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_permission',
  'no_text',
  'not_enabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_not_visible',
  'users_list_not_supplied',
];

/** Nothing can be written under that message; in its channel all the same. */
const NO_THREAD = [
  'cannot_reply_to_message',
  'invalid_thread_ts',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'thread_not_found',
];

/** Nobody reads what is sent to this account any more. */
const GONE = ['user_disabled', 'user_not_found'];

/**
 * Sends for delivery: one attempt is one post or update; the first message to a person opens the conversation before it.
 * A card whose picture Slack couldn't fetch, or hasn't made ready, goes out in words: the refusal is certain, so nothing
 * comes twice.
 * Neither `send` nor `find` throws. An outcome that can't be known (no answer, 5xx) is `unknown`.
 */
export function createSend(clientOf: ClientOf, more: More, upload: Upload) {
  const directChannels = new Map<string, string>();

  async function channelOf(client: WebClient, to: Address): Promise<string> {
    if (to.conversationId !== null) return to.conversationId;
    if (to.userId === null) throw new Error('The address names neither a conversation nor a person.');
    const key = `${to.workspaceId} ${to.userId}`;
    const known = directChannels.get(key);
    if (known !== undefined) return known;
    const opened = (await client.conversations.open({ users: to.userId })).channel?.id;
    if (opened === undefined) throw new Error('Slack opened a conversation without an id.');
    const oldest = directChannels.keys().next().value;
    if (directChannels.size >= DIRECT_REMEMBERED && oldest !== undefined) directChannels.delete(oldest);
    directChannels.set(key, opened);
    return opened;
  }

  async function send(
    to: Address,
    card: Card,
    existing: string | null,
    reference: string,
    under: string | null = null,
  ): Promise<SendOutcome> {
    const begun = performance.now();
    try {
      const client = await clientOf(to.workspaceId);
      if (to.page && to.userId !== null) {
        await client.views.publish({ user_id: to.userId, view: renderHome(card, more) });
        return { kind: 'sent', messageId: HOME_TAB };
      }
      // Side by side, so that both together take no longer than a call may.
      const [channel, ready] = await Promise.all([
        channelOf(client, to),
        upload(client, to.workspaceId, card),
      ]);
      const ts = await showing(
        ready,
        async (shown) => {
          const message = { channel, ...renderMessage(shown, more) };
          const posted: { ts?: string } =
            existing === null
              ? await inThread(under, (thread) =>
                  client.chat.postMessage(posting(message, reference, thread)),
                )
              : await client.chat.update({ ...message, ts: existing });
          return posted.ts;
        },
        () => performance.now() - begun,
      );
      const messageId = ts ?? existing;
      return messageId === null
        ? { kind: 'unknown', afterMs: null, reason: 'Slack posted without a timestamp' }
        : { kind: 'sent', messageId };
    } catch (error) {
      if (to.userId !== null) directChannels.delete(`${to.workspaceId} ${to.userId}`);
      return outcomeOf(error);
    }
  }

  async function find(to: Address, reference: string, since: Instant): Promise<Found> {
    try {
      const client = await clientOf(to.workspaceId);
      return await findReference(client, await channelOf(client, to), reference, since);
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'later' || outcome.kind === 'unknown') return { ...outcome, kind: 'later' };
      if (outcome.kind === 'shut' && slackCode(error) !== 'missing_scope')
        return { kind: 'later', afterMs: null, reason: outcome.reason };
      return { kind: 'cannot_tell', reason: describeFailure(error) };
    }
  }

  return { send, find };
}

/**
 * Under the card that it belongs to, and in the channel as well: it is for all who are there, and a look for it finds it.
 * Where the card is gone, or nobody may write under it, it stands by itself: the refusal is certain, so nothing comes twice.
 */
async function inThread<T>(under: string | null, post: (thread: string | null) => Promise<T>): Promise<T> {
  if (under === null) return post(null);
  try {
    return await post(under);
  } catch (error) {
    if (!NO_THREAD.includes(slackCode(error) ?? '')) throw error;
    return post(null);
  }
}

function posting<Message>(message: Message, reference: string, thread: string | null) {
  const whole = {
    ...message,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: MESSAGE_EVENT, event_payload: { reference } },
  } as const;
  return thread === null ? whole : ({ ...whole, thread_ts: thread, reply_broadcast: true } as const);
}

/** What an error of the Web API means for the message. Unknown words are tried again: delivery gives up in time. */
export function outcomeOf(error: unknown): SendOutcome {
  const reason = describeFailure(error);
  if (error instanceof NotInstalledError) return { kind: 'shut', reason };
  if (error instanceof WebAPIRateLimitedError) return later(reason, error.retryAfter * 1_000);
  if (error instanceof WebAPIHTTPError) return mayBeTaken(error.statusCode >= 500, reason);
  if (error instanceof WebAPIRequestError) return mayBeTaken(!NOT_CONNECTED.test(reason), reason);
  if (!(error instanceof WebAPIPlatformError)) return later(reason, null);
  const code = error.data.error;
  if (code === MESSAGE_GONE) return { kind: 'message_gone' };
  if (MESSAGE_LOCKED.includes(code)) return { kind: 'message_gone', locked: true };
  if (BLOCKED.includes(code)) return { kind: 'blocked', reason };
  if (GONE.includes(code)) return { kind: 'gone', reason };
  if (NEVER.includes(code)) return { kind: 'never', reason };
  if (SHUT.includes(code)) return { kind: 'shut', reason };
  if (FAULT_WITHIN_SLACK.includes(code)) return mayBeTaken(true, reason);
  const seconds = error.data.response_metadata?.retryAfter;
  return later(reason, seconds === undefined ? null : seconds * 1_000);
}

function later(reason: string, afterMs: number | null): SendOutcome {
  return { kind: 'later', afterMs, reason };
}

function mayBeTaken(maybe: boolean, reason: string): SendOutcome {
  return maybe ? { kind: 'unknown', afterMs: null, reason } : later(reason, null);
}
