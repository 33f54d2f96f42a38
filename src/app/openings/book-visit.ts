import { bookVisit } from '../../domain/opening/visit-acts.ts';
import { filledWith } from '../../messages/fields.ts';
import { visitForm } from '../../messages/placements/journey-forms.ts';
import { type FormUseCase, showErrors, submitAct } from '../act-form.ts';

/** "Book besøg": the day; the one who logged it hears of it. */
export const bookVisitForm: FormUseCase = {
  show: ({ texts }, context, filled) => visitForm(filled, context, texts),
  submit: (scene, context, values) => {
    const date = filledWith(values).one('date');
    if (date === null)
      return showErrors(scene, bookVisitForm, context, values, { date: scene.texts.invalid.date });
    return submitAct(scene, bookVisitForm, context, values, {
      decide: (opening, act) => bookVisit(opening, date, act),
      fieldOf: ({ code }) => (code === 'visit_out_of_range' ? 'date' : null),
    });
  },
};
