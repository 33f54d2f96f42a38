import { createHash } from 'node:crypto';
import * as z from 'zod';
import {
  type Conversation,
  formContextSchema,
  type Intent,
  ownCardSchema,
  type Request,
  type Sender,
} from '../../app/intent.ts';
import type { Locale } from '../../domain/task-force.ts';
import { sourceSchema } from '../../messages/choice-source.ts';
import { type Press, pressSchema } from '../../messages/press.ts';
import type { Values } from '../../messages/view.ts';
import { conversationIdOf, isDirect, type TeamsActivity, teamOf, tenantOf } from './activity.ts';
import { type Change, parseChange } from './parse-changes.ts';
import { INPUT_ID } from './render-form.ts';
import { localeOf } from './texts.ts';

/** How the answer must go back: a message is answered by messages, the invokes each in a shape of their own. */
export type Way = 'message' | 'execute' | 'fetch' | 'submit' | 'search' | 'choose' | 'look';

export type Incoming =
  | { readonly kind: 'request'; readonly way: Way; readonly request: Request; readonly locale: Locale }
  | { readonly kind: 'change'; readonly change: Change; readonly locale: Locale }
  /** Nothing we act on; the platform only wants to hear that it arrived. */
  | { readonly kind: 'ignored' }
  /** An invoke, which must be answered, of a kind or shape we don't know. */
  | { readonly kind: 'unsupported' };

export function parseActivity(activity: TeamsActivity): Incoming {
  const locale = localeOf(activity.locale);
  switch (activity.type) {
    case 'message':
    case 'invoke': {
      const asked = activity.type === 'message' ? readMessage(activity) : readInvoke(activity);
      const sender = senderOf(activity);
      if (asked === null || sender === null)
        return { kind: activity.type === 'message' ? 'ignored' : 'unsupported' };
      const { way, intent } = asked;
      const request = { sender, intent, key: keyOf(activity, way, intent) };
      // No dialog opens by a message.
      const shows = { form: way !== 'message', card: true };
      return { kind: 'request', way, locale, request: { ...request, shows } };
    }
    default: {
      const change = parseChange(activity);
      return change === null ? { kind: 'ignored' } : { kind: 'change', change, locale };
    }
  }
}

interface Asked {
  readonly way: Way;
  readonly intent: Intent;
}

const pressedSchema = z.object({ press: pressSchema });

function readMessage(activity: TeamsActivity): Asked | null {
  const { value } = activity;
  if (value === undefined || value === null)
    return { way: 'message', intent: { kind: 'command', text: commandText(activity) } };
  const pressed = pressedSchema.safeParse(value);
  return pressed.success ? { way: 'message', intent: { kind: 'press', press: pressed.data.press } } : null;
}

const executeSchema = z.object({
  action: z.object({ verb: z.literal('press'), data: z.object({ press: pressSchema }) }),
});

/** Asked by the client itself, whenever a card comes into sight of somebody for whom it is refreshed. */
const lookSchema = z.object({
  action: z.object({ verb: z.literal('look'), data: z.object({ look: ownCardSchema }) }),
});

/** Newer clients send the button's data as `data`, some wrap it once more. */
const fetchSchema = z.union([
  z.object({ data: z.object({ press: pressSchema }) }).transform(({ data }) => data.press),
  z
    .object({ data: z.object({ data: z.object({ press: pressSchema }) }) })
    .transform(({ data }) => data.data.press),
]);

const valueSchema = z.union([z.string(), z.array(z.string()), z.null()]);
const submitSchema = z.object({
  data: z.looseObject({
    form: z.object({
      context: formContextSchema,
      button: z.enum(['submit', 'reshape']),
      kept: z.record(z.string(), valueSchema),
    }),
  }),
});

/** The message extension's commands; the manifest lists them. */
export const EXTENSION = { spot: 'spot_et_job', find: 'find_aabning' } as const;

