import { outgoingSchema } from '../app/outgoing/outgoing.ts';
import {
  type Outbox,
  type PostedCard,
  pauseOf,
  type SentHome,
  type Settlement,
  type Shown,
  type UnreadMessage,
} from '../app/ports/outbox.ts';
import type { SentDraft } from '../app/ports/sent-messages.ts';
import type { RoomId } from '../domain/ids.ts';
import type { Access } from './database.ts';
import { type OutboxMessage as MessageRow, Prisma } from './generated/client.ts';
import { destinationOf } from './queue.ts';
import { taskForceIdSchema } from './rows.ts';
import { columnsOf } from './sent-messages.ts';

type LeasedRow = Pick<
  MessageRow,
  'id' | 'lane' | 'task_force_id' | 'outgoing' | 'attempts' | 'queued_at' | 'in_doubt' | 'cause'
> & {
  readonly fence: number;
  readonly waited: boolean;
};

export function createOutbox({ client, query }: Access): Outbox {
  return {
    lease: async (limit, leaseMs, onUnreadable) => {
      const rows = await query<LeasedRow>(leasing(limit, leaseMs));
      return rows.flatMap((row) => {
        const message = readUnread(row);
        const outgoing = outgoingSchema.safeParse(row.outgoing);
        if (outgoing.success) return [{ ...message, outgoing: outgoing.data }];
        if (onUnreadable === undefined) throw outgoing.error;
        onUnreadable(message, outgoing.error);
        return [];
      });
    },

    settle: async (message, settlement) => {
      const [row] = await query<{ settled: number }>(settling(message, settlement));
      return row?.settled === 1;
    },

    posted: async (shown, roomId) => {
      const [row] = await query<PostedRow>(postedIn(shown, roomId));
      return row === undefined ? null : { shown, roomId, messageId: row.message_id, version: row.version };
    },

    depth: async () => {
      const [row] = await query<{ waiting: number; oldest_ms: number; dead: number }>(Prisma.sql`
        SELECT count(*)::int AS waiting,
          coalesce(extract(epoch FROM clock_timestamp() - min(queued_at)) * 1000, 0)::float8 AS oldest_ms,
          (SELECT count(*)::int FROM outbox_message WHERE status = 'dead') AS dead
        FROM outbox_message WHERE settled_at IS NULL`);
      if (row === undefined) throw new Error('a count has one row');
      return { waiting: row.waiting, oldestMs: Math.max(0, Math.round(row.oldest_ms)), dead: row.dead };
    },

    dead: async () => {
      const rows = await client.outboxMessage.findMany({ where: { status: 'dead' }, orderBy: { id: 'asc' } });
      return rows.map((row) => ({
        id: String(row.id),
        taskForceId: taskForceIdSchema.parse(row.task_force_id),
        to: destinationOf(row.lane),
        outgoing: outgoingSchema.safeParse(row.outgoing).data ?? null,
        reason: row.reason ?? '',
        attempts: row.attempts,
      }));
    },

    revive: () => client.$executeRaw(REVIVING),
  };
}

interface PostedRow {
  readonly message_id: string;
  readonly version: number;
}

/** The row of the message that shows it in a room. */
export function postedIn(shown: Shown, roomId: RoomId): Prisma.Sql {
  switch (shown.kind) {
    case 'opening':
      return Prisma.sql`
        SELECT message_id, version FROM posted_card WHERE opening_id = ${shown.id}::uuid AND room_id = ${roomId}::uuid`;
    case 'meeting':
      return Prisma.sql`
        SELECT message_id, version FROM posted_meeting_card
        WHERE meeting_id = ${shown.id}::uuid AND room_id = ${roomId}::uuid AND part = ${shown.part}`;
  }
}

function readUnread(row: LeasedRow): UnreadMessage {
  return {
    id: String(row.id),
    lane: row.lane,
    fence: row.fence,
    taskForceId: taskForceIdSchema.parse(row.task_force_id),
    to: destinationOf(row.lane),
    attempts: row.attempts,
    queuedAt: row.queued_at,
    inDoubt: row.in_doubt,
    cause: row.cause,
    waited: row.waited,
  };
}

/**
 * The first message that isn't held back, of each lane that is free and due. From lane to lane it goes along the index: what a
 * look costs depends on how many lanes wait, not on how many messages do. One that is tried again keeps its
 * place: only one that was held back and is older goes before it. Rows that another replica leases, or a change is adding to, are
 * passed over; the next look finds them. Every condition is checked again under the lock, because what another replica
 * settled since this statement began must not be sent again.
 *
 * Whoever takes a message leaves a doubt on it, which only a settlement lifts: so one whose holder died is known to have
 * been on its way.
 *
 * Messages are asked for by their id and status, not by `settled_at IS NULL`: of an outbox that was empty when the server
 * last looked at its tables it believes that all which isn't settled is quickly read, and reads it once for each lane.
 */
