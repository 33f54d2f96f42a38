import { describe, expect, test } from 'vitest';
import { MOST_CLOSED_DAYS, parseClosedDays, readableDay } from '../../src/domain/closed-days.ts';
import { snooze } from '../../src/domain/opening/opening-acts.ts';
import { sweepOpening } from '../../src/domain/opening/staleness.ts';
import {
  renudged,
  resettledOpening,
  type Settings,
  thresholdOf,
  withSettings,
} from '../../src/domain/settings.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  closed,
  filled,
  logged,
  METTE,
  TUESDAY,
} from '../support/builders.ts';

const SETTINGS: Settings = {
  thresholds: BIRKHOLM.thresholds,
  workingHours: BIRKHOLM.calendar.workingHours,
  closedDays: [],
  retention: BIRKHOLM.retention,
  target: 100,
  locale: 'da',
};
const chosen = (settings: Partial<Settings>) =>
  withSettings(BIRKHOLM, { ...SETTINGS, ...settings }, COORDINATOR, TUESDAY);
const days = (thresholds: Partial<Settings['thresholds']>) =>
  chosen({ thresholds: { ...BIRKHOLM.thresholds, ...thresholds } });

describe('settings', () => {
  test('chosen thresholds replace theirs and leave the others', () => {
    expect(days({ loggedDays: 4 }).thresholds).toEqual({ ...BIRKHOLM.thresholds, loggedDays: 4 });
  });

  test('a new target is remembered with who set it and when; the same one is no news', () => {
    expect(chosen({}).targetHistory).toEqual([]);
    expect(chosen({ target: 80 }).targetHistory).toEqual([{ target: 80, from: TUESDAY, by: COORDINATOR }]);
    expect(chosen({ target: null }).target).toBeNull();
  });
});

describe('an open opening under new settings', () => {
  test('is nudged as if they had held all along', () => {
    const moved = renudged(logged(), BIRKHOLM, days({ loggedDays: 3 }));
    expect(moved.nudging.at).toEqual(at('2026-11-20T10:00:00+01:00'));
    expect(moved).toMatchObject({ version: 2, round: 1, actedAt: TUESDAY });
  });

  test('is nudged within the new working hours and not on a closed day', () => {
    const after = chosen({ workingHours: { from: 12, to: 15 }, closedDays: ['2026-11-18'] });
    expect(renudged(logged(), BIRKHOLM, after).nudging.at).toEqual(at('2026-11-19T12:00:00+01:00'));
  });

  test('is released by the new number of days', () => {
    const after = days({ releaseDaysSinceLogged: 8 });
    expect(renudged(claimed(), BIRKHOLM, after).nudging.releaseAt).toEqual(at('2026-11-27T10:00:00+01:00'));
  });

  test('keeps its snooze', () => {
    const snoozed = changedBy(snooze(claimed(), '2026-12-01', by(METTE)));
    expect(renudged(snoozed, BIRKHOLM, days({ claimedDaysSinceLogged: 1 })).nudging).toMatchObject({
      at: snoozed.nudging.at,
      snoozedUntil: snoozed.nudging.snoozedUntil,
    });
  });

  test('once nudged keeps the date of its next nudge', () => {
    const sweep = sweepOpening(logged(), () => true, BIRKHOLM, at('2026-11-18T10:00:00+01:00'));
    if (sweep.kind !== 'nudge') throw new Error('nobody was nudged');
    const nudged = { ...logged(), nudging: sweep.nudging };
    expect(renudged(nudged, BIRKHOLM, days({ loggedDays: 9 }))).toBe(nudged);
  });

  test('of which everybody was told already stays the same', () => {
    const told = { ...logged(), nudging: { level: 3, at: null, snoozedUntil: null, releaseAt: null } };
    expect(renudged(told, BIRKHOLM, days({ loggedDays: 9 }))).toBe(told);
  });

  test('is asked about when it was going to be, where that number of days stays', () => {
    const later = chosen({ workingHours: { from: 12, to: 15 } });
    expect(renudged(logged(), BIRKHOLM, later).askStillOpenAt).toEqual(logged().askStillOpenAt);
  });

  test('is asked about as many days later as were added', () => {
    const moved = renudged(logged(), BIRKHOLM, days({ stillOpenCalendarDays: 21 }));
    expect(moved.askStillOpenAt).toEqual(at('2026-12-08T10:00:00+01:00'));
  });

  test('stays the same object where nothing moves, and when it is closed', () => {
    const opening = logged();
    expect(renudged(opening, BIRKHOLM, days({ contactedDays: 9 }))).toBe(opening);
    const ended = closed();
    expect(renudged(ended, BIRKHOLM, days({ loggedDays: 9, stillOpenCalendarDays: 30 }))).toBe(ended);
  });
});

