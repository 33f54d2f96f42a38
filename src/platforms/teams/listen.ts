import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Activity, CloudAdapter, TeamsInfo, type TurnContext } from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  BotFrameworkAuthenticationFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Logger } from 'pino';
import type { Answer } from '../../app/answer.ts';
import type { Sender } from '../../app/intent.ts';
import type { Presence } from '../../app/ports/people.ts';
import type { PlaceNews } from '../../app/ports/places.ts';
import type { ArrivalNews } from '../../app/task-force/note-arrival.ts';
import { within } from '../../app/within.ts';
import type { Locale } from '../../domain/task-force.ts';
import type { Card, Option } from '../../messages/view.ts';
import { activitySchema, conversationIdOf, type TeamsActivity } from './activity.ts';
import { answerRequest, type Core } from './answer-request.ts';
import { type InvokeResponse, sentenceCard, type Turn } from './answer-turn.ts';
import { describeFailure, framesOf } from './failure.ts';
import { AUTHENTICATE_WITHIN_MS, CHANNELS_WITHIN_MS, MAX_REQUEST_BYTES } from './limits.ts';
import { type Incoming, parseActivity } from './parse.ts';
import type { Change } from './parse-changes.ts';
import { readBody } from './read-body.ts';
import { renderMessage } from './render-card.ts';
import type { TeamsSender } from './send.ts';
import { isTrustedServiceUrl, type ServiceUrlRule } from './service-url.ts';
import type { TeamsTexts, TextsOf } from './texts.ts';

export interface TeamsCredentials {
  readonly appId: string;
  readonly appPassword: string;
  /** Null: of several organisations. */
  readonly tenantId: string | null;
}

/** What tests put in the place of Microsoft: the keys that tokens to us are signed with, and our own token. */
export interface AuthenticationOverrides {
  readonly openIdMetadataUrl?: string;
  readonly credentials?: ServiceClientCredentialsFactory;
}

/** Checks tokens as the SDK does for Microsoft's public cloud; an empty app id switches that off. */
export function createAuthentication(
  { appId, appPassword, tenantId }: TeamsCredentials,
  overrides: AuthenticationOverrides,
): BotFrameworkAuthentication {
  const keys = overrides.openIdMetadataUrl;
  const authentication = BotFrameworkAuthenticationFactory.create(
    '',
    true,
    AuthenticationConstants.ToChannelFromBotLoginUrl,
    AuthenticationConstants.ToChannelFromBotOAuthScope,
    AuthenticationConstants.ToBotFromChannelTokenIssuer,
    AuthenticationConstants.OAuthUrl,
    keys ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    keys ?? AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    '',
    overrides.credentials ?? new PasswordServiceClientCredentialFactory(appId, appPassword, tenantId ?? ''),
    new AuthenticationConfiguration(),
  );
  return Object.assign(authentication, { createUserTokenClient: sharedTokenClient(authentication) });
}

type MakeTokenClient = BotFrameworkAuthentication['createUserTokenClient'];

