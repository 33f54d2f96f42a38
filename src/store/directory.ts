import type { Directory, Membership } from '../app/ports/people.ts';
import { GONE } from './departures.ts';
import type { PrismaClient } from './generated/client.ts';
import { rolesSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { findOrMakePerson, keepFresh, rename, standingOf } from './standing.ts';

export function createDirectory(client: PrismaClient, rowsOf: Rows): Directory {
  return {
    standing: async (sender, now) => {
      const conversationId = sender.conversation?.id ?? null;
      const known = await findOrMakePerson(client, rowsOf, { ...sender, conversationId });
      await keepFresh(client, rowsOf, known, sender, now);
      return standingOf(known, sender);
    },

    personOf: async ({ name, ...account }) => {
      const known = await findOrMakePerson(client, rowsOf, {
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

    setRoles: async (taskForceId, personId, roles) => {
      const key = { task_force_id: taskForceId, person_id: personId };
      if (roles.length === 0) {
        await client.membership.deleteMany({ where: key });
        return;
      }
      const distinct = [...new Set(roles)];
      await client.membership.upsert({
        where: { task_force_id_person_id: key },
        create: { ...key, roles: distinct },
        update: { roles: distinct },
      });
    },

    setLocale: async (personId, locale) => {
      await client.person.update({ where: { id: personId }, data: { locale } });
    },

    members: async (taskForceId) => {
      const rows = await client.membership.findMany({
        where: { task_force_id: taskForceId, NOT: { person: GONE } },
        include: {
          person: { include: { accounts: { where: { home: { task_force_id: taskForceId } } } } },
        },
      });
      const members = rows.map(({ person, roles }) => {
        const homes = person.accounts.map(({ platform, workspace_id, user_id }) => {
          return { platform, workspaceId: workspace_id, userId: user_id };
        });
        const member = { person: rowsOf.readPerson(person), roles: rolesSchema.parse(roles) };
        return homes.length === 0 ? member : { ...member, homes };
      });
      return members.toSorted(byName);
    },
  };
}

/** As Danes read a list; equal names by their id, so that the order stays. */
export function byName({ person: one }: Membership, { person: other }: Membership): number {
  return one.name.localeCompare(other.name, 'da') || (one.id < other.id ? -1 : 1);
}
