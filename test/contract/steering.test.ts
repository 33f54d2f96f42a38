import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Instant, MeetingId } from '../../src/domain/ids.ts';
import { endMeeting, type MeetingKind, startMeeting } from '../../src/domain/meeting.ts';
import { close } from '../../src/domain/opening/closing.ts';
import { agree } from '../../src/domain/opening/handover.ts';
import { changedBy, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newPersonId, saving, settled, stored } from './fixtures.ts';

const DAY_MS = 24 * 60 * 60_000;
const daysBefore = (days: number): Instant => new Date(TUESDAY.getTime() - days * DAY_MS);

describeEachStore('what the steering group sees', (store) => {
  async function met({ taskForce, coordinator }: Home, kind: MeetingKind, ended: Instant) {
    const act = { by: coordinator, taskForce, now: new Date(ended.getTime() - 3_600_000) };
    const meeting = startMeeting(randomUUID() as MeetingId, kind, act);
    await store().meetings.start(meeting, []);
    const over = endMeeting(meeting, { companies: 1, others: 1 }, coordinator, ended);
    if (over === null) throw new Error('it was on');
    await store().meetings.save(over, [], null);
  }

  async function agreedOn(home: Home, at: Instant) {
    const opening = await stored(store(), fresh(home.taskForce, {}, at));
    const terms = { owner: newPersonId(), channel: 'phone', date: '2026-11-20', callAhead: false } as const;
    const act = { by: home.coordinator, roles: ['coordinator'], taskForce: home.taskForce, now: at } as const;
    const decision = agree(opening, terms, act);
    if (decision.kind !== 'changed') throw new Error(decision.kind);
    const timeline = [{ at, by: home.coordinator, platform: null, event: decision.event }];
    await store().openings.commit(saving(decision.next, { timeline }));
    return opening;
  }

  test('begins at the end of its last meeting, and at the beginning where there was none', async () => {
    const home = await settled(store());
    const input = () => store().steering.input(home.taskForce.id, TUESDAY);
    await met(home, 'task_force', daysBefore(1));
    expect((await input()).since).toBeNull();
    await met(home, 'steering_group', daysBefore(9));
    await met(home, 'steering_group', daysBefore(3));
    const other = await settled(store(), 'Solbakken');
    await met(other, 'steering_group', daysBefore(2));
    expect((await input()).since).toEqual(daysBefore(3));
  });

  test('holds what is open, what was logged, closed and agreed since, and nothing of others', async () => {
    const home = await settled(store());
    await met(home, 'steering_group', daysBefore(3));
    await stored(store(), fresh((await settled(store(), 'Solbakken')).taskForce));
    const old = await stored(store(), fresh(home.taskForce, {}, daysBefore(20)));
    const closeAt = async (now: Instant) => {
      const opening = await stored(store(), fresh(home.taskForce, {}, daysBefore(20)));
      const act = { by: home.coordinator, roles: ['coordinator'], taskForce: home.taskForce, now } as const;
      const closed = changedBy(close(opening, 'job_order', null, act));
      await store().openings.commit(saving(closed));
      return closed.id;
    };
    await closeAt(daysBefore(4));
    const closed = await closeAt(daysBefore(2));
    await agreedOn(home, daysBefore(5));
    const agreed = await agreedOn(home, daysBefore(1));
    const input = await store().steering.input(home.taskForce.id, TUESDAY);
    expect(input.open).toHaveLength(3);
    expect(input.open[0]).toEqual(old);
    expect(input.logged).toBe(1);
    expect(input.closed.map(({ id }) => id)).toEqual([closed]);
    expect(input.stories.map((story) => story.map(({ event }) => event.kind))).toEqual([
      ['logged', 'handover_agreed'],
    ]);
    expect(input.open.map(({ id }) => id)).toContain(agreed.id);
  });
});
