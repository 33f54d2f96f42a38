import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { PlacementTerms } from '../../domain/opening/placement.ts';
import { start } from '../../domain/opening/placing.ts';
import { parseHours } from '../../domain/typed/hours.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import { JOURNEY_LIMITS, startForm } from '../../messages/placements/journey-forms.ts';
import type { Texts } from '../../messages/texts/da.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';
import { readingOf } from '../scene.ts';
import { chosenPlace, ofOwnPlaces, seatsIn } from './placing-form.ts';

/** "Startet": what the job became, which can differ from what was agreed. */
export const startPlacementForm: ActForm = {
  show: async (scene, context, filled) => {
    const seats = await seatsIn(scene, context.openingId, 'agreed');
    return startForm(filled, seats, context, await readingOf(scene, scene.taskForce, []));
  },
  trial: ofOwnPlaces('agreed'),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const filled = filledWith(values);
    const read = readTerms(filled, scene.texts);
    if (read.kind === 'invalid') {
      return showErrors(scene, startPlacementForm, context, values, read.errors);
    }
    return submitAct(scene, startPlacementForm, context, values, {
      decide: (opening, act) => start(opening, chosenPlace(filled), read.terms, act),
    });
  },
};

type ReadTerms = { kind: 'terms'; terms: PlacementTerms } | { kind: 'invalid'; errors: Errors };

function readTerms(filled: Filled, { invalid, journey }: Texts): ReadTerms {
  const hours = oneNumber(filled.one('hours') ?? '');
  const form = EMPLOYMENT_FORMS.find((known) => known === filled.one('form'));
  const expectations = filled.one('expectations');
  const mentor = filled.one('mentor')?.trim() || null;
  const legalEmployer = filled.one('legal_employer')?.trim() || null;
  const tooLong = (text: string | null) => (text?.length ?? 0) > JOURNEY_LIMITS.name;
  const errors = {
    ...(hours === null ? { hours: journey.invalid.hours } : {}),
    ...(form === undefined ? { form: invalid.choice } : {}),
    ...(expectations === null ? { expectations: invalid.choice } : {}),
    ...(tooLong(mentor) ? { mentor: invalid.tooLong(JOURNEY_LIMITS.name) } : {}),
    ...(tooLong(legalEmployer) ? { legal_employer: invalid.tooLong(JOURNEY_LIMITS.name) } : {}),
  };
  if (hours === null || form === undefined || Object.keys(errors).length > 0) {
    return { kind: 'invalid', errors };
  }
  const expectationsChecked = expectations === 'yes';
  return { kind: 'terms', terms: { hours, form, mentor, legalEmployer, expectationsChecked } };
}

/** Paid hours are one number now, where an opening's were a guess: a range is asked for again. */
export function oneNumber(typed: string): number | null {
  const parsed = parseHours(typed);
  if (parsed.kind !== 'hours' || parsed.hours.min !== parsed.hours.max) return null;
  return parsed.hours.min;
}
