import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AsPerson, asPerson } from './slack/as-person.ts';
import { asJson, type Delivered, deliver, type Forgery, type Sent } from './slack/deliver.ts';
import { createFaults, type Fault } from './slack/faults.ts';
import { channelEvent, letOutEvent, userChangeEvent } from './slack/payload.ts';
import { refusedPictures } from './slack/pictures.ts';
import { createRates, type Rates } from './slack/rates.ts';
import { type Approval, createTokens } from './slack/tokens.ts';
import { createUploads, type UploadedFile } from './slack/uploads.ts';
import { callMethod, Refusal, refusing, respondTo } from './slack/web-api.ts';
import {
  type Channel,
  type ChannelEvent,
  changeChannel,
  createWorkspace,
  directChannel,
  type HomePage,
  type Message,
  type OpenView,
  type Person,
  type SavedWorkspace,
  saveWorkspace,
} from './slack/workspace.ts';
import { until } from './until.ts';

export { asForm, asJson, asPayload, type Delivered } from './slack/deliver.ts';
export { buttonsOf, fetchedBy, textOf } from './slack/visible.ts';
export type { Channel, Message, OpenView, SavedWorkspace } from './slack/workspace.ts';

export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly at: number;
  /** What went wrong with it, if that was planned. */
  readonly fault: Fault | null;
}

/** Slack, as far as the bot sees it: its Web API, its response URLs, and the people who use it. */
export interface SlackServer extends AsPerson {
  readonly apiUrl: string;
  readonly teamId: string;
  readonly signingSecret: string;
  readonly botToken: string;
  /** What the app is known by where an admin installs it. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** An admin says yes on Slack's own page: the code that the browser brings back. */
  approve(approval?: Approval): string;
  /** The workspace is one of an organisation's, which installed the app for all of them. */
  inOrganisation(organisation: { readonly id: string; readonly name: string }): void;
  /** Every token is taken back, and Slack says nothing of it. */
  revokeTokens(): void;
  /** What Slack tells then, in either order, and tells again; `at` is when it happened. */
  tellLetOut(event: 'app_uninstalled' | 'tokens_revoked', at?: Date): Promise<Delivered>;
  /** Where the bot takes Slack's requests, as http://127.0.0.1:3000/slack/events. */
  connectTo(eventsUrl: string): void;

  person(id: string, name: string): void;
  people(): Person[];
  /** Direct conversations among them. */
  channels(): Channel[];
  /** Everything of the bot's that is still there, for everybody, oldest first. */
  everyMessage(): Message[];
  /** The modals on this person's screen, the topmost last. */
  modalsOf(user: string): OpenView[];
  /** A person is deactivated in the workspace, or active again, and Slack tells the bot so. */
  deactivate(user: string): Promise<Delivered>;
  reactivate(user: string): Promise<Delivered>;
  /** A channel; the bot is a member unless it is said otherwise. */
  channel(
    id: string,
    options?: { name?: string; private?: boolean; botIsMember?: boolean; archived?: boolean },
  ): void;
  /** Somebody does it to a channel, and Slack tells the bot. */
  happens(channel: string, what: ChannelEvent): Promise<Delivered>;
  /** A message of the bot's own making disappears, as when a moderator deletes it. */
  remove(message: Message): void;

  /** What everybody in the channel sees of the bot, oldest first. */
  messages(channel: string): Message[];
  directMessages(user: string): Message[];
  /** What this person alone sees in channels, oldest first. */
  ephemerals(user: string): Message[];
  /** The modal on the person's screen, the topmost one. */
  modalOf(user: string): OpenView | null;
  /** What stands on the person's page with the bot; null before it was published. */
  homeOf(user: string): HomePage | null;

  /**
   * The next `times` calls of a method, in this channel alone if one is named, go wrong; `*` for every method,
   * `response_url` for those.
   */
  fail(method: string, fault: Fault, times?: number, channel?: string): void;
  heal(): void;
  /** How long a trigger may be used, in milliseconds; Slack says 3,000. */
  triggersLast(ms: number): void;
  /** How long a response URL may be used, in milliseconds; Slack says 30 minutes. */
  responseUrlsLast(ms: number): void;
  /** From now on calls are counted, and whoever makes too many is told to wait. */
  limitRates(): void;
  /** How long after its upload a picture can't be shown yet, in milliseconds; 0 to begin with. */
  picturesTake(ms: number): void;
  /** What was uploaded; null: there is no such file. */
  file(id: string): UploadedFile | null;
  /** Every call that reached the API, by method; bytes that were uploaded count as `upload`. */
  calls(method?: string): Call[];
  /** What was refused, in Slack's words. A journey without faults leaves none. */
  readonly refusals: { readonly method: string; readonly error: string }[];

