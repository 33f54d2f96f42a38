import { coordinators, laneOf } from '../outgoing/announce.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlaceNews } from '../ports/places.ts';
import type { Store } from '../ports/store.ts';

/**
 * A room was archived, deleted, left by the bot against its will, is back, or is called something else. The coordinators
 * hear once that it went; what is for it waits. Told again it has no effect.
 *
 * @returns whether messages may wait to be sent
 */
export async function notePlace(store: Store, clock: Clock, news: PlaceNews): Promise<boolean> {
  const { places, directory } = store;
  const room = await places.room(news.place);
  if (room === null) return false;
  switch (news.kind) {
    case 'renamed':
      await places.rename(news.place, news.name);
      return false;
    case 'back':
      return places.comeBack(room);
    case 'away': {
      const drafts = coordinators(await directory.members(room.taskForceId)).map((personId): OutboxDraft => {
        const to = { kind: 'person', personId } as const;
        return {
          taskForceId: room.taskForceId,
          to,
          outgoing: { kind: 'note', note: { kind: 'room_away', room: room.id } },
          unique: { kind: 'latest', key: `room_away:${room.id}:${laneOf(to)}` },
        };
      });
      return places.leave(room, news.reason, clock.now(), drafts);
    }
  }
}
