import * as z from 'zod';
import {
  actionsOf,
  type CardAction,
  type CardInput,
  type CardPress,
  CHOICES_SHOWN,
  choicesSchema,
  executedSchema,
  inputsOf,
  pressesOf,
  searchSchema,
  type TeamsCard,
  taskSchema,
} from './card-rules.ts';
import type { Delivered } from './deliver.ts';
import type { TeamsConversation, TeamsMessage, TeamsPerson, Workplace } from './workplace.ts';

/** A dialog on a person's screen. */
export interface Dialog {
  readonly title: string;
  readonly card: TeamsCard;
  readonly person: TeamsPerson;
  readonly conversation: TeamsConversation;
  /** The message extension's command that opened it; null for a button. */
  readonly extension: string | null;
}

/** A result of the message extension's search. */
export interface SearchResult {
  readonly title: string;
  readonly text: string;
  readonly card: TeamsCard;
}

/** What a person sees after a press. */
export type Pressed =
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  /** A line of text under the card, to them alone. */
  | { readonly kind: 'text'; readonly text: string }
  /** Another card in the place of the pressed one. */
  | { readonly kind: 'card'; readonly card: TeamsCard }
  | { readonly kind: 'closed' };

/** What was typed, by the label of the field (without its asterisk) or by its name. */
type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface AsPerson {
  say(person: TeamsPerson, conversation: TeamsConversation, text: string): Promise<Delivered>;
  /** Presses a button of a message; a question that unfolds is answered with its yes. */
  press(person: TeamsPerson, message: TeamsMessage, label: string): Promise<Pressed>;
  /** Presses the button at this place among all of a card, those under a question too; `shown` is what stands there. */
  pressAt(person: TeamsPerson, message: TeamsMessage, shown: TeamsCard, place: number): Promise<Pressed>;
  /** The same, and a dialog must open. */
  openDialog(person: TeamsPerson, message: TeamsMessage, label: string): Promise<Dialog>;
  /** Fills in a dialog and presses one of its buttons, the first if none is named. */
  submitDialog(dialog: Dialog, typed: Typed, label?: string): Promise<Pressed>;
  /** Somebody is taken out of the team or chat. */
  leave(person: TeamsPerson, conversation: TeamsConversation): Promise<Delivered>;
  /** Chooses the message extension's action, where one writes or under a message that somebody wrote. */
  extension(
    person: TeamsPerson,
    conversation: TeamsConversation,
    commandId: string,
    message?: { readonly html: string; readonly from: TeamsPerson },
  ): Promise<Dialog>;
  /** Searches by the message extension; what comes is results, or a sentence instead. */
  search(
    person: TeamsPerson,
    conversation: TeamsConversation,
    commandId: string,
    words: string,
  ): Promise<readonly SearchResult[] | string>;
  /** What the list under a field offers while one writes into it. */
  writeInto(
    dialog: Dialog,
    field: string,
    words: string,
  ): Promise<readonly { readonly title: string; readonly value: string }[]>;
  /** Puts a result into the conversation, where everybody sees it. */
  insert(conversation: TeamsConversation, result: SearchResult): TeamsMessage;
  /** The client asks for the card anew for a person who looks at it; null where it does not for them. */
  look(person: TeamsPerson, message: TeamsMessage): Promise<Pressed | null>;
  /** Sends a dialog by the button at this place, with what the client gathered from its inputs by their ids. */
  submitAt(dialog: Dialog, inputs: Readonly<Record<string, string>>, place: number): Promise<Pressed>;
}

export type Act = (
  person: TeamsPerson,
  conversation: TeamsConversation,
  activity: object,
) => Promise<Delivered>;

