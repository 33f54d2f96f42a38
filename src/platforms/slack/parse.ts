import { createHash } from 'node:crypto';
import type { Conversation, Request, Sender } from '../../app/intent.ts';
import type { InstallationKey } from '../../app/ports/installations.ts';
import type { Presence } from '../../app/ports/people.ts';
import { everywhereIn, type PlaceNews } from '../../app/ports/places.ts';
import { readSource } from '../../messages/choice-source.ts';
import type { Press } from '../../messages/press.ts';
import { unescaped } from './literal.ts';
import {
  channelIdPayload,
  channelPayload,
  commandPayload,
  homeOpenedPayload,
  letOutPayload,
  messagePayload,
  messageShortcutPayload,
  ownerPayload,
  pressPayload,
  reshapePayload,
  type ShownForm,
  type SlackTeam,
  type SlackUser,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
  teamAccessPayload,
  userChangePayload,
} from './payloads.ts';
import { readValues } from './read-values.ts';
import { SEARCH_ACTION } from './render-form.ts';

/**
 * Slack's requests as the core's, with what is needed to answer each. All of these throw a ZodError for a payload that
 * is none of Slack's or was tampered with; its text names fields, never what stood in them.
 */
export const SLACK = 'slack';

export interface Command {
  readonly request: Request;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** A command is one request by its trigger: Slack makes one for each time it is typed. */
export function parseCommand(payload: unknown): Command {
  const command = commandPayload.parse(payload);
  return {
    request: {
      sender: sender(command.team_id, command.user_id, command.user_name, {
        ...conversation(command.channel_id),
        name: channelName(command.channel_name),
      }),
      intent: { kind: 'command', text: unescaped(command.text) },
      key: `slack:command:${command.trigger_id}`,
    },
    triggerId: command.trigger_id,
    responseUrl: command.response_url,
  };
}

/** The shortcut stands for the command without words, from nowhere in particular. */
export function parseShortcut(payload: unknown): Omit<Command, 'responseUrl'> {
  const shortcut = shortcutPayload.parse(payload);
  return {
    request: {
      sender: senderOf(shortcut.team, shortcut.user, null),
      intent: { kind: 'command', text: '' },
      key: `slack:shortcut:${shortcut.trigger_id}`,
    },
    triggerId: shortcut.trigger_id,
  };
}

export interface PickedMessage extends Command {
  /** Who wrote the message, by the platform's id; null for a bot. */
  readonly authorId: string | null;
}

/** The message comes as Slack writes it down; names of people and rooms in it are ids, which say nothing elsewhere. */
export function parseMessageShortcut(payload: unknown): PickedMessage {
  const picked = messageShortcutPayload.parse(payload);
  const { channel, message } = picked;
  return {
    request: {
      sender: senderOf(picked.team, picked.user, {
        ...conversation(channel.id),
        name: channelName(channel.name),
      }),
      intent: { kind: 'draft', text: readable(message.text), author: null },
      key: `slack:shortcut:${picked.trigger_id}`,
    },
    triggerId: picked.trigger_id,
    responseUrl: picked.response_url,
    authorId: message.user ?? null,
  };
}

/** `<https://a.dk|a.dk>` → `a.dk`, `<tel:+45…|20 30 40 57>` → its label, `<@U1>` → nothing. */
function readable(text: string): string {
  return unescaped(
    text.replace(
      /<(?:[^<>|]*\|([^<>]*)|[@#!][^<>]*|((?:https?|mailto|tel):[^<>]*))>/g,
      (_, label, link) => label ?? link?.replace(/^(?:mailto|tel):/, '') ?? '',
    ),
  );
}

export interface Pressed {
  readonly request: Request;
  readonly press: Press;
  readonly triggerId: string;
  /** Where the button stood. `own`: nobody but the presser sees the message, and delivery doesn't refresh it. */
  readonly place:
    | { readonly kind: 'message'; readonly responseUrl: string; readonly own: boolean }
    | { readonly kind: 'home'; readonly userId: string }
    | { readonly kind: 'modal'; readonly viewId: string; readonly conversationId: string | null };
}

/** Slack gives a press no id: its time, its person and what was pressed make one. */
export function parsePress(payload: unknown): Pressed {
  const pressed = pressPayload.parse(payload);
  const [action] = pressed.actions;
  const press = action.value;
  const button = createHash('sha256')
    .update(`${action.action_id} ${JSON.stringify(press)}`)
    .digest('hex')
    .slice(0, 16);
  const place = placeOf(pressed);
  const where =
    place.kind === 'modal'
      ? conversationOrNull(place.conversationId)
      : pressed.channel && { ...conversation(pressed.channel.id), name: channelName(pressed.channel.name) };
  return {
    request: {
      sender: senderOf(pressed.team, pressed.user, where ?? null),
      intent: { kind: 'press', press },
      key: `slack:press:${action.action_ts}:${pressed.user.id}:${button}`,
      shows: { form: true, card: place.kind !== 'message' || place.own },
    },
    press,
    triggerId: pressed.trigger_id,
    place,
  };
}

function placeOf(pressed: ReturnType<typeof pressPayload.parse>): Pressed['place'] {
  if (pressed.view) {
    const { id, type, private_metadata } = pressed.view;
    if (type === 'home') return { kind: 'home', userId: pressed.user.id };
    return { kind: 'modal', viewId: id, conversationId: private_metadata.conversationId };
  }
  if (pressed.response_url === undefined)
    throw new Error('A press in a message came without a response URL.');
  const direct = pressed.channel?.id.startsWith('D') ?? false;
  return {
    kind: 'message',
    responseUrl: pressed.response_url,
    own: direct || pressed.container.is_ephemeral === true,
  };
}

/** Null for the tab in which the bot is written to. Looking has no effect: it has no key. */
export function parseHomeOpened(payload: unknown): Request | null {
  const { event, ...body } = homeOpenedPayload.parse(payload);
  if (event.tab !== 'home') return null;
  return {
    sender: sender(body.context_team_id ?? body.team_id, event.user, undefined, null),
    intent: { kind: 'home' },
    key: null,
  };
}

export interface InForm {
  readonly request: Request;
  readonly view: ShownForm;
}

/** Repeating a reshape is harmless: it has no key. */
export function parseReshape(payload: unknown): InForm & { readonly triggerId: string } {
  const { team, user, view, trigger_id } = reshapePayload.parse(payload);
  const context = view.private_metadata;
  return {
    request: {
      sender: senderOf(team, user, conversationOrNull(context.conversationId)),
      intent: { kind: 'reshape', context, values: readValues(view.state) },
      key: null,
    },
    view,
    triggerId: trigger_id,
  };
}

/** What can be chosen from the list that the field names. Looking has no effect: it has no key. */
export function parseSuggestion(payload: unknown): Request {
  const { team, user, action_id, value, view } = suggestionPayload.parse(payload);
  const source = readSource(action_id.slice(SEARCH_ACTION.length));
  return {
    sender: senderOf(team, user, conversationOrNull(view.private_metadata.conversationId)),
    intent: { kind: 'choose', source, words: value },
    key: null,
  };
}

/** However often a form is sent, it is one request by its token. */
export function parseSubmission(payload: unknown): InForm {
  const { team, user, view } = submissionPayload.parse(payload);
  const context = view.private_metadata;
  return {
    request: {
      sender: senderOf(team, user, conversationOrNull(context.conversationId)),
      intent: { kind: 'submit', context, values: readValues(view.state) },
      key: `slack:form:${context.token}`,
    },
    view,
  };
}

export interface Said {
  readonly request: Request;
  readonly eventId: string;
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** Null for what isn't a person speaking to the bot: edits, joins, the bot's own words, other bots. */
export function parseMessage(payload: unknown): Said | null {
  const { event, ...body } = messagePayload.parse(payload);
  if (event.user === undefined || event.bot_id !== undefined || event.subtype !== undefined) return null;
  if (event.type === 'message' && event.channel_type !== 'im') return null;
  return {
    request: {
      sender: sender(
        body.context_team_id ?? body.team_id,
        event.user,
        undefined,
        conversation(event.channel),
      ),
      intent: { kind: 'command', text: unescaped(event.text) },
      key: `slack:event:${body.event_id}`,
      shows: { form: false, card: false },
    },
    eventId: body.event_id,
    channelId: event.channel,
    threadTs: event.thread_ts ?? null,
  };
}

/** Slack deactivates people and never deletes them; whoever is reactivated keeps their id. */
export function parseUserChange(payload: unknown): Presence {
  const { event, ...body } = userChangePayload.parse(payload);
  const account = {
    platform: SLACK,
    workspaceId: body.context_team_id ?? body.team_id,
    userId: event.user.id,
  };
  const { deleted, profile, real_name } = event.user;
  if (deleted) return { account, here: false, from: null };
  const name = profile?.display_name || profile?.real_name || real_name;
  return name === undefined || name === '' ? { account, here: true } : { account, here: true, name };
}

/** Null where a workspace installed the bot for itself. */
export function parseOwner(payload: unknown): { workspaceId: string; organisationId: string } | null {
  const read = ownerPayload.safeParse(payload);
  if (!read.success || !isOrganisationWide(read.data)) return null;
  const { team, user, team_id, context_team_id } = read.data;
  const workspaceId = context_team_id ?? team?.id ?? team_id ?? user?.team_id;
  const organisationId = organisationOf(read.data);
  return workspaceId == null || organisationId == null || workspaceId === organisationId
    ? null
    : { workspaceId, organisationId };
}

type OwnerPayload = ReturnType<typeof ownerPayload.parse>;

function isOrganisationWide({ is_enterprise_install, authorizations }: OwnerPayload): boolean {
  return is_enterprise_install ?? authorizations?.[0]?.is_enterprise_install ?? false;
}

function organisationOf(payload: OwnerPayload): string | null | undefined {
  const { enterprise, enterprise_id, context_enterprise_id, authorizations } = payload;
  return enterprise?.id ?? authorizations?.[0]?.enterprise_id ?? context_enterprise_id ?? enterprise_id;
}

/** Null where the bot's own token still holds: Slack tells of the tokens of people too, and the bot has none of these. */
export function parseLetOut(payload: unknown): { key: InstallationKey; at: Date } | null {
  const { event, event_time, ...body } = letOutPayload.parse(payload);
  if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return null;
  // A whole organisation's comes without a workspace.
  const wide = isOrganisationWide(body) || body.team_id == null;
  const id = wide ? organisationOf(body) : body.team_id;
  if (id == null) throw new Error('The request names neither a workspace nor an organisation.');
  return { key: { platform: SLACK, id }, at: new Date(event_time * 1_000) };
}

/** Null for somebody else than the bot who comes into a channel. */
export function parseChannelNews(payload: unknown): PlaceNews | null {
  const { event, ...body } = channelPayload.parse(payload);
  const conversationId = typeof event.channel === 'string' ? event.channel : event.channel.id;
  const place = { platform: SLACK, workspaceId: body.context_team_id ?? body.team_id, conversationId };
  switch (event.type) {
    case 'channel_archive':
    case 'group_archive':
      return { place, kind: 'away', reason: 'archived' };
    case 'channel_deleted':
    case 'group_deleted':
      return { place, kind: 'away', reason: 'deleted' };
    case 'channel_left':
    case 'group_left':
      return { place, kind: 'away', reason: 'removed' };
    case 'channel_unarchive':
    case 'group_unarchive':
      return { place, kind: 'back' };
    case 'channel_rename':
    case 'group_rename':
      return { place, kind: 'renamed', name: event.channel.name };
    case 'member_joined_channel':
      return body.authorizations?.some(({ user_id }) => user_id === event.user)
        ? { place, kind: 'back' }
        : null;
  }
}

export function parseMoved(payload: unknown): PlaceNews {
  const { event, ...body } = channelIdPayload.parse(payload);
  const workspaceId = body.context_team_id ?? body.team_id;
  const place = { platform: SLACK, workspaceId, conversationId: event.old_channel_id };
  return { place, kind: 'moved', to: event.new_channel_id };
}

/** Everything in each of those workspaces is away, or back. */
export function parseTeamAccess(payload: unknown): PlaceNews[] {
  const { event } = teamAccessPayload.parse(payload);
  return event.team_ids.map((workspaceId) => {
    const place = everywhereIn(SLACK, workspaceId);
    return event.type === 'team_access_granted'
      ? { place, kind: 'back', from: 'shut_out' }
      : { place, kind: 'away', reason: 'shut_out' };
  });
}

function senderOf(team: SlackTeam, user: SlackUser, where: Conversation | null): Sender {
  const workspaceId = team?.id ?? user.team_id;
  if (workspaceId === undefined) throw new Error('The request names no workspace.');
  return sender(workspaceId, user.id, user.username ?? user.name, where);
}

function sender(
  workspaceId: string,
  userId: string,
  name: string | undefined,
  where: Conversation | null,
): Sender {
  return { platform: SLACK, workspaceId, userId, name: name ?? null, details: {}, conversation: where };
}

/** A conversation with the bot alone has an id that starts with D. */
function conversation(id: string): Conversation {
  return { id, direct: id.startsWith('D'), name: null, details: {} };
}

function conversationOrNull(id: string | null): Conversation | null {
  return id === null ? null : conversation(id);
}

/** Slack says these instead of the name where it keeps that to itself. */
const NAMELESS = ['directmessage', 'privategroup'];

function channelName(name: string | undefined): string | null {
  return name === undefined || NAMELESS.includes(name) ? null : name;
}
