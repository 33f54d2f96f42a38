import { close } from '../../domain/opening/closing.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { holdVisit } from '../../domain/opening/visit-acts.ts';
import { filledWith } from '../../messages/fields.ts';
import { messageCard } from '../../messages/note-card.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import { VISIT_OUTCOMES, visitHeldForm } from '../../messages/placements/journey-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';

/** "Besøg holdt": ready for a candidate; that and more to spot, which is offered at once; or nothing, which closes it. */
export const holdVisitForm: ActForm = {
  show: ({ texts }, context, filled) => visitHeldForm(filled, context, texts),
  // A visit that was never booked can have given nothing, where a visit is what was asked for.
  trial: (opening, act) => {
    const nothing = close(opening, 'visit_without_opening', null, act);
    return nothing.kind === 'changed' ? nothing : holdVisit(opening, false, act);
  },
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const outcome = VISIT_OUTCOMES.find((known) => known === filledWith(values).one('outcome'));
    if (outcome === undefined) {
      return showErrors(scene, holdVisitForm, context, values, { outcome: scene.texts.invalid.choice });
    }
    return submitAct(scene, holdVisitForm, context, values, {
      decide: (opening, act) =>
        outcome === 'none'
          ? close(opening, 'visit_without_opening', null, act)
          : holdVisit(opening, outcome === 'more', act),
      done: (opening) => (outcome === 'more' ? offerAnother(scene, opening) : { kind: 'done', card: null }),
    });
  },
};

function offerAnother({ texts }: Scene, opening: Opening): Answer {
  const t = texts.journey.visitHeld;
  const another = openingButton(opening, 'spot_another', texts.button.another, 'primary');
  return { kind: 'say', card: messageCard(t.moreTitle, [t.moreText(opening.company)], [another]) };
}
