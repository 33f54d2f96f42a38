import * as z from 'zod';
import { MAX_MESSAGE_BYTES, messageSchema, sizeOf } from './card-rules.ts';
import type { Operation } from './faults.ts';
import type { TeamsConversation, TeamsPerson, Workplace } from './workplace.ts';

/** What the Bot Connector answers. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ConnectorRules {
  readonly botId: string;
  /** Conversations that the bot was removed from, or that blocked it. */
  readonly closed: ReadonlySet<string>;
}

/** A call of the Bot Connector's REST API, understood; null for a path that isn't there. */
export interface ConnectorCall {
  readonly operation: Operation;
  /** The conversation it is about, perhaps with a thread; '' for none. */
  readonly conversation: string;
  run(body: string): ConnectorAnswer;
}

export function refusal(status: number, code: string, message: string): ConnectorAnswer {
  return { status, body: { error: { code, message } } };
}

/** The part of the Bot Connector's REST API, version 3, that a bot in Teams uses. */
export function findCall(
  workplace: Workplace,
  rules: ConnectorRules,
  method: string,
  path: string,
): ConnectorCall | null {
  const [whole = '', asked = ''] = path.split('?');
  const query = new URLSearchParams(asked);
  const [, ...parts] = whole.split('/').map((part) => decodeURIComponent(part));
  const [version, kind, id, collection, activity] = parts;
  if (version !== 'v3' || kind === undefined) return null;
  const route = `${method} ${kind}/${id === undefined ? '' : ':id'}${collection === undefined ? '' : `/${collection}`}`;
  switch (route) {
    case 'POST conversations/':
      return { operation: 'create', conversation: '', run: (body) => create(workplace, rules, body) };
    case 'POST conversations/:id/activities':
      return {
        operation: 'post',
        conversation: id ?? '',
        run: (body) => post(workplace, rules, { id: id ?? '', replyTo: activity ?? null }, body),
      };
    case 'PUT conversations/:id/activities':
      return {
        operation: 'update',
        conversation: id ?? '',
        run: (body) => update(workplace, rules, { id: id ?? '', activity: activity ?? '' }, body),
      };
    case 'GET conversations/:id/pagedmembers':
      return {
        operation: 'members',
        conversation: id ?? '',
        run: () => members(workplace, rules, id ?? '', query),
      };
    case 'GET conversations/:id/members':
      return {
        operation: 'members',
        conversation: id ?? '',
        run: () => member(workplace, rules, id ?? '', activity ?? ''),
      };
    case 'GET teams/:id/conversations':
      return { operation: 'channels', conversation: '', run: () => channels(workplace, id ?? '') };
    default:
      return null;
  }
}

const createSchema = z.object({
  isGroup: z.literal(false),
  bot: z.object({ id: z.string() }),
  members: z.tuple([z.object({ id: z.string().min(1) })]),
  tenantId: z.string(),
  channelData: z.object({ tenant: z.object({ id: z.string() }) }),
});

function create(workplace: Workplace, rules: ConnectorRules, body: string): ConnectorAnswer {
  const asked = createSchema.safeParse(JSON.parse(body));
  if (!asked.success) return refusal(400, 'BadSyntax', z.prettifyError(asked.error));
  const { bot, members, tenantId, channelData } = asked.data;
  if (bot.id !== rules.botId) return refusal(400, 'BadArgument', 'Not the id of this bot');
  if (tenantId !== workplace.tenantId || channelData.tenant.id !== tenantId) {
    return refusal(403, 'BotNotInTenant', 'The bot is not part of this tenant');
  }
  const person = workplace.personBy(members[0].id);
  if (person === undefined) return refusal(404, 'UserNotFound', 'No such user');
  const chat = workplace.chatWith(person);
  return { status: 201, body: { id: chat.id } };
}

function post(
  workplace: Workplace,
  rules: ConnectorRules,
  target: { id: string; replyTo: string | null },
  body: string,
): ConnectorAnswer {
  const found = openConversation(workplace, rules, target.id);
  if ('status' in found) return found;
  const content = readMessage(body);
  if ('status' in content) return content;
  // What answers in a channel lands in the thread; elsewhere there are none.
  const thread = found.conversation.type === 'channel' ? (found.thread ?? target.replyTo) : null;
  const message = workplace.post(found.conversation.id, thread, content);
  return { status: 201, body: { id: message.id } };
}

