import type { HeldData, PersonalData } from '../app/personal-data.ts';
import type { PersonId } from '../domain/ids.ts';
import { ClashError, commitWithin } from './commit.ts';
import type { Opening as OpeningRow, Person as PersonRow, Prisma, PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import {
  openingIdSchema,
  personIdSchema,
  readOpening,
  readPerson,
  readTimelineEntry,
  rolesSchema,
  taskForceIdSchema,
} from './rows.ts';

export function createPersonalData(client: PrismaClient): PersonalData {
  return {
    held: (personId) => held(client, personId),

    named: async (name) => {
      const rows = await client.$queryRaw<PersonRow[]>`
        SELECT * FROM person WHERE lower(name) = lower(${name}) AND merged_into IS NULL AND erased_at IS NULL
        ORDER BY id`;
      return rows.map(readPerson);
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
          await commitWithin(tx, changes);
          await eraseWords(tx, ids);
          await eraseMessages(tx, ids);
          await erasePerson(tx, ids, now);
          for (const { userId } of accounts) {
            await tx.$executeRaw`DELETE FROM receipt WHERE position(${`:${userId}:`} IN key) > 0`;
          }
          await enqueue(tx, outbox);
          return 'erased' as const;
        });
      } catch (error) {
        if (error instanceof ClashError) return 'clash';
        throw error;
      }
    },
  };
}

type Transaction = Prisma.TransactionClient;

/** Free text that they wrote into the timelines; what they did stays, as nobody's. */
async function eraseWords(tx: Transaction, ids: readonly PersonId[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE timeline_entry SET event = CASE event->>'kind'
      WHEN 'closed' THEN jsonb_set(event, '{note}', 'null') ELSE event - 'note' END
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

async function held(client: PrismaClient, personId: PersonId): Promise<HeldData | null> {
  const asked = await client.person.findUnique({ where: { id: personId }, include: { united: true } });
  const row = asked?.united ?? asked;
  if (row === null || row.erased_at !== null) return null;
  const former = await client.person.findMany({ where: { merged_into: row.id }, orderBy: { id: 'asc' } });
  const ids = [row, ...former].map(({ id }) => personIdSchema.parse(id));
  const [accounts, memberships, openings, acts, waiting, namedIn] = await Promise.all([
    client.account.findMany({
      where: { person_id: row.id },
      orderBy: [{ platform: 'asc' }, { workspace_id: 'asc' }, { user_id: 'asc' }],
    }),
    client.membership.findMany({
      where: { person_id: row.id },
      include: { task_force: true },
      orderBy: { task_force_id: 'asc' },
    }),
    openingsAbout(client, ids),
    client.timelineEntry.findMany({
      where: { by: { in: ids } },
      include: { opening: { select: { number: true } } },
      orderBy: { id: 'asc' },
    }),
    client.outboxMessage.count({
      where: { lane: { in: ids.map((id) => `person:${id}`) }, settled_at: null },
    }),
    client.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM opening o JOIN membership m ON m.task_force_id = o.task_force_id
      WHERE m.person_id = ${row.id}::uuid AND lower(o.contact_name) = lower(${row.name})
        AND o.logged_by <> ALL (${ids}::uuid[])`,
  ]);
  return {
    person: readPerson(row),
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
      ...readTimelineEntry(entry),
      openingId: openingIdSchema.parse(entry.opening_id),
      number: entry.opening.number,
    })),
    namedIn: namedIn[0]?.n ?? 0,
    waiting,
  };
}

/** JSON columns hold the id that the person had when they were written. */
async function openingsAbout(client: PrismaClient, ids: readonly PersonId[]): Promise<HeldData['openings']> {
  const rows = await client.$queryRaw<(OpeningRow & { readonly task_force: string })[]>`
    SELECT o.*, t.name AS task_force FROM opening o JOIN task_force t ON t.id = o.task_force_id
    WHERE o.logged_by = ANY (${[...ids]}::uuid[]) OR o.owner = ANY (${[...ids]}::uuid[])
      OR o.closed_by = ANY (${[...ids]}::uuid[]) OR o.details->'note'->>'by' = ANY (${[...ids]}::text[])
      OR EXISTS (SELECT FROM jsonb_array_elements(o.attempts) a WHERE a->>'by' = ANY (${[...ids]}::text[]))
    ORDER BY o.task_force_id, o.number`;
  return rows.map(({ task_force, ...row }) => ({ ...readOpening(row), taskForce: task_force }));
}
