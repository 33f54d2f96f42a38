import { openingLabel } from '../../domain/ids.ts';
import { withdraw } from '../../domain/opening/closing.ts';
import { filledWith } from '../../messages/fields.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS, withdrawForm } from '../../messages/openings/act-forms.ts';
import { type FormUseCase, showErrors, submitAct } from '../act-form.ts';

/** "Træk tilbage", by the one who logged it; the reason is welcome and not demanded. */
export const withdrawOpeningForm: FormUseCase = {
  show: ({ texts }, context, filled) => withdrawForm(filled, context, texts),
  submit: (scene, context, values) => {
    const note = filledWith(values).one('note')?.trim() || null;
    if ((note?.length ?? 0) > ACT_LIMITS.note) {
      return showErrors(scene, withdrawOpeningForm, context, values, {
        note: scene.texts.invalid.tooLong(ACT_LIMITS.note),
      });
    }
    return submitAct(scene, withdrawOpeningForm, context, values, {
      decide: (opening, act) => withdraw(opening, note, act),
      fieldOf: () => null,
      done: (opening) => ({
        kind: 'say',
        card: messageCard(scene.texts.withdraw.title, [
          scene.texts.withdraw.done(openingLabel(opening.number)),
        ]),
      }),
    });
  },
};
