import type { TaskForceId } from '../../domain/ids.ts';
import { coordinators, jobcentreRooms, laneOf } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { Note, OutboxDraft } from '../outgoing/outgoing.ts';

import type { Leaver, Presence } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';

/**
 * Somebody left a platform, or is back. When they are gone altogether, the jobcentre's rooms are offered what they had,
 * and the coordinators hear of it, once. Told again, as platforms do, it has no effect.
 *
 * @returns whether messages may wait to be sent
 */
export async function notePresence(store: Store, presence: Presence): Promise<boolean> {
  const { departures } = store;
  if (presence.here) {
    await departures.comeBack(presence.account, presence.name);
    return false;
  }
  const leaver = await departures.leaver(presence.account, presence.from);
  if (leaver === null) return false;
  const drafts = await Promise.all(leaver.taskForceIds.map((id) => wordOf(store, leaver, id)));
  return departures.leave(presence.account, drafts.flat());
}

/** While one waits, a second is the same: somebody who comes and goes isn't told of twice in a moment. */
async function wordOf(
  { directory }: Store,
  { personId }: Leaver,
  taskForceId: TaskForceId,
): Promise<OutboxDraft[]> {
  const { rooms, members } = await directory.audience(taskForceId);
  const draft = (to: Destination, note: Note): OutboxDraft => ({
    taskForceId,
    to,
    outgoing: { kind: 'note', note },
    unique: { kind: 'latest', key: `${note.kind}:${personId}:${laneOf(to)}` },
  });
  return [
    ...jobcentreRooms(rooms).map(({ id }) =>
      draft({ kind: 'room', roomId: id }, { kind: 'left_behind', person: personId }),
    ),
    ...coordinators(members)
      .filter((id) => id !== personId)
      .map((id) => draft({ kind: 'person', personId: id }, { kind: 'colleague_left', person: personId })),
  ];
}
