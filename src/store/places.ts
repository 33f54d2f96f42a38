import * as z from 'zod';
import { laneOf } from '../app/outgoing/announce.ts';
import { AWAY_REASONS, type Place, type Places } from '../app/ports/places.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { readRoom, roomIdSchema } from './rows.ts';

const reasonSchema = z.enum(AWAY_REASONS);

export function createPlaces({ client, query }: Access): Places {
  return {
    rooms: async (place) =>
      (await client.room.findMany({ where: isThere(place), orderBy: { id: 'asc' } })).map(readRoom),

    change: async (place, to) => {
      if ('name' in to) {
        await client.room.updateMany({ where: isThere(place), data: { name: to.name } });
        return;
      }
      const { conversationId: conversation_id } = to;
      const taken = await client.room.count({
        where: isThere({ ...place, conversationId: conversation_id }),
      });
      if (taken === 0) await client.room.updateMany({ where: isThere(place), data: { conversation_id } });
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
      const back = await client.roomAway.findMany({
        where: { room: isThere(place), ...(from === undefined ? {} : { reason: from }) },
        select: { room_id: true },
      });
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

function isThere({ platform, workspaceId, conversationId, shared }: Place) {
  // An empty condition within `OR` is one that nothing meets.
  if (shared !== undefined && Object.keys(shared).length === 0)
    return { platform, workspace_id: workspaceId };
  const there = [
    { conversation_id: conversationId },
    ...(shared === undefined ? [] : [{ AND: Object.entries(shared).map(hasDetail) }]),
  ];
  return { platform, workspace_id: workspaceId, OR: there };
}

function hasDetail([name, value]: readonly [string, string]) {
  return { details: { path: [name], equals: value } };
}
