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
      const which = Prisma.sql`task_force_id = ${taskForceId}::uuid AND status <> 'closed'
        ${owner === undefined ? Prisma.empty : Prisma.sql`AND owner = ${owner}::uuid`}
        ${loggedBy === undefined ? Prisma.empty : Prisma.sql`AND logged_by = ${loggedBy}::uuid`}`;
      const rows = await query<OpeningRow>(Prisma.sql`
        ${SELECT_OPENING} WHERE ${which} ORDER BY logged_at, number LIMIT ${limit}`);
      const items = rows.map(readOpening);
      if (items.length < limit) return { items, total: items.length };
      const [counted] = await query<{ total: number }>(Prisma.sql`
        SELECT count(*)::int AS total FROM opening WHERE ${which}`);
      if (counted === undefined) throw new Error('a count has one row');
      return { items, total: counted.total };
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
