import { laneOf } from '../../app/outgoing/announce.ts';
import type { AwayReason, Place, Places } from '../../app/ports/places.ts';
import type { RoomId } from '../../domain/ids.ts';
import { queue, type State } from './state.ts';

export function placesIn(state: State): Places {
  const away = new Map<RoomId, AwayReason>();
  const roomAt = ({ platform, workspaceId, conversationId }: Place) =>
    [...state.rooms.values()].find(
      (room) =>
        room.platform === platform &&
        room.workspaceId === workspaceId &&
        room.conversationId === conversationId,
    ) ?? null;
  return {
    room: async (place) => roomAt(place),

    rename: async (place, name) => {
      const room = roomAt(place);
      if (room !== null) state.rooms.set(room.id, { ...room, name });
    },

    leave: async (room, reason, _now, outbox) => {
      if (away.has(room.id)) return false;
      away.set(room.id, reason);
      queue(state, outbox);
      return true;
    },

    comeBack: async ({ id }) => {
      const lane = state.lanes.get(laneOf({ kind: 'room', roomId: id }));
      if (!away.delete(id)) return false;
      if (lane !== undefined && lane.nextAt > state.now()) lane.nextAt = state.now();
      return true;
    },

    away: async (roomId) => away.get(roomId) ?? null,
  };
}
