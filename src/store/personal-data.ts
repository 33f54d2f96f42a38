import type { OutboxDraft } from '../app/outgoing/outgoing.ts';
import type { AuditDraft } from '../app/ports/audit.ts';

import type { Expired, Forgotten, HeldData, PersonalData } from '../app/ports/personal-data.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Opening } from '../domain/opening/opening.ts';
import type { Contact } from '../domain/typed/contact.ts';
import { recording } from './audit.ts';
import { ClashError, commitWithin } from './commit.ts';
import { type Opening as OpeningRow, Prisma, type PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { readable } from './readable.ts';
import { openingIdSchema, personIdSchema, rolesSchema, taskForceIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';

export function createPersonalData(client: PrismaClient, rowsOf: Rows): PersonalData {
  return {
    held: (personId) => held(client, rowsOf, personId),
    expired: (...asked) => expired(client, rowsOf, ...asked),
    forget: (forgotten, outbox) => forget(client, rowsOf, forgotten, outbox),

    named: async (name) => {
      const rows = await client.person.findMany({
        where: { merged_into: null, erased_at: null },
        orderBy: { id: 'asc' },
      });
      return rows.map(rowsOf.readPerson).filter((person) => isSameName(person.name, name));
    },

    reachedBy: async (contact) => {
      const rows = await client.opening.findMany({
        where: { OR: [{ phone: { not: null } }, { email: { not: null } }] },
        orderBy: [{ task_force_id: 'asc' }, { number: 'asc' }],
      });
      return rows.map(rowsOf.readOpening).filter((opening) => isReachedBy(opening, contact));
    },

    erase: async ({ person: { ids, accounts }, now, openings, outbox }) => {
      const changes = openings.map(({ opening, timeline }) => ({
        receipt: null,
        opening: { kind: 'save', opening } as const,
        timeline,
        nudges: [],
        outbox: [],
      }));
      try {
        return await client.$transaction(async (tx) => {
          await tx.$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`;
          await tx.$executeRaw`SELECT FROM person WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
          await commitWithin(tx, rowsOf, changes);
          await eraseWords(tx, ids);
          await eraseMessages(tx, ids);
          await erasePerson(tx, ids, now);
          for (const { userId } of accounts) {
            await tx.$executeRaw`DELETE FROM receipt WHERE position(${`:${userId}:`} IN key) > 0`;
          }
          await enqueue(tx, outbox);
          await tx.$executeRaw(recording(erasureEntry(ids, now)));
          return 'erased' as const;
        });
      } catch (error) {
        if (error instanceof ClashError) return 'clash';
        throw error;
      }
    },
  };
}

async function expired(
  client: PrismaClient,
  { readOpening }: Rows,
  ...[taskForceId, before, limit, onUnreadable]: Parameters<PersonalData['expired']>
): Promise<Expired[]> {
  const rows = await client.$queryRaw<(OpeningRow & Flags)[]>`
    WITH silent AS (
      SELECT company_key, min(number) AS first FROM opening WHERE task_force_id = ${taskForceId}::uuid
      GROUP BY company_key HAVING bool_and(status = 'closed' AND NOT followed) AND max(acted_at) < ${before.company}
    ),
    over AS (
      SELECT o.id,
        o.since < ${before.contact} AND (o.contact_name <> '' OR o.phone IS NOT NULL OR o.email IS NOT NULL
          OR EXISTS (SELECT FROM jsonb_array_elements(o.placements) p WHERE p->>'mentor' IS NOT NULL)) AS contact_over,
        o.since < ${before.note} AND (o.details->'note'->>'text' IS NOT NULL OR EXISTS (
          SELECT FROM timeline_entry e WHERE e.opening_id = o.id AND e.event->>'note' IS NOT NULL)) AS note_over,
        CASE WHEN o.company !~ '^\\(SJ-[0-9]+\\)$' THEN silent.first END AS first_of_company
      FROM opening o LEFT JOIN silent USING (company_key)
      WHERE o.task_force_id = ${taskForceId}::uuid AND o.status = 'closed' AND NOT o.followed
    )
    SELECT o.*, over.contact_over, over.note_over, over.first_of_company FROM over JOIN opening o USING (id)
    WHERE over.contact_over OR over.note_over OR over.first_of_company IS NOT NULL
    ORDER BY o.company_key, o.number LIMIT ${limit}`;
  const read = ({ contact_over, note_over, first_of_company, ...row }: OpeningRow & Flags): Expired => ({
    opening: readOpening(row),
    contact: contact_over,
    note: note_over,
    firstOfCompany: first_of_company,
  });
  return readable(rows, read, onUnreadable);
}

interface Flags {
  readonly contact_over: boolean;
  readonly note_over: boolean;
  readonly first_of_company: number | null;
}

async function forget(
  client: PrismaClient,
  rowsOf: Rows,
  forgotten: readonly Forgotten[],
  outbox: readonly OutboxDraft[],
): Promise<'forgotten' | 'clash'> {
  const changes = forgotten.flatMap(({ opening, timeline }) =>
    opening === null
      ? []
      : [{ receipt: null, opening: { kind: 'save', opening } as const, timeline, nudges: [], outbox: [] }],
  );
  const wordless = forgotten.flatMap(({ wordsOf }) => (wordsOf === null ? [] : [wordsOf]));
  try {
    await client.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`;
      await commitWithin(tx, rowsOf, changes);
      await tx.$executeRaw`
        UPDATE timeline_entry SET event = ${WORDLESS}
        WHERE opening_id = ANY (${wordless}::uuid[]) AND event->>'note' IS NOT NULL`;
      await enqueue(tx, outbox);
    });
    return 'forgotten';
  } catch (error) {
    if (error instanceof ClashError) return 'clash';
    throw error;
  }
}

/** Names are sealed, so we compare them and not the database; who asks for their data does it rarely. */
function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Numbers and addresses are sealed too. */
export function isReachedBy({ contact }: Opening, { phone, email }: Contact): boolean {
  const samePhone = phone !== null && contact.phone === phone;
  return samePhone || (email !== null && contact.email !== null && isSameName(contact.email, email));
}

/** Of the installation, since a person is nobody's alone. */
export function erasureEntry(ids: readonly PersonId[], at: Date): AuditDraft {
  const subject = ids[0] ?? null;
  return { taskForceId: null, at, by: null, platform: null, what: 'person_erased', subject, details: {} };
}

/** A `closed` event always says whether it has a note, the others only when they have one. */
const WORDLESS = Prisma.sql`
  CASE event->>'kind' WHEN 'closed' THEN jsonb_set(event, '{note}', 'null') ELSE event - 'note' END`;

type Transaction = Prisma.TransactionClient;

/** Free text that they wrote into the timelines; what they did stays, as nobody's. */
async function eraseWords(tx: Transaction, ids: readonly PersonId[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE timeline_entry SET event = ${WORDLESS}
    WHERE by = ANY (${[...ids]}::uuid[]) AND event->>'note' IS NOT NULL`;
}

/** The lanes stay: a change under way may be adding to one, and their ids are nobody's. */
async function eraseMessages(tx: Transaction, ids: readonly PersonId[]): Promise<void> {
  const lanes = ids.map((id) => `person:${id}`);
  await tx.outboxMessage.deleteMany({ where: { lane: { in: lanes } } });
  await tx.nudge.deleteMany({ where: { lane: { in: lanes }, sent_at: null } });
}

async function erasePerson(tx: Transaction, ids: readonly PersonId[], now: Date): Promise<void> {
  const theirs = { person_id: { in: [...ids] } };
  await tx.account.deleteMany({ where: theirs });
  await tx.membership.deleteMany({ where: theirs });
  await tx.linkCode.deleteMany({ where: theirs });
  await tx.wrongLinkCode.deleteMany({ where: theirs });
  await tx.person.updateMany({
    where: { id: { in: [...ids] } },
    data: { name: '', locale: null, erased_at: now },
  });
}

async function held(client: PrismaClient, rowsOf: Rows, personId: PersonId): Promise<HeldData | null> {
  const asked = await client.person.findUnique({ where: { id: personId }, include: { united: true } });
  const row = asked?.united ?? asked;
  if (row === null || row.erased_at !== null) return null;
  const former = await client.person.findMany({ where: { merged_into: row.id }, orderBy: { id: 'asc' } });
  const person = rowsOf.readPerson(row);
  const ids = [row, ...former].map(({ id }) => personIdSchema.parse(id));
  const lanes = ids.map((id) => `person:${id}`);
  const [accounts, memberships, openings, acts, waiting, sent, others] = await Promise.all([
    client.account.findMany({
      where: { person_id: row.id },
      orderBy: [{ platform: 'asc' }, { workspace_id: 'asc' }, { user_id: 'asc' }],
    }),
    client.membership.findMany({
      where: { person_id: row.id },
      include: { task_force: true },
      orderBy: { task_force_id: 'asc' },
    }),
    openingsAbout(client, rowsOf, ids),
    client.timelineEntry.findMany({
      where: { by: { in: ids } },
      include: { opening: { select: { number: true } } },
      orderBy: { id: 'asc' },
    }),
    client.outboxMessage.count({
      where: { lane: { in: lanes }, settled_at: null },
    }),
    client.sentMessage.count({ where: { OR: [{ lane: { in: lanes } }, { people: { hasSome: ids } }] } }),
    client.opening.findMany({
      where: {
        task_force: { memberships: { some: { person_id: row.id } } },
        logged_by: { notIn: ids },
        contact_name: { not: '' },
      },
      select: { id: true, contact_name: true },
    }),
  ]);
  return {
    person,
    ids,
    accounts: accounts.map(({ platform, workspace_id, user_id, last_seen_at }) => ({
      platform,
      workspaceId: workspace_id,
      userId: user_id,
      lastSeenAt: last_seen_at,
    })),
    memberships: memberships.map(({ task_force_id, task_force, roles }) => ({
      taskForceId: taskForceIdSchema.parse(task_force_id),
      taskForce: task_force.name,
      roles: rolesSchema.parse(roles),
    })),
    openings,
    acts: acts.map((entry) => ({
      ...rowsOf.readTimelineEntry(entry),
      openingId: openingIdSchema.parse(entry.opening_id),
      number: entry.opening.number,
    })),
    namedIn: others.filter((other) => isSameName(rowsOf.readContactName(other), person.name)).length,
    waiting,
    sent,
  };
}

/** JSON columns hold the id that the person had when they were written. */
async function openingsAbout(
  client: PrismaClient,
  { readOpening }: Rows,
  ids: readonly PersonId[],
): Promise<HeldData['openings']> {
  const rows = await client.$queryRaw<(OpeningRow & { readonly task_force: string })[]>`
    SELECT o.*, t.name AS task_force FROM opening o JOIN task_force t ON t.id = o.task_force_id
    WHERE o.logged_by = ANY (${[...ids]}::uuid[]) OR o.owner = ANY (${[...ids]}::uuid[])
      OR o.closed_by = ANY (${[...ids]}::uuid[]) OR o.details->'note'->>'by' = ANY (${[...ids]}::text[])
      OR o.call_ahead->>'ambassador' = ANY (${[...ids]}::text[]) OR o.again->>'by' = ANY (${[...ids]}::text[])
      OR EXISTS (SELECT FROM jsonb_array_elements(o.attempts) a WHERE a->>'by' = ANY (${[...ids]}::text[]))
      OR EXISTS (SELECT FROM jsonb_array_elements(o.placements || o.seats) m WHERE m->>'broker' = ANY (${[...ids]}::text[]))
    ORDER BY o.task_force_id, o.number`;
  return rows.map(({ task_force, ...row }) => ({ ...readOpening(row), taskForce: task_force }));
}
