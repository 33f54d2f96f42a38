import { randomUUID } from 'node:crypto';
import { cardRefreshes } from '../../src/app/outgoing/announce.ts';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { RoomId, TaskForceId } from '../../src/domain/ids.ts';
import { type SlackServer, textOf } from '../../src/playground/slack-server.ts';
import { creating, fresh } from '../contract/fixtures.ts';
import { at, BIRKHOLM } from '../support/builders.ts';

/** Thursday before the Tuesday that everybody believes it is: the opening should have been taken on Friday. */
const THURSDAY = at('2026-11-12T10:00:00+01:00');

/** What the clock owes: one task force in which nobody acts, with one nudge and one digest that are due at once. */
export interface Duty {
  readonly slack: SlackServer;
  readonly room: string;
  readonly coordinator: string;
}

export async function plantDuty(store: Store, slack: SlackServer, nth: number): Promise<Duty> {
  const duty = { slack, room: `CDUTY${nth}`, coordinator: `UDUTY${nth}` };
  slack.channel(duty.room, { private: true });
  slack.person(duty.coordinator, `Koordinator ${nth}`);
  const taskForce = { ...BIRKHOLM, id: randomUUID() as TaskForceId, name: `Pligt ${nth}` };
  const account = {
    platform: 'slack',
    workspaceId: slack.teamId,
    userId: duty.coordinator,
    name: `Koordinator ${nth}`,
  };
  const { id: coordinator } = await store.directory.personOf(account);
  const room: NewRoom = {
    id: randomUUID() as RoomId,
    taskForceId: taskForce.id,
    kind: 'jobcentre',
    platform: 'slack',
    workspaceId: slack.teamId,
    conversationId: duty.room,
    name: null,
    details: {},
  };
  await store.setUpCodes.issue(`DUTY-${nth}`, THURSDAY);
  const founding = {
    code: `DUTY-${nth}`,
    taskForce,
    rooms: [room],
    coordinator,
    joinCode: `DUTY-JOIN-${nth}`,
  };
  await store.taskForces.create({ ...founding, now: THURSDAY, outbox: [] });
  const opening = fresh(taskForce, { company: `Pligt ${nth}` }, THURSDAY, coordinator);
  const rooms = await store.taskForces.rooms(taskForce.id);
  await store.openings.commit(creating(opening, { outbox: cardRefreshes(opening, rooms) }));
  return duty;
}

/** Whatever isn't on the screens exactly once: the card and the nudge in the room, the digest before the coordinator. */
export function neglected(duties: readonly Duty[]): string[] {
  return duties.flatMap(({ slack, room, coordinator }) => {
    const inRoom = slack.messages(room).map(textOf);
    const cards = inRoom.filter((text) => text.startsWith('SJ-1 ·')).length;
    const digests = slack
      .directMessages(coordinator)
      .map(textOf)
      .filter((text) => text.includes('uge ')).length;
    const found = { cards, nudges: inRoom.length - cards, digests };
    return found.cards === 1 && found.nudges === 1 && found.digests === 1
      ? []
      : [`${room}: ${JSON.stringify(found)}`];
  });
}
