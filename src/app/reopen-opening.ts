import { reopen } from '../domain/closing.ts';
import type { OpeningId } from '../domain/ids.ts';
import type { Answer } from './answer.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';
import type { Scene } from './scene.ts';

/** "Genåbn": back to the room, as if just logged. */
export async function reopenOpening(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return answerOutcome(scene, await changeOpening(scene, openingId, scene.request.key, reopen));
}
