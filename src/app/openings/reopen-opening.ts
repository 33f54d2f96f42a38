import type { OpeningId } from '../../domain/ids.ts';
import { reopen } from '../../domain/opening/closing.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** "Genåbn": back to the room, as if just logged. */
export async function reopenOpening(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return answerOutcome(scene, await changeOpening(scene, openingId, scene.request.key, reopen));
}
