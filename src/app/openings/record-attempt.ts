import { ATTEMPT_CHANNELS } from '../../domain/opening/opening.ts';
import { recordAttempt } from '../../domain/opening/opening-acts.ts';
import { filledWith } from '../../messages/fields.ts';
import { attemptForm } from '../../messages/openings/act-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';

/** "Ingen svarede": how it was tried is asked, since two ways are needed before anybody is called unreachable. */
export const recordAttemptForm: ActForm = {
  show: ({ texts }, context, filled) => attemptForm(filled, context, texts),
  trial: (opening, act) => recordAttempt(opening, 'phone', act),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const typed = filledWith(values).one('channel');
    const channel = ATTEMPT_CHANNELS.find((known) => known === typed);
    if (channel === undefined) {
      return showErrors(scene, recordAttemptForm, context, values, { channel: scene.texts.invalid.choice });
    }
    return submitAct(scene, recordAttemptForm, context, values, {
      decide: (opening, act) => recordAttempt(opening, channel, act),
    });
  },
};
