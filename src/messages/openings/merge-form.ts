import { openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { choice, type Filled, note } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Form } from '../view.ts';
import { workWords } from '../wording.ts';

/** Slack takes this many characters of a choice. */
const CHOICE_LENGTH = 75;

/**
 * "Saml med…": with which of the company's other openings; that there is none, where there is none.
 *
 * @param opening null when it is gone
 */
export function mergeForm(
  filled: Filled,
  opening: Opening | null,
  others: readonly Opening[],
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.merging.form;
  const options = others.map((other) => ({
    value: other.id,
    label: `${openingLabel(other.number)} · ${workWords(other, texts)}`.slice(0, CHOICE_LENGTH),
  }));
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    fields: [
      ...(opening === null ? [] : [note('about', t.about(openingLabel(opening.number), opening.company))]),
      options.length === 0
        ? note('none', t.none(opening?.company ?? ''))
        : choice(filled, 'other', t.which, options),
    ],
    context,
  };
}
