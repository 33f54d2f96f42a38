import * as z from 'zod';
import { complaints, home, type Modal, messageBlocks, modal } from './block-rules.ts';
import {
  type Channel,
  directChannel,
  type Message,
  openView,
  post,
  publish,
  show,
  type Workspace,
} from './workspace.ts';

/** Slack's answer: `ok` and either what was asked for or its word for what is wrong. */
export type ApiAnswer = { readonly ok: true; readonly [key: string]: unknown } | ApiRefusal;
export interface ApiRefusal {
  readonly ok: false;
  readonly error: string;
  readonly response_metadata?: { readonly messages: readonly string[] };
}

export class Refusal extends Error {
  readonly code: string;
  readonly messages: readonly string[];
  constructor(code: string, messages: readonly string[] = []) {
    super([code, ...messages].join('; '));
    this.code = code;
    this.messages = messages;
  }
}

/** Arguments arrive as form fields, structures among them as JSON text. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

const textArguments = {
  channel: z.string(),
  text: z.string().optional(),
  blocks: json.optional(),
  mrkdwn: z.string().optional(),
  unfurl_links: z.string().optional(),
  unfurl_media: z.string().optional(),
  thread_ts: z.string().optional(),
  team_id: z.string().optional(),
};
const metadata = json.pipe(
  z.strictObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }),
);

const METHODS: Readonly<Record<string, (workspace: Workspace, args: unknown, rules: Rules) => ApiAnswer>> = {
  'auth.test': (workspace) => ({
    ok: true,
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: 'BBOT',
  }),

  'chat.postMessage': (workspace, args) => {
    const given = read(
      z.strictObject({
        ...textArguments,
        metadata: metadata.optional(),
        reply_broadcast: z.enum(['true', 'false']).optional(),
      }),
      args,
    );
    const channel = writable(workspace, given.channel);
    const thread = given.thread_ts ?? null;
    if (thread !== null) threadOf(workspace, channel, thread);
    const message = post(workspace, {
      channel: channel.id,
      only: null,
      metadata: given.metadata ?? null,
      thread,
      broadcast: thread !== null && given.reply_broadcast === 'true',
      ...body(given.text, given.blocks),
    });
    return { ok: true, channel: channel.id, ts: message.ts, message: { text: message.text } };
  },

  'chat.postEphemeral': (workspace, args) => {
    const given = read(z.strictObject({ ...textArguments, user: z.string() }), args);
    const channel = writable(workspace, given.channel);
    if (!workspace.people.has(given.user)) throw new Refusal('user_not_in_channel');
    const only = given.user;
    const message = post(workspace, {
      channel: channel.id,
      only,
      metadata: null,
      ...body(given.text, given.blocks),
    });
    return { ok: true, message_ts: message.ts };
  },

  'chat.update': (workspace, args) => {
    const given = read(z.strictObject({ ...textArguments, ts: z.string() }), args);
    const channel = writable(workspace, given.channel);
    const message = workspace.messages.find(
      (one) => one.channel === channel.id && one.ts === given.ts && one.only === null && !one.deleted,
    );
    if (message === undefined) throw new Refusal('message_not_found');
    edit(message, body(given.text, given.blocks));
    return { ok: true, channel: channel.id, ts: message.ts, text: message.text };
  },

  'conversations.history': (workspace, args) => {
    const given = read(
      z.strictObject({
        channel: z.string(),
        oldest: z
          .string()
          .regex(/^\d+(\.\d+)?$/)
          .default('0'),
        limit: z.coerce.number().int().min(1).max(999).default(100),
        include_all_metadata: z.enum(['true', 'false']).default('false'),
      }),
      args,
    );
    const channel = workspace.channels.get(given.channel);
    if (channel === undefined || (channel.private && !channel.botIsMember))
      throw new Refusal('channel_not_found');
    if (!channel.botIsMember) throw new Refusal('not_in_channel');
    const found = workspace.messages
      .filter((one) => one.channel === channel.id && one.only === null && !one.deleted)
      .filter((one) => one.thread === null || one.broadcast)
      .filter((one) => Number(one.ts) > Number(given.oldest))
      .toReversed();
    const messages = found.slice(0, given.limit).map(({ ts, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(given.include_all_metadata === 'true' && metadata !== null ? { metadata } : {}),
    }));
    return { ok: true, messages, has_more: found.length > given.limit };
  },

  'conversations.open': (workspace, args) => {
    const { users } = read(z.strictObject({ users: z.string(), team_id: z.string().optional() }), args);
    if (!workspace.people.has(users)) throw new Refusal('user_not_found');
    if (workspace.deactivated.has(users)) throw new Refusal('user_disabled');
    return { ok: true, channel: { id: directChannel(workspace, users).id } };
  },

  'users.info': (workspace, args) => {
    const { user } = read(z.strictObject({ user: z.string(), team_id: z.string().optional() }), args);
    const person = workspace.people.get(user);
    if (person === undefined) throw new Refusal('user_not_found');
    const profile = { display_name: '', real_name: person.name };
    return { ok: true, user: { id: user, name: person.username, real_name: person.name, profile } };
  },

  'views.open': (workspace, args, rules) => {
    const given = read(
      z.strictObject({ trigger_id: z.string(), view: json, team_id: z.string().optional() }),
      args,
    );
    const shown = readModal(given.view);
    const user = useTrigger(workspace, given.trigger_id, rules);
    for (const view of workspace.views) if (view.user === user) view.open = false;
    const view = openView(workspace, user, shown);
    return { ok: true, view: { id: view.id, hash: view.hash } };
  },

  'views.push': (workspace, args, rules) => {
    const given = read(
      z.strictObject({ trigger_id: z.string(), view: json, team_id: z.string().optional() }),
      args,
    );
    const shown = readModal(given.view);
    const user = useTrigger(workspace, given.trigger_id, rules);
    const stacked = workspace.views.filter((view) => view.user === user && view.open).length;
    if (stacked === 0) throw new Refusal('not_found');
    if (stacked >= 3) throw new Refusal('push_limit_reached');
    const view = openView(workspace, user, shown);
    return { ok: true, view: { id: view.id, hash: view.hash } };
  },

  'views.publish': (workspace, args) => {
    const given = read(
      z.strictObject({
        user_id: z.string(),
        hash: z.string().optional(),
        view: json,
        team_id: z.string().optional(),
      }),
      args,
    );
    if (!workspace.people.has(given.user_id)) throw new Refusal('user_not_found');
    const drawn = home.safeParse(given.view);
    if (!drawn.success) throw new Refusal('invalid_arguments', complaints(drawn.error));
    const before = workspace.homes.get(given.user_id);
    if (given.hash !== undefined && given.hash !== before?.hash) throw new Refusal('hash_conflict');
    const page = publish(workspace, given.user_id, drawn.data);
    return { ok: true, view: { id: page.id, hash: page.hash } };
  },

  'views.update': (workspace, args) => {
    const given = read(
      z.strictObject({
        view_id: z.string(),
        hash: z.string().optional(),
        view: json,
        team_id: z.string().optional(),
      }),
      args,
    );
    const shown = readModal(given.view);
    const view = workspace.views.find((one) => one.id === given.view_id && one.open);
    if (view === undefined) throw new Refusal('not_found');
    if (given.hash !== undefined && given.hash !== view.hash) throw new Refusal('hash_conflict');
    show(workspace, view, shown);
    return { ok: true, view: { id: view.id, hash: view.hash } };
  },
};

export interface Rules {
  /** How long a trigger may be used, in milliseconds. */
  triggerMs: number;
  /** The same of a response URL. */
  responseUrlMs: number;
}