describe('an opening with its jobs, under new settings', () => {
  test('is as it was where nothing moves, the very same object', () => {
    expect(resettledOpening(filled(), BIRKHOLM, days({ contactedDays: 9 }), TUESDAY)).toStrictEqual(filled());
    const waiting = logged();
    expect(resettledOpening(waiting, BIRKHOLM, days({ contactedDays: 9 }), TUESDAY)).toBe(waiting);
  });

  test('is nudged and asked about anew in one change', () => {
    const job = filled();
    const wednesday = at('2026-11-18T09:00:00+01:00');
    const [before] = job.placements;
    const moved = resettledOpening(job, BIRKHOLM, chosen({ workingHours: { from: 9, to: 15 } }), wednesday);
    expect(before?.followUp?.at).toEqual(at('2026-11-18T08:00:00+01:00'));
    expect(moved.placements[0]?.followUp?.at).toEqual(at('2026-11-18T09:00:00+01:00'));
    expect(moved.version).toBe(job.version + 1);
    const both = resettledOpening(
      { ...logged(), placements: job.placements },
      BIRKHOLM,
      days({ loggedDays: 3, checkInWeeks: [2], stillOpenCalendarDays: 7 }),
      at('2026-11-20T12:00:00+01:00'),
    );
    expect(both.version).toBe(logged().version + 1);
    expect(both.nudging.at).toEqual(at('2026-11-20T10:00:00+01:00'));
    expect(both.askStillOpenAt).toEqual(at('2026-11-24T10:00:00+01:00'));
  });
});

test('each number that is chosen is read by its name, those of tries too', () => {
  const { thresholds } = BIRKHOLM;
  expect(thresholdOf(thresholds, 'loggedDays')).toBe(1);
  expect(thresholdOf(thresholds, 'retainedWeeks')).toBe(26);
  expect(thresholdOf(thresholds, 'unreachableAttempts')).toBe(3);
  expect(thresholdOf(thresholds, 'unreachableDays')).toBe(5);
  const stricter = chosen({ thresholds: { unreachableAttempts: 4, unreachableDays: 6 } }).thresholds;
  expect(stricter.unreachable).toEqual({ attempts: 4, days: 6, channels: 2 });
});

describe('closed days', () => {
  test.each([
    ['', []],
    ['24-07-2026', ['2026-07-24']],
    ['25.7.2026, 24/07-2026 2026-07-24', ['2026-07-24', '2026-07-25']],
    ['24/7/2026;\n3-8-2026', ['2026-07-24', '2026-08-03']],
  ])('“%s” are %j', (text, expected) => {
    expect(parseClosedDays(text)).toEqual({ kind: 'days', days: expected });
  });

  test.each([
    '31-02-2026',
    '24-07',
    'sommer',
    '2026-13-01',
    '124-07-2026',
    '24-07-20261',
    '12026-07-24',
    '2026-07-241',
  ])('“%s” is no date', (text) => {
    expect(parseClosedDays(`1-7-2026, ${text}`)).toEqual({ kind: 'unreadable', text });
  });

  test('are shown as Danes write them', () => {
    expect(readableDay('2026-12-24')).toBe('24-12-2026');
  });

  test('a list that never ends is refused', () => {
    const list = Array.from({ length: MOST_CLOSED_DAYS + 1 }, (_, index) => `${2030 + index}-01-01`);
    expect(parseClosedDays(list.join(' '))).toEqual({ kind: 'too_many' });
    expect(parseClosedDays(list.slice(1).join(' '))).toMatchObject({ kind: 'days' });
  });
});
