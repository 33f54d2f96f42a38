import type { Answer } from '../../app/answer.ts';
import type { Request } from '../../app/intent.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { pressThatOpens } from '../../messages/press.ts';
import type { Card, Form, Option, Values } from '../../messages/view.ts';
import { type AdaptiveCard, CARD_TYPE } from './adaptive-card.ts';
import { LIMITS } from './limits.ts';
import { literal } from './literal.ts';
import type { Way } from './parse.ts';
import { flatten, refreshedFor, renderCard } from './render-card.ts';
import { choicesOf, renderForm } from './render-form.ts';
import type { TeamsTexts } from './texts.ts';

/** What is sent back over HTTP; null for a message, which is answered by messages. */
export interface InvokeResponse {
  readonly status: number;
  readonly body?: unknown;
}

/** What answering needs of the conversation one is in. */
export interface Turn {
  readonly texts: TeamsTexts;
  /** Into the conversation, for everybody in it. */
  reply(card: Card): Promise<void>;
  /** To the one who asked, alone; false where that isn't possible. */
  tell(card: Card): Promise<boolean>;
  /** The rooms that can be chosen from here. */
  rooms(): Promise<readonly Option[]>;
}

/** Answers in the way the request came. */
export async function answerTurn(
  way: Way,
  request: Request,
  answer: Answer,
  turn: Turn,
): Promise<InvokeResponse | null> {
  switch (way) {
    case 'message':
      await answerMessage(request, answer, turn);
      return null;
    case 'execute':
      return answerExecute(answer, turn.texts);
    case 'fetch':
    case 'submit':
      return answerDialog(answer, turn);
    case 'search':
      return answerSearch(request, answer);
    case 'choose':
      return answerChoice(answer);
    case 'look':
      return answerLook(request, answer, turn.texts);
  }
}

/** Rebuilds a form from what came back with it, without the database, with this sentence on it. */
export type RebuildForm = (context: FormContext, values: Values, sentence: string) => Form | null;

/** Nothing could be saved: the sentence that says so, and a form that was sent stays open as it was. */
export async function answerUnavailable(
  way: Way,
  request: Request,
  rebuildForm: RebuildForm,
  turn: Turn,
): Promise<InvokeResponse | null> {
  const { intent } = request;
  const { unavailable } = turn.texts;
  const form =
    intent.kind === 'submit' || intent.kind === 'reshape'
      ? rebuildForm(intent.context, intent.values, unavailable)
      : null;
  const answer: Answer =
    form === null ? { kind: 'say', card: sentenceCard(unavailable) } : { kind: 'form', form, errors: true };
  return answerTurn(way, request, answer, turn);
}

async function answerMessage(request: Request, answer: Answer, turn: Turn): Promise<void> {
  switch (answer.kind) {
    case 'say':
    case 'home':
    case 'found':
    case 'choices':
      return sayAlone(request, answer.card, turn);
    case 'form':
      return turn.reply(formCard(answer.form, turn.texts));
    case 'done':
      return answer.card === null ? undefined : sayAlone(request, answer.card, turn);
  }
}

/**
 * What is said to one person goes to them alone: Teams shows a message in a channel to everybody there. Only if they
 * can't be reached, because they never wrote to the bot, the channel reads how they can.
 */
async function sayAlone({ sender }: Request, card: Card, turn: Turn): Promise<void> {
  if (sender.conversation === null || sender.conversation.direct) return turn.reply(card);
  if (await turn.tell(card)) return;
  return turn.reply(sentenceCard(turn.texts.writeToMeFirst));
}

/** The card that stands for a form where no dialog can be opened. */
function formCard(form: Form, texts: TeamsTexts): Card {
  const press = pressThatOpens(form.context);
  if (press === null) return sentenceCard(texts.formNotHere);
  const button = { label: texts.openForm, press, style: 'primary' as const, opensForm: true };
  return { title: form.title, facts: [], lines: [], sections: [], buttons: [button], summary: form.title };
}

/** A sentence alone. */
export function sentenceCard(sentence: string): Card {
  return { title: '', facts: [], lines: [[sentence]], sections: [], buttons: [], summary: sentence };
}

/**
 * A press on a card. Only `done` puts another card in the place of the pressed one; what is said to the one who pressed
 * is shown as a line of text to them, because a card would replace what they pressed on.
 */
