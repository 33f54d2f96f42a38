import { expect, test } from 'vitest';
import type { Destination } from '../../src/app/outgoing/destination.ts';
import type { NudgeDraft, TimelineEntry } from '../../src/app/ports/openings.ts';
import type { Act } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import {
  changeHours,
  checkIn,
  closeSearch,
  retain,
  snoozeFollowUp,
} from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { at, candidate, changedBy, TERMS, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newPersonId, saving, settled, stored } from './fixtures.ts';

const WEDNESDAY = at('2026-11-18T08:00:00+01:00');

describeEachStore('follow-ups', (store) => {
  const owner = newPersonId();
  const act = ({ taskForce }: Home, now = TUESDAY): Act => ({
    by: owner,
    roles: ['consultant'],
    taskForce,
    now,
  });

  /** Two jobs, in an opening that is filled with them, or one of three. */
  async function started(home: Home, places = 1): Promise<Opening> {
    let opening = await stored(store(), fresh(home.taskForce, { places }));
    const go = (next: Opening) => {
      opening = next;
    };
    go(changedBy(claim(opening, act(home))));
    go(changedBy(startMatching(opening, act(home))));
    for (const place of Array.from({ length: Math.min(places, 2) }, (_, index) => index + 1)) {
      go(changedBy(presentCandidate(opening, candidate(`K-${place}`), act(home))));
      go(changedBy(agree(opening, place, '2026-11-17', 'flex_job', act(home))));
      go(changedBy(start(opening, place, TERMS, act(home))));
    }
    return save({ ...opening, version: 2 });
  }

  async function save(opening: Opening, extra: Partial<Parameters<typeof saving>[1]> = {}): Promise<Opening> {
    const committed = await store().openings.commit(saving(opening, extra));
    if (committed.kind !== 'committed') throw new Error(committed.kind);
    return committed.opening;
  }

  test('everything that follows a start comes back as it was stored', async () => {
    const home = await settled(store());
    let opening = await started(home, 3);
    const later = act(home, at('2026-12-01T10:00:00.123+01:00'));
    const next = { text: 'Ny oplæring', by: '2026-12-08' };
    const steps = [
      (now: Opening) => checkIn(now, 0, 'week_2', 'yellow', next, later),
      (now: Opening) => changeHours(now, 0, 12.5, '2026-12-01', later),
      (now: Opening) => snoozeFollowUp(now, 1, '2026-12-04', later),
      (now: Opening) => endEarly(now, 2, 'other', later),
      (now: Opening) => closeSearch(now, 1, 'not_now', later),
      (now: Opening) => retain(now, 0, act(home, at('2027-06-01T10:00:00+02:00'))),
    ];
    for (const step of steps) {
      opening = await save(changedBy(step(opening)));
      expect(await store().openings.find(home.taskForce.id, opening.id)).toEqual(opening);
    }
  });

  test('its events are kept', async () => {
    const { taskForce } = await settled(store());
    const opening = await stored(store(), fresh(taskForce));
    const events: TimelineEntry['event'][] = [
      { kind: 'checked_in', place: 1, item: 'promise:2026-12-08', colour: 'yellow', retained: false },
      { kind: 'retained', place: 1 },
      { kind: 'hours_changed', place: 1, before: 7.5, hours: 12, from: '2026-12-01' },
      { kind: 'follow_up_nudged', place: 1, item: 'search', level: 1 },
      { kind: 'follow_up_snoozed', place: 1, until: WEDNESDAY },
      { kind: 'search_continued', place: 1 },
      { kind: 'search_closed', place: 1, reason: 'placed' },
    ];
    const timeline = events.map((event) => ({ at: TUESDAY, by: null, platform: null, event }));
    await save({ ...opening, version: 2 }, { timeline });
    expect((await store().openings.timeline(taskForce.id, opening.id)).slice(1)).toEqual(timeline);
  });

  test('what is due is read, closed or not, the longest due first, and nothing else', async () => {
    const home = await settled(store());
    const filled = await started(home);
    expect(filled.status).toBe('closed');
    const open = await started(home, 3);
    const once = await save(changedBy(snoozeFollowUp(open, 0, '2026-11-19', act(home))));
    const snoozed = await save(changedBy(snoozeFollowUp(once, 1, '2026-11-19', act(home))));
    const ids = async (now: Date, limit = 9) =>
      (await store().overview.dueFollowUps(now, limit)).map(({ id }) => id);
    expect(await ids(new Date(WEDNESDAY.getTime() - 1))).toEqual([]);
    expect(await ids(WEDNESDAY)).toEqual([filled.id]);
    expect(await ids(at('2026-11-19T08:00:00+01:00'))).toEqual([filled.id, snoozed.id]);
    expect(await ids(at('2026-11-19T08:00:00+01:00'), 1)).toEqual([filled.id]);
    expect(await store().overview.due(at('2026-11-18T08:00:00+01:00'), 9)).toEqual([]);
  });

  test('what is followed is listed by number, of one owner or all, until nothing is asked any more', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solbakken');
    await started(other);
    const [filled, open] = [await started(home), await started(home, 3)];
    await stored(store(), fresh(home.taskForce));
    const { overview } = store();
    const ids = async (who?: typeof owner) =>
      (await overview.followed(home.taskForce.id, who)).map(({ id }) => id);
    expect([await ids(), await ids(owner), await ids(newPersonId())]).toEqual([
      [filled.id, open.id],
      [filled.id, open.id],
      [],
    ]);
    await save(changedBy(retain(filled, 0, act(home, at('2027-06-01T10:00:00+02:00')))));
    expect(await ids()).toEqual([open.id]);
  });

  test('a nudge waits once for (placement, item, round, level), and is none when the item was answered or snoozed', async () => {
    const home = await settled(store());
    const to: Destination = { kind: 'person', personId: newPersonId() };
    const opening = await started(home, 3);
    const nudge = (nth: number, level: number): NudgeDraft => ({
      openingId: opening.id,
      followUp: { nth, item: 'day_1' },
      round: 0,
      level,
      receiver: 'owner',
      to,
    });
    const nudges = [nudge(0, 1), nudge(0, 1), nudge(1, 1), nudge(0, 2)];
    let now = await save({ ...opening, version: opening.version + 1 }, { nudges });
    const waiting = async () =>
      (await store().mailroom.pendingNudges(home.taskForce.id, to)).map(({ nth, level }) => [nth, level]);
    expect(await waiting()).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
    ]);
    now = await save(changedBy(checkIn(now, 0, 'day_1', 'green', null, act(home, WEDNESDAY))));
    expect(await waiting()).toEqual([[1, 1]]);
    await save(changedBy(snoozeFollowUp(now, 1, '2026-11-20', act(home, WEDNESDAY))));
    expect(await waiting()).toEqual([]);
  });

  test('new settings move what is asked together with the rest', async () => {
    const home = await settled(store());
    const opening = await started(home);
    const [placement] = opening.placements;
    if (placement?.followUp == null) throw new Error('somebody is followed');
    const moved = { ...placement, followUp: { ...placement.followUp, at: at('2026-11-18T09:00:00+01:00') } };
    const next = { ...opening, placements: [moved], version: opening.version + 1 };
    await store().settings.save({ taskForce: home.taskForce, openings: [next], outbox: [], receipt: null });
    expect(await store().openings.find(home.taskForce.id, opening.id)).toEqual(next);
    expect(await store().overview.dueFollowUps(WEDNESDAY, 9)).toEqual([]);
  });
});
