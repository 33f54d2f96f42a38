import { isoWeek, latestWeekly } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { laneOf } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

import type { Membership } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { type Looked, oneByOne } from './one-by-one.ts';

/** What was queued of a task force's digest. */
export interface QueuedDigest {
  readonly taskForce: TaskForce;
  readonly planned: Instant;
  /** Nobody had that week's digest yet. Somebody has where its day was changed to one that is past: then it isn't late. */
  readonly firstOfWeek: boolean;
}

/**
 * Queues the weekly digest of each task force whose hour has come, once a week and receiver. A week missed in an outage
 * is caught up once, with the latest only; a task force hears nothing of the time before it was founded.
 *
 * @returns those of which this call queued anything, and those for which it failed
 */
export async function sendDigests(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
): Promise<Looked<TaskForce, QueuedDigest>> {
  return oneByOne(taskForces, (taskForce) => sendDigest(store, now, taskForce));
}

async function sendDigest(store: Store, now: Instant, taskForce: TaskForce): Promise<QueuedDigest[]> {
  const planned = plannedDigest(taskForce, now);
  const job = digestJob(taskForce);
  if (planned < taskForce.foundedAt || (await store.slots.won(job, planned))) return [];
  const members = await store.directory.members(taskForce.id);
  const drafts = digestDrafts(taskForce, members, planned);
  const won = await store.slots.win(job, planned, drafts);
  if (won === null || won.fresh === 0) return [];
  return [{ taskForce, planned, firstOfWeek: won.fresh === drafts.length }];
}

/** Whose slots are won week by week. */
export function digestJob({ id }: TaskForce): string {
  return `digest:${id}`;
}

/** The latest time, at or before `now`, at which this task force's digest was due. */
export function plannedDigest({ digestTime, calendar }: TaskForce, now: Instant): Instant {
  return latestWeekly(now, digestTime.weekday, digestTime.hour, calendar.zone);
}

/**
 * One message to each who receives the digest: the coordinators, and the rooms that asked for it. Once a week and receiver,
 * also in a week in which another day or hour was chosen.
 */
export function digestDrafts(
  taskForce: TaskForce,
  members: readonly Membership[],
  asOf: Instant,
): OutboxDraft[] {
  const { toCoordinators, rooms } = taskForce.digest;
  const { year, week } = isoWeek(asOf, taskForce.calendar);
  const people = toCoordinators ? members.filter(({ roles }) => may(roles, 'receive_digest')) : [];
  const receivers: readonly Destination[] = [
    ...people.map(({ person }) => ({ kind: 'person', personId: person.id }) as const),
    ...rooms.map((roomId) => ({ kind: 'room', roomId }) as const),
  ];
  return receivers.map((to) => ({
    taskForceId: taskForce.id,
    to,
    outgoing: { kind: 'digest', asOf: asOf.toISOString() },
    unique: { kind: 'once', key: `digest:${taskForce.id}:${year}-W${week}:${laneOf(to)}` },
  }));
}
