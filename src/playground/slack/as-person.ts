import * as z from 'zod';
import { type Option, suggestions } from './block-rules.ts';
import { asForm, asJson, asPayload, type Delivered, type Sent } from './deliver.ts';
import { fillIn, inputOf, missingIn } from './fill-in.ts';
import {
  choicePayload,
  commandFields,
  homeOpenedEvent,
  homePressPayload,
  messageEvent,
  messagePressPayload,
  messageShortcutPayload,
  modalPressPayload,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from './payload.ts';
import { type Pressable, pressablesOf } from './visible.ts';
import { readModal } from './web-api.ts';
import {
  type Channel,
  directChannel,
  directId,
  type HomePage,
  type Message,
  type OpenView,
  openView,
  type Person,
  show,
  type Workspace,
} from './workspace.ts';

export interface PlaceOfButton {
  readonly blockId: string;
  readonly actionId: string;
  /** The value of the row, for one of a menu's. */
  readonly row?: string | undefined;
}

export type Typed = Readonly<Record<string, string | readonly string[] | null>>;

/** What a person does in Slack. Each sends what Slack would send, and does to the screen what Slack would do then. */
export interface AsPerson {
  command(user: string, channel: string, text?: string): Promise<Delivered>;
  shortcut(user: string, callbackId: string): Promise<Delivered>;
  /** The shortcut under a message that somebody wrote there. */
  messageShortcut(
    user: string,
    channel: string,
    callbackId: string,
    message: { readonly user: string; readonly text: string },
  ): Promise<Delivered>;
  /** Opens the bot's page, or the tab in which one writes to it. */
  openHome(user: string, tab?: 'home' | 'messages'): Promise<Delivered>;
  /** Says something to the bot: in a channel with a mention; with channel null, in the direct conversation. */
  say(user: string, channel: string | null, text: string): Promise<Delivered>;
  /** Presses a button by its label (the `nth` of that label, from 0), in a message or in a modal. */
  press(user: string, shown: Message | OpenView | HomePage, label: string, nth?: number): Promise<Delivered>;
  /** Presses the button at this place; no two have the same. */
  pressAt(user: string, shown: Message | OpenView | HomePage, place: PlaceOfButton): Promise<Delivered>;
  /** Types or chooses in fields of a modal, and tells the bot nothing yet; lists that it keeps are asked for. */
  fill(view: OpenView, values: Typed): Promise<void>;
  /** Asks the bot for a list that it keeps, as Slack does when somebody opens it or types in it. */
  ask(view: OpenView, field: string, words: string): Promise<Delivered>;
  /** Opens such a list, or types in it, and reads what is offered. */
  search(view: OpenView, field: string, words?: string): Promise<readonly Option[]>;
  /** Types or chooses in one field of a modal; Slack tells the bot only of a choice that the field asks to be told. */
  choose(view: OpenView, field: string, value: string): Promise<Delivered | null>;
  /** Fills in and sends the form. */
  submit(view: OpenView, values: Typed): Promise<Delivered>;
  close(view: OpenView): void;
}

const acknowledgement = z.discriminatedUnion('response_action', [
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1).max(3000)),
  }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

