import { coordinators, laneOf } from '../outgoing/announce.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Clock } from '../ports/clock.ts';
import type { BoundRoom } from '../ports/people.ts';
import type { AwayReason, PlaceNews } from '../ports/places.ts';
import type { Store } from '../ports/store.ts';

/**
 * A room was archived, deleted, left by the bot against its will, is back, or has another name or id. The coordinators
 * hear once that it went; what is for it waits. Told again it has no effect.
 *
 * @param quietly they hear of something larger that it is part of
 * @returns whether messages may wait to be sent
 */
export async function notePlace(
  store: Store,
  clock: Clock,
  news: PlaceNews,
  quietly = false,
): Promise<boolean> {
  const { places } = store;
  switch (news.kind) {
    case 'renamed':
      await places.change(news.place, { name: news.name });
      return false;
    case 'moved':
      await places.change(news.place, { conversationId: news.to });
      return places.comeBack({ ...news.place, conversationId: news.to });
    case 'back':
      return places.comeBack(news.place, news.from);
    case 'away': {
      const rooms = await places.rooms(news.place);
      const gone = await Promise.all(rooms.map((room) => leave(store, clock, room, news.reason, quietly)));
      return gone.includes(true);
    }
  }
}

async function leave(
  { places, directory }: Store,
  clock: Clock,
  room: BoundRoom,
  reason: AwayReason,
  quietly: boolean,
): Promise<boolean> {
  const told = quietly ? [] : coordinators(await directory.members(room.taskForceId));
  const drafts = told.map((personId): OutboxDraft => {
    const to = { kind: 'person', personId } as const;
    return {
      taskForceId: room.taskForceId,
      to,
      outgoing: { kind: 'note', note: { kind: 'room_away', room: room.id } },
      unique: { kind: 'latest', key: `room_away:${room.id}:${laneOf(to)}` },
    };
  });
  return places.leave(room, reason, clock.now(), drafts);
}
