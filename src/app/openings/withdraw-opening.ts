import { openingLabel } from '../../domain/ids.ts';
import { withdraw } from '../../domain/opening/closing.ts';
import { filledWith } from '../../messages/fields.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS, withdrawForm } from '../../messages/openings/act-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';

/** "Træk tilbage", by the one who logged it, with the reason, which the jobcentre reads. */
export const withdrawOpeningForm: ActForm = {
  show: ({ texts }, context, filled) => withdrawForm(filled, context, texts),
  trial: (opening, act) => withdraw(opening, null, act),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const note = filledWith(values).one('note')?.trim() ?? '';
    if (note === '' || note.length > ACT_LIMITS.note) {
      const { invalid, withdraw: t } = scene.texts;
      return showErrors(scene, withdrawOpeningForm, context, values, {
        note: note === '' ? t.why : invalid.tooLong(ACT_LIMITS.note),
      });
    }
    return submitAct(scene, withdrawOpeningForm, context, values, {
      decide: (opening, act) => withdraw(opening, note, act),
      done: (opening) => ({
        kind: 'say',
        card: messageCard(scene.texts.withdraw.title, [
          scene.texts.withdraw.done(openingLabel(opening.number)),
        ]),
      }),
    });
  },
};
