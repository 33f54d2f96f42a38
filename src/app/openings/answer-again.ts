import type { OpeningId } from '../../domain/ids.ts';
import { endAsking, postponeAsking } from '../../domain/opening/asking-again.ts';
import { wantReopening } from '../../domain/opening/closing.ts';
import type { Act, Decision } from '../../domain/opening/decision.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { dayWords } from '../../messages/wording.ts';
import type { Answer } from '../answer.ts';
import { readingOf, type Scene, say } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** "Bed om genåbning": a coordinator is asked; one who presses it reopens. */
export function askForReopening(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return answered(scene, openingId, wantReopening, (opening) =>
    opening.status === 'closed' ? scene.texts.again.done.asked : null,
  );
}

/** "Ikke nu". */
export async function putAskingOff(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const reading = await readingOf(scene, scene.taskForce, []);
  return answered(scene, openingId, postponeAsking, (opening) =>
    opening.status === 'closed' && opening.again?.state === 'waiting'
      ? scene.texts.again.done.later(dayWords(opening.again.at, reading))
      : null,
  );
}

/** "Slut". */
export function stopAsking(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return answered(scene, openingId, endAsking, () => scene.texts.again.done.end);
}

/**
 * What was pressed may stand in a list whose other items still wait, so the answer stands beside it; null leaves the
 * card to speak.
 */
async function answered(
  scene: Scene,
  openingId: OpeningId,
  decide: (opening: Opening, act: Act) => Decision,
  words: (opening: Opening) => string | null,
): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, decide);
  const sentence = outcome.kind === 'done' ? words(outcome.opening) : null;
  return sentence === null ? answerOutcome(scene, outcome) : say(scene.texts.product, sentence);
}
