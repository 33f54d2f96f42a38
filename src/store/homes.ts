import { type Homes, homeLookSchema } from '../app/ports/overview.ts';
import type { AccountKey } from '../app/ports/people.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { detailsSchema, personIdSchema, taskForceIdSchema } from './rows.ts';

export function createHomes(client: PrismaClient): Homes {
  return {
    find: async (account) => {
      const row = await client.home.findUnique({
        where: keyOf(account),
        include: { account: { select: { person_id: true } } },
      });
      if (row === null) return null;
      return {
        account: { platform: row.platform, workspaceId: row.workspace_id, userId: row.user_id },
        personId: personIdSchema.parse(row.account.person_id),
        taskForceId: taskForceIdSchema.parse(row.task_force_id),
        look: homeLookSchema.parse(row.look),
        messageId: row.message_id,
        anew: row.anew,
      };
    },

    show: async (account, taskForceId, look, anew) => {
      const shown = { task_force_id: taskForceId, look: look ?? Prisma.DbNull };
      await client.home.upsert({
        where: keyOf(account),
        create: { ...columnsOf(account), ...shown, anew },
        update: anew ? { ...shown, anew } : shown,
      });
    },

    details: async (account) => {
      const row = await client.account.findUnique({ where: keyOf(account), select: { details: true } });
      return row === null ? null : detailsSchema.parse(row.details);
    },

    close: async (account) => {
      await client.home.deleteMany({ where: columnsOf(account) });
    },

    choices: async (personId) => {
      const rows = await client.taskForce.findMany({
        where: { memberships: { some: { person_id: personId } } },
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, name }) => ({ id: taskForceIdSchema.parse(id), name }));
    },
  };
}

function columnsOf({ platform, workspaceId, userId }: AccountKey) {
  return { platform, workspace_id: workspaceId, user_id: userId };
}

function keyOf(account: AccountKey) {
  return { platform_workspace_id_user_id: columnsOf(account) };
}
