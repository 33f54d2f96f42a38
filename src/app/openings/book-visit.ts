import { localDate } from '../../domain/calendar.ts';
import { bookVisit } from '../../domain/opening/visit-acts.ts';
import { filledWith } from '../../messages/fields.ts';
import { visitForm } from '../../messages/placements/journey-forms.ts';
import { type ActForm, showErrors, submitAct } from '../act-form.ts';

/** "Book besøg": the day; the one who logged it hears of it. */
export const bookVisitForm: ActForm = {
  show: ({ texts }, context, filled) => visitForm(filled, context, texts),
  trial: (opening, act) => bookVisit(opening, localDate(act.now, act.taskForce.calendar), act),
  fieldOf: ({ code }) => (code === 'visit_out_of_range' ? 'date' : null),
  submit: (scene, context, values) => {
    const date = filledWith(values).one('date');
    if (date === null)
      return showErrors(scene, bookVisitForm, context, values, { date: scene.texts.invalid.date });
    return submitAct(scene, bookVisitForm, context, values, {
      decide: (opening, act) => bookVisit(opening, date, act),
    });
  },
};
