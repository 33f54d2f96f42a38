import type { OpeningId } from '../../domain/ids.ts';
import { EMPLOYMENT_FORMS, type EmploymentForm } from '../../domain/opening/employment.ts';
import { isPlacing } from '../../domain/opening/opening.ts';
import { agree, decline } from '../../domain/opening/placing.ts';
import { candidateOf } from '../../domain/opening/seat.ts';
import { filledWith } from '../../messages/fields.ts';
import { noForm, yesForm } from '../../messages/placements/journey-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';
import type { Scene } from '../scene.ts';
import { chosenPlace, ofOwnPlaces, seatsIn } from './placing-form.ts';
import { movingSearches } from './search-place.ts';

/** "De sagde ja": from when, and in what form. */
export const yesAnswerForm: ActForm = {
  show: async (scene, context, filled) =>
    yesForm(
      filled,
      await seatsIn(scene, context.openingId, 'presented'),
      await formTold(scene, context.openingId),
      context,
      scene.texts,
    ),
  trial: ofOwnPlaces('presented'),
  fieldOf: ({ code }) => (code === 'start_out_of_range' ? 'starts_on' : null),
  submit: (scene, context, values) => {
    const filled = filledWith(values);
    const startsOn = filled.one('starts_on');
    const form = EMPLOYMENT_FORMS.find((known) => known === filled.one('form'));
    if (startsOn === null || form === undefined) {
      const { invalid } = scene.texts;
      return showErrors(scene, yesAnswerForm, context, values, {
        ...(startsOn === null ? { starts_on: invalid.date } : {}),
        ...(form === undefined ? { form: invalid.choice } : {}),
      });
    }
    return submitAct(scene, yesAnswerForm, context, values, {
      decide: (opening, act) => agree(opening, chosenPlace(filled), startsOn, form, act),
      besides: movingSearches(scene, 'agreed', (next) => {
        const seat = isPlacing(next) ? next.seats.find(({ number }) => number === chosenPlace(filled)) : null;
        return seat == null ? null : candidateOf(seat);
      }),
    });
  },
};

/** The form of employment that the company told in step 2: what is agreed most often. */
async function formTold(
  { app, taskForce }: Scene,
  openingId: OpeningId | null,
): Promise<EmploymentForm | null> {
  const opening = openingId === null ? null : await app.store.openings.find(taskForce.id, openingId);
  return opening?.details.employmentForm ?? null;
}

/** "De sagde nej": the place looks for another candidate. */
export const noAnswerForm: ActForm = {
  show: async (scene, context, filled) =>
    noForm(filled, await seatsIn(scene, context.openingId, 'presented'), context, scene.texts),
  trial: ofOwnPlaces('presented'),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) =>
    submitAct(scene, noAnswerForm, context, values, {
      decide: (opening, act) => decline(opening, chosenPlace(filledWith(values)), act),
    }),
};
