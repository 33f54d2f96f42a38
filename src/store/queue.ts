import { laneOf } from '../app/outgoing/announce.ts';
import type { Destination } from '../app/outgoing/destination.ts';
import type { OutboxDraft } from '../app/outgoing/outgoing.ts';

import { currentCause } from './cause.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { personIdSchema, roomIdSchema } from './rows.ts';

/** Where a lane leads: the other way round of `laneOf`. */
export function destinationOf(lane: string): Destination {
  const [kind, id] = lane.split(':');
  if (kind === 'room') return { kind, roomId: roomIdSchema.parse(id) };
  if (kind === 'person') return { kind, personId: personIdSchema.parse(id) };
  throw new Error(`no lane is called ${lane}`);
}

/**
 * The part of a statement that queues messages: common table expressions after one named `hit`. Nothing is queued when
 * `hit` has no row; `once` has one for each message that goes out once and is new.
 *
 * A `latest` message that waits already is locked, not only left alone: else the sender could take it between this look
 * and our commit, compose it from the state before, and the newest state would never be shown. Rows are touched in the
 * order of their keys, so that two statements can't wait for each other; ids are given before, in the drafts' order.
 */
export function queueing(drafts: readonly OutboxDraft[]): Prisma.Sql {
  const rows = drafts.map(({ to, taskForceId, outgoing, unique, holdMs }) => ({
    lane: laneOf(to),
    task_force_id: taskForceId,
    outgoing,
    once_key: unique.kind === 'once' ? unique.key : null,
    latest_key: unique.kind === 'latest' ? unique.key : null,
    hold_ms: holdMs ?? 0,
  }));
  const cause = currentCause();
  return Prisma.sql`
    drafts AS MATERIALIZED (
      SELECT nextval('outbox_message_id_seq') AS id, d.*, now() + d.hold_ms * interval '1 millisecond' AS held_until
      FROM hit, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS d(lane text, task_force_id uuid, outgoing jsonb, once_key text, latest_key text, hold_ms int)
    ),
    lanes AS (
      INSERT INTO outbox_lane (id) SELECT DISTINCT lane FROM drafts ORDER BY lane ON CONFLICT DO NOTHING
    ),
    once AS (
      INSERT INTO outbox_message (id, lane, task_force_id, outgoing, once_key, held_until, cause)
      SELECT id, lane, task_force_id, outgoing, once_key, held_until, ${cause}::text FROM drafts WHERE once_key IS NOT NULL ORDER BY once_key, id
      ON CONFLICT (once_key) DO NOTHING RETURNING 1
    ),
    latest AS (
      INSERT INTO outbox_message (id, lane, task_force_id, outgoing, latest_key, held_until, cause)
      SELECT DISTINCT ON (latest_key) id, lane, task_force_id, outgoing, latest_key, held_until, ${cause}::text
      FROM drafts WHERE latest_key IS NOT NULL ORDER BY latest_key, id
      ON CONFLICT (latest_key) WHERE status = 'pending' DO UPDATE SET latest_key = excluded.latest_key
    )`;
}

/** Queues messages by themselves; within a change they are part of its statement. */
export async function enqueue(
  client: Pick<PrismaClient, '$executeRaw'>,
  drafts: readonly OutboxDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  await client.$executeRaw(Prisma.sql`WITH hit AS (SELECT 1), ${queueing(drafts)} SELECT 1`);
}