function update(
  workplace: Workplace,
  rules: ConnectorRules,
  target: { id: string; activity: string },
  body: string,
): ConnectorAnswer {
  const found = openConversation(workplace, rules, target.id);
  if ('status' in found) return found;
  const message = workplace.messageBy(found.conversation.id, target.activity);
  if (message === undefined)
    return refusal(404, 'ActivityNotFoundInConversation', 'No such message of this bot');
  if (message.byPerson === true)
    return refusal(403, 'OperationNotAllowed', 'A bot can only edit its own messages');
  const content = readMessage(body);
  if ('status' in content) return content;
  Object.assign(message, content, { edits: message.edits + 1 });
  return { status: 200, body: { id: message.id } };
}

function channels(workplace: Workplace, teamId: string): ConnectorAnswer {
  const found = workplace.channelsOf(teamId);
  if (found.length === 0) return refusal(404, 'NotFound', 'No such team');
  // Teams tells no name for the first channel of a team.
  const conversations = found.map(({ id, name }) => (name === 'General' ? { id } : { id, name }));
  return { status: 200, body: { conversations } };
}

/** Teams tells at least 50 and at most 500 at a time, and where to go on. */
function members(
  workplace: Workplace,
  rules: ConnectorRules,
  id: string,
  query: URLSearchParams,
): ConnectorAnswer {
  const found = openConversation(workplace, rules, id);
  if ('status' in found) return found;
  const size = Number(query.get('pageSize') ?? 200);
  if (!Number.isInteger(size) || size < 50 || size > 500)
    return refusal(400, 'BadArgument', 'pageSize must be 50 to 500');
  const all = workplace.membersOf(found.conversation);
  const from = Number(query.get('continuationToken') ?? 0);
  if (!Number.isInteger(from) || from < 0 || from > all.length)
    return refusal(400, 'BadArgument', 'No such continuationToken');
  const next = from + size;
  const page = all.slice(from, next).map((person) => asMember(workplace, person));
  const more = next < all.length ? { continuationToken: String(next) } : {};
  return { status: 200, body: { members: page, ...more } };
}

function member(workplace: Workplace, rules: ConnectorRules, id: string, who: string): ConnectorAnswer {
  const found = openConversation(workplace, rules, id);
  if ('status' in found) return found;
  const person = workplace.personBy(who);
  return person === undefined
    ? refusal(404, 'MemberNotFoundInConversation', 'No such member')
    : { status: 200, body: asMember(workplace, person) };
}

function asMember({ tenantId: home }: Workplace, { id, aadObjectId, name, guest, tenantId }: TeamsPerson) {
  return {
    id,
    aadObjectId,
    objectId: aadObjectId,
    name,
    userRole: guest === true ? 'guest' : 'user',
    tenantId: tenantId ?? home,
  };
}

/** The conversation and thread that an id names, unless the bot may not write there. */
function openConversation(
  workplace: Workplace,
  rules: ConnectorRules,
  id: string,
): { conversation: TeamsConversation; thread: string | null } | ConnectorAnswer {
  const [root = '', thread] = id.split(';messageid=');
  const conversation = workplace.conversationBy(root);
  if (conversation === undefined) return refusal(404, 'ConversationNotFound', 'No such conversation');
  if (rules.closed.has(root))
    return refusal(403, 'MessageWritesBlocked', 'Thread is blocked from message writes');
  return { conversation, thread: thread ?? null };
}

function readMessage(body: string) {
  if (sizeOf(body) > MAX_MESSAGE_BYTES) return refusal(413, 'MessageSizeTooBig', 'The message is too large');
  const parsed = messageSchema.safeParse(JSON.parse(body));
  if (!parsed.success) return refusal(400, 'BadSyntax', z.prettifyError(parsed.error));
  return { summary: parsed.data.summary, card: parsed.data.attachments[0].content };
}
