import type { Block, Home, InputElement, Modal, Option } from './block-rules.ts';

/** A Slack workspace as it stands: who is in it, what was posted, which modals are open. */
export interface Workspace {
  readonly teamId: string;
  readonly botUserId: string;
  /** The organisation that let the bot into all of its workspaces; null: this workspace did itself. */
  organisation: { readonly id: string; readonly name: string } | null;
  readonly people: Map<string, Person>;
  /** Those who were deactivated. */
  readonly deactivated: Set<string>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly views: OpenView[];
  /** What stands on each person's page with the bot. */
  readonly homes: Map<string, HomePage>;
  readonly triggers: Map<string, { user: string; at: number; used: boolean }>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** What messages are dated by. */
  readonly now: () => Date;
  /** Counts up: ids and timestamps are never the same twice. */
  next(): number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** What they log in with; requests carry it. */
  readonly username: string;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly private: boolean;
  /** For a direct conversation: the person. */
  readonly with: string | null;
  botIsMember: boolean;
  archived: boolean;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** When it was posted. */
  readonly at: Date;
  /** The one who alone sees it; null: everybody in the channel. */
  readonly only: string | null;
  text: string;
  blocks: Block[];
  metadata: unknown;
  /** The message in whose thread it stands; null: in the channel itself. */
  readonly thread: string | null;
  /** A reply that is shown in the channel as well. */
  readonly broadcast: boolean;
  edits: number;
  deleted: boolean;
}

/** A person's App Home. */
export interface HomePage {
  readonly id: string;
  readonly user: string;
  readonly text: '';
  hash: string;
  metadata: string;
  blocks: Block[];
  /** How often the bot published it. */
  published: number;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  hash: string;
  modal: Modal;
  /** Block id → what stands in its input. */
  state: Map<string, InputState>;
  /** Block id → what the bot offered last when the person opened that list, or typed in it. */
  suggested: Map<string, readonly Option[]>;
  /** Block id → what the bot said is wrong. */
  errors: Record<string, string>;
  open: boolean;
}

export interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly message: Message | null;
  /** When it was given, in milliseconds since 1970. */
  readonly at: number;
  uses: number;
}

export interface InputState {
  readonly actionId: string;
  readonly value: Record<string, unknown> & { type: string };
}

/** What outlives a run; open modals and what may be used for seconds or minutes only does not. */
export interface SavedWorkspace {
  readonly count: number;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
}

export function createWorkspace(
  teamId: string,
  now: () => Date = () => new Date(),
  saved: SavedWorkspace = { count: 0, people: [], channels: [], messages: [] },
): Workspace {
  let { count } = saved;
  return {
    teamId,
    botUserId: 'UBOT',
    organisation: null,
    people: new Map(saved.people.map((one) => [one.id, one])),
    deactivated: new Set(),
    channels: new Map(saved.channels.map((one) => [one.id, one])),
    messages: [...saved.messages],
    views: [],
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    now,
    next: () => ++count,
  };
}

export function saveWorkspace({ people, channels, messages, next }: Workspace): SavedWorkspace {
  const kept = messages.filter((message) => !message.deleted);
  return { count: next(), people: [...people.values()], channels: [...channels.values()], messages: kept };
}

export function post(
  workspace: Workspace,
  message: Omit<Message, 'ts' | 'at' | 'edits' | 'deleted' | 'thread' | 'broadcast'> &
    Partial<Pick<Message, 'thread' | 'broadcast'>>,
): Message {
  const at = workspace.now();
  const ts = `${Math.floor(at.getTime() / 1_000)}.${String(workspace.next()).padStart(6, '0')}`;
  const posted: Message = {
    thread: null,
    broadcast: false,
    ...message,
    ts,
    at,
    blocks: withBlockIds(workspace, message.blocks),
    edits: 0,
    deleted: false,
  };
  workspace.messages.push(posted);
  return posted;
}

export function directId(user: string): string {
  return `D${user}`;
}

