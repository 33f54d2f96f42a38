import type { OpeningId } from '../../domain/ids.ts';
import { eraseNextStep } from '../../domain/opening/following.ts';
import { deleteNote } from '../../domain/opening/revising.ts';
import type { Answer } from '../answer.ts';
import { type Scene, say } from '../scene.ts';
import { answerOutcome, changeOpening, type Outcome } from './change-opening.ts';

/**
 * "Slet bemærkning": the text goes from the opening, and every posted card is drawn anew without it. The answer is a
 * sentence, not the card: an admin deletes what they may otherwise not read.
 */
export async function deleteNoteOf(scene: Scene, openingId: OpeningId): Promise<Answer> {
  return deleted(scene, await changeOpening(scene, openingId, scene.request.key, deleteNote));
}

/** The same for what was written about the next step at a check-in. */
export async function eraseNextStepOf(scene: Scene, openingId: OpeningId, nth: number): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, (opening, act) =>
    eraseNextStep(opening, nth, act),
  );
  return deleted(scene, outcome);
}

async function deleted(scene: Scene, outcome: Outcome): Promise<Answer> {
  const { texts } = scene;
  return outcome.kind === 'done'
    ? say(texts.button.deleteNote, texts.details.deleteNote.done)
    : answerOutcome(scene, outcome);
}
