import { openingLabel } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { sourceFor } from '../choice-source.ts';
import { type Filled, note, type Offer, searched } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Wording } from '../reading.ts';
import type { Form } from '../view.ts';
import { workWords } from '../wording.ts';

/** Openings to choose from, by their number and work. */
export function openingsOffered(openings: readonly Opening[], wording: Wording): Offer {
  const options = openings.map((opening) => ({
    value: opening.id,
    label: `${openingLabel(opening.number)} · ${workWords(opening, wording)}`,
  }));
  return { options };
}

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
  wording: Wording,
): Form {
  const { texts } = wording;
  const t = texts.merging.form;
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    fields: [
      ...(opening === null ? [] : [note('about', t.about(openingLabel(opening.number), opening.company))]),
      others.length === 0
        ? note('none', t.none(opening?.company ?? ''))
        : searched(
            filled,
            'other',
            t.which,
            sourceFor('duplicates', context),
            openingsOffered(others, wording),
          ),
    ],
    context,
  };
}
