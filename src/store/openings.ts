import type { Openings } from '../app/ports/openings.ts';
import { commitChange, commitTogether } from './commit.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { OpeningRow } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { SELECT_OPENING } from './selects.ts';

export function createOpenings({ client, query }: Access, rowsOf: Rows): Openings {
  const { readOpening, readTimelineEntry } = rowsOf;
  const first = async (where: Prisma.Sql) => {
    const [row] = await query<OpeningRow>(Prisma.sql`
      ${SELECT_OPENING} WHERE ${where} ORDER BY logged_at DESC, number DESC LIMIT 1`);
    return row === undefined ? null : readOpening(row);
  };
  return {
    find: (taskForceId, id) => first(Prisma.sql`task_force_id = ${taskForceId}::uuid AND id = ${id}::uuid`),
    findByNumber: (taskForceId, number) =>
      first(Prisma.sql`task_force_id = ${taskForceId}::uuid AND number = ${number}::int`),
    lastLoggedBy: (taskForceId, personId) =>
      first(Prisma.sql`task_force_id = ${taskForceId}::uuid AND logged_by = ${personId}::uuid`),

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

    wasDone: async (receipt) =>
      (await query(Prisma.sql`SELECT FROM receipt WHERE key = ${receipt}`)).length > 0,

    commit: (change) => commitChange(query, rowsOf, change),
    commitTogether: (changes) => commitTogether(client, rowsOf, changes),
  };
}
