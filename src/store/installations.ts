import { type InstallationKey, type Installations, secondAfter } from '../app/ports/installations.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { taskForceIdSchema } from './rows.ts';
import type { Sealing } from './sealing.ts';

interface InstallationRow {
  readonly platform: string;
  readonly id: string;
  readonly secret: string;
  readonly installed_at: Date;
}

/** Where a workspace's tokens stand, for the seal on them. */
export const placeOf = ({ platform, id }: InstallationKey) => ['installation', platform, id, 'secret'];

export function createInstallations(client: PrismaClient, sealing: Sealing): Installations {
  return {
    keep: async ({ platform, id, secret, installedAt }) => {
      const sealed = sealing.seal(secret, placeOf({ platform, id }));
      const state = { secret: sealed, installed_at: installedAt, ended_at: null };
      await client.installation.upsert({
        where: { platform_id: { platform, id } },
        create: { platform, id, ...state },
        update: state,
      });
    },

    renew: async ({ platform, id, secret, installedAt }) => {
      const { count } = await client.installation.updateMany({
        where: { platform, id, installed_at: installedAt, ended_at: null },
        data: { secret: sealing.seal(secret, placeOf({ platform, id })) },
      });
      return count > 0;
    },

    find: async ({ platform, id }) => {
      const [row] = await client.$queryRaw<InstallationRow[]>`
        SELECT i.platform, i.id, i.secret, i.installed_at FROM installation i
        WHERE i.platform = ${platform} AND i.ended_at IS NULL AND (i.id = ${id} OR i.id = (
          SELECT w.organisation_id FROM workspace_owner w WHERE w.platform = ${platform} AND w.workspace_id = ${id}
        ))
        ORDER BY i.id = ${id} DESC LIMIT 1`;
      if (row === undefined) return null;
      const secret = sealing.open(row.secret, placeOf(row));
      return { platform: row.platform, id: row.id, secret, installedAt: row.installed_at };
    },

    belongs: async ({ platform, id }, organisationId) => {
      await client.workspaceOwner.upsert({
        where: { platform_workspace_id: { platform, workspace_id: id } },
        create: { platform, workspace_id: id, organisation_id: organisationId },
        update: { organisation_id: organisationId },
      });
    },

    taskForcesIn: async ({ platform, id }) => {
      const rows = await client.$queryRaw<{ task_force_id: string }[]>`
        SELECT DISTINCT r.task_force_id::text FROM room r
        LEFT JOIN workspace_owner w ON w.platform = r.platform AND w.workspace_id = r.workspace_id
        WHERE r.platform = ${platform} AND (r.workspace_id = ${id} OR w.organisation_id = ${id})
        ORDER BY 1`;
      return rows.map(({ task_force_id }) => taskForceIdSchema.parse(task_force_id));
    },

    end: ({ platform, id }, at, outbox) =>
      client.$transaction(async (tx) => {
        const { count } = await tx.installation.updateMany({
          where: { platform, id, ended_at: null, installed_at: { lt: secondAfter(at) } },
          data: { ended_at: at, secret: '' },
        });
        if (count > 0) await enqueue(tx, outbox);
        return count > 0;
      }),
  };
}
