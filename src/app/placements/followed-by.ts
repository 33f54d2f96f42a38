import type { PersonId } from '../../domain/ids.ts';
import { brokersIn, isTheirs } from '../../domain/opening/broker.ts';
import { may, type Role } from '../../domain/permissions.ts';
import { type Followed, followedIn } from '../../messages/placements/follow-up-card.ts';
import type { Reading } from '../../messages/reading.ts';
import { type ReadingScene, readingOf } from '../scene.ts';

/** Whom somebody follows in a job, and what it takes to tell of them. */
export interface Following {
  readonly followed: readonly Followed[];
  readonly reading: Reading;
}

/**
 * Whom a person follows in a job, as the opening's owner or as the candidate's job broker, what is due first. A job broker's
 * opening may hold other brokers' candidates, who aren't among them.
 */
export async function followedBy(
  scene: ReadingScene,
  person: PersonId,
  roles: readonly Role[],
): Promise<Following> {
  const { app, taskForce, now } = scene;
  const openings = may(roles, 'follow_up') ? await app.store.overview.followed(taskForce.id, person) : [];
  const reading = await readingOf(scene, taskForce, openings.flatMap(brokersIn));
  const act = { by: person, roles, taskForce, now };
  const followed = followedIn(openings, reading).filter(({ opening, nth }) =>
    isTheirs(opening, opening.placements[nth]?.broker ?? null, act),
  );
  return { followed, reading };
}
