import * as z from 'zod';
import type { AccountKey, Departures } from '../app/ports/people.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';
import { queueing } from './queue.ts';
import { personIdSchema, taskForceIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { rename } from './standing.ts';

/** Whether every account of theirs was left, and there is one: somebody without any was never on a platform. */
export function isGone(personId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    (EXISTS (SELECT FROM account own WHERE own.person_id = ${personId})
      AND NOT EXISTS (SELECT FROM account own WHERE own.person_id = ${personId} AND own.left_at IS NULL))`;
}

const leaverSchema = z
  .object({ person_id: personIdSchema, task_forces: z.array(taskForceIdSchema) })
  .transform(({ person_id, task_forces }) => ({ personId: person_id, taskForceIds: task_forces }));

export function createDepartures({ client, query }: Access, rows: Rows): Departures {
  return {
    leaver: async (account, from) => {
      const { platform, workspaceId } = account;
      const bound =
        from === null
          ? Prisma.sql`true`
          : Prisma.sql`EXISTS (SELECT FROM room r WHERE r.platform = ${platform} AND r.workspace_id = ${workspaceId}
              AND (r.conversation_id = ${from.conversationId}
                OR r.details @> ${from.details === null ? null : JSON.stringify(from.details)}::jsonb))`;
      const [row] = await client.$queryRaw<unknown[]>`
        SELECT a.person_id, ARRAY(
          SELECT m.task_force_id::text FROM membership m WHERE m.person_id = a.person_id ORDER BY m.task_force_id
        ) AS task_forces
        FROM account a WHERE ${is(account)} AND a.left_at IS NULL AND ${bound}`;
      return row === undefined ? null : leaverSchema.parse(row);
    },

    leave: (account, outbox) =>
      client.$transaction(async (tx) => {
        // Two accounts of one person that are left at the same instant: the second sees that the first was.
        await tx.$executeRaw`
          SELECT FROM person p JOIN account a ON a.person_id = p.id WHERE ${is(account)} FOR UPDATE OF p`;
        const left = await tx.$queryRaw<unknown[]>`
          WITH gone AS (
            UPDATE account a SET left_at = now() WHERE ${is(account)} AND a.left_at IS NULL
            RETURNING a.person_id, a.platform, a.workspace_id, a.user_id
          ),
          hit AS (
            SELECT 1 FROM gone g WHERE NOT EXISTS (
              SELECT FROM account o WHERE o.person_id = g.person_id AND o.left_at IS NULL
                AND (o.platform, o.workspace_id, o.user_id) <> (g.platform, g.workspace_id, g.user_id)
            )
          ),
          ${queueing(outbox)}
          SELECT person_id FROM gone`;
        return left.length > 0;
      }),

    comeBack: async ({ platform, workspaceId, userId }, name) => {
      await client.account.updateMany({
        where: { platform, workspace_id: workspaceId, user_id: userId, left_at: { not: null } },
        data: { left_at: null },
      });
      if (name === undefined) return;
      const person = await client.person.findFirst({
        where: { accounts: { some: { platform, workspace_id: workspaceId, user_id: userId } } },
        select: { id: true, name: true },
      });
      if (person === null || rows.readName(person) === name) return;
      await rename(client, rows, personIdSchema.parse(person.id), name);
    },

    isGone: async (personId) => {
      const [row] = await query<{ gone: boolean }>(Prisma.sql`
        SELECT ${isGone(Prisma.sql`coalesce(p.merged_into, p.id)`)} AS gone FROM person p WHERE p.id = ${personId}::uuid`);
      return row?.gone ?? false;
    },
  };
}

function is({ platform, workspaceId, userId }: AccountKey): Prisma.Sql {
  return Prisma.sql`a.platform = ${platform} AND a.workspace_id = ${workspaceId} AND a.user_id = ${userId}`;
}
