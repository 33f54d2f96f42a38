import type { OutboxDraft } from '../app/outgoing/outgoing.ts';

import type { NewRoom } from '../app/ports/task-forces.ts';
import type { RoomId } from '../domain/ids.ts';

/** A room that was bound before keeps its id, so what was meant for the new id goes to that one. */
export function readdressed(draft: OutboxDraft, { id: meant }: NewRoom, kept: RoomId): OutboxDraft {
  if (meant === kept || draft.to.kind !== 'room' || draft.to.roomId !== meant) return draft;
  const { outgoing } = draft;
  return {
    ...draft,
    to: { kind: 'room', roomId: kept },
    outgoing: outgoing.kind === 'opening_card' ? { ...outgoing, roomId: kept } : outgoing,
  };
}
