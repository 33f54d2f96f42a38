import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { changedBy, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import {
  creating,
  fresh,
  type Home,
  newPersonId,
  note,
  refresh,
  saving,
  settled,
  stored,
} from './fixtures.ts';

function claimedBy(opening: Opening, { taskForce }: Home): Opening {
  const by = newPersonId();
  return changedBy(claim(opening, { by, roles: ['consultant'], taskForce, now: TUESDAY }));
}

describeEachStore('commit', (store) => {
  test('of two claims at one instant one is committed and the other clashes', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const claims = [claimedBy(opening, home), claimedBy(opening, home)];
    const outcomes = await Promise.all(claims.map((next) => store().openings.commit(saving(next))));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['clash', 'committed']);
    const winner = outcomes.find((outcome) => outcome.kind === 'committed');
    expect(await store().openings.find(home.taskForce.id, opening.id)).toEqual(winner?.opening);
  });

  test('a receipt tells that its request was done, from then on', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const receipt = randomUUID();
    expect(await store().openings.wasDone(receipt)).toBe(false);
    await store().openings.commit(saving(claimedBy(opening, home), { receipt }));
    expect(await store().openings.wasDone(receipt)).toBe(true);
  });

  test('a clash changes nothing: no receipt, no entry, no nudge, no message', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const to = { kind: 'person', personId: home.coordinator } as const;
    const more = {
      receipt: randomUUID(),
      timeline: [{ at: TUESDAY, by: null, platform: null, event: { kind: 'claimed' } }],
      nudges: [{ openingId: opening.id, round: 1, level: 1, receiver: 'coordinator', to }],
      outbox: [refresh(home, opening.id), note(home, home.coordinator)],
    } as const;
    const tooNew = saving({ ...opening, version: 3 }, more);
    expect(await store().openings.commit(tooNew)).toEqual({ kind: 'clash' });
    expect(await store().openings.timeline(home.taskForce.id, opening.id)).toHaveLength(1);
    expect(await store().mailroom.pendingNudges(home.taskForce.id, to)).toEqual([]);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 0 });

    const next = saving({ ...opening, version: 2 }, more);
    expect(await store().openings.commit(next)).toMatchObject({ kind: 'committed' });
    expect(await store().openings.timeline(home.taskForce.id, opening.id)).toHaveLength(2);
    expect(await store().mailroom.pendingNudges(home.taskForce.id, to)).toHaveLength(1);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 2 });
  });

  test('the same submission twice makes one opening, and the second hears which', async () => {
    const home = await settled(store());
    const receipt = randomUUID();
    const first = fresh(home.taskForce);
    const drafts = [note(home, home.coordinator)];
    expect(await store().openings.commit(creating(first, { receipt, outbox: drafts }))).toEqual({
      kind: 'committed',
      opening: { ...first, number: 1 },
    });
    const again = creating(fresh(home.taskForce), { receipt, outbox: [note(home, home.coordinator)] });
    expect(await store().openings.commit(again)).toEqual({ kind: 'repeated', openingId: first.id });
    expect(await store().openings.open(home.taskForce.id, {}, 9)).toMatchObject({ total: 1 });
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
    expect((await stored(store(), fresh(home.taskForce))).number).toBe(2);
  });

  test('the same submission many times at one instant makes one opening', async () => {
    const home = await settled(store());
    const receipt = randomUUID();
    const changes = Array.from({ length: 8 }, () => creating(fresh(home.taskForce), { receipt }));
    const outcomes = await Promise.all(changes.map((change) => store().openings.commit(change)));
    const made = outcomes.filter((outcome) => outcome.kind === 'committed').map(({ opening }) => opening.id);
    const told = outcomes.filter((outcome) => outcome.kind === 'repeated').map(({ openingId }) => openingId);
    expect(made).toHaveLength(1);
    expect(told).toEqual(Array.from({ length: 7 }, () => made[0]));
    expect((await stored(store(), fresh(home.taskForce))).number).toBe(2);
  });

  test('the same press many times at one instant has one effect, and the others hear so', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const press = saving(claimedBy(opening, home), { receipt: randomUUID() });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => store().openings.commit(press)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', ...Array(4).fill('repeated')]);
  });

  test('20 openings logged at one instant get the numbers 1 to 20', async () => {
    const { taskForce } = await settled(store());
    const made = await Promise.all(Array.from({ length: 20 }, () => stored(store(), fresh(taskForce))));
    const numbers = made.map((opening) => opening.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('a note is never queued twice under one key, also after it was sent', async () => {
    const home = await settled(store());
    const draft = note(home, home.coordinator);
    const opening = fresh(home.taskForce);
    await store().openings.commit(creating(opening, { outbox: [draft, draft] }));
    const [message] = await store().outbox.lease(5, 60_000);
    if (message === undefined) throw new Error('the note is due');
    await store().outbox.settle(message, { kind: 'sent', posted: null, nudgeIds: [], pauseMs: 0 });
    await store().openings.commit(saving({ ...opening, number: 1, version: 2 }, { outbox: [draft] }));
    expect(await store().outbox.depth()).toMatchObject({ waiting: 0 });
  });

  test('many changes of many openings that touch the same lanes at once all get through', async () => {
    const home = await settled(store());
    const people = Array.from({ length: 6 }, newPersonId);
    const changes = Array.from({ length: 12 }, (_, index) => {
      const opening = fresh(home.taskForce);
      const order = index % 2 === 0 ? people : people.toReversed();
      const nudges = order.map((personId) => ({
        taskForceId: home.taskForce.id,
        to: { kind: 'person', personId } as const,
        outgoing: { kind: 'nudges' } as const,
        unique: { kind: 'latest', key: `nudges:${personId}` } as const,
      }));
      return creating(opening, { outbox: [...nudges, refresh(home, opening.id)] });
    });
    const outcomes = await Promise.all(changes.map((change) => store().openings.commit(change)));
    expect(outcomes.every(({ kind }) => kind === 'committed')).toBe(true);
    expect(await store().outbox.depth()).toMatchObject({ waiting: people.length + changes.length });
  });
});