export function asPerson(workplace: Workplace, bot: { id: string; name: string }, act: Act): AsPerson {
  async function press(person: TeamsPerson, message: TeamsMessage, button: CardPress): Promise<Pressed> {
    const conversation = workplace.conversationBy(message.conversation);
    if (conversation === undefined) throw new Error('the message stands in no conversation');
    const shared = { conversationId: threadOf(message), replyToId: message.id };
    if (button.type === 'Action.Execute') {
      const action = { type: 'Action.Execute', title: button.title, verb: button.verb, data: button.data };
      const value = { action, trigger: 'manual' };
      return readExecuted(
        await act(person, conversation, { type: 'invoke', name: 'adaptiveCard/action', value, ...shared }),
      );
    }
    if ('msteams' in button.data) {
      const value = { data: button.data, context: { theme: 'default' } };
      const answer = await act(person, conversation, {
        type: 'invoke',
        name: 'task/fetch',
        value,
        ...shared,
      });
      return readTask(answer, person, conversation);
    }
    throw new Error(`"${button.title}" is neither Action.Execute nor opens a dialog`);
  }

  async function submit(
    { person, conversation, extension }: Dialog,
    button: CardPress | CardAction | undefined,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Pressed> {
    if (button?.type !== 'Action.Submit') throw new Error('the dialog has no such button');
    const value = { data: { ...button.data, ...inputs }, context: { theme: 'default' } };
    const activity =
      extension === null
        ? { type: 'invoke', name: 'task/submit', value }
        : {
            type: 'invoke',
            name: 'composeExtension/submitAction',
            value: { ...value, commandId: extension },
          };
    return readTask(await act(person, conversation, activity), person, conversation, extension);
  }

  return {
    press: async (person, message, label) => press(person, message, findButton(message.card, label)),
    pressAt: async (person, message, shown, place) => press(person, message, buttonAt(shown, place)),
    say: (person, conversation, text) => act(person, conversation, spoken(bot, conversation, text)),
    openDialog: async (person, message, label) => {
      const pressed = await press(person, message, findButton(message.card, label));
      if (pressed.kind !== 'dialog')
        throw new Error(`"${label}" opened no dialog but: ${JSON.stringify(pressed)}`);
      return pressed.dialog;
    },
    submitDialog: async (dialog, typed, label) => {
      const { card } = dialog;
      const button = label === undefined ? card.actions[0] : findButton(card, label);
      return submit(dialog, button, fillIn(card, typed));
    },
    submitAt: async (dialog, inputs, place) => {
      const known = new Map(inputsOf(dialog.card.body).map((input) => [input.id, input]));
      const sent = Object.entries(inputs).map(([id, value]) => {
        const input = known.get(id);
        if (input === undefined) throw new Error(`the dialog has no input ${id}`);
        const several = input.type === 'Input.ChoiceSet' && input.isMultiSelect === true;
        const all = several ? value.split(',').filter((one) => one !== '') : value;
        return [id, enter(input, all)] as const;
      });
      return submit(dialog, buttonAt(dialog.card, place), Object.fromEntries(sent));
    },
    extension: async (person, conversation, commandId, message) => {
      const value = {
        commandId,
        commandContext: message === undefined ? 'compose' : 'message',
        context: { theme: 'default' },
        ...(message === undefined ? {} : { messagePayload: writtenMessage(message) }),
      };
      const answer = await act(person, conversation, {
        type: 'invoke',
        name: 'composeExtension/fetchTask',
        value,
      });
      const opened = readTask(answer, person, conversation, commandId);
      if (opened.kind !== 'dialog') throw new Error('the action opened no dialog');
      return opened.dialog;
    },
    search: async (person, conversation, commandId, words) => {
      const parameters =
        words === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'query', value: words }];
      const value = { commandId, parameters, queryOptions: { skip: 0, count: 25 } };
      const answer = await act(person, conversation, {
        type: 'invoke',
        name: 'composeExtension/query',
        value,
      });
      if (answer.status !== 200) throw new Error(`Teams shows "something went wrong": ${answer.status}`);
      const { composeExtension } = searchSchema.parse(answer.body);
      if (composeExtension.type === 'message') return composeExtension.text;
      return composeExtension.attachments.map(({ content, preview }) => ({
        ...preview.content,
        card: content,
      }));
    },
    writeInto: async ({ card, person, conversation }, name, queryText) => {
      const field = inputsOf(card.body).find((input) => isNamed(input, name));
      if (field?.type !== 'Input.ChoiceSet' || field.style !== 'filtered')
        throw new Error(`nothing is written into "${name}"`);
      const source = field['choices.data'];
      const here = field.choices.filter(({ title }) => title.toLowerCase().includes(queryText.toLowerCase()));
      if (source === undefined) return here.slice(0, CHOICES_SHOWN);
      const value = { queryText, queryOptions: { skip: 0, top: CHOICES_SHOWN }, dataset: source.dataset };
      const answer = await act(person, conversation, { type: 'invoke', name: 'application/search', value });
      if (answer.status !== 200) throw new Error(`Teams shows "something went wrong": ${answer.status}`);
      return choicesSchema.parse(answer.body).value.results;
    },
    insert: (conversation, { title, card }) =>
      workplace.post(conversation.id, null, { summary: title, card, byPerson: true }),
    look: async (person, message) => {
      const { refresh } = message.card;
      const conversation = workplace.conversationBy(message.conversation);
      if (refresh === undefined || conversation === undefined || !refresh.userIds.includes(person.id))
        return null;
      const value = { action: refresh.action, trigger: 'automatic' };
      return readExecuted(
        await act(person, conversation, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          value,
          replyToId: message.id,
        }),
      );
    },
    leave: (person, conversation) =>
      act(person, conversation, {
        type: 'conversationUpdate',
        membersRemoved: [{ id: person.id, aadObjectId: person.aadObjectId }],
        ...(conversation.type === 'channel' ? { conversationId: conversation.teamId } : {}),
      }),
  };
}