function leasing(limit: number, leaseMs: number): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE waiting AS (
      (SELECT lane FROM outbox_message WHERE settled_at IS NULL ORDER BY lane LIMIT 1)
      UNION ALL
      SELECT (
        SELECT next.lane FROM outbox_message next
        WHERE next.settled_at IS NULL AND next.lane > waiting.lane ORDER BY next.lane LIMIT 1
      ) FROM waiting WHERE waiting.lane IS NOT NULL
    ),
    heads AS (
      SELECT waiting.lane, head.id FROM waiting
      JOIN outbox_lane lane ON lane.id = waiting.lane
        AND lane.next_at <= now() AND (lane.leased_until IS NULL OR lane.leased_until <= now())
      CROSS JOIN LATERAL (
        SELECT id FROM outbox_message
        WHERE lane = waiting.lane AND settled_at IS NULL AND (status = 'sending' OR held_until <= now())
        ORDER BY id LIMIT 1
      ) head
    ),
    free AS (
      SELECT message.id, message.in_doubt FROM heads
      JOIN outbox_lane lane ON lane.id = heads.lane
      JOIN outbox_message message ON message.id = heads.id
      WHERE lane.next_at <= now() AND (lane.leased_until IS NULL OR lane.leased_until <= now())
        AND message.status IN ('pending', 'sending')
      ORDER BY lane.next_at, message.id LIMIT ${limit}
      FOR NO KEY UPDATE OF lane, message SKIP LOCKED
    ),
    taken AS (
      UPDATE outbox_message message SET status = 'sending', in_doubt = true FROM free
      WHERE message.id = free.id AND message.status IN ('pending', 'sending')
      RETURNING message.id, message.lane, message.task_force_id, message.outgoing, message.attempts, message.queued_at,
        message.cause, free.in_doubt
    )
    UPDATE outbox_lane lane
    SET fence = lane.fence + 1, leased_until = now() + ${leaseMs} * interval '1 millisecond'
    FROM taken WHERE lane.id = taken.lane
    RETURNING taken.*, lane.fence, lane.waited`;
}

/** Nothing happens unless the lane is still leased under this message's fence. */
function settling(message: UnreadMessage, settlement: Settlement): Prisma.Sql {
  const { id, lane, fence } = message;
  return Prisma.sql`
    WITH held AS (
      UPDATE outbox_lane
      SET leased_until = NULL, next_at = now() + ${pauseOf(settlement)} * interval '1 millisecond',
        waited = ${settlement.kind === 'postponed' && settlement.inLine}
      WHERE id = ${lane} AND fence = ${fence} AND leased_until IS NOT NULL
      RETURNING id
    ),
    settled AS (UPDATE outbox_message SET ${outcomeOf(message, settlement)} FROM held WHERE outbox_message.id = ${BigInt(id)}),
    ${consequencesOf(settlement)}
    SELECT count(*)::int AS settled FROM held`;
}

function outcomeOf(message: UnreadMessage, settlement: Settlement): Prisma.Sql {
  switch (settlement.kind) {
    case 'sent':
    case 'dropped':
      return Prisma.sql`status = ${settlement.kind}, settled_at = now()`;
    case 'retry':
      return Prisma.sql`attempts = attempts + 1, reason = ${settlement.reason}, in_doubt = ${settlement.inDoubt}`;
    case 'postponed':
      return Prisma.sql`in_doubt = ${message.inDoubt}`;
    case 'dead':
      return Prisma.sql`status = 'dead', attempts = attempts + 1, reason = ${settlement.reason}, settled_at = now()`;
  }
}

/** What a sent message leaves behind: the card that stands there now, the nudges it told. */
function consequencesOf(settlement: Settlement): Prisma.Sql {
  const nothing = { posted: null, nudgeIds: [], kept: undefined, home: undefined };
  const sent = settlement.kind === 'sent' ? settlement : nothing;
  return Prisma.sql`
    ${posting(sent.posted)},
    told AS (
      UPDATE nudge SET sent_at = now() FROM held
      WHERE nudge.id = ANY (${sent.nudgeIds.map(BigInt)}::bigint[])
    )
    ${sent.kept === undefined ? Prisma.empty : keeping(sent.kept)}
    ${sent.home === undefined ? Prisma.empty : keepingHome(sent.home)}`;
}

function keepingHome({ account, messageId, anew }: SentHome): Prisma.Sql {
  const { platform, workspaceId, userId } = account;
  return Prisma.sql`,
    stands AS (
      UPDATE home SET message_id = ${messageId}, anew = home.anew AND NOT ${anew}::boolean FROM held
      WHERE home.platform = ${platform} AND home.workspace_id = ${workspaceId} AND home.user_id = ${userId}
    )`;
}

function keeping(draft: SentDraft): Prisma.Sql {
  return Prisma.sql`,
    kept AS (
      INSERT INTO sent_message (task_force_id, lane, address, message_id, people, openings)
      SELECT ${columnsOf(draft)} FROM held
    )`;
}

function posting(posted: PostedCard | null): Prisma.Sql {
  if (posted === null) return Prisma.sql`card AS (SELECT 1)`;
  const { shown, roomId, messageId, version } = posted;
  switch (shown.kind) {
    case 'opening':
      return Prisma.sql`
        card AS (
          INSERT INTO posted_card (opening_id, room_id, message_id, version)
          SELECT ${shown.id}::uuid, ${roomId}::uuid, ${messageId}, ${version}::int FROM held
          ON CONFLICT (opening_id, room_id) DO UPDATE SET message_id = excluded.message_id, version = excluded.version, shown_at = now()
        )`;
    case 'meeting':
      return Prisma.sql`
        card AS (
          INSERT INTO posted_meeting_card (meeting_id, room_id, part, message_id, version)
          SELECT ${shown.id}::uuid, ${roomId}::uuid, ${shown.part}, ${messageId}, ${version}::int FROM held
          ON CONFLICT (meeting_id, room_id, part)
            DO UPDATE SET message_id = excluded.message_id, version = excluded.version, shown_at = now()
        )`;
  }
}

/**
 * Each goes to the end of its lane under a new id. A card refresh that waits anew anyway is not doubled, and isn't
 * counted.
 */
const REVIVING = Prisma.sql`
  WITH raised AS (DELETE FROM outbox_message WHERE status = 'dead' RETURNING *)
  INSERT INTO outbox_message (lane, task_force_id, outgoing, once_key, latest_key)
  SELECT lane, task_force_id, outgoing, once_key, latest_key FROM raised ORDER BY id
  ON CONFLICT DO NOTHING`;
