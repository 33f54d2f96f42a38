import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Overrides } from '../bot.ts';
import { type AsPerson, asPerson } from './teams/as-person.ts';
import { actionsOf, errorsOfCard, inputsOf, type TeamsCard, textOfCard } from './teams/card-rules.ts';
import { type ConnectorAnswer, findCall, refusal } from './teams/connector.ts';
import { type Delivered, deliver } from './teams/deliver.ts';
import { createFaults, type Fault, type Operation } from './teams/faults.ts';
import { startTeamsKeys, type TokenClaims } from './teams/keys.ts';
import { listenLocally } from './teams/listen-locally.ts';
import { createRates } from './teams/rates.ts';
import {
  createWorkplace,
  type SavedWorkplace,
  type TeamsConversation,
  type TeamsMessage,
  type TeamsPerson,
} from './teams/workplace.ts';
import { until } from './until.ts';

export type { Dialog, Pressed } from './teams/as-person.ts';
export type { SavedWorkplace, TeamsConversation, TeamsMessage, TeamsPerson } from './teams/workplace.ts';

/** What `createTeams` takes in the place of Microsoft's keys and tokens. */
type Authentication = NonNullable<Overrides['teamsAuthentication']>;

/** Teams, as far as the bot sees it: the Bot Connector it writes to, Microsoft's keys, and the people who use it. */
export interface TeamsServer extends AsPerson {
  readonly tenantId: string;
  readonly appId: string;
  /** Where it takes calls now, with a `/` at its end. */
  readonly serviceUrl: string;
  /** For `createTeams`: the keys that our activities are signed with, and the token that this server wants. */
  readonly authentication: Required<Authentication>;
  /** Where the bot takes activities, as http://127.0.0.1:3000/api/messages. */
  connectTo(messagesUrl: string): void;

  /** A new person; a guest, or one of another organisation that a channel is shared with. */
  person(name: string, outside?: Pick<TeamsPerson, 'guest' | 'tenantId'>): TeamsPerson;
  people(): TeamsPerson[];
  /** Chats with one person among them. */
  conversations(): TeamsConversation[];
  channel(name: string, team?: string): TeamsConversation;
  groupChat(): TeamsConversation;
  chatWith(person: TeamsPerson): TeamsConversation;
  /** The bot is removed from there, or blocked, and nobody tells it. */
  close(conversation: TeamsConversation): void;
  /** The bot may write there again, and nobody tells it. */
  open(conversation: TeamsConversation): void;
  /** The app is added: to a person's own apps, a group chat, or the team of a channel. */
  install(person: TeamsPerson, conversation: TeamsConversation): Promise<Delivered>;
  /** The same told in the other way that Teams has for it. */
  installToldAsMember(person: TeamsPerson, conversation: TeamsConversation): Promise<Delivered>;
  /** It is taken out again. */
  uninstall(person: TeamsPerson, conversation: TeamsConversation): Promise<Delivered>;
  /** Something happens to a channel or its team, e.g. `channelDeleted`. */
  happens(
    person: TeamsPerson,
    conversation: TeamsConversation,
    eventType: string,
    name?: string,
  ): Promise<Delivered>;
  /** Teams serves this tenant from another address from now on; the former one is closed. */
  move(region: string): void;
  /** A message of the bot disappears, as when an owner deletes it. */
  remove(message: TeamsMessage): void;

  /** What the bot wrote there, oldest first, replies too. */
  messages(conversation: TeamsConversation): TeamsMessage[];
  /** The newest message there that reads so; waits for it. */
  waitFor(conversation: TeamsConversation, text: string | RegExp): Promise<TeamsMessage>;

  /** The next `times` calls of this kind go wrong. */
  fail(operation: Operation, fault: Fault, times?: number, where?: TeamsConversation): void;
  heal(): void;
  /** Every call that reached the connector. */
  calls(operation?: Operation): readonly ConnectorLogEntry[];
  /** What was refused, with the reason. A journey without faults leaves none. */
  readonly refusals: string[];

  /** Sends anything at all as this person from there, with a good token unless the forgery says otherwise. */
  deliver(
    person: TeamsPerson,
    conversation: TeamsConversation,
    activity: object,
    forgery?: Forgery,
  ): Promise<Delivered>;
  /** Sends the last activity again, as it was, as Teams does when it saw no answer. */
  redeliver(): Promise<Delivered>;
  /** What `saved` takes the next time. */
  save(): SavedWorkplace;
  stop(): Promise<void>;
}

interface ConnectorLogEntry {
  readonly operation: Operation;
  readonly status: number | 'hang' | 'drop';
  /** The conversation, without a thread; '' where it is about none. */
  readonly conversation: string;
  readonly at: number;
  /** What was asked for with a 429. */
  readonly retryAfterMs: number | null;
}

/** What is wrong about a delivery. `key`: signed by somebody else; `none`: without a token. */
type Forgery = TokenClaims & { readonly token?: 'none' | 'key' | string };

