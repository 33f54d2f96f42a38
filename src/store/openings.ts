import type { Openings } from '../app/ports/openings.ts';
import { commitChange, commitTogether } from './commit.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import type { Rows } from './sealed-rows.ts';

export function createOpenings(client: PrismaClient, rowsOf: Rows): Openings {
  const { readOpening, readTimelineEntry } = rowsOf;
  const first = async (where: Prisma.OpeningWhereInput) => {
    const row = await client.opening.findFirst({
      where,
      orderBy: [{ logged_at: 'desc' }, { number: 'desc' }],
    });
    return row === null ? null : readOpening(row);
  };
  return {
    find: (taskForceId, id) => first({ task_force_id: taskForceId, id }),
    findByNumber: (taskForceId, number) => first({ task_force_id: taskForceId, number }),
    lastLoggedBy: (taskForceId, personId) => first({ task_force_id: taskForceId, logged_by: personId }),

    open: async (taskForceId, { owner, loggedBy }, limit) => {
      const where = {
        task_force_id: taskForceId,
        status: { not: 'closed' },
        ...(owner === undefined ? {} : { owner }),
        ...(loggedBy === undefined ? {} : { logged_by: loggedBy }),
      };
      const [rows, total] = await Promise.all([
        client.opening.findMany({ where, orderBy: [{ logged_at: 'asc' }, { number: 'asc' }], take: limit }),
        client.opening.count({ where }),
      ]);
      return { items: rows.map(readOpening), total };
    },

    timeline: async (taskForceId, id) => {
      const rows = await client.timelineEntry.findMany({
        where: { task_force_id: taskForceId, opening_id: id },
        orderBy: { id: 'asc' },
      });
      return rows.map(readTimelineEntry);
    },

    wasDone: async (receipt) => (await client.receipt.count({ where: { key: receipt } })) > 0,

    commit: (change) => commitChange(client, rowsOf, change),
    commitTogether: (changes) => commitTogether(client, rowsOf, changes),
  };
}
