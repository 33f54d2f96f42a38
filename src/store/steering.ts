import type { SteeringStore } from '../app/ports/overview.ts';
import type { Instant, TaskForceId } from '../domain/ids.ts';
import type { PrismaClient } from './generated/client.ts';
import type { Rows } from './sealed-rows.ts';

export function createSteering(client: PrismaClient, rowsOf: Rows): SteeringStore {
  const { readOpening } = rowsOf;
  return {
    input: async (taskForceId, now) => {
      const last = await client.meeting.findFirst({
        where: { task_force_id: taskForceId, kind: 'steering_group', ended_at: { lte: now } },
        orderBy: { ended_at: 'desc' },
        select: { ended_at: true },
      });
      const since = last?.ended_at ?? null;
      const after = since === null ? {} : { gt: since };
      const of = { task_force_id: taskForceId };
      const [open, logged, closed, toDecide, stories] = await Promise.all([
        client.opening.findMany({ where: { ...of, status: { not: 'closed' } }, orderBy: { number: 'asc' } }),
        client.opening.count({ where: { ...of, logged_at: after } }),
        client.opening.findMany({
          where: { ...of, status: 'closed', since: after },
          orderBy: { number: 'asc' },
        }),
        client.opening.findMany({
          where: {
            ...of,
            OR: ['asked', 'reopening_wanted'].map((state) => ({ again: { path: ['state'], equals: state } })),
          },
          orderBy: { number: 'asc' },
        }),
        storiesOf(client, rowsOf, taskForceId, since),
      ]);
      return {
        since,
        open: open.map(readOpening),
        logged,
        closed: closed.map(readOpening),
        toDecide: toDecide.map(readOpening),
        stories,
      };
    },
  };
}

/** Every entry of the openings about which a handover was agreed since then. */
async function storiesOf(
  client: PrismaClient,
  { readTimelineEntry }: Rows,
  taskForceId: TaskForceId,
  since: Instant | null,
) {
  const agreed = await client.timelineEntry.findMany({
    where: {
      task_force_id: taskForceId,
      event: { path: ['kind'], equals: 'handover_agreed' },
      at: since === null ? {} : { gt: since },
    },
    distinct: ['opening_id'],
    orderBy: { opening_id: 'asc' },
    select: { opening_id: true },
  });
  const ids = agreed.map(({ opening_id }) => opening_id);
  const rows = await client.timelineEntry.findMany({
    where: { task_force_id: taskForceId, opening_id: { in: ids } },
    orderBy: { id: 'asc' },
  });
  return ids.map((id) => rows.filter((row) => row.opening_id === id).map(readTimelineEntry));
}