/** The adapter wants one for each turn, to sign people in with. Nobody signs in here, so all turns are given the same. */
function sharedTokenClient(authentication: BotFrameworkAuthentication): MakeTokenClient {
  const make: MakeTokenClient = authentication.createUserTokenClient.bind(authentication);
  let made: ReturnType<MakeTokenClient> | undefined;
  return async (identity) => {
    made ??= make(identity);
    try {
      return await made;
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
}

export interface ListenerOptions extends Core {
  readonly authentication: BotFrameworkAuthentication;
  readonly sender: TeamsSender;
  readonly serviceUrls: ServiceUrlRule;
  readonly texts: TextsOf;
  /** Hears what changed around the bot. */
  readonly ear: Ear;
}

export interface Ear {
  /** Who was taken out of where the bot is, or is back. */
  readonly presence: (presence: Presence) => Promise<void>;
  /** What became of a channel or a team. */
  readonly place: (news: PlaceNews) => Promise<void>;
  /** The app was added somewhere; whether that is to be greeted. */
  readonly arrived: (news: ArrivalNews) => Promise<boolean>;
  readonly removed: (news: ArrivalNews) => Promise<void>;
  /** Whether a tenant may use the bot. */
  readonly admits: (tenantId: string) => Promise<boolean>;
}

export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/**
 * Takes the activities that Teams posts to `/api/messages`. In this order, and nothing is sent anywhere before the last:
 * it must be a POST of bounded JSON, be an activity of Teams (400), bear a token for us (401; 503 while the keys to
 * check it can't be had), and name an address on the list for the answer (403).
 */
export function createListener(options: ListenerOptions): Handle {
  const { log } = options;
  const adapter = new CloudAdapter(options.authentication);
  return async (req, res) => {
    try {
      respond(res, await receive(options, adapter, req));
    } catch (error) {
      log.error(
        { failure: describeFailure(error), frames: framesOf(error) },
        'an activity from Teams failed',
      );
      respond(res, { status: 500 });
    }
  };
}

async function receive(
  options: ListenerOptions,
  adapter: CloudAdapter,
  req: IncomingMessage,
): Promise<InvokeResponse> {
  if (req.method !== 'POST') return { status: 405 };
  const body = await readBody(req, MAX_REQUEST_BYTES);
  if (body.kind === 'refused') return { status: body.status };
  const parsed = activitySchema.safeParse(body.value);
  if (!parsed.success) return { status: 400 };
  // The SDK's own type for what the schema has checked; it reads no more of it than that.
  const activity = body.value as Activity;
  const verified = await verify(options, activity, req.headers.authorization ?? '');
  if (verified.kind === 'refused') return { status: verified.status };
  if (!isTrustedServiceUrl(parsed.data.serviceUrl, options.serviceUrls)) {
    options.log.warn('refused an activity whose service URL is not on the list');
    return { status: 403 };
  }
  return runTurn(options, adapter, verified.result, activity, parsed.data);
}

type Authenticated = Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>;
type Verified =
  | { readonly kind: 'verified'; readonly result: Authenticated }
  | { readonly kind: 'refused'; readonly status: 401 | 503 };

async function verify(
  { authentication, log }: ListenerOptions,
  activity: Activity,
  header: string,
): Promise<Verified> {
  try {
    const result = await within(AUTHENTICATE_WITHIN_MS, authentication.authenticateRequest(activity, header));
    if (result !== 'late') return { kind: 'verified', result };
    log.error('the keys to check tokens from Teams did not come in time');
    return { kind: 'refused', status: 503 };
  } catch (error) {
    const status = keysUnavailable(error) ? 503 : 401;
    const failure = describeFailure(error);
    if (status === 503) log.error({ failure }, 'the keys to check tokens from Teams can not be had');
    else log.warn({ failure }, 'refused an activity without a valid token');
    return { kind: 'refused', status };
  }
}

/** Whether the failure lies with the key server, not with the token: it answered wrongly or not at all. */
function keysUnavailable(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode !== 401;
  return error instanceof Error && error.name === 'FetchError';
}

async function runTurn(
  options: ListenerOptions,
  adapter: CloudAdapter,
  result: Authenticated,
  activity: Activity,
  parsed: TeamsActivity,
): Promise<InvokeResponse> {
  const incoming = parseActivity(parsed);
  let response: InvokeResponse = { status: 200 };
  const connectorFactory = { create: options.sender.connector };
  await adapter.processActivityDirect({ ...result, connectorFactory }, activity, async (context) => {
    response = (await act(options, incoming, context, parsed)) ?? response;
  });
  return response;
}

async function act(
  options: ListenerOptions,
  incoming: Incoming,
  context: TurnContext,
  activity: TeamsActivity,
): Promise<InvokeResponse | null> {
  switch (incoming.kind) {
    case 'ignored':
      return null;
    case 'unsupported':
      return { status: 501 };
    case 'change':
      options.sender.membersChanged(conversationIdOf(activity));
      await hear(options, incoming.change, incoming.locale, context);
      return null;
    case 'request': {
      const { way, request } = incoming;
      const turn = turnOf(options, incoming, context, activity);
      if (!(await options.ear.admits(request.sender.workspaceId))) {
        const refused: Answer = { kind: 'say', card: sentenceCard(turn.texts.notInstalled) };
        return answerRequest({ ...options, dispatch: async () => refused }, way, request, turn);
      }
      options.sender.heardFrom(request.sender.workspaceId, activity.serviceUrl);
      const [answer] = await Promise.all([
        answerRequest(options, way, request, turn),
        // The message extension works where the bot isn't, too.
        activity.name?.startsWith('composeExtension/') ? null : noteRoomIsThere(options, request.sender),
      ]);
      return answer;
    }
  }
}

/** A room that was given up for having shut us out is heard of again: what waits for it may go out. */
async function noteRoomIsThere({ ear, log }: ListenerOptions, sender: Sender): Promise<void> {
  const { platform, workspaceId, conversation } = sender;
  if (conversation === null || conversation.direct) return;
  try {
    await ear.place({ place: { platform, workspaceId, conversationId: conversation.id }, kind: 'back' });
  } catch (error) {
    log.warn({ failure: describeFailure(error) }, 'not noted that a room is there');
  }
}

async function hear(
  { ear, texts, log }: ListenerOptions,
  change: Change,
  locale: Locale,
  context: TurnContext,
): Promise<void> {
  switch (change.kind) {
    case 'people':
      for (const presence of change.presences) await ear.presence(presence);
      return;
    case 'places':
      return ear.place(change.news);
    case 'removed':
      return ear.removed(change.news);
    case 'installed': {
      if (!(await ear.arrived(change.news))) return;
      const { welcome } = texts(locale);
      const text = change.direct ? welcome.personal : welcome.room;
      try {
        await reply(context, { ...sentenceCard(text), title: welcome.title });
      } catch (error) {
        // It was taken out again, or Teams can't be reached: told again it would be old news, and isn't greeted for.
        log.warn({ failure: describeFailure(error) }, 'a greeting did not reach Teams');
      }
      return;
    }
  }
}

function turnOf(
  options: ListenerOptions,
  { request: { sender }, locale }: Extract<Incoming, { kind: 'request' }>,
  context: TurnContext,
  activity: TeamsActivity,
): Turn {
  const texts = options.texts(locale);
  return {
    texts,
    reply: (card) => reply(context, card),
    tell: async (card) => {
      const { platform, workspaceId, userId, details } = sender;
      const to = { platform, workspaceId, userId, details, conversationId: null };
      const outcome = await options.sender.platform.send(to, card, null, '');
      return outcome.kind === 'sent';
    },
    rooms: () => roomsOf(context, activity, texts, options.log),
  };
}

async function reply(context: TurnContext, card: Card): Promise<void> {
  const { type, summary, attachments } = renderMessage(card);
  await context.sendActivity({ type, summary, attachments: [...attachments] });
}

/** The channels of the team one is in; elsewhere, or when Teams doesn't tell them in time, the conversation one is in. */
async function roomsOf(
  context: TurnContext,
  { channelData, conversation }: TeamsActivity,
  texts: TeamsTexts,
  log: Logger,
): Promise<readonly Option[]> {
  const here = {
    value: conversation.id.replace(/;messageid=.*$/, ''),
    label: channelData?.channel?.name ?? texts.thisRoom,
  };
  const teamId = channelData?.team?.id;
  if (teamId === undefined || teamId === null) return [here];
  try {
    const channels = await within(CHANNELS_WITHIN_MS, TeamsInfo.getTeamChannels(context, teamId));
    if (channels !== 'late') {
      return channels.flatMap(({ id, name }) =>
        id === undefined ? [] : [{ value: id, label: name ?? texts.generalChannel }],
      );
    }
    log.warn('the channels of a team did not come in time');
  } catch (error) {
    log.warn({ failure: describeFailure(error) }, 'the channels of a team can not be had');
  }
  return [here];
}

function respond(res: ServerResponse, { status, body }: InvokeResponse): void {
  if (body === undefined) {
    // What is still coming of a request that is too large isn't read to its end.
    res.writeHead(status, status === 413 ? { connection: 'close' } : {}).end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
