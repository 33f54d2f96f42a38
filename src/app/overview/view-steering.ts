import { steeringOf } from '../../domain/reports/steering.ts';
import { steeringCard } from '../../messages/results/steering-card.ts';
import type { Answer } from '../answer.ts';
import { allowed, peopleOf, readingOf, type Scene } from '../scene.ts';

/** "styregruppe": in full to a coordinator; numbers alone to the steering group, who see no opening. */
export async function viewSteering(scene: Scene): Promise<Answer> {
  const { app, taskForce, now } = scene;
  const steering = steeringOf(await app.store.steering.input(taskForce.id, now), taskForce, now);
  const inFull = allowed(scene, 'view_steering_in_full');
  const reading = await readingOf(scene, taskForce, inFull ? steering.decisions.flatMap(peopleOf) : []);
  return { kind: 'say', card: steeringCard(steering, inFull, reading) };
}
