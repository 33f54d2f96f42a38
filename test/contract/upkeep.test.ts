import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PostedCard, Shown } from '../../src/app/ports/outbox.ts';
import { celebrateTargets } from '../../src/app/timed/celebrate-targets.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import type { MeetingId } from '../../src/domain/ids.ts';
import { endMeeting, startMeeting } from '../../src/domain/meeting.ts';
import { close } from '../../src/domain/opening/closing.ts';
import { checkIn } from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { messageCard } from '../../src/messages/note-card.ts';
import { candidate, changedBy, TERMS, TUESDAY } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';
import { describeEachStore } from './each-store.ts';
import {
  account,
  creating,
  fresh,
  type Home,
  joining,
  newPersonId,
  newRoom,
  note,
  refresh,
  saving,
  settled,
  stored,
} from './fixtures.ts';

describeEachStore('upkeep', (store) => {
  const flaws = async (home: Home, hours = 20) =>
    (await store().upkeep.flawedCards(home.taskForce.id, hours, 100)).map(({ flaw, kind, id }) => ({
      flaw,
      kind,
      id,
    }));

  /** Sends what waits in the room's lane, as this. */
  async function sent(posted: PostedCard | null) {
    const [message] = await store().outbox.lease(1, 10_000);
    if (message === undefined) throw new Error('nothing is due');
    await store().outbox.settle(message, { kind: 'sent', posted, nudgeIds: [], pauseMs: 0 });
  }

  async function shownAs(home: Home, shown: Shown, version: number) {
    await store().mailroom.enqueue([note(home, home.coordinator)]);
    await sent({ shown, roomId: home.room.id, messageId: randomUUID(), version });
  }

  const actBy = ({ taskForce }: Home) => ({
    by: newPersonId(),
    roles: ['consultant', 'coordinator'] as const,
    taskForce,
    now: TUESDAY,
  });

  const DAY_MS = 24 * 60 * 60_000;

  /** An opening that is filled with the one job in it. */
  async function started(home: Home): Promise<Opening> {
    const act = actBy(home);
    let opening = await stored(store(), fresh(home.taskForce));
    opening = changedBy(claim(opening, act));
    opening = changedBy(startMatching(opening, act));
    opening = changedBy(presentCandidate(opening, candidate('K-1'), act));
    opening = changedBy(agree(opening, 1, '2026-11-17', 'flex_job', act));
    opening = { ...changedBy(start(opening, 1, TERMS, act)), version: 2 };
    await store().openings.commit(saving(opening));
    return opening;
  }

  test('a card that never arrived is missing, one of an earlier version is outdated, and one as it is is fine', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solby');
    await stored(store(), fresh(other.taskForce));
    const opening = await stored(store(), fresh(home.taskForce));
    const { id } = opening;
    expect(await flaws(home)).toEqual([{ flaw: 'missing', kind: 'opening', id }]);
    await shownAs(home, { kind: 'opening', id }, opening.version);
    expect(await flaws(home)).toEqual([]);
    await store().openings.commit(saving({ ...opening, version: opening.version + 1 }));
    // Nothing that a card tells of has changed.
    expect(await flaws(home)).toEqual([]);
    const nudged = { ...opening, version: opening.version + 1 };
    const claimed = changedBy(claim(nudged, actBy(home)));
    await store().openings.commit(saving(claimed, { outbox: [refresh(home, id)] }));
    await sent(null);
    expect(await flaws(home)).toEqual([{ flaw: 'outdated', kind: 'opening', id }]);
  });

  test('a card that nobody looked at for long may be gone; of what is closed only the last word must be right', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const { id } = opening;
    await shownAs(home, { kind: 'opening', id }, opening.version);
    await sleep(10);
    expect(await flaws(home, 0)).toEqual([{ flaw: 'unchecked', kind: 'opening', id }]);
    const closed = changedBy(close(opening, 'job_order', null, actBy(home)));
    await store().openings.commit(saving(closed, { outbox: [refresh(home, id)] }));
    await sent(null);
    expect(await flaws(home, 0)).toEqual([{ flaw: 'outdated', kind: 'opening', id }]);
    await shownAs(home, { kind: 'opening', id }, closed.version);
    await sleep(10);
    expect(await flaws(home, 0)).toEqual([]);
  });

  test('what waits to be shown, or is on its way, is no flaw; a room with dead letters waits for an operator', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    await store().mailroom.enqueue([refresh(home, opening.id)]);
    expect(await flaws(home)).toEqual([]);
    const [message] = await store().outbox.lease(1, 10_000);
    if (message === undefined) throw new Error('the card is due');
    expect(await flaws(home)).toEqual([]);
    await store().outbox.settle(message, { kind: 'dead', reason: 'is_archived' });
    expect(await flaws(home)).toEqual([]);
    await store().outbox.revive();
    await sent(null);
    expect(await flaws(home)).toEqual([{ flaw: 'missing', kind: 'opening', id: opening.id }]);
  });

  test('a message that the platform never lets us take back keeps no card of its room from being mended', async () => {
    const home = await settled(store());
    const { id } = await stored(store(), fresh(home.taskForce));
    await store().mailroom.enqueue([
      {
        taskForceId: home.taskForce.id,
        to: { kind: 'room', roomId: home.room.id },
        outgoing: { kind: 'taken_back', sent: '1' },
        unique: { kind: 'once', key: 'taken_back:1' },
      },
    ]);
    const [message] = await store().outbox.lease(1, 10_000);
    if (message === undefined) throw new Error('it is due');
    await store().outbox.settle(message, { kind: 'dead', reason: 'message_locked' });
    expect(await flaws(home)).toEqual([{ flaw: 'missing', kind: 'opening', id }]);
  });

  test('a room that is away has no flaws, takes no place from those of other rooms, and no other room stands in for it', async () => {
    const home = await settled(store());
    const leaders = newRoom(home.taskForce, 'task_force');
    await store().taskForces.bind(leaders, await joining(store(), home), []);
    await stored(store(), fresh(home.taskForce));
    const act = { ...actBy(home), now: new Date() };
    const meeting = startMeeting(randomUUID() as MeetingId, 'task_force', act);
    await store().meetings.start(meeting, []);
    const where = async (limit: number) =>
      (await store().upkeep.flawedCards(home.taskForce.id, 20, limit)).map(({ kind, roomId }) => [
        kind,
        roomId,
      ]);
    expect(await where(100)).toHaveLength(3);
    await store().places.leave(leaders, 'removed', TUESDAY, []);
    expect(await where(100)).toEqual([['opening', home.room.id]]);
    await store().places.comeBack(leaders);
    expect(await where(100)).toHaveLength(3);
    for (const room of [leaders, home.room]) {
      await store().places.leave(room, 'archived', TUESDAY, []);
      const [other] = [leaders, home.room].filter(({ id }) => id !== room.id);
      const shown = await store().upkeep.flawedCards(home.taskForce.id, 20, 1);
      expect(shown.map(({ roomId }) => roomId)).toEqual([other?.id]);
      await store().places.comeBack(room);
    }
  });

  test('a meeting that is on has its card, one that ended its recap', async () => {
    const home = await settled(store());
    const act = { ...actBy(home), now: new Date() };
    const meeting = startMeeting(randomUUID() as MeetingId, 'task_force', act);
    await store().meetings.start(meeting, []);
    const { id } = meeting;
    expect(await flaws(home)).toEqual([{ flaw: 'missing', kind: 'meeting', id }]);
    await shownAs(home, { kind: 'meeting', id, part: 'meeting' }, meeting.version);
    expect(await flaws(home)).toEqual([]);
    const ended = endMeeting(meeting, { companies: 2, others: 1 }, home.coordinator, new Date());
    if (ended === null) throw new Error('it was on');
    await store().meetings.save(ended, [], null);
    expect(await store().upkeep.flawedCards(home.taskForce.id, 20, 100)).toEqual([
      { flaw: 'missing', kind: 'meeting', id, part: 'recap', roomId: home.room.id },
      { flaw: 'outdated', kind: 'meeting', id, part: 'meeting', roomId: home.room.id },
    ]);
    await shownAs(home, { kind: 'meeting', id, part: 'recap' }, ended.version);
    await shownAs(home, { kind: 'meeting', id, part: 'meeting' }, ended.version);
    await sleep(10);
    expect(await flaws(home, 0)).toEqual([]);
  });

  test('a nudge that was decided, and that no message is under way for, is forgotten; one that no longer holds is none', async () => {
    const home = await settled(store());
    const to = { kind: 'person', personId: home.coordinator } as const;
    const opening = fresh(home.taskForce);
    const nudge = { openingId: opening.id, round: opening.round, level: 1, receiver: 'owner', to } as const;
    await store().openings.commit(creating(opening, { nudges: [nudge] }));
    await sleep(10);
    expect(await store().upkeep.forgottenNudges(15)).toEqual([]);
    expect(await store().upkeep.forgottenNudges(0)).toEqual([{ taskForceId: home.taskForce.id, to }]);
    await store().mailroom.enqueue([
      {
        taskForceId: home.taskForce.id,
        to,
        outgoing: { kind: 'nudges' },
        unique: { kind: 'latest', key: 'nudges:x' },
      },
    ]);
    expect(await store().upkeep.forgottenNudges(0)).toEqual([]);
    await sent(null);
    expect(await store().upkeep.forgottenNudges(0)).toHaveLength(1);
    await store().openings.commit(saving(changedBy(claim({ ...opening, number: 1 }, actBy(home)))));
    expect(await store().upkeep.forgottenNudges(0)).toEqual([]);
  });

  test('a lost nudge about a job is found too, also in an opening that is filled', async () => {
    const home = await settled(store());
    const to = { kind: 'person', personId: home.coordinator } as const;
    let opening = await started(home);
    expect(opening.status).toBe('closed');
    const followUp = { nth: 0, item: 'day_1' } as const;
    const nudge = { openingId: opening.id, followUp, round: 0, level: 1, receiver: 'owner', to } as const;
    opening = { ...opening, version: opening.version + 1 };
    await store().openings.commit(saving(opening, { nudges: [nudge] }));
    await sleep(10);
    expect(await store().upkeep.forgottenNudges(0)).toEqual([{ taskForceId: home.taskForce.id, to }]);
    const later = { ...actBy(home), now: new Date(TUESDAY.getTime() + DAY_MS) };
    await store().openings.commit(saving(changedBy(checkIn(opening, 0, 'day_1', 'green', null, later))));
    expect(await store().upkeep.forgottenNudges(0)).toEqual([]);
  });

  test('a nudge for somebody who is gone, or for a room that is away, is not forgotten until they are back', async () => {
    const home = await settled(store());
    const { taskForce, room } = home;
    const leaving = account('Mette');
    const { id: personId } = await store().directory.personOf(leaving);
    await store().directory.setRoles(taskForce.id, personId, ['consultant'], null);
    const toPerson = { kind: 'person', personId } as const;
    const toRoom = { kind: 'room', roomId: room.id } as const;
    const opening = fresh(taskForce);
    const nudges = [toPerson, toRoom].map(
      (to) => ({ openingId: opening.id, round: opening.round, level: 1, receiver: 'owner', to }) as const,
    );
    await store().openings.commit(creating(opening, { nudges }));
    await sleep(10);
    const forgotten = async () => (await store().upkeep.forgottenNudges(0)).map(({ to }) => to);
    expect(await forgotten()).toEqual([toPerson, toRoom]);
    await store().departures.leave(leaving, []);
    expect(await forgotten()).toEqual([toRoom]);
    await store().places.leave(room, 'deleted', TUESDAY, []);
    expect(await forgotten()).toEqual([]);
    await store().departures.comeBack(leaving);
    await store().places.comeBack(room);
    expect(await forgotten()).toEqual([toPerson, toRoom]);
    // Nor where they may see nothing of it any more.
    await store().directory.setRoles(taskForce.id, personId, ['observer'], null);
    expect(await forgotten()).toEqual([toRoom]);
    await store().directory.setRoles(taskForce.id, personId, [], null);
    expect(await forgotten()).toEqual([toRoom]);
  });

  test('what is done with is deleted after its time, and neither what waits nor a dead letter', async () => {
    const home = await settled(store());
    await store().openings.commit(creating(fresh(home.taskForce), { receipt: 'receipt-1' }));
    await store().slots.win('digest', TUESDAY, []);
    const drafts = ['sent', 'dropped', 'dead', 'waiting'].map((key) => note(home, home.coordinator, key));
    await store().mailroom.enqueue(drafts);
    await sent(null);
    for (const end of [{ kind: 'dropped' }, { kind: 'dead', reason: 'is_archived' }] as const) {
      const [message] = await store().outbox.lease(1, 10_000);
      if (message === undefined) throw new Error('it is due');
      await store().outbox.settle(message, end);
    }
    await sleep(10);
    expect(await store().upkeep.prune({ messages: 1, receipts: 1, slots: 1, sent: 1 })).toEqual({
      sent: 0,
      messages: 0,
      receipts: 0,
      slots: 0,
    });
    expect(await store().slots.won('digest', TUESDAY)).toBe(true);
    expect(await store().upkeep.prune({ messages: 0, receipts: 0, slots: 0, sent: 0 })).toEqual({
      sent: 0,
      messages: 2,
      receipts: 1,
      slots: 1,
    });
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1, dead: 1 });
    expect(await store().slots.won('digest', TUESDAY)).toBe(false);
  });

  const AT_ONCE = { messages: 0, receipts: 0, slots: 0, sent: 0 };
  const waiting = async () => (await store().outbox.depth()).waiting;

  /** As a month later: everything was sent, and what is done with is deleted. */
  async function monthsPass() {
    while ((await waiting()) > 0) await sent(null);
    await sleep(10);
    await store().upkeep.prune(AT_ONCE);
  }

  test('a target that stays reached is told once, also when what was sent is long deleted', async () => {
    const home = await settled(store());
    const taskForce = { ...home.taskForce, target: 1 };
    await started(home);
    const from = TUESDAY.getTime() + DAY_MS;
    const { done } = await celebrateTargets(store(), new Date(from), [taskForce]);
    expect(done).toEqual([taskForce]);
    expect(await waiting()).toBe(1);
    for (const days of [31, 62, 400]) {
      await monthsPass();
      await celebrateTargets(store(), new Date(from + days * DAY_MS), [taskForce]);
      expect(await waiting()).toBe(0);
    }
  });

  test('of somebody who was never reached the coordinators hear once, also when that is long deleted', async () => {
    const home = await settled(store());
    const { id: leader } = await store().directory.personOf(account('Peter'));
    const platform = barePlatform(async () => ({ kind: 'blocked', reason: 'HTTP 403' }));
    const { deliverOnce } = createDelivery(
      bareTools({
        store: store(),
        platform,
        compose: async () => ({ card: messageCard('Hej', []), shows: null, nudgeIds: [] }),
      }),
    );
    const told: number[] = [];
    for (const key of ['first', 'a month later']) {
      await store().mailroom.enqueue([note(home, leader, key)]);
      await deliverOnce();
      // What is for them waits on, to be tried again.
      told.push((await waiting()) - 1);
      await monthsPass();
    }
    expect(told).toEqual([1, 0]);
  });
});
