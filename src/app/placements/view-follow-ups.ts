import type { OpeningId } from '../../domain/ids.ts';
import { brokersIn, maySeeCandidate } from '../../domain/opening/broker.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import { followedIn, followUpCard } from '../../messages/placements/follow-up-card.ts';
import type { Answer } from '../answer.ts';
import { readingOf, type Scene, say } from '../scene.ts';

/** "Følg op": what is asked about the placements of one opening, for the presser alone. */
export async function viewFollowUps(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts, standing, roles } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return say(texts.product, texts.denied.not_found);
  const reading = await readingOf(scene, taskForce, brokersIn(opening));
  const reader = { id: standing.person.id, roles };
  const seen = followedIn([opening], reading).filter(({ nth }) =>
    maySeeCandidate(opening.placements[nth]?.broker ?? null, reader),
  );
  const view = openingButton(opening, 'view_opening', texts.button.view);
  return { kind: 'say', card: followUpCard(seen, reading, [view]) };
}
