import type { OpeningId } from '../domain/ids.ts';
import { claim } from '../domain/opening-acts.ts';
import type { Answer } from './answer.ts';
import { answerOutcome, cardHere, changeOpening } from './change-opening.ts';
import type { Scene } from './scene.ts';

/**
 * "Tag den". Of two who press at once, one owns it and the other reads who. Pressed in a list, it is answered beside the
 * list, whose other items still wait.
 */
export async function claimOpening(scene: Scene, openingId: OpeningId, listed: boolean): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, claim);
  return outcome.kind === 'done' && listed
    ? { kind: 'say', card: await cardHere(scene, outcome.opening) }
    : answerOutcome(scene, outcome);
}
