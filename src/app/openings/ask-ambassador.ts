import type { OpeningId } from '../../domain/ids.ts';
import { askAmbassador } from '../../domain/opening/call-ahead.ts';
import { messageCard } from '../../messages/note-card.ts';
import { dayWords } from '../../messages/wording.ts';
import type { Answer } from '../answer.ts';
import { ambassadors } from '../outgoing/announce.ts';
import { peopleOf, readingOf, type Scene } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** "Ambassadør ringer", from the digest: said to the presser, since the digest stays where it is. */
export async function askAmbassadorOf(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts, request } = scene;
  const asked = ambassadors(await app.store.directory.members(taskForce.id));
  const outcome = await changeOpening(scene, openingId, request.key, (opening, act) =>
    askAmbassador(opening, asked, act),
  );
  if (outcome.kind !== 'done' || outcome.opening.callAhead === null) return answerOutcome(scene, outcome);
  const { callAhead } = outcome.opening;
  const reading = await readingOf(scene, taskForce, peopleOf(outcome.opening));
  const sentence = texts.digest.asked(reading.name(callAhead.ambassador), dayWords(callAhead.until, reading));
  return { kind: 'say', card: messageCard(texts.digest.button.ambassador, [sentence]) };
}
