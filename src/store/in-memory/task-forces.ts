import type { BoundRoom } from '../../app/ports/people.ts';
import type { SetUpCodes, TaskForces } from '../../app/ports/task-forces.ts';
import { readdressed } from '../readdress.ts';
import { hashOf } from '../set-up-codes.ts';
import { roomAt, roomsIn } from './rooms.ts';
import { queue, type State } from './state.ts';

export function taskForcesIn(state: State): TaskForces {
  return {
    find: async (id) => state.taskForces.get(id)?.taskForce ?? null,

    all: async () =>
      [...state.taskForces.values()]
        .map(({ taskForce }) => taskForce)
        .sort((a, b) => a.foundedAt.getTime() - b.foundedAt.getTime()),

    rooms: async (id) => roomsIn(state, id),

    code: async (code) => {
      const known = state.codes.get(hashOf(code));
      if (known === undefined || known.used) return null;
      return known.taskForceId === null ? { use: 'create' } : { use: 'join', taskForceId: known.taskForceId };
    },

    create: async ({ code, taskForce, rooms, coordinator, joinCode, now, outbox }) => {
      const used = state.codes.get(hashOf(code));
      if (used === undefined || used.used || used.taskForceId !== null) return 'code_used';
      const places = new Set(
        rooms.map(({ platform, workspaceId, conversationId }) =>
          JSON.stringify([platform, workspaceId, conversationId]),
        ),
      );
      if (places.size < rooms.length || rooms.some((room) => roomAt(state, room) !== null))
        return 'room_taken';
      used.used = true;
      state.codes.set(hashOf(joinCode), { taskForceId: taskForce.id, used: false });
      state.taskForces.set(taskForce.id, { taskForce, nextNumber: 1 });
      for (const room of rooms) state.rooms.set(room.id, room);
      state.memberships.push({
        taskForceId: taskForce.id,
        personId: coordinator,
        roles: ['coordinator'],
        lastUsedAt: now,
      });
      queue(state, outbox);
      return 'created';
    },

    bind: async (room, { code }, outbox) => {
      const bound = roomAt(state, room);
      if (bound !== null && bound.taskForceId !== room.taskForceId) return 'room_taken';
      const known = state.codes.get(hashOf(code));
      if (known === undefined || known.used || known.taskForceId !== room.taskForceId) {
        return bound?.kind === room.kind ? 'bound' : 'code_used';
      }
      known.used = true;
      const kept: BoundRoom = bound === null ? room : { ...bound, kind: room.kind };
      state.rooms.set(kept.id, kept);
      queue(
        state,
        outbox.map((draft) => readdressed(draft, room, kept.id)),
      );
      return 'bound';
    },
  };
}

export function setUpCodesIn(state: State): SetUpCodes {
  return {
    issue: async (code) => {
      if (!state.codes.has(hashOf(code))) state.codes.set(hashOf(code), { taskForceId: null, used: false });
    },

    issueJoin: async (code, taskForceId) => {
      state.codes.set(hashOf(code), { taskForceId, used: false });
    },

    noneLeft: async () =>
      state.taskForces.size === 0 &&
      ![...state.codes.values()].some((code) => code.taskForceId === null && !code.used),
  };
}