  /** Sends anything at all to the bot, signed unless the forgery says otherwise. */
  deliver(sent: Sent, forgery?: Forgery): Promise<Delivered>;
  /** Sends the last request again, as Slack does when it saw no acknowledgement. */
  redeliver(): Promise<Delivered>;
  readonly until: typeof until;
  /** What `saved` takes the next time. */
  save(): SavedWorkspace;
  stop(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  /** What was refused, in Slack's words. */
  readonly refusal: string | null;
}

export interface SlackServerOptions {
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly teamId?: string;
  /** What messages are dated by; requests are signed by the clock on the wall, as the bot checks them. */
  readonly now?: () => Date;
  readonly saved?: SavedWorkspace | undefined;
  /** Hears that something can look different now. */
  readonly onChange?: () => void;
}

export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const { signingSecret = 'signing-secret-of-birkholm', botToken = 'xoxb-birkholm', teamId = 'T1' } = options;
  const { onChange = () => {} } = options;
  const workspace = createWorkspace(teamId, options.now, options.saved);
  const faults = createFaults();
  const rules = { triggerMs: 3_000, responseUrlMs: 30 * 60_000 };
  let rates: Rates | null = null;
  const calls: Call[] = [];
  const refusals: { method: string; error: string }[] = [];
  const app = { clientId: '1.2', clientSecret: 'client-secret-of-birkholm' };
  const tokens = createTokens(workspace, botToken, app);
  const uploads = createUploads(workspace, () => baseUrl);
  let eventsUrl: string | null = null;
  let last: Sent | null = null;

