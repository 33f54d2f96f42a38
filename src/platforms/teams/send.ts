import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Sender } from '../../app/intent.ts';
import type { Address, Platform, SendOutcome } from '../../app/ports/platform.ts';
import { within } from '../../app/within.ts';
import type { Card, OwnView } from '../../messages/view.ts';
import { createAddresses } from './addresses.ts';
import { describeFailure, retryAfterMs, statusOf } from './failure.ts';
import type { Inline } from './inline-picture.ts';
import { MEMBERS_PAGE, MEMBERS_WITHIN_MS, PACES } from './limits.ts';
import { createMembers, isOutside, type Members } from './members.ts';
import { type CardMessage, renderMessage } from './render-card.ts';
import { isTrustedServiceUrl, type ServiceUrlRule } from './service-url.ts';

export interface SenderOptions {
  readonly appId: string;
  readonly authentication: BotFrameworkAuthentication;
  readonly serviceUrls: ServiceUrlRule;
  readonly timeoutMs: number;
  readonly pauseMs: number;
  readonly now: () => number;
  readonly inline: Inline;
  /** Whose accounts see a room's card otherwise than everybody does. */
  readonly readersOf: ReadersOf;
  readonly log: Logger;
  /** Whether a tenant may use the bot. */
  readonly admits: (tenantId: string) => Promise<boolean>;
}

/** By their user ids, in this workspace. */
export type ReadersOf = (own: OwnView, workspaceId: string) => Promise<readonly string[]>;

export interface TeamsSender {
  readonly platform: Platform;
  /** A client for replies within a turn, under the same rules: one attempt, and not for ever. */
  connector(serviceUrl: string): Promise<ConnectorClient>;
  /** Somebody came to a conversation, or left it. */
  membersChanged(conversation: string): void;
  /** Where a tenant was heard from last: the way to those of its people who never wrote themselves. */
  heardFrom(workspaceId: string, serviceUrl: string): void;
}

/** A token of ours that is refused is a matter for whoever runs the bot: try again, but not at once. */
const UNAUTHORIZED_PAUSE_MS = 5 * 60_000;

/** A message of ours as delivery keeps it: updating wants both ids. */
const messageIdSchema = z.object({ conversation: z.string(), activity: z.string() });
type MessageId = z.infer<typeof messageIdSchema>;

export function createSender(options: SenderOptions): TeamsSender {
  const addresses = createAddresses();
  const members = createMembers(options.now);
  const opened = new Map<string, string>();
  const connector = keepConnectors((serviceUrl) => oneAttemptConnector(options, serviceUrl));

  async function attempt(to: Address, card: Card, existing: string | null): Promise<SendOutcome> {
    const serviceUrl = addresses.of(to);
    if (!isTrustedServiceUrl(serviceUrl, options.serviceUrls)) {
      return { kind: 'never', reason: 'the service URL is not on the list' };
    }
    if (!(await options.admits(to.workspaceId))) return { kind: 'shut', reason: 'not_installed' };
    try {
      const client = await connector(serviceUrl);
      const message = renderMessage(card, await lookersAt(options, members, client, to, card));
      if (existing !== null)
        return await update(client, message, messageIdSchema.parse(JSON.parse(existing)));
      const conversation =
        to.conversationId ?? (await personalConversation(client, to, options.appId, opened));
      return await post(client, message, conversation);
    } catch (error) {
      if (statusOf(error) === 404) opened.delete(personKey(to));
      const outcome = orGone(to, outcomeOf(error, existing !== null, options.now()));
      return addresses.came(to, serviceUrl, statusOf(error), outcome);
    }
  }

  async function send(to: Address, card: Card, existing: string | null): Promise<SendOutcome> {
    const outcome = await within(options.timeoutMs, attempt(to, await options.inline(card), existing));
    return outcome === 'late' ? { kind: 'unknown', afterMs: null, reason: 'no answer in time' } : outcome;
  }

  return {
    // A bot can't read what stands in a conversation: a new message whose answer got lost can appear twice.
    platform: {
      name: 'teams',
      commandPrefix: '',
      homePage: false,
      pauseMs: options.pauseMs,
      paces: PACES,
      send,
      find: null,
      isGuest: (sender) => isGuest(options, connector, sender),
    },
    connector,
    membersChanged: members.changed,
    heardFrom: addresses.heardFrom,
  };
}