export interface TeamsServerOptions {
  /** '' for a bot that runs without authentication. */
  readonly appId?: string;
  readonly tenantId?: string;
  /** What messages are dated by. */
  readonly now?: () => Date;
  readonly saved?: SavedWorkplace | undefined;
  /** false: it may write as fast as it likes. */
  readonly rates?: boolean;
  /** A bot keeps the address it was last spoken to from: the same port as the last time. 0: any. */
  readonly port?: number;
  /** Hears that something can look different now. */
  readonly onChange?: () => void;
}

const BOT_NAME = 'Spot et job';
const OUTBOUND_TOKEN = 'token-of-the-bot';

export async function startTeamsServer(options: TeamsServerOptions = {}): Promise<TeamsServer> {
  const {
    appId = randomUUID(),
    tenantId = randomUUID(),
    rates: limited = false,
    onChange = () => {},
  } = options;
  const rates = createRates();
  const workplace = createWorkplace(tenantId, options.now, options.saved);
  const bot = { id: `28:${appId}`, name: BOT_NAME };
  const faults = createFaults();
  const closed = new Set<string>();
  let region = 'emea';
  const log: ConnectorLogEntry[] = [];
  const refusals: string[] = [];
  const keys = await startTeamsKeys();

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(Buffer.from(chunk));
    const [, at = '', path = ''] = /^\/([^/]*)(\/.*)$/.exec(req.url ?? '') ?? [];
    if (at !== region) return answer(res, refusal(503, 'ServiceUnavailable', `nothing is served at /${at}/`));
    const call = findCall(workplace, { botId: bot.id, closed }, req.method ?? '', path);
    if (call === null) return answer(res, refusal(404, 'NotFound', `nothing at ${req.method} ${path}`));
    const { operation } = call;
    const calledAt = Date.now();
    const conversation = call.conversation.split(';')[0] ?? '';
    const fault = faults.next(operation, conversation);
    if (fault !== null) {
      if (fault.when === 'after') call.run(Buffer.concat(chunks).toString('utf8'));
      const { retryAfterSeconds } = fault;
      const retryAfterMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1_000;
      log.push({ operation, status: fault.answer, conversation, at: calledAt, retryAfterMs });
      return failWith(res, fault);
    }
    const waitMs =
      limited && (operation === 'post' || operation === 'update') ? rates.take(conversation, calledAt) : 0;
    if (waitMs > 0) {
      log.push({ operation, status: 429, conversation, at: calledAt, retryAfterMs: waitMs });
      res.setHeader('retry-after', String(Math.ceil(waitMs / 1_000)));
      return answer(res, refusal(429, 'TooManyRequests', 'too many calls to one conversation'));
    }
    const authorized = appId === '' || req.headers.authorization === `Bearer ${OUTBOUND_TOKEN}`;
    const result = authorized
      ? call.run(Buffer.concat(chunks).toString('utf8'))
      : refusal(401, 'Unauthorized', 'no token of this bot');
    log.push({ operation, status: result.status, conversation, at: calledAt, retryAfterMs: null });
    if (result.status >= 400) refusals.push(`${operation}: ${JSON.stringify(result.body)}`);
    answer(res, result);
  }

  const server = createServer((req, res) => {
    serve(req, res)
      .catch((error: unknown) => {
        refusals.push(String(error));
        answer(res, refusal(500, 'ServiceError', String(error)));
      })
      .finally(onChange);
  });
  const { origin, close: closeServer } = await listenLocally(server, options.port);
  const serviceUrl = () => `${origin}/${region}/`;

  let messagesUrl: string | null = null;
  let last: { activity: object; token: string | null } | null = null;
  async function send(activity: object, token: string | null): Promise<Delivered> {
    if (messagesUrl === null) throw new Error('connectTo() comes first');
    last = { activity, token };
    return deliver(messagesUrl, activity, token).finally(onChange);
  }

  async function tokenOf({ token, ...claims }: Forgery): Promise<string | null> {
    if (appId === '' || token === 'none') return null;
    if (token !== undefined && token !== 'key') return token;
    const all = { audience: appId, serviceUrl: serviceUrl(), ...claims };
    return token === 'key' ? keys.forge(all) : keys.sign(all);
  }

  async function act(
    person: TeamsPerson,
    conversation: TeamsConversation,
    activity: object,
    forgery: Forgery = {},
  ): Promise<Delivered> {
    const whole = envelope(
      { serviceUrl: serviceUrl(), tenantId, bot, id: workplace.nextId() },
      person,
      conversation,
      activity,
    );
    return send(whole, await tokenOf(forgery));
  }

  /** What is told of a team is told in its first channel. */
  const toTeam = (conversation: TeamsConversation) =>
    conversation.teamId === null ? {} : { conversationId: placesOf(conversation)[0]?.id };
  const placesOf = (conversation: TeamsConversation) =>
    conversation.teamId === null ? [conversation] : workplace.channelsOf(conversation.teamId);

  return {
    ...workplace,
    ...asPerson(workplace, bot, act),
    appId,
    get serviceUrl() {
      return serviceUrl();
    },
    authentication: { openIdMetadataUrl: keys.openIdMetadataUrl, credentials: credentialsFor(appId) },
    connectTo: (url) => {
      messagesUrl = url;
    },
    close: ({ id }) => void closed.add(id),
    open: ({ id }) => void closed.delete(id),
    install: (person, conversation) => {
      for (const { id } of placesOf(conversation)) closed.delete(id);
      return act(person, conversation, {
        ...toTeam(conversation),
        type: 'installationUpdate',
        action: 'add',
      });
    },
    installToldAsMember: (person, conversation) => {
      for (const { id } of placesOf(conversation)) closed.delete(id);
      const membersAdded = [{ id: bot.id }];
      return act(person, conversation, { ...toTeam(conversation), type: 'conversationUpdate', membersAdded });
    },
    uninstall: (person, conversation) => {
      for (const { id } of placesOf(conversation)) closed.add(id);
      return act(person, conversation, {
        ...toTeam(conversation),
        type: 'installationUpdate',
        action: 'remove',
      });
    },
    happens: (person, conversation, eventType, name) =>
      act(person, conversation, {
        ...toTeam(conversation),
        type: 'conversationUpdate',
        channelData: {
          eventType,
          tenant: { id: tenantId },
          team: { id: conversation.teamId },
          ...(eventType.startsWith('channel') ? { channel: { id: conversation.id, name } } : {}),
        },
      }),
    move: (to) => {
      region = to;
    },
    remove: workplace.delete,
    messages: ({ id }) => workplace.messagesIn(id),
    waitFor: ({ id }, text) =>
      until(() => workplace.messagesIn(id).findLast((message) => textOf(message).match(text) !== null)),
    fail: (operation, fault, times = 1, where = undefined) => faults.fail(operation, fault, times, where?.id),
    heal: faults.heal,
    calls: (operation) => log.filter((one) => operation === undefined || one.operation === operation),
    refusals,
    deliver: act,
    redeliver: () => {
      if (last === null) throw new Error('nothing was delivered yet');
      return send(last.activity, last.token);
    },
    stop: async () => {
      await Promise.all([closeServer(), keys.close()]);
    },
  };
}

