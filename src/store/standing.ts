import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { PlatformDetails, Sender } from '../app/intent.ts';
import type { BoundRoom, Person, Standing } from '../app/ports/people.ts';
import type { Instant, PersonId } from '../domain/ids.ts';
import { LOCALES } from '../domain/task-force.ts';
import { instantSchema } from './columns.ts';
import type { Access, Query } from './database.ts';
import { isUniqueViolation } from './database-errors.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { detailsSchema, personIdSchema, rolesSchema, roomSchema, taskForceIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { taskForceSchema } from './settings.ts';

/** How long a date of last use is exact enough, so that most requests write nothing. */
const USE_KEPT_FOR_MS = 5 * 60_000;

const membershipSchema = z
  .object({ task_force_id: taskForceIdSchema, roles: rolesSchema, last_used_at: instantSchema.nullable() })
  .transform(({ task_force_id, roles, last_used_at }) => ({
    taskForceId: task_force_id,
    roles,
    lastUsedAt: last_used_at,
  }));

const knownSchema = z.object({
  person: z.object({ id: personIdSchema, name: z.string(), locale: z.enum(LOCALES).nullable() }),
  details: detailsSchema,
  lastSeenAt: z.date().nullable(),
  /** The platform said that nobody is behind the account: whoever asks now shows that somebody is. */
  left: z.boolean(),
  /** Whether no other account of the person was used after this one. */
  usedLast: z.boolean(),
  room: roomSchema.nullable(),
  /** The one used last first. */
  memberships: z.array(membershipSchema),
  /** The room's, or else the one used last. */
  taskForce: taskForceSchema.nullable(),
});

/** What the database knows of a sender. */
export type Known = z.infer<typeof knownSchema>;

/** Who asks, and from where. */
export interface Place {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly loginName?: string | null;
  readonly details: PlatformDetails;
  readonly conversationId: string | null;
}

