import * as z from 'zod';
import type { Directory, Membership } from '../app/ports/people.ts';
import type { TaskForceId } from '../domain/ids.ts';
import { LOCALES } from '../domain/task-force.ts';
import type { Access } from './database.ts';
import { isGone } from './departures.ts';
import { Prisma } from './generated/client.ts';
import { giveReceipt, orRepeated } from './receipts.ts';
import { personIdSchema, rolesSchema, roomSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { findOrMakePerson, findPerson, keepFresh, rename, standingOf } from './standing.ts';

export function createDirectory(database: Access, rowsOf: Rows): Directory {
  const { client, query } = database;
  return {
    standing: async (sender, now) => {
      const conversationId = sender.conversation?.id ?? null;
      const known = await findOrMakePerson(database, rowsOf, { ...sender, conversationId });
      await keepFresh(client, rowsOf, known, sender, now);
      return standingOf(known, sender);
    },

    glance: async (sender) => {
      const conversationId = sender.conversation?.id ?? null;
      const known = await findPerson(query, rowsOf, { ...sender, conversationId });
      return known === null || known.left ? null : standingOf(known, sender);
    },

    accountsIn: async (taskForceId, { platform, workspaceId }) => {
      const rows = await client.account.findMany({
        where: {
          platform,
          workspace_id: workspaceId,
          left_at: null,
          person: { memberships: { some: { task_force_id: taskForceId } } },
        },
        select: {
          user_id: true,
          person_id: true,
          person: {
            select: { memberships: { where: { task_force_id: taskForceId }, select: { roles: true } } },
          },
        },
        orderBy: { user_id: 'asc' },
      });
      return rows.map(({ user_id, person_id, person }) => ({
        userId: user_id,
        personId: personIdSchema.parse(person_id),
        roles: person.memberships.flatMap(({ roles }) => rolesSchema.parse(roles)),
      }));
    },

    personOf: async ({ name, ...account }) => {
      const known = await findOrMakePerson(database, rowsOf, {
        ...account,
        name,
        details: {},
        conversationId: null,
      });
      if (name === null || name === known.person.name) return known.person;
      await rename(client, rowsOf, known.person.id, name);
      return { ...known.person, name };
    },

    grant: async (taskForceId, personId, roles) => {
      await client.$executeRaw`
        INSERT INTO membership (task_force_id, person_id, roles)
        SELECT ${taskForceId}::uuid, ${personId}::uuid, ${[...new Set(roles)]}::text[]
        WHERE ${roles.length}::int > 0
        ON CONFLICT (task_force_id, person_id) DO UPDATE
        SET roles = membership.roles
          || ARRAY(SELECT role FROM unnest(excluded.roles) AS role WHERE role <> ALL (membership.roles))
        WHERE NOT membership.roles @> excluded.roles`;
    },

    setRoles: (taskForceId, personId, roles, receipt) => {
      const key = { task_force_id: taskForceId, person_id: personId };
      const distinct = [...new Set(roles)];
      return orRepeated(
        client.$transaction(async (tx): Promise<'set'> => {
          await giveReceipt(tx, receipt);
          if (distinct.length === 0) await tx.membership.deleteMany({ where: key });
          else
            await tx.membership.upsert({
              where: { task_force_id_person_id: key },
              create: { ...key, roles: distinct },
              update: { roles: distinct },
            });
          return 'set';
        }),
      );
    },

    setLocale: async (personId, locale) => {
      await client.person.update({ where: { id: personId }, data: { locale } });
    },

    members: async (taskForceId) => {
      const [row] = await query(Prisma.sql`SELECT ${membersOf(taskForceId)} AS members`);
      return readMembers(rowsOf, row);
    },

    audience: async (taskForceId) => {
      const [row] = await query(Prisma.sql`
        SELECT ${membersOf(taskForceId, HEARS_OF_ACTS)} AS members,
          (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.kind DESC, r.id), '[]')
            FROM room r WHERE r.task_force_id = ${taskForceId}::uuid) AS rooms`);
      return { members: readMembers(rowsOf, row), rooms: roomsRowSchema.parse(row).rooms };
    },
  };
}

const HEARS_OF_ACTS = Prisma.sql`AND (m.roles <> ARRAY['business_leader'] OR shown.accounts IS NOT NULL)`;

/** Whoever left every account they had is gone, and no member. */
function membersOf(taskForceId: TaskForceId, which: Prisma.Sql = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'locale', p.locale, 'roles', m.roles,
        'accounts', coalesce(shown.accounts, '[]'))), '[]')
      FROM membership m JOIN person p ON p.id = m.person_id
      LEFT JOIN (
        SELECT a.person_id,
          jsonb_agg(jsonb_build_object('platform', a.platform, 'workspaceId', a.workspace_id, 'userId', a.user_id)) AS accounts
        FROM home h JOIN account a USING (platform, workspace_id, user_id)
        WHERE h.task_force_id = ${taskForceId}::uuid GROUP BY a.person_id
      ) shown ON shown.person_id = p.id
      WHERE m.task_force_id = ${taskForceId}::uuid
        AND NOT ${isGone(Prisma.sql`p.id`)} ${which})`;
}

const membersRowSchema = z.object({
  members: z.array(
    z.object({
      id: personIdSchema,
      name: z.string(),
      locale: z.enum(LOCALES).nullable(),
      roles: rolesSchema,
      /** Where their Home shows this task force. */
      accounts: z.array(z.object({ platform: z.string(), workspaceId: z.string(), userId: z.string() })),
    }),
  ),
});
const roomsRowSchema = z.object({ rooms: z.array(roomSchema) });

function readMembers(rowsOf: Rows, row: unknown): Membership[] {
  const members = membersRowSchema.parse(row).members.map(({ accounts: homes, roles, ...person }) => {
    const member = { person: rowsOf.readPerson(person), roles };
    return homes.length === 0 ? member : { ...member, homes };
  });
  return members.toSorted(byName);
}

/** As Danes read a list; equal names by their id, so that the order stays. */
export function byName({ person: one }: Membership, { person: other }: Membership): number {
  return one.name.localeCompare(other.name, 'da') || (one.id < other.id ? -1 : 1);
}
