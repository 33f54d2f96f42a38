import { recordContact } from '../../domain/opening/opening-acts.ts';
import { startMatching } from '../../domain/opening/placing.ts';
import { filledWith } from '../../messages/fields.ts';
import { contactForm } from '../../messages/openings/act-forms.ts';
import { type ActForm, NO_FIELD, submitAct } from '../act-form.ts';

/** "Kontaktet": interested, or ready for a candidate, or the company thinks about it. */
export const recordContactForm: ActForm = {
  show: ({ taskForce, texts }, context, filled) => contactForm(filled, taskForce.thresholds, context, texts),
  trial: (opening, act) => recordContact(opening, false, act),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const outcome = filledWith(values).one('outcome');
    return submitAct(scene, recordContactForm, context, values, {
      decide: (opening, act) =>
        outcome === 'matching'
          ? startMatching(opening, act)
          : recordContact(opening, outcome === 'thinking', act),
    });
  },
};