/**
 * Who in a small room sees this card otherwise, as the bot calls them. Where the room is larger, or isn't told in time, all
 * see the same.
 */
async function lookersAt(
  { readersOf, log }: SenderOptions,
  members: Members,
  client: ConnectorClient,
  { workspaceId, conversationId }: Address,
  { own }: Card,
): Promise<readonly string[]> {
  if (own === undefined || conversationId === null) return [];
  try {
    const read = Promise.all([
      members.ofSmallRoom((...page) => readPage(client, ...page), conversationId),
      readersOf(own, workspaceId),
    ]);
    const told = await within(MEMBERS_WITHIN_MS, read);
    if (told === 'late') return [];
    const [there, readers] = told;
    return (there ?? []).filter(({ userId }) => readers.includes(userId)).map(({ id }) => id);
  } catch (error) {
    log.warn({ failure: describeFailure(error) }, 'who is in a room can not be had');
    return [];
  }
}

/** The SDK declares that there is a token before the first page, and sends none where it is undefined. */
async function readPage(client: ConnectorClient, conversation: string, continuationToken?: string) {
  const asked = { pageSize: MEMBERS_PAGE, continuationToken } as {
    pageSize: number;
    continuationToken: string;
  };
  return client.conversations.getConversationPagedMembers(conversation, asked);
}

/** A guest of the organisation, or, in a channel that is shared with others, somebody of another one. */
async function isGuest(
  { log }: SenderOptions,
  connector: TeamsSender['connector'],
  { details, conversation, workspaceId }: Sender,
): Promise<boolean> {
  const { serviceUrl, teamsUserId } = details;
  if (serviceUrl === undefined || teamsUserId === undefined || conversation === null) return false;
  try {
    const client = await connector(serviceUrl);
    const member = client.conversations.getConversationMember(conversation.id, teamsUserId);
    const told = await within(MEMBERS_WITHIN_MS, member);
    if (told !== 'late') return isOutside(told, workspaceId);
  } catch (error) {
    log.warn({ failure: describeFailure(error) }, 'whether somebody is a guest can not be had');
  }
  // Asked again at their next word: until then they have the rights that they were given.
  return true;
}

/** Into a chat or a channel alike: what is sent to a channel's own id, without a thread's, starts a thread there. */
async function post(
  client: ConnectorClient,
  message: CardMessage,
  conversation: string,
): Promise<SendOutcome> {
  const { id } = await client.conversations.sendToConversation(conversation, activityOf(message));
  return { kind: 'sent', messageId: JSON.stringify({ conversation, activity: id } satisfies MessageId) };
}

async function update(client: ConnectorClient, message: CardMessage, id: MessageId): Promise<SendOutcome> {
  await client.conversations.updateActivity(id.conversation, id.activity, activityOf(message));
  return { kind: 'sent', messageId: JSON.stringify(id) };
}

function activityOf({ type, summary, attachments }: CardMessage) {
  return { type, summary, attachments: [...attachments] };
}

/**
 * The conversation between the bot and one person. Teams gives the same one every time it is asked for, so it is asked
 * once a process. Someone who was only ever picked from the directory is known by their directory id.
 */
async function personalConversation(
  client: ConnectorClient,
  to: Address,
  appId: string,
  opened: Map<string, string>,
): Promise<string> {
  const known = opened.get(personKey(to));
  if (known !== undefined) return known;
  const { id } = await client.conversations.createConversation({
    isGroup: false,
    bot: { id: to.details.botId ?? `28:${appId}`, name: '' },
    members: [{ id: to.details.teamsUserId ?? to.userId ?? '', name: '' }],
    tenantId: to.workspaceId,
    channelData: { tenant: { id: to.workspaceId } },
  });
  opened.set(personKey(to), id);
  return id;
}

function personKey(to: Address): string {
  return JSON.stringify([to.workspaceId, to.userId]);
}