/** What Teams puts around everything; in a channel the conversation's id names the thread. */
function envelope(
  from: { serviceUrl: string; tenantId: string; bot: { id: string; name: string }; id: string },
  person: TeamsPerson,
  conversation: TeamsConversation,
  { conversationId, ...activity }: { conversationId?: string },
): object {
  const { serviceUrl, tenantId, bot, id } = from;
  const inChannel = conversation.type === 'channel';
  const thread = conversationId ?? `${conversation.id};messageid=${id}`;
  return {
    id,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    recipient: bot,
    conversation: {
      id: inChannel ? thread : conversation.id,
      conversationType: conversation.type,
      tenantId,
      ...(conversation.type === 'personal' ? {} : { isGroup: true }),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(inChannel ? { channel: { id: conversation.id }, team: { id: conversation.teamId } } : {}),
    },
    locale: 'da-DK',
    ...activity,
  };
}

function credentialsFor(appId: string): Required<Authentication>['credentials'] {
  return {
    isValidAppId: async (asked) => asked === appId,
    isAuthenticationDisabled: async () => appId === '',
    createCredentials: async () => ({
      signRequest: async (request) => {
        if (appId !== '') request.headers.set('authorization', `Bearer ${OUTBOUND_TOKEN}`);
        return request;
      },
    }),
  };
}

function answer(res: ServerResponse, { status, body }: ConnectorAnswer): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function failWith(res: ServerResponse, { answer: how, retryAfterSeconds }: Fault): void {
  if (how === 'hang') return;
  if (how === 'drop') {
    res.destroy();
    return;
  }
  if (retryAfterSeconds !== undefined) res.setHeader('retry-after', String(retryAfterSeconds));
  answer(res, refusal(how, 'Planned', 'a planned fault'));
}

/** What can be read, a line a block; what is typed into fields isn't in it. */
export function textOf(shown: { card: TeamsCard }): string {
  return textOfCard(shown.card);
}

export function buttonsOf(shown: { card: TeamsCard }): string[] {
  return actionsOf(shown.card).map((one) => one.title);
}

/** What stands in the fields of a dialog, by label without its asterisk. */
export function fieldsOf(shown: { card: TeamsCard }): Record<string, string> {
  return Object.fromEntries(
    inputsOf(shown.card.body).map((input) => [input.label.replace(/ \*$/, ''), String(input.value ?? '')]),
  );
}

/** What is written in red in a dialog. */
export function errorsOf(shown: { card: TeamsCard }): string[] {
  return errorsOfCard(shown.card);
}
