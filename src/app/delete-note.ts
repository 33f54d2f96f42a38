import type { OpeningId } from '../domain/ids.ts';
import { deleteNote } from '../domain/revising.ts';
import type { Answer } from './answer.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';
import { type Scene, say } from './scene.ts';

/**
 * "Slet bemærkning": the text goes from the opening, and every posted card is drawn anew without it. The answer is a
 * sentence, not the card: an admin deletes what they may otherwise not read.
 */
export async function deleteNoteOf(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { texts } = scene;
  const outcome = await changeOpening(scene, openingId, scene.request.key, deleteNote);
  return outcome.kind === 'done'
    ? say(texts.button.deleteNote, texts.details.deleteNote.done)
    : answerOutcome(scene, outcome);
}
