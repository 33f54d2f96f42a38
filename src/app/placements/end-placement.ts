import { endEarly } from '../../domain/opening/ending.ts';
import { END_REASONS } from '../../domain/opening/placement.ts';
import { filledWith } from '../../messages/fields.ts';
import { endForm } from '../../messages/placements/journey-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';
import { onAnyRunning, runningPlacements } from './change-hours.ts';
import { chosenPlace } from './placing-form.ts';

/** "Stoppet": which job ended, and a neutral reason; the search goes on. */
export const endPlacementForm: ActForm = {
  show: async (scene, context, filled) =>
    endForm(filled, await runningPlacements(scene, context.openingId), context, scene.texts),
  trial: (opening, act) => onAnyRunning(opening, ({ place }) => endEarly(opening, place, 'other', act)),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const filled = filledWith(values);
    const reason = END_REASONS.find((known) => known === filled.one('reason'));
    if (reason === undefined) {
      return showErrors(scene, endPlacementForm, context, values, { reason: scene.texts.invalid.choice });
    }
    return submitAct(scene, endPlacementForm, context, values, {
      decide: (opening, act) => endEarly(opening, chosenPlace(filled), reason, act),
    });
  },
};
