import { createHash } from 'node:crypto';
import type { SetUpCodes } from '../app/ports/task-forces.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Codes are read aloud and typed on phones: case and spaces around them don't count. Only this hash is stored. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code.trim().toUpperCase()).digest('hex');
}

export function createSetUpCodes({ client, query }: Access): SetUpCodes {
  return {
    issue: async (code, now) => {
      await client.setUpCode.createMany({
        data: [{ hash: hashOf(code), created_at: now }],
        skipDuplicates: true,
      });
    },

    issueJoin: async (code, taskForceId, now) => {
      await client.setUpCode.create({
        data: { hash: hashOf(code), task_force_id: taskForceId, created_at: now },
      });
    },

    noneLeft: async () => {
      const [row] = await query<{ none_left: boolean }>(Prisma.sql`
        SELECT NOT EXISTS (SELECT FROM task_force)
          AND NOT EXISTS (SELECT FROM set_up_code WHERE task_force_id IS NULL AND used_at IS NULL) AS none_left`);
      return row?.none_left === true;
    },
  };
}
