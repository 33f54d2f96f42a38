import type { OpeningId } from '../../domain/ids.ts';
import { answerCallAhead } from '../../domain/opening/call-ahead.ts';
import { messageCard } from '../../messages/note-card.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** "Ringet" or "Nåede det ikke"; thanked in the place of the question, and with it the contact details are gone. */
export async function answerAhead(scene: Scene, openingId: OpeningId, called: boolean): Promise<Answer> {
  const { texts, request } = scene;
  const outcome = await changeOpening(scene, openingId, request.key, (opening, act) =>
    answerCallAhead(opening, called, act),
  );
  const t = texts.callAhead;
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', card: messageCard(t.note.askTitle, [called ? t.done.called : t.done.skipped]) };
    case 'refused':
      return { kind: 'done', card: messageCard(t.note.askTitle, [t.refusal]) };
    case 'not_found':
      return answerOutcome(scene, outcome);
  }
}
