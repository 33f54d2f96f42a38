import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';
import type { LeasedMessage, Settlement } from '../../src/app/ports/outbox.ts';
import { describeEachStore } from './each-store.ts';
import {
  creating,
  fresh,
  newOpeningId,
  newPersonId,
  note,
  refresh,
  saving,
  settled,
  stored,
} from './fixtures.ts';

const SENT: Settlement = { kind: 'sent', posted: null, nudgeIds: [], pauseMs: 0 };
const LONG_MS = 60_000;

describeEachStore('the outbox', (store) => {
  async function lease(limit = 10, ms = LONG_MS): Promise<readonly LeasedMessage[]> {
    return store().outbox.lease(limit, ms);
  }

  async function leaseOne(ms = LONG_MS): Promise<LeasedMessage> {
    const [message] = await lease(1, ms);
    if (message === undefined) throw new Error('nothing is due');
    return message;
  }

  const enqueue = (...drafts: OutboxDraft[]) => store().mailroom.enqueue(drafts);

  test('a leased message is what was queued, at its first try', async () => {
    const home = await settled(store());
    const draft = refresh(home, newOpeningId());
    await enqueue(draft);
    const message = await leaseOne();
    expect(message).toMatchObject({ to: draft.to, outgoing: draft.outgoing, attempts: 0 });
    expect(message).toMatchObject({ taskForceId: home.taskForce.id, lane: `room:${home.room.id}` });
    expect(Math.abs(message.queuedAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('a lane gives one message at a time, in the order they were queued', async () => {
    const home = await settled(store());
    const keys = ['c', 'a', 'b'];
    await enqueue(...keys.map((key) => note(home, home.coordinator, key)));
    const ids: string[] = [];
    for (const _ of keys) {
      const leased = await lease();
      expect(leased).toHaveLength(1);
      expect(await lease()).toEqual([]);
      for (const message of leased) {
        ids.push(message.id);
        expect(await store().outbox.settle(message, SENT)).toBe(true);
      }
    }
    expect(ids).toEqual(ids.toSorted((a, b) => Number(a) - Number(b)));
    expect(await lease()).toEqual([]);
  });

  test('lanes go side by side, up to the limit', async () => {
    const home = await settled(store());
    await enqueue(...Array.from({ length: 4 }, () => note(home, newPersonId())));
    const first = await lease(3);
    const rest = await lease(3);
    expect([first.length, rest.length]).toEqual([3, 1]);
    expect(new Set([...first, ...rest].map(({ lane }) => lane)).size).toBe(4);
  });

  test('leases taken at one instant never share a lane', async () => {
    const home = await settled(store());
    await enqueue(...Array.from({ length: 20 }, () => note(home, newPersonId())));
    const taken = (await Promise.all(Array.from({ length: 6 }, () => lease(5)))).flat();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    const left = await lease(20);
    expect(taken.length + left.length).toBe(20);
  });

  test('after a message its lane pauses, and no other does', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator), note(home, home.coordinator), note(home, newPersonId()));
    for (const message of await lease()) {
      const pauseMs = message.lane === `person:${home.coordinator}` ? 150 : 0;
      await store().outbox.settle(message, { ...SENT, pauseMs });
    }
    expect(await lease()).toEqual([]);
    await sleep(200);
    expect(await lease()).toHaveLength(1);
  });

  test('what is tried again stays at the head of its lane and counts its tries', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator), note(home, home.coordinator));
    const first = await leaseOne();
    await store().outbox.settle(first, { kind: 'retry', afterMs: 60, reason: '503', inDoubt: false });
    expect(await lease()).toEqual([]);
    await sleep(100);
    expect(await leaseOne()).toMatchObject({ id: first.id, attempts: 1, fence: first.fence + 1 });
  });

  test('a message is in doubt after a holder that died or a try without an end, and not after one that is known', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    expect(await leaseOne(20)).toMatchObject({ inDoubt: false });
    await sleep(50);
    const second = await leaseOne();
    expect(second).toMatchObject({ inDoubt: true, attempts: 0 });
    await store().outbox.settle(second, { kind: 'retry', afterMs: 0, reason: '429', inDoubt: false });
    const third = await leaseOne();
    expect(third).toMatchObject({ inDoubt: false, attempts: 1 });
    await store().outbox.settle(third, { kind: 'retry', afterMs: 0, reason: 'ECONNRESET', inDoubt: true });
    expect(await leaseOne()).toMatchObject({ inDoubt: true, attempts: 2 });
  });

  test('what is to go on at once is due at once, within the same millisecond too', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    for (let attempts = 0; attempts < 50; attempts += 1) {
      const message = await leaseOne();
      expect(message.attempts).toBe(attempts);
      await store().outbox.settle(message, { kind: 'retry', afterMs: 0, reason: '429', inDoubt: false });
    }
  });

  test('what is postponed waits, counts no try, and is as much in doubt as before', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    const first = await leaseOne();
    await store().outbox.settle(first, { kind: 'postponed', afterMs: 60, inLine: true });
    expect(await lease()).toEqual([]);
    await sleep(100);
    const second = await leaseOne();
    expect(second).toMatchObject({ id: first.id, attempts: 0, inDoubt: false });
    await store().outbox.settle(second, { kind: 'retry', afterMs: 0, reason: 'ECONNRESET', inDoubt: true });
    await store().outbox.settle(await leaseOne(), { kind: 'postponed', afterMs: 0, inLine: true });
    expect(await leaseOne()).toMatchObject({ attempts: 1, inDoubt: true });
  });

  test('what was put off is known to have waited until something else came of it', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    const first = await leaseOne();
    expect(first.waited).toBe(false);
    await store().outbox.settle(first, { kind: 'postponed', afterMs: 0, inLine: true });
    const second = await leaseOne();
    expect(second.waited).toBe(true);
    await store().outbox.settle(second, { kind: 'retry', afterMs: 0, reason: '429', inDoubt: false });
    const third = await leaseOne();
    expect(third.waited).toBe(false);
    // Where nothing gets through there is no line to stand in.
    await store().outbox.settle(third, { kind: 'postponed', afterMs: 0, inLine: false });
    expect((await leaseOne()).waited).toBe(false);
  });

  test('an expired lease is taken over, and the late one settles nothing', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    await enqueue(refresh(home, opening.id));
    const late = await leaseOne(20);
    await sleep(50);
    const successor = await leaseOne();
    expect(successor).toMatchObject({ id: late.id, fence: late.fence + 1, attempts: 0 });

    const shown = { kind: 'opening', id: opening.id } as const;
    const posted = { shown, roomId: home.room.id, messageId: '1', version: 1 };
    expect(await store().outbox.settle(late, { ...SENT, posted })).toBe(false);
    expect(await store().outbox.posted(shown, home.room.id)).toBeNull();
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
    expect(await store().outbox.settle(successor, SENT)).toBe(true);
  });

  test('a lease that expired unnoticed can still be settled, and only once', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    const message = await leaseOne(1);
    await sleep(20);
    expect(await store().outbox.settle(message, SENT)).toBe(true);
    expect(await store().outbox.settle(message, SENT)).toBe(false);
  });

  test('several refreshes of a card that wait are one', async () => {
    const home = await settled(store());
    const opening = fresh(home.taskForce);
    const outbox = [refresh(home, opening.id)];
    await store().openings.commit(creating(opening, { outbox }));
    await store().openings.commit(saving({ ...opening, version: 2 }, { outbox }));
    await enqueue(...outbox, ...outbox);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
  });

  test('a refresh queued while one is being sent is kept', async () => {
    const home = await settled(store());
    const draft = refresh(home, newOpeningId());
    await enqueue(draft);
    const sending = await leaseOne();
    await enqueue(draft);
    await enqueue(draft);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 2 });
    await store().outbox.settle(sending, SENT);
    expect((await leaseOne()).id).not.toBe(sending.id);
  });

  test('a message that waits for others is passed by what was queued after it, and goes out when its time comes', async () => {
    const home = await settled(store());
    const held = { ...note(home, home.coordinator, 'held'), holdMs: 150 };
    await enqueue(held, note(home, home.coordinator, 'later'));
    const first = await leaseOne();
    expect(await store().outbox.settle(first, SENT)).toBe(true);
    expect(await lease()).toEqual([]);
    await sleep(200);
    const second = await leaseOne();
    expect(Number(second.id)).toBeLessThan(Number(first.id));
  });

  test('a posted card is remembered, and the newest one counts', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const shown = { kind: 'opening', id: opening.id } as const;
    for (const version of [1, 2]) {
      await enqueue(refresh(home, opening.id));
      const posted = { shown, roomId: home.room.id, messageId: `m${version}`, version };
      await store().outbox.settle(await leaseOne(), { ...SENT, posted });
      expect(await store().outbox.posted(shown, home.room.id)).toEqual(posted);
      expect(await store().places.wayInto(home.room.id, shown)).toEqual({
        room: home.room,
        away: null,
        posted,
      });
    }
  });

  test('what no longer holds is dropped, and the lane goes on at once', async () => {
    const home = await settled(store());
    await enqueue(note(home, home.coordinator), note(home, home.coordinator));
    await store().outbox.settle(await leaseOne(), { kind: 'dropped' });
    expect(await lease()).toHaveLength(1);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1, dead: 0 });
  });

  test.each([{ kind: 'dropped' }, { kind: 'dead', reason: 'no_permission' }] as const)(
    'after a refusal by the platform its lane pauses, also where the message is $kind',
    async (end) => {
      const home = await settled(store());
      await enqueue(note(home, home.coordinator), note(home, home.coordinator));
      await store().outbox.settle(await leaseOne(), { ...end, pauseMs: 150 });
      expect(await lease()).toEqual([]);
      await sleep(200);
      expect(await lease()).toHaveLength(1);
    },
  );

  test('a dead letter keeps its reason, frees its lane, and comes back at the end of it', async () => {
    const home = await settled(store());
    const [bad, good] = [note(home, home.coordinator), note(home, home.coordinator)];
    await enqueue(bad, good);
    const first = await leaseOne();
    await store().outbox.settle(first, { kind: 'dead', reason: 'channel_not_found' });
    expect(await store().outbox.dead()).toEqual([
      {
        id: first.id,
        taskForceId: bad.taskForceId,
        to: bad.to,
        outgoing: bad.outgoing,
        reason: 'channel_not_found',
        attempts: 1,
      },
    ]);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1, dead: 1 });

    expect(await store().outbox.revive()).toBe(1);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 2, dead: 0 });
    const second = await leaseOne();
    expect(second.outgoing).toEqual(good.outgoing);
    await store().outbox.settle(second, SENT);
    expect(await leaseOne()).toMatchObject({ outgoing: bad.outgoing, attempts: 0 });
  });

  test('dead refreshes of a card come back as one, and not beside one that waits', async () => {
    const home = await settled(store());
    const [waitingToo, deadTwice] = [refresh(home, newOpeningId()), refresh(home, newOpeningId())];
    for (const draft of [waitingToo, deadTwice, deadTwice]) {
      await enqueue(draft);
      await store().outbox.settle(await leaseOne(), { kind: 'dead', reason: 'not_in_channel' });
    }
    await enqueue(waitingToo);
    expect(await store().outbox.revive()).toBe(1);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 2, dead: 0 });
  });

  test('the depth tells how long the oldest has waited', async () => {
    expect(await store().outbox.depth()).toEqual({ waiting: 0, oldestMs: 0, dead: 0 });
    const home = await settled(store());
    await enqueue(note(home, home.coordinator));
    await sleep(60);
    await enqueue(note(home, newPersonId()));
    const { waiting, oldestMs } = await store().outbox.depth();
    expect(waiting).toBe(2);
    expect(oldestMs).toBeGreaterThanOrEqual(50);
    expect(oldestMs).toBeLessThan(30_000);
  });
});