/** Does what the method does, or says like Slack why not. */
export function callMethod(workspace: Workspace, method: string, args: unknown, rules: Rules): ApiAnswer {
  const act = METHODS[method];
  if (act === undefined) return { ok: false, error: 'unknown_method' };
  return refusing(() => act(workspace, args, rules));
}

/** Slack says no with an answer, not with an error. */
export function refusing(act: () => ApiAnswer): ApiAnswer {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = { ok: false, error: error.code } as const;
    return error.messages.length === 0
      ? refusal
      : { ...refusal, response_metadata: { messages: error.messages } };
  }
}

const responseBody = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/** A write to a response URL: five uses each, for 30 minutes. Throws a Refusal where Slack answers with an error. */
export function respondTo(workspace: Workspace, id: string, sent: unknown, rules: Rules): void {
  const url = workspace.responseUrls.get(id);
  if (url === undefined || Date.now() - url.at > rules.responseUrlMs) throw new Refusal('expired_url');
  if (url.uses >= 5) throw new Refusal('used_url');
  const given = read(responseBody, sent);
  const content = body(given.text, given.blocks);
  url.uses += 1;
  if (given.replace_original) {
    if (url.message === null) throw new Refusal('message_not_found');
    edit(url.message, content);
    return;
  }
  const only = given.response_type === 'ephemeral' ? url.user : null;
  post(workspace, { channel: url.channel, only, metadata: null, ...content });
}

function edit(message: Message, content: Pick<Message, 'text' | 'blocks'>): void {
  message.text = content.text;
  message.blocks = content.blocks.map((block, index) => ({
    ...block,
    block_id: block.block_id ?? `e${index}`,
  }));
  message.edits += 1;
}

function read<T>(schema: z.ZodType<T>, args: unknown): T {
  const read = schema.safeParse(args);
  if (!read.success) throw new Refusal('invalid_arguments', complaints(read.error));
  return read.data;
}

/** A message needs text or blocks; with blocks it needs text too, for those who hear it read aloud. */
function body(text: string | undefined, blocks: unknown): Pick<Message, 'text' | 'blocks'> {
  if (text === undefined || text === '') throw new Refusal('no_text');
  if (text.length > 40_000) throw new Refusal('msg_too_long');
  const drawn = messageBlocks.safeParse(blocks ?? []);
  if (!drawn.success) throw new Refusal('invalid_blocks', complaints(drawn.error));
  return { text, blocks: drawn.data };
}

export function readModal(view: unknown): Modal {
  const drawn = modal.safeParse(view);
  if (!drawn.success) throw new Refusal('invalid_arguments', complaints(drawn.error));
  return drawn.data;
}

function writable(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel === undefined || (channel.private && !channel.botIsMember))
    throw new Refusal('channel_not_found');
  if (!channel.botIsMember) throw new Refusal('not_in_channel');
  if (channel.archived) throw new Refusal('is_archived');
  return channel;
}

/** A reply belongs to a message in the channel that is no reply itself. */
function threadOf(workspace: Workspace, channel: Channel, ts: string): void {
  const parent = workspace.messages.find((one) => one.channel === channel.id && one.ts === ts);
  if (parent === undefined || parent.deleted || parent.only !== null || parent.thread !== null)
    throw new Refusal('thread_not_found');
}

function useTrigger(workspace: Workspace, id: string, rules: Rules): string {
  const trigger = workspace.triggers.get(id);
  if (trigger === undefined) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (Date.now() - trigger.at > rules.triggerMs) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}
