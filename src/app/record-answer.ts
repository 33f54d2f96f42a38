import { EMPLOYMENT_FORMS } from '../domain/employment.ts';
import { agree, decline } from '../domain/placing.ts';
import { filledWith } from '../messages/fields.ts';
import { noForm, yesForm } from '../messages/journey-forms.ts';
import { type FormUseCase, showErrors, submitAct } from './act-form.ts';
import { chosenPlace, seatsIn } from './placing-form.ts';

/** "De sagde ja": from when, and in what form. */
export const yesAnswerForm: FormUseCase = {
  show: async (scene, context, filled) =>
    yesForm(filled, await seatsIn(scene, context.openingId, 'presented'), context, scene.texts),
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
      fieldOf: ({ code }) => (code === 'start_out_of_range' ? 'starts_on' : null),
    });
  },
};

/** "De sagde nej": the place looks for another candidate. */
export const noAnswerForm: FormUseCase = {
  show: async (scene, context, filled) =>
    noForm(filled, await seatsIn(scene, context.openingId, 'presented'), context, scene.texts),
  submit: (scene, context, values) =>
    submitAct(scene, noAnswerForm, context, values, {
      decide: (opening, act) => decline(opening, chosenPlace(filledWith(values)), act),
      fieldOf: () => null,
    }),
};