/** The action was chosen where one writes, or under a message, which then comes along. */
const extensionFetchSchema = z.object({
  commandId: z.literal(EXTENSION.spot),
  messagePayload: z
    .object({
      body: z.object({ content: z.string().nullish() }).nullish(),
      from: z
        .object({ user: z.object({ id: z.string(), displayName: z.string().nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
});

/** `initialRun`: the search was opened, and nothing is written yet. */
const extensionQuerySchema = z.object({
  commandId: z.literal(EXTENSION.find),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});

function readExtensionFetch(activity: TeamsActivity): Asked | null {
  const parsed = extensionFetchSchema.safeParse(activity.value);
  if (!parsed.success) return null;
  const { messagePayload } = parsed.data;
  const content = messagePayload?.body?.content ?? null;
  if (content === null) return { way: 'fetch', intent: { kind: 'command', text: '' } };
  const writer = messagePayload?.from?.user ?? null;
  const own = writer === null || writer.id === activity.from.aadObjectId;
  const author = own ? null : (writer.displayName ?? '');
  return { way: 'fetch', intent: { kind: 'draft', text: plainText(content), author } };
}

function readExtensionQuery(activity: TeamsActivity): Asked | null {
  const parsed = extensionQuerySchema.safeParse(activity.value);
  if (!parsed.success) return null;
  const words = parsed.data.parameters
    .filter(({ name }) => name !== 'initialRun')
    .map(({ value }) => value)
    .join(' ');
  return { way: 'search', intent: { kind: 'search', words } };
}

/** A message comes as HTML: its paragraphs and lines stay, everything else of it goes. */
function plainText(html: string): string {
  return decodeEntities(html.replace(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, '\n').replace(/<[^>]*>/g, ''))
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** What was written so far into a choice that is taken from a list of ours. */
const choiceQuerySchema = z.object({ queryText: z.string().default(''), dataset: z.string() });

function readChoiceQuery(activity: TeamsActivity): Asked | null {
  const parsed = choiceQuerySchema.safeParse(activity.value);
  const source = parsed.success ? sourceSchema.safeParse(parsed.data.dataset) : null;
  if (!parsed.success || !source?.success) return null;
  return { way: 'choose', intent: { kind: 'choose', source: source.data, words: parsed.data.queryText } };
}

function readInvoke(activity: TeamsActivity): Asked | null {
  const pressed = (way: Way, press: Press): Asked => ({ way, intent: { kind: 'press', press } });
  switch (activity.name) {
    case 'adaptiveCard/action': {
      const looked = lookSchema.safeParse(activity.value);
      if (looked.success) return { way: 'look', intent: { kind: 'look', ...looked.data.action.data.look } };
      const parsed = executeSchema.safeParse(activity.value);
      return parsed.success ? pressed('execute', parsed.data.action.data.press) : null;
    }
    case 'task/fetch': {
      const parsed = fetchSchema.safeParse(activity.value);
      return parsed.success ? pressed('fetch', parsed.data) : null;
    }
    case 'composeExtension/fetchTask':
      return readExtensionFetch(activity);
    case 'application/search':
      return readChoiceQuery(activity);
    case 'composeExtension/query':
      return readExtensionQuery(activity);
    case 'composeExtension/submitAction':
    case 'task/submit': {
      const press = fetchSchema.safeParse(activity.value);
      if (press.success) return pressed('submit', press.data);
      const parsed = submitSchema.safeParse(activity.value);
      if (!parsed.success) return null;
      const { form, ...inputs } = parsed.data.data;
      const values = { ...form.kept, ...typedValues(inputs) };
      return { way: 'submit', intent: { kind: form.button, context: form.context, values } };
    }
    default:
      return null;
  }
}

const typedSchema = z.union([z.string(), z.number(), z.boolean()]);

/** The inputs by field name. Several choices come as one text with commas, numbers as numbers, nothing as ''. */
function typedValues(inputs: Readonly<Record<string, unknown>>): Values {
  const entries = Object.entries(inputs).flatMap(([id, raw]): [string, string | string[] | null][] => {
    const typed = typedSchema.safeParse(raw);
    const value = typed.success ? String(typed.data) : '';
    if (id.startsWith(INPUT_ID.many))
      return [[id.slice(INPUT_ID.many.length), value.split(',').filter((part) => part !== '')]];
    if (id.startsWith(INPUT_ID.one)) return [[id.slice(INPUT_ID.one.length), value === '' ? null : value]];
    return [];
  });
  return Object.fromEntries(entries);
}

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string(),
  mentioned: z.object({ id: z.string() }),
});

/** What was said to the bot, without its name before it. Other people's names stay, as words. */
function commandText(activity: TeamsActivity): string {
  let text = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    const mention = mentionSchema.safeParse(entity);
    if (mention.success && mention.data.mentioned.id === activity.recipient.id)
      text = text.replace(mention.data.text, ' ');
  }
  return decodeEntities(text.replace(/<\/?at\b[^>]*>/gi, ''))
    .replace(/\s+/gu, ' ')
    .trim();
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Once, so that a text about `&amp;lt;` stays one. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** Null without a tenant: whoever it is, they belong to no workplace. */
function senderOf(activity: TeamsActivity): Sender | null {
  const workspaceId = tenantOf(activity);
  if (workspaceId === null) return null;
  const { from, serviceUrl } = activity;
  return {
    platform: 'teams',
    workspaceId,
    userId: from.aadObjectId ?? from.id,
    name: from.name ?? null,
    details: { serviceUrl, teamsUserId: from.id, botId: activity.recipient.id },
    conversation: conversationOf(activity),
  };
}

function conversationOf(activity: TeamsActivity): Conversation {
  const { conversation, serviceUrl, channelData } = activity;
  const details = {
    serviceUrl,
    conversationType: conversation.conversationType ?? '',
    ...teamOf(activity),
  };
  return {
    id: conversationIdOf(activity),
    direct: isDirect(activity),
    name: channelData?.channel?.name ?? null,
    details,
  };
}

/** Everything that acts has a key; what only shows a form has none. A form is sent once, whatever the delivery's id. */
function keyOf(activity: TeamsActivity, way: Way, intent: Intent): string | null {
  switch (intent.kind) {
    case 'submit':
      return intent.context.token;
    case 'reshape':
    case 'home':
    case 'draft':
    case 'search':
    case 'look':
    case 'choose':
      return null;
    case 'command':
      return activity.id ?? null;
    case 'press':
      return way === 'fetch' ? null : (activity.id ?? pressKey(activity, intent.press));
  }
}

/**
 * For an activity without an id: the same person, message, button and time is the same press. A card stays where it is
 * while its opening goes to and fro, so that somebody presses the same button of it again, later.
 */
function pressKey(activity: TeamsActivity, press: Press): string {
  const parts = [activity.replyToId ?? '', activity.from.id, activity.timestamp ?? '', press];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
