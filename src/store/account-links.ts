import { createHash } from 'node:crypto';
import type { AccountLinks, LinkTry } from '../app/ports/people.ts';
import type { Instant, PersonId } from '../domain/ids.ts';
import { MOST_WRONG_CODES, wrongCodesCountFrom } from '../domain/linking.ts';
import type { Query } from './database.ts';
import { type Person as PersonRow, Prisma, type PrismaClient } from './generated/client.ts';
import { personIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';

/** Case, spaces and the hyphen don't count: codes are read aloud and typed on phones. Only this hash is stored. */
export function linkCodeHash(code: string): string {
  return createHash('sha256').update(code.toUpperCase().replace(/[\s-]/g, '')).digest('hex');
}

/**
 * The columns that move when two persons are united; the job brokers of candidates move beside them. Timeline entries are not among them: they only grow, and the
 * person in them is resolved when names are read, as in JSON columns. A table that is about a person has its place here.
 */
export const MOVED_COLUMNS = [
  ['account', 'person_id'],
  ['opening', 'owner'],
  ['opening', 'logged_by'],
  ['opening', 'closed_by'],
  ['meeting', 'started_by'],
  ['meeting', 'ended_by'],
] as const;

type Transaction = Prisma.TransactionClient;

export function createAccountLinks(client: PrismaClient, rows: Rows): AccountLinks {
  return {
    issue: async (code, personId, until) => {
      await client.linkCode.upsert({
        where: { person_id: personId },
        create: { hash: linkCodeHash(code), person_id: personId, until },
        update: { hash: linkCodeHash(code), until, used_at: null },
      });
    },

    check: (code, by, now) => client.$transaction((tx) => tryCode(tx, rows, linkCodeHash(code), by, now)),

    join: (code, by, now) =>
      client.$transaction(async (tx) => {
        const hash = linkCodeHash(code);
        const tried = await tryCode(tx, rows, hash, by, now);
        if (tried.kind !== 'valid') return tried;
        await unite(tx, tried.person.id, by, now);
        await tx.linkCode.deleteMany({ where: { person_id: by } });
        await tx.linkCode.update({ where: { hash }, data: { person_id: by, used_at: now } });
        return { kind: 'joined' };
      }),
  };
}

/**
 * Both persons are locked, in the order of their ids, before anything is decided: of two that link each other one waits,
 * and then finds itself linked.
 */
async function tryCode(
  tx: Transaction,
  { readPerson }: Rows,
  hash: string,
  by: PersonId,
  now: Instant,
): Promise<LinkTry> {
  const issuer = await tx.linkCode.findUnique({ where: { hash }, select: { person_id: true } });
  const people = issuer === null ? [by] : [by, issuer.person_id];
  await tx.$executeRaw`SELECT FROM person WHERE id = ANY (${people}::uuid[]) ORDER BY id FOR UPDATE`;
  const me = await tx.person.findUnique({ where: { id: by }, select: { merged_into: true } });
  if (me?.merged_into != null) return { kind: 'joined' };
  const wrong = await tx.wrongLinkCode.findMany({
    where: { person_id: by, at: { gt: wrongCodesCountFrom(now) } },
    orderBy: { at: 'desc' },
    take: MOST_WRONG_CODES,
  });
  const first = wrong[MOST_WRONG_CODES - 1];
  if (first !== undefined) return { kind: 'too_many', since: first.at };
  const row = await tx.linkCode.findUnique({ where: { hash }, include: { person: true } });
  if (row !== null && row.person_id === by) return { kind: row.used_at === null ? 'own' : 'joined' };
  if (row === null || row.used_at !== null) {
    await tx.wrongLinkCode.deleteMany({ where: { person_id: by, at: { lte: wrongCodesCountFrom(now) } } });
    await tx.wrongLinkCode.create({ data: { person_id: by, at: now } });
    return { kind: 'unknown' };
  }
  return row.until < now ? { kind: 'expired' } : { kind: 'valid', person: readPerson(row.person) };
}

async function unite(tx: Transaction, from: PersonId, into: PersonId, now: Instant): Promise<void> {
  await tx.account.updateMany({ where: { person_id: into }, data: { last_seen_at: now } });
  await tx.$executeRaw`
    INSERT INTO membership (task_force_id, person_id, roles, last_used_at)
    SELECT task_force_id, ${into}::uuid, roles, last_used_at FROM membership WHERE person_id = ${from}::uuid
    ON CONFLICT (task_force_id, person_id) DO UPDATE
    SET roles = membership.roles
        || ARRAY(SELECT role FROM unnest(excluded.roles) AS role WHERE role <> ALL (membership.roles)),
      last_used_at = greatest(membership.last_used_at, excluded.last_used_at)`;
  await tx.membership.deleteMany({ where: { person_id: from } });
  for (const [table, column] of MOVED_COLUMNS) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE ${Prisma.raw(table)} SET ${Prisma.raw(column)} = ${into}::uuid WHERE ${Prisma.raw(column)} = ${from}::uuid`);
  }
  // Whose candidate it is decides who may act and read, so it moves too. A uuid in these columns is nothing else.
  await tx.$executeRaw`
    UPDATE opening SET
      placements = replace(placements::text, ${quoted(from)}, ${quoted(into)})::jsonb,
      seats = replace(seats::text, ${quoted(from)}, ${quoted(into)})::jsonb
    WHERE placements::text LIKE ${`%${from}%`} OR seats::text LIKE ${`%${from}%`}`;
  await tx.$executeRaw`
    UPDATE person SET locale = coalesce(locale, (SELECT locale FROM person WHERE id = ${from}::uuid))
    WHERE id = ${into}::uuid`;
  await tx.person.updateMany({
    where: { OR: [{ id: from }, { merged_into: from }] },
    data: { merged_into: into },
  });
}

const quoted = (id: PersonId) => `"broker": "${id}"`;

/** The person that each id stands for today, by the id that was asked for: itself, or the one it was merged into; nobody who was erased. */
export async function unitedPeople(query: Query, { readPerson }: Rows, ids: readonly PersonId[]) {
  const rows = await query<Pick<PersonRow, 'id' | 'name' | 'locale'> & { asked: string }>(Prisma.sql`
    SELECT asked.id AS asked, p.id, p.name, p.locale
    FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into, asked.id)
    WHERE asked.id = ANY (${[...ids]}::uuid[]) AND asked.erased_at IS NULL`);
  return new Map(rows.map(({ asked, ...row }) => [personIdSchema.parse(asked), readPerson(row)]));
}