/** In a channel or group chat the bot only hears what mentions it. */
function spoken(bot: { id: string; name: string }, conversation: TeamsConversation, text: string): object {
  if (conversation.type === 'personal') return { type: 'message', text, textFormat: 'plain' };
  const mention = `<at>${bot.name}</at>`;
  const entities = [{ type: 'mention', mentioned: { id: bot.id, name: bot.name }, text: mention }];
  return { type: 'message', text: `${mention} ${text}\n`, textFormat: 'plain', entities };
}

function threadOf(message: TeamsMessage): string {
  return `${message.conversation};messageid=${message.thread ?? message.id}`;
}

function buttonAt(card: TeamsCard, place: number): CardPress {
  const button = pressesOf(card)[place];
  if (button === undefined) throw new Error(`the card has no button at ${place}`);
  return button;
}

function findButton(card: TeamsCard, label: string): CardPress {
  const found = actionsOf(card).find((one) => one.title === label);
  const button = found?.type === 'Action.ShowCard' ? found.card.actions[0] : found;
  if (button?.type === 'Action.OpenUrl') throw new Error(`"${label}" only opens a browser`);
  if (button === undefined) {
    throw new Error(
      `no button "${label}" among: ${actionsOf(card)
        .map((one) => one.title)
        .join(', ')}`,
    );
  }
  return button;
}

function readExecuted(answer: Delivered): Pressed {
  if (answer.status !== 200) throw new Error(`Teams shows "something went wrong": ${answer.status}`);
  const { type, value } = executedSchema.parse(answer.body);
  return type === 'application/vnd.microsoft.activity.message'
    ? { kind: 'text', text: value }
    : { kind: 'card', card: value };
}

/** As Teams hands a message on: HTML, and who wrote it by their directory id. */
function writtenMessage({ html, from }: { html: string; from: TeamsPerson }) {
  return {
    id: '1700000000000',
    body: { contentType: 'html', content: html },
    from: { user: { id: from.aadObjectId, displayName: from.name, userIdentityType: 'aadUser' } },
  };
}

function readTask(
  answer: Delivered,
  person: TeamsPerson,
  conversation: TeamsConversation,
  extension: string | null = null,
): Pressed {
  if (answer.status !== 200) throw new Error(`Teams shows "something went wrong": ${answer.status}`);
  if (answer.body === null) return { kind: 'closed' };
  const { title, card } = taskSchema.parse(answer.body).task.value;
  return { kind: 'dialog', dialog: { title, card: card.content, person, conversation, extension } };
}

/** What the client sends for the inputs of a card: what stands in them, and what was typed over it. */
function fillIn(card: TeamsCard, typed: Typed): Record<string, string> {
  const inputs = inputsOf(card.body);
  for (const name of Object.keys(typed)) {
    if (!inputs.some((input) => isNamed(input, name))) {
      throw new Error(`no field "${name}" among: ${inputs.map((input) => input.label).join(', ')}`);
    }
  }
  return Object.fromEntries(
    inputs.map((input) => {
      const name = Object.keys(typed).find((one) => isNamed(input, one));
      const value = name === undefined ? undefined : typed[name];
      return [input.id, value === undefined ? String(input.value ?? '') : enter(input, value)];
    }),
  );
}

function isNamed(input: CardInput, name: string): boolean {
  return input.id.split('.').at(-1) === name || input.label.replace(/ \*$/, '') === name;
}

/** As the client would let it be entered; choices are picked by what is read or by their value. */
function enter(input: CardInput, value: string | readonly string[]): string {
  const all = typeof value === 'string' ? [value] : value;
  switch (input.type) {
    case 'Input.Text': {
      const text = all.join('');
      if (input.maxLength !== undefined && text.length > input.maxLength)
        throw new Error(`"${input.label}" takes no more`);
      return text;
    }
    case 'Input.Number':
      return z
        .string()
        .regex(/^-?\d*([.]\d+)?$/)
        .parse(all.join(''));
    case 'Input.Date':
      return z.union([z.iso.date(), z.literal('')]).parse(all.join(''));
    case 'Input.ChoiceSet':
      return all.map((one) => pick(input, one)).join(',');
  }
}

function pick(input: Extract<CardInput, { type: 'Input.ChoiceSet' }>, wanted: string): string {
  if (wanted === '') return wanted;
  const found = input.choices.find((choice) => choice.title === wanted || choice.value === wanted);
  // Of a list that is searched the client knows those alone that it was told.
  if (found === undefined && input['choices.data'] !== undefined) return wanted;
  if (found === undefined) throw new Error(`"${input.label}" doesn't offer "${wanted}"`);
  return found.value;
}
