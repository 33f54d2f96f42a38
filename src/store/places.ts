import * as z from 'zod';
import { laneOf } from '../app/outgoing/announce.ts';
import { AWAY_REASONS, type Place, type Places } from '../app/ports/places.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './queue.ts';
import { readRoom } from './rows.ts';

const reasonSchema = z.enum(AWAY_REASONS);

export function createPlaces(client: PrismaClient): Places {
  return {
    room: async (place) => {
      const row = await client.room.findFirst({ where: isThere(place) });
      return row === null ? null : readRoom(row);
    },

    rename: async (place, name) => {
      await client.room.updateMany({ where: isThere(place), data: { name } });
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

    comeBack: ({ id }) =>
      client.$transaction(async (tx) => {
        const { count } = await tx.roomAway.deleteMany({ where: { room_id: id } });
        if (count > 0) {
          const lane = laneOf({ kind: 'room', roomId: id });
          await tx.$executeRaw`UPDATE outbox_lane SET next_at = now() WHERE id = ${lane} AND next_at > now()`;
        }
        return count > 0;
      }),

    away: async (roomId) => {
      const row = await client.roomAway.findUnique({ where: { room_id: roomId } });
      return row === null ? null : reasonSchema.parse(row.reason);
    },
  };
}

function isThere({ platform, workspaceId, conversationId }: Place) {
  return { platform, workspace_id: workspaceId, conversation_id: conversationId };
}