export function asPerson(
  workspace: Workspace,
  baseUrl: () => string,
  send: (sent: Sent) => Promise<Delivered>,
): AsPerson {
  function person(id: string): Person {
    const found = workspace.people.get(id);
    if (found === undefined) throw new Error(`Nobody here is ${id}.`);
    return found;
  }

  function trigger(user: string): string {
    const id = `${workspace.next()}.trigger`;
    workspace.triggers.set(id, { user, at: Date.now(), used: false });
    return id;
  }

  function responseUrl(user: string, channel: string, message: Message | null): string {
    const id = `R${workspace.next()}`;
    workspace.responseUrls.set(id, { user, channel, message, at: Date.now(), uses: 0 });
    return `${baseUrl()}/response/${id}`;
  }

  /** Presses and commands have nothing to say in their acknowledgement here: anything in it is a mistake. */
  async function acknowledged(sent: Sent): Promise<Delivered> {
    const delivered = await send(sent);
    if (delivered.status === 200 && delivered.body !== '') {
      throw new Error(`The acknowledgement should be empty, and says ${delivered.body}`);
    }
    return delivered;
  }

  async function pressButton(
    user: string,
    shown: Message | OpenView | HomePage,
    pressed: Pressable,
  ): Promise<Delivered> {
    const triggerId = trigger(user);
    if ('published' in shown)
      return acknowledged(asPayload(homePressPayload(workspace, person(user), shown, pressed, triggerId)));
    if ('modal' in shown)
      return acknowledged(asPayload(modalPressPayload(workspace, person(user), shown, pressed, triggerId)));
    if (shown.only !== null && shown.only !== user) throw new Error(`${user} doesn't see this message.`);
    const url = responseUrl(user, shown.channel, shown);
    return acknowledged(
      asPayload(messagePressPayload(workspace, person(user), shown, pressed, triggerId, url)),
    );
  }

  function obey(view: OpenView, body: string): void {
    if (body === '') {
      view.open = false;
      return;
    }
    const wanted = acknowledgement.parse(JSON.parse(body));
    switch (wanted.response_action) {
      case 'errors': {
        const inputs = view.modal.blocks
          .filter((block) => block.type === 'input')
          .map((block) => block.block_id);
        const strange = Object.keys(wanted.errors).filter((blockId) => !inputs.includes(blockId));
        if (strange.length > 0)
          throw new Error(`Errors for blocks that are no inputs here: ${strange.join(', ')}`);
        view.errors = wanted.errors;
        return;
      }
      case 'update':
        show(workspace, view, readModal(wanted.view));
        return;
      case 'push':
        openView(workspace, view.user, readModal(wanted.view));
        return;
      case 'clear':
        for (const one of workspace.views) if (one.user === view.user) one.open = false;
    }
  }

  /** Null, or its id: the person's own conversation with the bot, which is there before anything was said in it. */
  function channelOf(user: string, channelId: string | null): Channel {
    if (channelId === null || channelId === directId(user)) return directChannel(workspace, user);
    const channel = workspace.channels.get(channelId);
    if (channel === undefined) throw new Error(`There is no channel ${channelId}.`);
    return channel;
  }

  async function ask(view: OpenView, field: string, words: string): Promise<Delivered> {
    const { blockId, block } = inputOf(view, field);
    const { type, action_id: actionId } = block.element;
    if (type !== 'external_select') throw new Error(`${field} is no list that the bot keeps.`);
    return send(
      asPayload(suggestionPayload(workspace, person(view.user), view, { blockId, actionId, words })),
    );
  }

  async function search(view: OpenView, field: string, words = ''): Promise<readonly Option[]> {
    const { blockId } = inputOf(view, field);
    const delivered = await ask(view, field, words);
    if (delivered.status !== 200) throw new Error(`${field} got no list: ${delivered.status}.`);
    const { options } = suggestions.parse(JSON.parse(delivered.body));
    view.suggested.set(blockId, options);
    return options;
  }

  /** A list is opened and, where what is wanted isn't offered at once, typed in. */
  async function fillOne(view: OpenView, field: string, value: Typed[string]): Promise<string> {
    const { block } = inputOf(view, field);
    if (block.element.type === 'external_select' && typeof value === 'string') {
      const isWanted = (one: Option) => one.value === value || one.text.text === value;
      const stands = block.element.initial_option;
      const offered = stands !== undefined && isWanted(stands);
      if (!offered && !(await search(view, field)).some(isWanted)) await search(view, field, value);
    }
    return fillIn(view, field, value);
  }

  async function fillAll(view: OpenView, values: Typed): Promise<void> {
    for (const [field, value] of Object.entries(values)) await fillOne(view, field, value);
  }

  return {
    command: (user, channelId, text = '') => {
      const channel = channelOf(user, channelId);
      const url = responseUrl(user, channelId, null);
      return acknowledged(asForm(commandFields(workspace, person(user), channel, text, trigger(user), url)));
    },
    shortcut: (user, callbackId) =>
      acknowledged(asPayload(shortcutPayload(workspace, person(user), callbackId, trigger(user)))),
    messageShortcut: (user, channelId, callbackId, message) => {
      const channel = channelOf(user, channelId);
      const url = responseUrl(user, channelId, null);
      return acknowledged(
        asPayload(
          messageShortcutPayload(workspace, person(user), channel, message, callbackId, trigger(user), url),
        ),
      );
    },
    openHome: (user, tab = 'home') => acknowledged(asJson(homeOpenedEvent(workspace, person(user), tab))),
    say: (user, channelId, text) => {
      const channel = channelOf(user, channelId);
      return acknowledged(asJson(messageEvent(workspace, person(user), channel, text)));
    },
    press: (user, shown, label, nth = 0) => {
      const pressed = pressablesOf(shown).filter((one) => one.label === label)[nth];
      if (pressed === undefined) throw new Error(`There is no button ${label}.`);
      return pressButton(user, shown, pressed);
    },
    pressAt: (user, shown, { blockId, actionId, row }) => {
      const pressed = pressablesOf(shown).find(
        (one) =>
          one.blockId === blockId &&
          one.element.action_id === actionId &&
          (one.row?.value ?? null) === (row ?? null),
      );
      if (pressed === undefined) throw new Error(`There is no button ${actionId} in ${blockId}.`);
      return pressButton(user, shown, pressed);
    },
    fill: fillAll,
    ask,
    search,
    choose: async (view, field, value) => {
      const blockId = await fillOne(view, field, value);
      const block = view.modal.blocks.find((one) => one.block_id === blockId);
      if (block?.type !== 'input' || block.dispatch_action !== true) return null;
      return acknowledged(
        asPayload(choicePayload(workspace, person(view.user), view, blockId, trigger(view.user))),
      );
    },
    submit: async (view, values) => {
      if (!view.open) throw new Error('The modal is closed.');
      await fillAll(view, values);
      const missing = missingIn(view);
      if (missing.length > 0) throw new Error(`Slack sends no form without ${missing.join(', ')}.`);
      view.errors = {};
      const delivered = await send(
        asPayload(submissionPayload(workspace, person(view.user), view, trigger(view.user))),
      );
      if (delivered.status === 200) obey(view, delivered.body);
      return delivered;
    },
    close: (view) => {
      view.open = false;
    },
  };
}