export function directChannel(workspace: Workspace, user: string): Channel {
  const id = directId(user);
  const known = workspace.channels.get(id);
  if (known !== undefined) return known;
  const made: Channel = {
    id,
    name: 'directmessage',
    private: true,
    with: user,
    botIsMember: true,
    archived: false,
  };
  workspace.channels.set(id, made);
  return made;
}

export function publish(workspace: Workspace, user: string, view: Home): HomePage {
  const before = workspace.homes.get(user);
  const page: HomePage = {
    id: before?.id ?? `V${workspace.next()}`,
    user,
    text: '',
    hash: `${workspace.next()}.hash`,
    metadata: view.private_metadata ?? '',
    blocks: withBlockIds(workspace, view.blocks),
    published: (before?.published ?? 0) + 1,
  };
  workspace.homes.set(user, page);
  return page;
}

export function openView(workspace: Workspace, user: string, modal: Modal): OpenView {
  const view: OpenView = {
    id: `V${workspace.next()}`,
    user,
    hash: '',
    modal,
    state: new Map(),
    suggested: new Map(),
    errors: {},
    open: true,
  };
  show(workspace, view, modal);
  workspace.views.push(view);
  return view;
}

/** Puts another modal in a view's place. What stands in an input stays where block id, action id and kind stay. */
export function show(workspace: Workspace, view: OpenView, modal: Modal): void {
  const blocks = withBlockIds(workspace, modal.blocks);
  const before = view.state;
  view.modal = { ...modal, blocks };
  view.hash = `${workspace.next()}.hash`;
  view.errors = {};
  view.state = new Map();
  for (const block of blocks) {
    if (block.type !== 'input' || block.block_id === undefined) continue;
    const kept = before.get(block.block_id);
    const same = kept?.actionId === block.element.action_id && kept.value.type === block.element.type;
    view.state.set(
      block.block_id,
      kept !== undefined && same
        ? kept
        : { actionId: block.element.action_id, value: initialState(block.element) },
    );
  }
}

function withBlockIds<T extends Block>(workspace: Workspace, blocks: readonly T[]): T[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? `b${workspace.next()}` }));
}

function initialState(element: InputElement): InputState['value'] {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'static_select':
    case 'external_select':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
  }
}

export type ChannelEvent =
  | 'archived'
  | 'unarchived'
  | 'deleted'
  | 'bot_removed'
  | 'bot_invited'
  /** The same channel under another id. */
  | { readonly movedTo: string }
  | { readonly name: string };

/** Does it, and says it as Slack does, which has other words for private channels. */
export function changeChannel(workspace: Workspace, id: string, what: ChannelEvent) {
  const channel = workspace.channels.get(id);
  if (channel === undefined) throw new Error(`There is no channel ${id}.`);
  const kind = channel.private ? 'group' : 'channel';
  if (typeof what === 'object' && 'movedTo' in what) {
    workspace.channels.delete(id);
    workspace.channels.set(what.movedTo, { ...channel, id: what.movedTo });
    return { type: 'channel_id_changed', old_channel_id: id, new_channel_id: what.movedTo };
  }
  if (typeof what === 'object') {
    channel.name = what.name;
    return { type: `${kind}_rename`, channel: { id, name: what.name, created: 1 } };
  }
  switch (what) {
    case 'archived':
      channel.archived = true;
      return { type: `${kind}_archive`, channel: id, user: 'UADMIN' };
    case 'unarchived':
      channel.archived = false;
      return { type: `${kind}_unarchive`, channel: id, user: 'UADMIN' };
    case 'deleted':
      workspace.channels.delete(id);
      return { type: `${kind}_deleted`, channel: id };
    case 'bot_removed':
      channel.botIsMember = false;
      return { type: `${kind}_left`, channel: id, actor_id: 'UADMIN' };
    case 'bot_invited':
      channel.botIsMember = true;
      return { type: 'member_joined_channel', channel: id, user: workspace.botUserId, channel_type: kind[0] };
  }
}
