import type { BoundRoom } from '../../app/ports/people.ts';
import type { TaskForceId } from '../../domain/ids.ts';
import type { State } from './state.ts';

export function roomAt(
  state: State,
  place: Pick<BoundRoom, 'platform' | 'workspaceId' | 'conversationId'>,
): BoundRoom | null {
  const found = [...state.rooms.values()].find(
    (room) =>
      room.platform === place.platform &&
      room.workspaceId === place.workspaceId &&
      room.conversationId === place.conversationId,
  );
  return found ?? null;
}

export function roomsIn(state: State, taskForceId: TaskForceId): BoundRoom[] {
  return [...state.rooms.values()]
    .filter((room) => room.taskForceId === taskForceId)
    .sort(taskForceRoomsFirst);
}

function taskForceRoomsFirst(a: BoundRoom, b: BoundRoom): number {
  return b.kind.localeCompare(a.kind) || a.id.localeCompare(b.id);
}
