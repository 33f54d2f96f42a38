import { laneOf } from '../../app/outgoing/announce.ts';
import type { Place, Places } from '../../app/ports/places.ts';
import { postedIn } from './outbox.ts';
import { queue, type State } from './state.ts';

export function placesIn(state: State): Places {
  const { away } = state;
  const roomsAt = ({ platform, workspaceId, conversationId, shared }: Place) =>
    [...state.rooms.values()].filter(
      (room) =>
        room.platform === platform &&
        room.workspaceId === workspaceId &&
        (room.conversationId === conversationId ||
          (shared !== undefined &&
            Object.entries(shared).every(([key, value]) => room.details[key] === value))),
    );
  return {
    wayInto: async (roomId, shown) => {
      const room = state.rooms.get(roomId);
      if (room === undefined) return null;
      const posted = shown === null ? null : postedIn(state, shown, roomId);
      return { room, away: away.get(roomId) ?? null, posted };
    },

    rooms: async (place) => roomsAt(place),

    change: async (place, to) => {
      if ('conversationId' in to && roomsAt({ ...place, ...to }).length > 0) return;
      for (const room of roomsAt(place)) state.rooms.set(room.id, { ...room, ...to });
    },

    leave: async (room, reason, _now, outbox) => {
      if (away.has(room.id)) return false;
      away.set(room.id, reason);
      queue(state, outbox);
      return true;
    },

    comeBack: async (place, from) => {
      const back = roomsAt(place).filter(
        ({ id }) => (from === undefined || away.get(id) === from) && away.delete(id),
      );
      for (const { id } of back) {
        const lane = state.lanes.get(laneOf({ kind: 'room', roomId: id }));
        if (lane !== undefined && lane.nextAt > state.now()) lane.nextAt = state.now();
      }
      return back.length > 0;
    },

    away: async (roomId) => away.get(roomId) ?? null,
  };
}
