import { latestWeekly } from '../domain/calendar.ts';
import type { Instant } from '../domain/ids.ts';
import { may } from '../domain/permissions.ts';
import type { TaskForce } from '../domain/task-force.ts';
import { laneOf } from './announce.ts';
import type { Membership, OutboxDraft, Store } from './ports.ts';

/**
 * Queues the weekly digest of each task force whose hour has come, once a week and receiver. A week missed in an outage
 * is caught up once, with the latest only; a task force hears nothing of the time before it was founded.
 *
 * @returns the task forces whose digest was queued by this call
 */
export async function sendDigests(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
): Promise<TaskForce[]> {
  const sent: TaskForce[] = [];
  for (const taskForce of taskForces) {
    const planned = plannedDigest(taskForce, now);
    const job = `digest:${taskForce.id}`;
    if (planned < taskForce.foundedAt || (await store.slots.won(job, planned))) continue;
    const members = await store.directory.members(taskForce.id);
    if (await store.slots.win(job, planned, digestDrafts(taskForce, members, planned))) sent.push(taskForce);
  }
  return sent;
}

/** The latest time, at or before `now`, at which this task force's digest was due. */
export function plannedDigest({ digestTime, calendar }: TaskForce, now: Instant): Instant {
  return latestWeekly(now, digestTime.weekday, digestTime.hour, calendar.zone);
}

/** One message to each who receives the digest. */
export function digestDrafts(
  taskForce: TaskForce,
  members: readonly Membership[],
  asOf: Instant,
): OutboxDraft[] {
  return members
    .filter((member) => may(member.roles, 'receive_digest'))
    .map(({ person }) => {
      const to = { kind: 'person', personId: person.id } as const;
      return {
        taskForceId: taskForce.id,
        to,
        outgoing: { kind: 'digest', asOf: asOf.toISOString() },
        unique: { kind: 'once', key: `digest:${taskForce.id}:${asOf.toISOString()}:${laneOf(to)}` },
      };
    });
}
