import type { OpeningId } from '../../domain/ids.ts';
import { ownerOf } from '../../domain/opening/opening.ts';
import { claim, takeOver } from '../../domain/opening/opening-acts.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { answerOutcome, cardHere, changeOpening, type Outcome } from './change-opening.ts';

/**
 * "Tag den". Of two who press at once, one owns it and the other reads who; from an owner who is gone it is taken over.
 * Pressed in a list, it is answered beside the list, whose other items still wait.
 */
export async function claimOpening(scene: Scene, openingId: OpeningId, listed: boolean): Promise<Answer> {
  const tried = await changeOpening(scene, openingId, scene.request.key, claim);
  const outcome = tried.kind === 'refused' ? await fromGone(scene, openingId, tried) : tried;
  return outcome.kind === 'done' && listed
    ? { kind: 'say', card: await cardHere(scene, outcome.opening) }
    : answerOutcome(scene, outcome);
}

/** The owner is looked at again with each try: somebody here may have been faster. */
async function fromGone(
  scene: Scene,
  openingId: OpeningId,
  tried: Extract<Outcome, { kind: 'refused' }>,
): Promise<Outcome> {
  const owner = ownerOf(tried.opening);
  if (owner === null || !(await scene.app.store.departures.isGone(owner))) return tried;
  return changeOpening(scene, openingId, scene.request.key, (opening, act) =>
    ownerOf(opening) === owner ? takeOver(opening, act) : claim(opening, act),
  );
}