/** One round trip for whoever is known. Of two first sights at one instant one makes the person, the other finds it. */
export async function findOrMakePerson({ client, query }: Access, rows: Rows, place: Place): Promise<Known> {
  const known = await findPerson(query, rows, place);
  if (known !== null) return known;
  try {
    await make(client, rows, place);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const made = await findPerson(query, rows, place);
  if (made === null) throw new Error('a person that was just made is gone');
  return made;
}

export async function findPerson(query: Query, rows: Rows, place: Place): Promise<Known | null> {
  const { platform, workspaceId, userId, conversationId } = place;
  const [row] = await query(Prisma.sql`
    SELECT jsonb_build_object('id', p.id, 'name', p.name, 'locale', p.locale) AS person,
      a.details, a.last_seen_at AS "lastSeenAt", a.left_at IS NOT NULL AS "left",
      NOT EXISTS (SELECT FROM account o WHERE o.person_id = p.id AND o.last_seen_at > a.last_seen_at) AS "usedLast",
      to_jsonb(r) AS room, coalesce(m.held, '[]') AS memberships, to_jsonb(t) AS "taskForce"
    FROM account a JOIN person p ON p.id = a.person_id
    LEFT JOIN room r ON r.platform = a.platform AND r.workspace_id = a.workspace_id
      AND r.conversation_id = ${conversationId}
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(to_jsonb(m) ORDER BY m.last_used_at DESC NULLS LAST, m.task_force_id) AS held
      FROM membership m WHERE m.person_id = p.id
    ) m
    LEFT JOIN task_force t ON t.id = coalesce(r.task_force_id, (m.held -> 0 ->> 'task_force_id')::uuid)
    WHERE a.platform = ${platform} AND a.workspace_id = ${workspaceId} AND a.user_id = ${userId}`);
  if (row === undefined) return null;
  const { person, ...known } = knownSchema.parse(row);
  return { ...known, person: { ...person, name: rows.readName(person) } };
}

/** A person without a name is called by what they log in with, or by their user id, until one is heard. */
async function make(
  client: PrismaClient,
  { writeName }: Rows,
  { platform, workspaceId, userId, name, loginName, details }: Place,
): Promise<void> {
  const id = randomUUID();
  await client.person.create({
    data: {
      id,
      name: writeName(id, name ?? loginName ?? userId),
      accounts: { create: { platform, workspace_id: workspaceId, user_id: userId, details } },
    },
  });
}

/** Writes what the sender told that wasn't known: nothing, most of the time. */
export async function keepFresh(
  client: PrismaClient,
  rows: Rows,
  known: Known,
  sender: Sender,
  now: Instant,
): Promise<void> {
  await Promise.all([
    keepPerson(client, rows, known, sender),
    keepAccount(client, known, sender, now),
    keepRoom(client, known, sender),
    keepMembership(client, known, now),
  ]);
}

async function keepPerson(
  client: PrismaClient,
  rows: Rows,
  { person }: Known,
  { name }: Sender,
): Promise<void> {
  if (name === null || name === person.name) return;
  await rename(client, rows, person.id, name);
}

export async function rename(
  client: PrismaClient,
  { writeName }: Rows,
  id: PersonId,
  name: string,
): Promise<void> {
  await client.person.update({ where: { id }, data: { name: writeName(id, name) } });
}

/** The account used last is where messages go, so a change of account is written at once. */
async function keepAccount(client: PrismaClient, known: Known, sender: Sender, now: Instant): Promise<void> {
  const fresh = !known.left && known.usedLast && isRecent(known.lastSeenAt, now);
  if (fresh && tellsNothingNew(known.details, sender.details)) return;
  await client.account.update({
    where: {
      platform_workspace_id_user_id: {
        platform: sender.platform,
        workspace_id: sender.workspaceId,
        user_id: sender.userId,
      },
    },
    data: { last_seen_at: now, left_at: null, details: { ...known.details, ...sender.details } },
  });
}

async function keepRoom(client: PrismaClient, { room }: Known, { conversation }: Sender): Promise<void> {
  if (room === null || conversation === null) return;
  const name = conversation.name ?? room.name;
  if (name === room.name && tellsNothingNew(room.details, conversation.details)) return;
  await client.room.update({
    where: { id: room.id },
    data: { name, details: { ...room.details, ...conversation.details } },
  });
}

/** A request from a task force's room is a use of the membership. The order must hold, so another one's use is passed at once. */
async function keepMembership(
  client: PrismaClient,
  { person, room, memberships }: Known,
  now: Instant,
): Promise<void> {
  const used = memberships.findIndex((membership) => membership.taskForceId === room?.taskForceId);
  const membership = memberships[used];
  if (membership === undefined || (used === 0 && isRecent(membership.lastUsedAt, now))) return;
  await client.membership.update({
    where: { task_force_id_person_id: { task_force_id: membership.taskForceId, person_id: person.id } },
    data: { last_used_at: now },
  });
}

function isRecent(at: Instant | null, now: Instant): boolean {
  return at !== null && now.getTime() - at.getTime() < USE_KEPT_FOR_MS;
}

function tellsNothingNew(known: PlatformDetails, told: PlatformDetails): boolean {
  return Object.entries(told).every(([key, value]) => known[key] === value);
}

/** What is known together with what the sender told just now. */
export function standingOf(
  { person, room, memberships, taskForce }: Known,
  { name, conversation }: Sender,
): Standing {
  const here = memberships.filter((membership) => membership.taskForceId === room?.taskForceId);
  const elsewhere = memberships.filter((membership) => membership.taskForceId !== room?.taskForceId);
  const named: Person = { ...person, name: name ?? person.name };
  return {
    person: named,
    room: room === null || conversation === null ? null : freshRoom(room, conversation),
    memberships: [...here, ...elsewhere].map(({ taskForceId, roles }) => ({ taskForceId, roles })),
    taskForce,
  };
}

function freshRoom(room: BoundRoom, told: { name: string | null; details: PlatformDetails }): BoundRoom {
  return { ...room, name: told.name ?? room.name, details: { ...room.details, ...told.details } };
}
