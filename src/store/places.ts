import * as z from 'zod';
import { laneOf } from '../app/outgoing/announce.ts';
import { AWAY_REASONS, type Place, type Places } from '../app/ports/places.ts';
import type { Access } from './database.ts';
import { Prisma, type Room as RoomRow } from './generated/client.ts';
import { postedIn } from './outbox.ts';
import { enqueue } from './queue.ts';
import { readRoom, roomIdSchema, roomSchema } from './rows.ts';
import { SELECT_ROOM } from './selects.ts';

const reasonSchema = z.enum(AWAY_REASONS);

interface WayRow {
  readonly room: unknown;
  readonly away: string | null;
  readonly message_id: string | null;
  readonly version: number | null;
}

const NOTHING_POSTED = Prisma.sql`SELECT NULL AS message_id, NULL::int AS version`;

export function createPlaces({ client, query }: Access): Places {
  return {
    wayInto: async (roomId, shown) => {
      const [row] = await query<WayRow>(Prisma.sql`
        SELECT to_jsonb(room) AS room, away.reason AS away, posted.message_id, posted.version
        FROM room LEFT JOIN room_away away ON away.room_id = room.id
        LEFT JOIN LATERAL (${shown === null ? NOTHING_POSTED : postedIn(shown, roomId)}) posted ON true
        WHERE room.id = ${roomId}::uuid`);
      if (row === undefined) return null;
      const { away, message_id: messageId, version } = row;
      return {
        room: roomSchema.parse(row.room),
        away: away === null ? null : reasonSchema.parse(away),
        posted:
          shown === null || messageId === null || version === null
            ? null
            : { shown, roomId, messageId, version },
      };
    },

    rooms: async (place) => {
      const rows = await query<RoomRow>(Prisma.sql`${SELECT_ROOM} WHERE ${isThere(place)} ORDER BY id`);
      return rows.map(readRoom);
    },

    change: async (place, to) => {
      if ('name' in to) {
        await query(Prisma.sql`UPDATE room SET name = ${to.name} WHERE ${isThere(place)}`);
        return;
      }
      const { conversationId } = to;
      await query(Prisma.sql`
        UPDATE room SET conversation_id = ${conversationId}
        WHERE ${isThere(place)} AND NOT EXISTS (SELECT FROM room WHERE ${isThere({ ...place, conversationId })})`);
    },

    leave: (room, reason, now, outbox) =>
      client.$transaction(async (tx) => {
        const { count } = await tx.roomAway.createMany({
          data: [{ room_id: room.id, reason, since: now }],
          skipDuplicates: true,
        });
        if (count > 0) await enqueue(tx, outbox);
        return count > 0;
      }),

    // Asked at every word from a room on a platform that tells no better, where it nearly always finds nothing.
    comeBack: async (place, from) => {
      const back = await query<{ room_id: string }>(Prisma.sql`
        SELECT room_id FROM room_away JOIN room ON room.id = room_away.room_id
        WHERE ${isThere(place)} AND (${from ?? null}::text IS NULL OR reason = ${from ?? null})`);
      if (back.length === 0) return false;
      const ids = back.map(({ room_id }) => roomIdSchema.parse(room_id));
      const lanes = ids.map((roomId) => laneOf({ kind: 'room', roomId }));
      const [{ count }] = await client.$transaction([
        client.roomAway.deleteMany({ where: { room_id: { in: ids } } }),
        client.$executeRaw`
          UPDATE outbox_lane SET next_at = now() WHERE id = ANY(${lanes}) AND next_at > now()`,
      ]);
      return count > 0;
    },

    away: async (roomId) => {
      const [row] = await query<{ reason: string }>(Prisma.sql`
        SELECT reason FROM room_away WHERE room_id = ${roomId}::uuid`);
      return row === undefined ? null : reasonSchema.parse(row.reason);
    },
  };
}

/** Of rooms: the one with this address, and those that share what is told of; where that is nothing in particular, the whole workspace. */
function isThere({ platform, workspaceId, conversationId, shared }: Place): Prisma.Sql {
  return Prisma.sql`
    room.platform = ${platform} AND room.workspace_id = ${workspaceId} AND (room.conversation_id = ${conversationId}
      OR room.details @> ${shared === undefined ? null : JSON.stringify(shared)}::jsonb)`;
}