/** The connection was never there, so nothing was taken. */
const NOT_CONNECTED = /EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND/;

/**
 * A room, and who wrote to the bot once, can be written to until the bot is taken out, they leave or shut it out; Teams
 * answers 403 and 404 to all of it. Of somebody who never wrote it means no more than that they haven't got the app yet.
 */
function orGone(to: Address, outcome: SendOutcome): SendOutcome {
  const wasThere = to.conversationId !== null || to.details.teamsUserId !== undefined;
  return wasThere && outcome.kind === 'blocked' ? { kind: 'gone', reason: outcome.reason } : outcome;
}

/** What an error of one attempt means for the message. */
function outcomeOf(error: unknown, updating: boolean, now: number): SendOutcome {
  const reason = describeFailure(error);
  const status = statusOf(error);
  switch (status) {
    case null:
      return { kind: NOT_CONNECTED.test(reason) ? 'later' : 'unknown', afterMs: null, reason };
    case 412:
      return { kind: 'later', afterMs: null, reason };
    case 408:
      return { kind: 'unknown', afterMs: null, reason };
    case 401:
      return { kind: 'later', afterMs: UNAUTHORIZED_PAUSE_MS, reason };
    case 403:
      return { kind: 'blocked', reason };
    case 404:
      return updating ? { kind: 'message_gone' } : { kind: 'blocked', reason };
    case 429:
      return { kind: 'later', afterMs: retryAfterMs(error, now), reason };
    default:
      // 413 and the rest: the same again would be refused again.
      return status >= 500
        ? { kind: 'unknown', afterMs: retryAfterMs(error, now), reason }
        : { kind: 'never', reason };
  }
}

/** More than are in use at a time: Teams has an address for each region and organisation. */
const CONNECTORS_KEPT = 200;

/** To make one takes as long as to send a message. It asks for its token at each call, so it doesn't grow old. */
function keepConnectors(make: TeamsSender['connector']): TeamsSender['connector'] {
  const kept = new Map<string, ConnectorClient>();
  return async (serviceUrl) => {
    const known = kept.get(serviceUrl);
    if (known !== undefined) return known;
    const client = await make(serviceUrl);
    kept.set(serviceUrl, client);
    const [oldest] = kept.keys();
    if (kept.size > CONNECTORS_KEPT && oldest !== undefined) kept.delete(oldest);
    return client;
  };
}

/**
 * The SDK's client makes up to four calls on a 429, a 500 or a lost connection, whatever it is told; a connection lost
 * after Teams had accepted would post four copies. Without that policy one call is one attempt, and delivery decides
 * about the next. The SDK keeps its pipeline to itself, so this looks for it and refuses to go on without.
 */
async function oneAttemptConnector(options: SenderOptions, serviceUrl: string): Promise<ConnectorClient> {
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: options.appId },
    { type: AuthenticationConstants.AppIdClaim, value: options.appId },
  ]);
  const client = await options.authentication.createConnectorFactory(identity).create(serviceUrl);
  const pipeline = pipelineOf(client);
  if (pipeline.removePolicy({ name: 'defaultRetryPolicy' }).length !== 1) {
    throw new Error('The Bot Framework client has no retry policy to take out: its version has changed.');
  }
  pipeline.addPolicy({
    name: 'spotEtJobTimeout',
    sendRequest: (request, next) => {
      request.timeout = options.timeoutMs;
      return next(request);
    },
  });
  return client;
}

interface Policy {
  readonly name: string;
  sendRequest(
    request: { timeout: number },
    next: (request: { timeout: number }) => Promise<unknown>,
  ): Promise<unknown>;
}

interface Pipeline {
  removePolicy(options: { name: string }): readonly unknown[];
  addPolicy(policy: Policy): void;
}

const clientSchema = z.object({ client: z.object({ pipeline: z.custom<Pipeline>(isPipeline) }) });

function isPipeline(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'removePolicy' in value && 'addPolicy' in value;
}

function pipelineOf(client: ConnectorClient): Pipeline {
  return clientSchema.parse(client).client.pipeline;
}
