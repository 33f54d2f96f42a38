import type { Slots } from '../app/ports/upkeep.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { queueing } from './queue.ts';

export function createSlots(client: PrismaClient): Slots {
  return {
    won: async (job, plannedAt) => {
      const slot = await client.slot.findUnique({
        where: { job_planned_at: { job, planned_at: plannedAt } },
      });
      return slot !== null;
    },

    win: async (job, plannedAt, outbox) => {
      const [slot] = await client.$queryRaw<{ won: number; fresh: number }[]>(Prisma.sql`
        WITH hit AS (
          INSERT INTO slot (job, planned_at) VALUES (${job}, ${plannedAt}) ON CONFLICT DO NOTHING RETURNING 1
        ),
        ${queueing(outbox)}
        SELECT (SELECT count(*) FROM hit)::int AS won, (SELECT count(*) FROM once)::int AS fresh`);
      return slot?.won === 1 ? { fresh: slot.fresh } : null;
    },
  };
}
