import * as z from 'zod';
import { EVER, MEETING_PARTS } from '../app/outgoing/outgoing.ts';
import type { FlawedCard, Upkeep } from '../app/ports/upkeep.ts';
import { PERMISSIONS } from '../domain/permissions.ts';
import { isGone } from './departures.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { destinationOf } from './queue.ts';
import { meetingIdSchema, openingIdSchema, roomIdSchema, taskForceIdSchema } from './rows.ts';
import { STILL_HOLDS } from './standing-nudges.ts';

/** Rows deleted by one statement: it holds no lock for long. */
const PRUNED_AT_ONCE = 5_000;

const base = { flaw: z.enum(['missing', 'outdated', 'unchecked']), room_id: roomIdSchema };
const flawedSchema = z
  .discriminatedUnion('kind', [
    z.object({ ...base, kind: z.literal('opening'), id: openingIdSchema }),
    z.object({ ...base, kind: z.literal('meeting'), id: meetingIdSchema, part: z.enum(MEETING_PARTS) }),
  ])
  .transform(({ room_id: roomId, ...card }): FlawedCard => ({ ...card, roomId }));

export function createUpkeep(client: PrismaClient): Upkeep {
  return {
    flawedCards: async (taskForceId, uncheckedHours, limit) => {
      const rows = await client.$queryRaw<unknown[]>(flawed(taskForceId, uncheckedHours, limit));
      return rows.map((row) => flawedSchema.parse(row));
    },

    forgottenNudges: async (minutes) => {
      const rows = await client.$queryRaw<{ lane: string; task_force_id: string }[]>`
        SELECT DISTINCT n.lane, o.task_force_id FROM nudge n
        JOIN opening o ON o.id = n.opening_id
        WHERE n.sent_at IS NULL AND n.decided_at < now() - ${minutes} * interval '1 minute' AND ${STILL_HOLDS}
          AND NOT EXISTS (
            SELECT FROM outbox_message m
            WHERE m.lane = n.lane AND m.task_force_id = o.task_force_id AND m.outgoing->>'kind' = 'nudges'
              AND (m.settled_at IS NULL OR m.status = 'dead')
          )
          AND NOT EXISTS (SELECT FROM room_away away WHERE n.lane = 'room:' || away.room_id)
          AND NOT EXISTS (
            SELECT FROM person p WHERE p.id = CASE WHEN n.lane LIKE 'person:%' THEN split_part(n.lane, ':', 2)::uuid END
              AND (${isGone(Prisma.sql`coalesce(p.merged_into, p.id)`)} OR NOT EXISTS (
                SELECT FROM membership m WHERE m.person_id = coalesce(p.merged_into, p.id)
                  AND m.task_force_id = o.task_force_id AND m.roles && ${[...PERMISSIONS.view_opening]}::text[]
              ))
          )
        ORDER BY n.lane`;
      return rows.map(({ lane, task_force_id }) => ({
        taskForceId: taskForceIdSchema.parse(task_force_id),
        to: destinationOf(lane),
      }));
    },

    prune: async ({ messages, receipts, slots, sent }) => {
      const pruned = {
        messages: await client.$executeRaw`
          DELETE FROM outbox_message WHERE id IN (
            SELECT id FROM outbox_message
            WHERE settled_at < now() - ${messages} * interval '1 day' AND status IN ('sent', 'dropped')
              AND (once_key IS NULL OR NOT starts_with(once_key, ${EVER}))
            LIMIT ${PRUNED_AT_ONCE}
          )`,
        receipts: await client.$executeRaw`
          DELETE FROM receipt WHERE key IN (
            SELECT key FROM receipt WHERE at < now() - ${receipts} * interval '1 day' LIMIT ${PRUNED_AT_ONCE}
          )`,
        slots: await client.$executeRaw`
          DELETE FROM slot WHERE won_at < now() - ${slots} * interval '1 day'`,
        sent: await client.$executeRaw`
          DELETE FROM sent_message WHERE id IN (
            SELECT id FROM sent_message WHERE sent_at < now() - ${sent} * interval '1 day' LIMIT ${PRUNED_AT_ONCE}
          )`,
      };
      // A limit that was whole again a day ago is as good as one never used.
      await client.$executeRaw`DELETE FROM outbox_pace WHERE free_at < now() - interval '1 day'`;
      return pruned;
    },
  };
}

function flawed(taskForceId: string, uncheckedHours: number, limit: number): Prisma.Sql {
  return Prisma.sql`
    WITH rooms AS MATERIALIZED (
      SELECT id, kind FROM room WHERE task_force_id = ${taskForceId}::uuid
    ),
    reached AS MATERIALIZED (
      SELECT id, kind FROM rooms
      WHERE NOT EXISTS (SELECT FROM outbox_message m WHERE m.lane = 'room:' || rooms.id AND m.status = 'dead'
          AND m.outgoing->>'kind' <> 'taken_back')
        AND NOT EXISTS (SELECT FROM room_away away WHERE away.room_id = rooms.id)
    ),
    openings AS (
      SELECT 'opening' AS kind, o.id, NULL::text AS part, r.id AS room_id, o.version, o.status <> 'closed' AS lives,
        c.version AS shown, c.shown_at
      FROM opening o CROSS JOIN reached r
      LEFT JOIN posted_card c ON c.opening_id = o.id AND c.room_id = r.id
      WHERE o.task_force_id = ${taskForceId}::uuid AND (o.status <> 'closed' OR c.version < o.version)
    ),
    parts AS (
      SELECT 'meeting' AS kind, m.id, part.name AS part, r.id AS room_id, m.version, m.status = 'open' AS lives,
        c.version AS shown, c.shown_at
      FROM meeting m CROSS JOIN reached r CROSS JOIN (VALUES ('meeting'), ('recap')) AS part(name)
      LEFT JOIN posted_meeting_card c ON c.meeting_id = m.id AND c.room_id = r.id AND c.part = part.name
      WHERE m.task_force_id = ${taskForceId}::uuid AND (
        c.version < m.version
        OR part.name = 'meeting' AND m.status = 'open'
          AND (r.kind <> 'jobcentre' OR NOT EXISTS (SELECT FROM rooms WHERE kind <> 'jobcentre'))
        OR part.name = 'recap' AND m.status <> 'open' AND c.version IS NULL AND m.ended_at > now() - interval '7 days'
      )
    ),
    judged AS (
      SELECT *, CASE
        WHEN shown IS NULL THEN 'missing'
        WHEN shown < version THEN 'outdated'
        WHEN lives AND shown_at < now() - ${uncheckedHours} * interval '1 hour' THEN 'unchecked'
      END AS flaw
      FROM (SELECT * FROM openings UNION ALL SELECT * FROM parts) AS card
    )
    SELECT flaw, kind, id, part, room_id FROM judged
    WHERE flaw IS NOT NULL AND NOT EXISTS (
      SELECT FROM outbox_message m WHERE m.lane = 'room:' || judged.room_id AND m.settled_at IS NULL
        AND m.latest_key = CASE kind WHEN 'opening' THEN 'card' ELSE part END || ':' || judged.id || ':' || judged.room_id
    )
    ORDER BY array_position(ARRAY['missing', 'outdated', 'unchecked'], flaw), shown_at NULLS FIRST, id, room_id
    LIMIT ${limit}`;
}
