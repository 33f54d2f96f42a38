import type { Pressable } from './visible.ts';
import {
  type Channel,
  directChannel,
  type HomePage,
  type Message,
  type OpenView,
  type Person,
  type Workspace,
} from './workspace.ts';

/** The requests Slack makes, in the shape it makes them. */
const APP = { api_app_id: 'A0SPOT', token: 'verification-token' };

/** Who let the app in, as interactions say it. */
function letInBy({ organisation }: Workspace) {
  return { ...APP, is_enterprise_install: organisation !== null, enterprise: organisation };
}

/** The same as events say it. */
function authorizedBy({ organisation, teamId, botUserId }: Workspace) {
  const authorization = {
    enterprise_id: organisation?.id ?? null,
    team_id: organisation === null ? teamId : null,
    user_id: botUserId,
    is_bot: true,
    is_enterprise_install: organisation !== null,
  };
  return { ...APP, authorizations: [authorization] };
}

function userOf(workspace: Workspace, person: Person) {
  return { id: person.id, username: person.username, name: person.username, team_id: workspace.teamId };
}

function teamOf(workspace: Workspace) {
  return { id: workspace.teamId, domain: 'birkholm' };
}

export function commandFields(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  text: string,
  triggerId: string,
  responseUrl: string,
) {
  return {
    token: APP.token,
    api_app_id: APP.api_app_id,
    is_enterprise_install: String(workspace.organisation !== null),
    ...(workspace.organisation === null ? {} : { enterprise_id: workspace.organisation.id }),
    team_id: workspace.teamId,
    team_domain: 'birkholm',
    channel_id: channel.id,
    channel_name: channel.private && channel.with === null ? 'privategroup' : channel.name,
    user_id: person.id,
    user_name: person.username,
    command: '/spotjob',
    text: escaped(text),
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** What people type reaches a bot with these three characters escaped. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function shortcutPayload(workspace: Workspace, person: Person, callbackId: string, triggerId: string) {
  return {
    ...letInBy(workspace),
    type: 'shortcut',
    action_ts: timestamp(workspace),
    team: teamOf(workspace),
    user: userOf(workspace, person),
    callback_id: callbackId,
    trigger_id: triggerId,
  };
}

export function messagePressPayload(
  workspace: Workspace,
  person: Person,
  message: Message,
  pressed: Pressable,
  triggerId: string,
  responseUrl: string,
) {
  const channel = workspace.channels.get(message.channel);
  return {
    ...letInBy(workspace),
    type: 'block_actions',
    user: userOf(workspace, person),
    team: teamOf(workspace),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.only !== null,
    },
    trigger_id: triggerId,
    channel: { id: message.channel, name: channel?.name ?? '' },
    state: { values: {} },
    response_url: responseUrl,
    actions: [pressAction(workspace, pressed)],
  };
}

export function modalPressPayload(
  workspace: Workspace,
  person: Person,
  view: OpenView,
  pressed: Pressable,
  triggerId: string,
) {
  return {
    ...inView('block_actions', workspace, person, view, triggerId),
    actions: [pressAction(workspace, pressed)],
  };
}

/** A person opens the bot's page, or the tab beside it in which they write. */
export function homeOpenedEvent(workspace: Workspace, person: Person, tab: 'home' | 'messages') {
  const event = {
    type: 'app_home_opened',
    user: person.id,
    channel: `D${person.id}`,
    tab,
    event_ts: timestamp(workspace),
  };
  return { ...messageEvent(workspace, person, directChannel(workspace, person.id), ''), event };
}

export function homePressPayload(
  workspace: Workspace,
  person: Person,
  page: HomePage,
  pressed: Pressable,
  triggerId: string,
) {
  return {
    ...letInBy(workspace),
    type: 'block_actions',
    user: userOf(workspace, person),
    team: teamOf(workspace),
    container: { type: 'view', view_id: page.id },
    trigger_id: triggerId,
    view: {
      id: page.id,
      team_id: workspace.teamId,
      type: 'home',
      callback_id: '',
      external_id: '',
      hash: page.hash,
      private_metadata: page.metadata,
      blocks: page.blocks,
      state: { values: {} },
      title: { type: 'plain_text', text: 'View Title', emoji: true },
      root_view_id: page.id,
      previous_view_id: null,
      app_id: APP.api_app_id,
      bot_id: 'BBOT',
    },
    actions: [pressAction(workspace, pressed)],
  };
}

/** A shortcut under a message: what it says, and who wrote it. */
export function messageShortcutPayload(
  workspace: Workspace,
  person: Person,
  channel: Channel,
  message: { readonly user: string; readonly text: string },
  callbackId: string,
  triggerId: string,
  responseUrl: string,
) {
  const ts = timestamp(workspace);
  return {
    ...letInBy(workspace),
    type: 'message_action',
    action_ts: timestamp(workspace),
    team: teamOf(workspace),
    user: userOf(workspace, person),
    channel: { id: channel.id, name: channel.private ? 'privategroup' : channel.name },
    callback_id: callbackId,
    trigger_id: triggerId,
    response_url: responseUrl,
    message_ts: ts,
    message: { type: 'message', user: message.user, text: escaped(message.text), ts, team: workspace.teamId },
  };
}

export function choicePayload(
  workspace: Workspace,
  person: Person,
  view: OpenView,
  blockId: string,
  triggerId: string,
) {
  const state = view.state.get(blockId);
  const action = {
    action_id: state?.actionId,
    block_id: blockId,
    action_ts: timestamp(workspace),
    ...state?.value,
  };
  return { ...inView('block_actions', workspace, person, view, triggerId), actions: [action] };
}

/** A list in a form is opened, or typed in. */
export function suggestionPayload(
  workspace: Workspace,
  person: Person,
  view: OpenView,
  field: { readonly blockId: string; readonly actionId: string; readonly words: string },
) {
  const { trigger_id: _, ...rest } = inView('block_suggestion', workspace, person, view, '');
  return { ...rest, action_id: field.actionId, block_id: field.blockId, value: field.words };
}

export function submissionPayload(workspace: Workspace, person: Person, view: OpenView, triggerId: string) {
  return { ...inView('view_submission', workspace, person, view, triggerId), response_urls: [] };
}

function inView(type: string, workspace: Workspace, person: Person, view: OpenView, triggerId: string) {
  return {
    ...letInBy(workspace),
    type,
    user: userOf(workspace, person),
    team: teamOf(workspace),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: {
      id: view.id,
      team_id: workspace.teamId,
      app_id: APP.api_app_id,
      bot_id: 'BBOT',
      external_id: '',
      previous_view_id: null,
      root_view_id: view.id,
      hash: view.hash,
      ...view.modal,
      private_metadata: view.modal.private_metadata ?? '',
      callback_id: view.modal.callback_id ?? '',
      state: { values: stateValues(view) },
    },
  };
}

function stateValues(view: OpenView) {
  return Object.fromEntries(
    [...view.state].map(([block, { actionId, value }]) => [block, { [actionId]: value }]),
  );
}

function pressAction(workspace: Workspace, { blockId, element, row }: Pressable) {
  const action = { block_id: blockId, action_id: element.action_id, action_ts: timestamp(workspace) };
  if (element.type === 'overflow') return { ...action, type: 'overflow', selected_option: row };
  const { text, value, style } = element;
  return { ...action, type: 'button', text, value, style };
}

/** Something said to the bot: in its direct conversation, or in a channel with a mention of it. */
export function messageEvent(workspace: Workspace, person: Person, channel: Channel, text: string) {
  const direct = channel.with !== null;
  return {
    ...authorizedBy(workspace),
    type: 'event_callback',
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    event_id: `Ev${workspace.next()}`,
    event_time: Math.floor(Date.now() / 1_000),
    event: {
      type: direct ? 'message' : 'app_mention',
      ...(direct ? { channel_type: 'im' } : {}),
      user: person.id,
      team: workspace.teamId,
      text: direct ? escaped(text) : `<@${workspace.botUserId}> ${escaped(text)}`,
      channel: channel.id,
      ts: timestamp(workspace),
    },
  };
}

/** Somebody was deactivated, or is active again. */
export function userChangeEvent(workspace: Workspace, userId: string, deleted: boolean) {
  const person = workspace.people.get(userId);
  if (person === undefined) throw new Error(`nobody is called ${userId}`);
  if (deleted) workspace.deactivated.add(userId);
  else workspace.deactivated.delete(userId);
  const time = Math.floor(Date.now() / 1_000);
  return {
    ...authorizedBy(workspace),
    type: 'event_callback',
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    event_id: `Ev${workspace.next()}`,
    event_time: time,
    event: {
      type: 'user_change',
      user: {
        id: userId,
        team_id: workspace.teamId,
        name: person.username,
        real_name: person.name,
        profile: { display_name: '', real_name: person.name },
        deleted,
        updated: time,
      },
      cache_ts: time,
      event_ts: timestamp(workspace),
    },
  };
}

/** Something happened to a channel, or the bot came into it or was taken out. */
export function channelEvent(workspace: Workspace, event: Readonly<Record<string, unknown>>) {
  return {
    ...authorizedBy(workspace),
    type: 'event_callback',
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    event_id: `Ev${workspace.next()}`,
    event_time: Math.floor(Date.now() / 1_000),
    event,
  };
}

export function timestamp(workspace: Workspace): string {
  return `${Math.floor(Date.now() / 1_000)}.${String(workspace.next()).padStart(6, '0')}`;
}

/** The app was taken out of the workspace, or the bot's token was taken back: each comes without the other too. */
export function letOutEvent(workspace: Workspace, type: 'app_uninstalled' | 'tokens_revoked', at: Date) {
  const event =
    type === 'app_uninstalled' ? { type } : { type, tokens: { oauth: [], bot: [workspace.botUserId] } };
  return {
    ...authorizedBy(workspace),
    type: 'event_callback',
    team_id: workspace.teamId,
    event_id: `Ev${workspace.next()}`,
    event_time: Math.floor(at.getTime() / 1_000),
    event,
  };
}
