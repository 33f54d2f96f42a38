import { latestDaily } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/ids.ts';
import { targetOf } from '../../domain/reports/digest.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type OutboxDraft, onceForEver } from '../outgoing/outgoing.ts';
import type { Store } from '../ports/store.ts';
import { type Looked, oneByOne } from './one-by-one.ts';

/** The morning's look, when rooms are read. */
const MORNING = { hour: 9, minute: 0 };

/**
 * Tells every room that as many are in paid work as were promised: looked at once a day, told once for each target that
 * was set. The number is the digest's, so that the two never differ.
 *
 * @returns the task forces whose rooms are told by this call, and those that couldn't be looked at
 */
export async function celebrateTargets(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
): Promise<Looked<TaskForce, TaskForce>> {
  return oneByOne(taskForces, async (taskForce) =>
    (await celebrate(store, now, taskForce)) ? [taskForce] : [],
  );
}

async function celebrate(store: Store, now: Instant, taskForce: TaskForce): Promise<boolean> {
  const { id, target, calendar } = taskForce;
  if (target === null || target === 0) return false;
  const planned = latestDaily(now, MORNING, calendar.zone);
  const job = `target:${id}`;
  if (planned < taskForce.foundedAt || (await store.slots.won(job, planned))) return false;
  const { placed } = targetOf(await store.overview.targetInput(id, now), taskForce, now);
  const drafts = placed < target ? [] : await draftsOf(store, taskForce, target);
  const won = await store.slots.win(job, planned, drafts);
  return won !== null && won.fresh > 0;
}

async function draftsOf(store: Store, taskForce: TaskForce, promised: number): Promise<OutboxDraft[]> {
  const since = taskForce.targetHistory.at(-1)?.from ?? taskForce.foundedAt;
  const rooms = await store.taskForces.rooms(taskForce.id);
  return rooms.map((room) => ({
    taskForceId: taskForce.id,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'note', note: { kind: 'target_reached', promised } },
    unique: onceForEver(`target:${taskForce.id}:${since.toISOString()}:${room.id}`),
  }));
}
