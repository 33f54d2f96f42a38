import type { ViewResponseAction } from '@slack/bolt';
import type { Answer } from '../../app/answer.ts';
import { inWordsOnly } from '../../messages/plain-text.ts';
import type { Card, Form } from '../../messages/view.ts';
import type { InForm } from './parse.ts';
import { errorsByBlock, renderForm } from './render-form.ts';
import { cardView } from './stage.ts';
import { type SlackTexts, sentence } from './texts.ts';

/**
 * What becomes of the modal that was sent; this goes into the acknowledgement. A form that is shown already gets its
 * errors beside its fields; another one takes its place, errors included.
 */
export function answerSubmission(answer: Answer, { view }: InForm, texts: SlackTexts): ViewResponseAction {
  switch (answer.kind) {
    case 'form':
      return answer.errors ? withErrors(answer.form, view.blocks) : update(renderForm(answer.form, false));
    case 'say':
    case 'home':
    case 'found':
    case 'choices':
      return closeWith(answer.card);
    case 'done':
      return answer.card === null ? { response_action: 'clear' } : closeWith(answer.card);
  }

  function closeWith(card: Card): ViewResponseAction {
    // An acknowledgement can't be tried again, as it must where Slack can't fetch a picture.
    return update(cardView(inWordsOnly(card), view.private_metadata.conversationId, texts));
  }
}

type Block = InForm['view']['blocks'][number];

/** Slack draws errors only beside inputs that are on the screen: another set of blocks, older errors too, is drawn anew. */
function withErrors(form: Form, shown: readonly Block[]): ViewResponseAction {
  const errors = errorsByBlock(form);
  const wanted = renderForm(form, false).blocks.map((block) => block.block_id);
  const same =
    wanted.length === shown.length && shown.every((block, index) => block.block_id === wanted[index]);
  return same && Object.keys(errors).length > 0
    ? { response_action: 'errors', errors }
    : update(renderForm(form, true));
}

/** Nothing was learnt of what became of it: everything typed stays, to be sent again, which the form's token makes safe. */
export function keepSubmission(blocks: readonly Block[], texts: SlackTexts): ViewResponseAction {
  const first = blocks.find((block) => block.type === 'input');
  if (first === undefined) return update(cardView(sentence(texts.unavailable, null), null, texts));
  return { response_action: 'errors', errors: { [first.block_id]: texts.unavailable } };
}

function update(view: ReturnType<typeof cardView>): ViewResponseAction {
  return { response_action: 'update', view };
}
