import type { OpeningId } from '../../domain/ids.ts';
import type { CandidateReference } from '../../domain/opening/candidate.ts';
import type { Act } from '../../domain/opening/decision.ts';
import { closeSearch, continueSearch, searchMoved } from '../../domain/opening/following.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { SEARCH_REASONS } from '../../domain/opening/placement.ts';
import { filledWith } from '../../messages/fields.ts';
import { readAbout } from '../../messages/placements/about-placement.ts';
import { closeSearchForm } from '../../messages/placements/follow-up-forms.ts';
import { type ActForm, NO_FIELD, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { answerOutcome, type Besides, changeOpening } from '../openings/change-opening.ts';
import { type Scene, say } from '../scene.ts';

/** "Leder stadig". */
export async function keepSearching(scene: Scene, openingId: OpeningId, nth: number): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, (opening, act) =>
    continueSearch(opening, nth, act),
  );
  const { button, search } = scene.texts.followUp;
  return outcome.kind === 'done' ? say(button.stillSearching, search.still) : answerOutcome(scene, outcome);
}

/** "Luk" a search for another place, with a neutral reason. */
export const closeSearchUseCase: ActForm = {
  show: ({ texts }, context, filled) => closeSearchForm(filled, context, texts),
  trial: (opening, act, { extra }) => closeSearch(opening, readAbout(extra)?.nth ?? -1, 'other', act),
  fieldOf: NO_FIELD,
  submit: (scene, context, values) => {
    const { texts } = scene;
    const about = readAbout(context.extra);
    if (about === null) return Promise.resolve(say(texts.product, texts.journey.refusal.place_moved_on));
    const reason = SEARCH_REASONS.find((known) => known === filledWith(values).one('reason'));
    if (reason === undefined) {
      return showErrors(scene, closeSearchUseCase, context, values, { reason: texts.invalid.choice });
    }
    return submitAct(scene, closeSearchUseCase, context, values, {
      decide: (opening, act) => closeSearch(opening, about.nth, reason, act),
      done: () => say(texts.followUp.search.title, texts.followUp.search.closed),
    });
  },
};

/**
 * What it means for the searches of other openings that this candidate was presented or agreed on here: changed in the
 * same transaction, so that nobody goes on searching for one who has a place.
 *
 * @param candidateOf whom the act was about, as the opening stands after it
 */
export function movingSearches(
  { app, taskForce }: Scene,
  to: 'presented' | 'agreed',
  candidateOf: (next: Opening) => CandidateReference | null,
): (next: Opening, act: Act) => Promise<readonly Besides[]> {
  return async (next, act) => {
    const candidate = candidateOf(next);
    if (candidate === null) return [];
    const followed = await app.store.overview.followed(taskForce.id);
    return followed
      .filter(({ id }) => id !== next.id)
      .flatMap((before) => {
        const moved = searchMoved(before, candidate, to, act);
        return moved.kind === 'changed' ? [{ before, next: moved.next, event: moved.event }] : [];
      });
  };
}