function answerExecute(answer: Answer, texts: TeamsTexts): InvokeResponse {
  switch (answer.kind) {
    case 'say':
    case 'found':
    case 'choices':
      return executed(MESSAGE_TYPE, flatten(answer.card));
    case 'form':
      return executed(MESSAGE_TYPE, texts.formNotHere);
    case 'done':
      return answer.card === null
        ? executed(MESSAGE_TYPE, texts.done)
        : executed(CARD_TYPE, renderCard(answer.card, 'message'));
    case 'home':
      return executed(CARD_TYPE, renderCard(answer.card, 'message'));
  }
}

const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message';

function executed(type: string, value: string | AdaptiveCard): InvokeResponse {
  return { status: 200, body: { statusCode: 200, type, value } };
}

/** What was found, to choose from; the card that is put in is live for the one who put it in, by a press for others. */
function answerSearch({ sender }: Request, answer: Answer): InvokeResponse {
  if (answer.kind !== 'found' || answer.found.length === 0) {
    const text = answer.kind === 'form' || answer.card === null ? '' : flatten(answer.card);
    return { status: 200, body: { composeExtension: { type: 'message', text } } };
  }
  const userIds = [sender.details.teamsUserId ?? sender.userId];
  const attachments = answer.found.map(({ title, text, card, refresh }) => ({
    contentType: CARD_TYPE,
    content: {
      ...renderCard(card, 'message'),
      refresh: {
        action: { type: 'Action.Execute', title: 'refresh', verb: 'press', data: { press: refresh } },
        userIds,
      },
    } satisfies AdaptiveCard,
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: inPreview(title), text: inPreview(text) },
    },
  }));
  const composeExtension = { type: 'result', attachmentLayout: 'list', attachments };
  return { status: 200, body: { composeExtension } };
}

/** The card as this person may see it, in its place and asked for again; where there is none it stays as it is. */
function answerLook({ sender }: Request, answer: Answer, texts: TeamsTexts): InvokeResponse {
  if (answer.kind !== 'done' || answer.card === null) return executed(MESSAGE_TYPE, texts.unchanged);
  const { own } = answer.card;
  const card = renderCard(answer.card, 'message');
  const userIds = [sender.details.teamsUserId ?? sender.userId];
  return executed(CARD_TYPE, own === undefined ? card : refreshedFor(card, own, userIds));
}

/** What can be chosen, as many as Teams shows at a time; who may not choose there is shown nothing. */
function answerChoice(answer: Answer): InvokeResponse {
  const options = answer.kind === 'choices' ? answer.options.slice(0, LIMITS.choicesShown) : [];
  const value = { results: choicesOf(options) };
  return { status: 200, body: { type: 'application/vnd.microsoft.search.searchResponse', value } };
}

/** A thumbnail reads some HTML, so people's text is escaped there. */
function inPreview(text: string): string {
  return literal(text, LIMITS.summary)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

async function answerDialog(answer: Answer, turn: Turn): Promise<InvokeResponse> {
  switch (answer.kind) {
    case 'form': {
      const wanted = answer.form.fields.some((field) => field.kind === 'room');
      const card = renderForm(answer.form, turn.texts, wanted ? await turn.rooms() : []);
      return dialog(answer.form.title, card, 'large');
    }
    case 'say':
    case 'home':
    case 'found':
    case 'choices':
      return cardDialog(answer.card, turn.texts);
    case 'done':
      // An empty answer closes the dialog.
      return answer.card === null ? { status: 200 } : cardDialog(answer.card, turn.texts);
  }
}

/**
 * The answer in the place of the form; the person closes it when it is read. Its title stands above it, and in it only where
 * it is too long for that.
 */
function cardDialog(card: Card, texts: TeamsTexts): InvokeResponse {
  const fits = literal(card.title, LIMITS.dialogTitle) === literal(card.title, LIMITS.text);
  const shown = fits ? { ...card, title: '' } : card;
  return dialog(card.title === '' ? texts.answerTitle : card.title, renderCard(shown, 'dialog'), 'medium');
}

function dialog(title: string, card: AdaptiveCard, height: 'medium' | 'large'): InvokeResponse {
  const value = {
    title: literal(title, LIMITS.dialogTitle),
    height,
    width: 'medium',
    card: { contentType: CARD_TYPE, content: card },
  };
  return { status: 200, body: { task: { type: 'continue', value } } };
}
