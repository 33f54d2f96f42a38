import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MeetingId } from '../../src/domain/ids.ts';
import { closeForgotten, countParticipants, endMeeting, startMeeting } from '../../src/domain/meeting.ts';
import { agree } from '../../src/domain/opening/handover.ts';
import { log } from '../../src/domain/opening/opening-acts.ts';
import { changedBy, FACTS, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { creating, fresh, type Home, newOpeningId, note, saving, settled, stored } from './fixtures.ts';

const DAY_MS = 24 * 60 * 60_000;
const daysLater = (days: number) => new Date(TUESDAY.getTime() + days * DAY_MS);

describeEachStore('meetings', (store) => {
  const meetingOf = ({ taskForce, coordinator }: Home, now = TUESDAY) =>
    startMeeting(randomUUID() as MeetingId, 'network', { by: coordinator, taskForce, now });

  async function started(home: Home, now = TUESDAY) {
    const meeting = meetingOf(home, now);
    expect(await store().meetings.start(meeting, [])).toBe(true);
    return meeting;
  }

  test('a meeting comes back as it was, open, counted and ended, to its own task force alone', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solbakken');
    const { meetings } = store();
    const meeting = await started(home);
    expect(await meetings.find(home.taskForce.id, meeting.id)).toEqual(meeting);
    expect(await meetings.current(home.taskForce.id)).toEqual(meeting);
    expect(await meetings.find(other.taskForce.id, meeting.id)).toBeNull();
    expect(await meetings.current(other.taskForce.id)).toBeNull();

    const counted = countParticipants(meeting, { companies: 0, others: 4 });
    if (counted === null) throw new Error('nothing was counted');
    expect(await meetings.save(counted, [], null)).toBe('saved');
    expect(await meetings.find(home.taskForce.id, meeting.id)).toEqual(counted);

    const ended = endMeeting(counted, { companies: 12, others: 4 }, home.coordinator, daysLater(0.1));
    if (ended === null) throw new Error('it did not end');
    expect(await meetings.save(ended, [], null)).toBe('saved');
    expect(await meetings.find(home.taskForce.id, meeting.id)).toEqual(ended);
    expect(await meetings.current(home.taskForce.id)).toBeNull();
  });

  test('one at a time: of two that start at once one does, and only its messages are queued', async () => {
    const home = await settled(store());
    const starts = Array.from({ length: 5 }, (_, index) =>
      store().meetings.start(meetingOf(home), [note(home, home.coordinator, `start-${index}`)]),
    );
    expect((await Promise.all(starts)).filter(Boolean)).toHaveLength(1);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
    await started(await settled(store(), 'Solbakken'));
  });

  test('the same meeting is started once, also after it ended', async () => {
    const home = await settled(store());
    const meeting = await started(home);
    expect(await store().meetings.start(meeting, [])).toBe(false);
    const ended = endMeeting(meeting, { companies: 1, others: 1 }, home.coordinator, TUESDAY);
    if (ended !== null) await store().meetings.save(ended, [], null);
    expect(await store().meetings.start(meeting, [])).toBe(false);
    expect(await store().meetings.current(home.taskForce.id)).toBeNull();
  });

  test('of two who change one version one does, and only its messages are queued', async () => {
    const home = await settled(store());
    const meeting = await started(home);
    const changes = [1, 2].map((companies) => {
      const counted = countParticipants(meeting, { companies, others: 0 });
      if (counted === null) throw new Error('nothing was counted');
      return store().meetings.save(counted, [note(home, home.coordinator, `count-${companies}`)], null);
    });
    expect((await Promise.all(changes)).sort()).toEqual(['clash', 'saved']);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
  });

  test('due are those that are on past their closing time, the longest first', async () => {
    const homes = [
      await settled(store(), 'Ege'),
      await settled(store(), 'Bøg'),
      await settled(store(), 'Ask'),
    ];
    const [today, yesterday, ended] = [
      await started(homes[0] as Home),
      await started(homes[1] as Home, daysLater(-1)),
      await started(homes[2] as Home, daysLater(-2)),
    ];
    const closed = closeForgotten(ended, TUESDAY);
    if (closed !== null) await store().meetings.save(closed, [], null);
    expect(await store().meetings.due(TUESDAY, 9)).toEqual([yesterday]);
    expect(await store().meetings.due(daysLater(1), 9)).toEqual([yesterday, today]);
    expect(await store().meetings.due(daysLater(1), 1)).toEqual([yesterday]);
  });

  test('an opening remembers its meeting and what was agreed, and the meeting finds it', async () => {
    const home = await settled(store());
    const meeting = await started(home);
    const act = {
      by: home.coordinator,
      roles: ['coordinator'],
      taskForce: home.taskForce,
      now: TUESDAY,
    } as const;
    const first = await stored(store(), log(FACTS, newOpeningId(), act, meeting.id));
    await stored(store(), fresh(home.taskForce));
    const second = await stored(store(), log(FACTS, newOpeningId(), act, meeting.id));
    expect(await store().meetings.openings(home.taskForce.id, meeting.id)).toEqual([first, second]);

    const terms = { owner: home.coordinator, channel: 'visit', date: '2026-11-20', callAhead: true } as const;
    const agreed = changedBy(agree(first, terms, act));
    await store().openings.commit(saving(agreed));
    expect(await store().openings.find(home.taskForce.id, first.id)).toEqual(agreed);
    const other = await settled(store(), 'Solbakken');
    expect(await store().meetings.openings(other.taskForce.id, meeting.id)).toEqual([]);
  });

  test('what was agreed comes back from the timeline', async () => {
    const home = await settled(store());
    const opening = fresh(home.taskForce);
    const event = {
      kind: 'handover_agreed',
      to: home.coordinator,
      channel: 'email',
      by: daysLater(2),
      callAhead: false,
    } as const;
    const timeline = [{ at: TUESDAY, by: home.coordinator, platform: 'slack', event }];
    await store().openings.commit(creating(opening, { timeline }));
    expect(await store().openings.timeline(home.taskForce.id, opening.id)).toEqual(timeline);
  });

  test('the card and the recap of a meeting are remembered apart, and the newest counts', async () => {
    const home = await settled(store());
    const meeting = await started(home);
    const post = async (part: 'meeting' | 'recap', messageId: string) => {
      const shown = { kind: 'meeting', id: meeting.id, part } as const;
      await store().mailroom.enqueue([note(home, home.coordinator)]);
      const [message] = await store().outbox.lease(1, 1_000);
      if (message === undefined) throw new Error('nothing to send');
      const posted = { shown, roomId: home.room.id, messageId, version: 1 };
      await store().outbox.settle(message, { kind: 'sent', posted, nudgeIds: [], pauseMs: 0 });
      return shown;
    };
    const card = await post('meeting', 'm1');
    await post('meeting', 'm2');
    expect(await store().outbox.posted({ ...card, part: 'recap' }, home.room.id)).toBeNull();
    const recap = await post('recap', 'm3');
    expect(await store().outbox.posted(card, home.room.id)).toMatchObject({ messageId: 'm2' });
    expect(await store().outbox.posted(recap, home.room.id)).toMatchObject({ messageId: 'm3' });
    expect((await store().places.wayInto(home.room.id, recap))?.posted).toMatchObject({ messageId: 'm3' });
  });
});