  const server = createServer((request, response) => {
    answer(request, response)
      .catch((error: unknown) => {
        refusals.push({ method: request.url ?? '', error: String(error) });
        response.writeHead(500).end();
      })
      .finally(onChange);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const text = body.toString('utf8');
    const [, kind, name = ''] = (request.url ?? '').split('/');
    const method = METHOD_OF[kind ?? ''] ?? name;
    const args = argumentsIn(request, text);
    const fault = faults.take(method, args.channel ?? null);
    calls.push({ method, args, at: Date.now(), fault });
    if (fault !== null && (await goWrong(fault, response))) return;
    const waitS = rates?.refuse(method, args.channel ?? null, Date.now()) ?? null;
    if (waitS !== null) {
      refusals.push({ method, error: 'ratelimited' });
      response.writeHead(429, { 'retry-after': String(waitS), 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return;
    }
    if (kind === 'upload') {
      const status = uploads.take(name, body);
      if (status !== 200) refusals.push({ method, error: `HTTP ${status}` });
      response.writeHead(status).end();
      return;
    }
    const sent = kind === 'response' ? text : args;
    const undrawn = uploads.refusal(sent) ?? (await refusedPictures(sent));
    const reply =
      undrawn !== null
        ? { status: kind === 'response' ? 400 : 200, body: JSON.stringify(undrawn), refusal: 'no picture' }
        : kind === 'response'
          ? respond(name, text)
          : call(method, args, request.headers.authorization);
    if (reply.refusal !== null) refusals.push({ method, error: reply.refusal });
    if (fault?.kind === 'drop') response.destroy();
    else
      response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8' }).end(reply.body);
  }

  function call(method: string, args: Call['args'], authorization: string | undefined): Reply {
    const result = answerTo(method, args, authorization);
    const refusal = result.ok
      ? null
      : [result.error, ...(result.response_metadata?.messages ?? [])].join(' ');
    return { status: 200, body: JSON.stringify(result), refusal };
  }

  function answerTo(method: string, args: Call['args'], authorization: string | undefined) {
    if (method === 'oauth.v2.access') return refusing(() => tokens.access(args));
    const refused = tokens.refusal(authorization, method, args.channel);
    if (refused !== null) return refused;
    if (method === 'files.getUploadURLExternal') return refusing(() => uploads.grant(args));
    if (method === 'files.completeUploadExternal') return refusing(() => uploads.complete(args));
    return callMethod(workspace, method, args, rules);
  }

  function respond(id: string, text: string): Reply {
    try {
      respondTo(workspace, id, JSON.parse(text), rules);
      return { status: 200, body: 'ok', refusal: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const status = error.code.startsWith('invalid') ? 400 : 404;
      return { status, body: JSON.stringify({ ok: false, error: error.code }), refusal: error.message };
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const baseUrl = `http://127.0.0.1:${address.port}`;

  function send(sent: Sent, forgery?: Forgery): Promise<Delivered> {
    if (eventsUrl === null) throw new Error('Say where the bot listens first: connectTo(url).');
    last = sent;
    return deliver(eventsUrl, signingSecret, sent, forgery).finally(onChange);
  }

  const seen = (chosen: (message: Message) => boolean) =>
    workspace.messages.filter((message) => !message.deleted && chosen(message));

  return {
    ...asPerson(workspace, () => baseUrl, send),
    apiUrl: `${baseUrl}/api/`,
    teamId,
    signingSecret,
    botToken,
    ...app,
    approve: tokens.approve,
    inOrganisation: (organisation) => {
      workspace.organisation = organisation;
    },
    revokeTokens: tokens.revoke,
    tellLetOut: (event, at = new Date()) => send(asJson(letOutEvent(workspace, event, at))),
    connectTo: (url) => {
      eventsUrl = url;
    },
    person: (id, name) => {
      workspace.people.set(id, { id, name, username: loginNameOf(name) });
    },
    deactivate: (user) => send(asJson(userChangeEvent(workspace, user, true))),
    reactivate: (user) => send(asJson(userChangeEvent(workspace, user, false))),
    channel: (
      id,
      { name = id.toLowerCase(), private: closed = false, botIsMember = true, archived = false } = {},
    ) => {
      workspace.channels.set(id, { id, name, private: closed, with: null, botIsMember, archived });
    },
    happens: (id, what) => send(asJson(channelEvent(workspace, changeChannel(workspace, id, what)))),
    people: () => [...workspace.people.values()],
    channels: () => [...workspace.channels.values()],
    everyMessage: () => seen(() => true),
    modalsOf: (user) => workspace.views.filter((view) => view.user === user && view.open),
    remove: (message) => {
      message.deleted = true;
    },
    messages: (channel) => seen((message) => message.channel === channel && message.only === null),
    directMessages: (user) => seen((message) => message.channel === directChannel(workspace, user).id),
    ephemerals: (user) => seen((message) => message.only === user),
    homeOf: (user) => workspace.homes.get(user) ?? null,
    modalOf: (user) => workspace.views.findLast((view) => view.user === user && view.open) ?? null,
    fail: (method, fault, times = 1, channel) => faults.add(method, fault, times, channel ?? null),
    heal: faults.clear,
    triggersLast: (ms) => {
      rules.triggerMs = ms;
    },
    responseUrlsLast: (ms) => {
      rules.responseUrlMs = ms;
    },
    limitRates: () => {
      rates = createRates();
    },
    picturesTake: uploads.processFor,
    file: uploads.file,
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    refusals,
    deliver: send,
    redeliver: () => {
      if (last === null) throw new Error('Nothing was sent yet.');
      return send(last, { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } });
    },
    until,
    save: () => saveWorkspace(workspace),
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** True when the fault has answered, or never will. */
async function goWrong(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'rate_limited':
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) }).end();
      return true;
    case 'status':
      response.writeHead(fault.status).end();
      return true;
    case 'error':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: fault.error }));
      return true;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return false;
    case 'hang':
      return true;
    case 'drop':
      if (fault.when === 'before') response.destroy();
      return fault.when === 'before';
  }
}

/** What calls to other addresses than the Web API's are called, among calls and faults. */
const METHOD_OF: Readonly<Record<string, string>> = { response: 'response_url', upload: 'upload' };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function argumentsIn(request: IncomingMessage, text: string): Readonly<Record<string, string>> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return {};
  return Object.fromEntries(new URLSearchParams(text));
}

/** What somebody of this name logs in with. */
export function loginNameOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}
