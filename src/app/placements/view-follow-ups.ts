import type { OpeningId } from '../../domain/ids.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import { followedIn, followUpCard } from '../../messages/placements/follow-up-card.ts';
import type { Answer } from '../answer.ts';
import { readingOf, type Scene, say } from '../scene.ts';

/** "Følg op": what is asked about the placements of one opening, for the presser alone. */
export async function viewFollowUps(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  const reading = await readingOf(scene, taskForce, []);
  const view = openingButton(opening, 'view_opening', texts.button.view);
  return { kind: 'say', card: followUpCard(followedIn([opening], reading), reading, [view]) };
}
