import type { OpeningId } from '../../domain/ids.ts';
import { confirmStillOpen } from '../../domain/opening/opening-acts.ts';
import { messageCard } from '../../messages/note-card.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** The business leader says that it is still open; thanked in the place of the question. */
export async function confirmOpening(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, confirmStillOpen);
  if (outcome.kind !== 'done') return answerOutcome(scene, outcome);
  return {
    kind: 'done',
    card: messageCard(scene.texts.note.titleOf.ask_still_open, [scene.texts.stillOpen.confirmed]),
  };
}
