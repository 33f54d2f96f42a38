import { describe, expect, test } from 'vitest';
import {
  type BusinessCalendar,
  businessDaysAfter,
  businessDaysBetween,
  calendarDaysAfter,
  calendarDaysBetween,
  inWorkingHours,
  isoWeek,
  isWithinHalfAYear,
  lastWorkingMinute,
  latestDaily,
  latestWeekly,
  localDate,
  localTime,
  startOfLocalDay,
} from '../../src/domain/calendar.ts';
import { at, COPENHAGEN } from '../support/builders.ts';
import fc from '../support/properties.ts';
import file from './cases/business-time.json' with { type: 'json' };

const NEW_YORK: BusinessCalendar = { ...COPENHAGEN, zone: 'America/New_York' };
const AUCKLAND: BusinessCalendar = { ...COPENHAGEN, zone: 'Pacific/Auckland' };

describe('the agreed cases of business time', () => {
  test.each(file.cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const calendar = { ...COPENHAGEN, closedDays: 'closedDays' in one ? (one.closedDays ?? []) : [] };
    const due = businessDaysAfter(at(one.from), one.days, calendar);
    expect(due).toEqual(at(one.due));
    expect(inWorkingHours(due, calendar)).toEqual(at(one.sendAt));
  });
});

/** The open day after each of these dates, from the printed calendars of the years. */
const opensAgain: readonly (readonly [string, string, string])[] = [
  ['2026-04-01', '2026-04-07', 'Easter 2026: Maundy Thursday to Easter Monday'],
  ['2026-05-13', '2026-05-15', 'Ascension Day 2026'],
  ['2026-05-22', '2026-05-26', 'Whit Monday 2026'],
  ['2026-06-04', '2026-06-08', 'Constitution Day 2026, a Friday, closed by custom'],
  ['2026-12-23', '2026-12-28', 'Christmas 2026: 24 by custom, 25 a Friday, 26 a Saturday'],
  ['2026-12-30', '2027-01-04', 'New Year 2027: 31 by custom, 1 January a Friday'],
  ['2024-03-27', '2024-04-02', 'Easter 2024'],
  ['2025-04-16', '2025-04-22', 'Easter 2025'],
  ['2025-05-28', '2025-05-30', 'Ascension Day 2025'],
  ['2025-06-06', '2025-06-10', 'Whit Monday 2025'],
  ['2028-04-12', '2028-04-18', 'Easter 2028'],
  ['2029-12-21', '2029-12-27', 'Christmas 2029: Monday 24 to Wednesday 26'],
  ['2023-05-04', '2023-05-08', 'Great Prayer Day 2023, the last one'],
  ['2022-05-12', '2022-05-16', 'Great Prayer Day 2022'],
  ['2024-04-25', '2024-04-26', 'no Great Prayer Day since 2024'],
  ['2025-05-15', '2025-05-16', 'no Great Prayer Day in 2025'],
  ['2026-04-30', '2026-05-01', '1 May is an ordinary day here'],
];

test.each(opensAgain)('after %s the next open day is %s (%s)', (from, next) => {
  expect(localDate(businessDaysAfter(at(`${from}T12:00:00Z`), 1, COPENHAGEN), COPENHAGEN)).toBe(next);
});

const instants = fc.date({
  min: at('2020-01-01T00:00:00Z'),
  max: at('2039-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const calendars = fc.constantFrom(COPENHAGEN, NEW_YORK, AUCKLAND);
const fewDays = fc.integer({ min: 0, max: 12 });

/** An independent reading of the clock, by the platform's own zone data. */
function clockOf(instant: Date, zone: string): string {
  return instant.toLocaleTimeString('en-GB', { timeZone: zone, hour12: false });
}

function weekdayOf(instant: Date, zone: string): string {
  return instant.toLocaleDateString('en-GB', { timeZone: zone, weekday: 'short' });
}

describe('counting business days', () => {
  test('never lands on a closed day', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 12 }), calendars, (from, days, calendar) => {
        const due = businessDaysAfter(from, days, calendar);
        expect(['Sat', 'Sun']).not.toContain(weekdayOf(due, calendar.zone));
        expect(calendar.closedYearly).not.toContain(localDate(due, calendar).slice(5));
      }),
    );
  });

  test('keeps the local clock time', () => {
    fc.assert(
      fc.property(instants, fewDays, calendars, (from, days, calendar) => {
        const due = businessDaysAfter(from, days, calendar);
        expect(clockOf(due, calendar.zone)).toBe(clockOf(from, calendar.zone));
      }),
    );
  });

  test('is later with every further day', () => {
    fc.assert(
      fc.property(instants, fewDays, calendars, (from, days, calendar) => {
        const due = businessDaysAfter(from, days, calendar);
        expect(businessDaysAfter(from, days + 1, calendar).getTime()).toBeGreaterThan(due.getTime());
      }),
    );
  });

  test('counts n and then m as n + m, and back again', () => {
    fc.assert(
      fc.property(instants, fewDays, fewDays, calendars, (from, n, m, calendar) => {
        const inTwo = businessDaysAfter(businessDaysAfter(from, n, calendar), m, calendar);
        expect(inTwo).toEqual(businessDaysAfter(from, n + m, calendar));
        expect(businessDaysBetween(from, inTwo, calendar)).toBe(n + m);
      }),
    );
  });

  test('moves a clock time that summer time skips to the hour after, for that day alone', () => {
    const cairo = { ...COPENHAGEN, zone: 'Africa/Cairo' };
    const from = at('2026-04-23T00:30:00+02:00');
    expect(businessDaysAfter(from, 1, cairo)).toEqual(at('2026-04-24T01:30:00+03:00'));
    expect(businessDaysAfter(from, 2, cairo)).toEqual(at('2026-04-27T00:30:00+03:00'));
  });

  test('gives up on a calendar without an open day', () => {
    const everyDay = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10),
    );
    expect(() =>
      businessDaysAfter(at('2026-11-17T10:00:00Z'), 1, { ...COPENHAGEN, closedYearly: everyDay }),
    ).toThrow('closed for a whole year');
  });

  test('from Friday to Monday is one business day, and backwards none', () => {
    const friday = at('2026-11-20T23:00:00+01:00');
    expect(businessDaysBetween(friday, at('2026-11-23T00:30:00+01:00'), COPENHAGEN)).toBe(1);
    expect(businessDaysBetween(friday, at('2026-11-22T23:00:00+01:00'), COPENHAGEN)).toBe(0);
    expect(businessDaysBetween(friday, at('2026-11-16T23:00:00+01:00'), COPENHAGEN)).toBe(0);
  });
});

describe('working hours', () => {
  test('are never earlier than asked, and stay what they are', () => {
    fc.assert(
      fc.property(instants, calendars, (instant, calendar) => {
        const moved = inWorkingHours(instant, calendar);
        expect(moved.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        expect(inWorkingHours(moved, calendar)).toEqual(moved);
        const hour = localTime(moved, calendar).hour;
        expect(hour).toBeGreaterThanOrEqual(8);
        expect(hour).toBeLessThan(16);
      }),
    );
  });

  const moves: readonly (readonly [string, string, string])[] = [
    ['2026-11-17T07:59:59.999+01:00', '2026-11-17T08:00:00+01:00', 'before work'],
    ['2026-11-17T08:00:00+01:00', '2026-11-17T08:00:00+01:00', 'as work begins'],
    ['2026-11-17T15:59:59.999+01:00', '2026-11-17T15:59:59.999+01:00', 'just before it ends'],
    ['2026-11-17T16:00:00+01:00', '2026-11-18T08:00:00+01:00', 'as it ends'],
    ['2026-11-20T16:00:00+01:00', '2026-11-23T08:00:00+01:00', 'on Friday afternoon'],
    ['2026-03-28T10:00:00+01:00', '2026-03-30T08:00:00+02:00', 'over the night of summer time'],
    ['2026-10-24T10:00:00+02:00', '2026-10-26T08:00:00+01:00', 'over the night of winter time'],
    ['2026-12-24T10:00:00+01:00', '2026-12-28T08:00:00+01:00', 'on Christmas Eve'],
  ];
  test.each(moves)('%s goes out at %s: %s', (from, sent) => {
    expect(inWorkingHours(at(from), COPENHAGEN)).toEqual(at(sent));
  });
});

describe('the latest weekly hour', () => {
  const weekly: readonly (readonly [string, number, number, string, string, string])[] = [
    [
      '2026-11-16T08:00:00+01:00',
      1,
      8,
      'Europe/Copenhagen',
      '2026-11-16T08:00:00+01:00',
      'at the very instant',
    ],
    ['2026-11-16T07:59:59+01:00', 1, 8, 'Europe/Copenhagen', '2026-11-09T08:00:00+01:00', 'a second before'],
    [
      '2026-03-30T07:00:00+02:00',
      1,
      8,
      'Europe/Copenhagen',
      '2026-03-23T08:00:00+01:00',
      'back over summer time',
    ],
    [
      '2026-10-26T07:00:00+01:00',
      1,
      8,
      'Europe/Copenhagen',
      '2026-10-19T08:00:00+02:00',
      'back over winter time',
    ],
    [
      '2026-03-29T12:00:00+02:00',
      7,
      2,
      'Europe/Copenhagen',
      '2026-03-29T03:00:00+02:00',
      'the skipped hour is the next',
    ],
    [
      '2026-03-29T01:30:00+01:00',
      7,
      2,
      'Europe/Copenhagen',
      '2026-03-22T02:00:00+01:00',
      'before the skipped hour',
    ],
    ['2026-04-04T12:00:00+02:00', 7, 2, 'Europe/Copenhagen', '2026-03-29T03:00:00+02:00', 'a week after it'],
    ['2026-10-25T02:00:00+02:00', 7, 2, 'Europe/Copenhagen', '2026-10-25T02:00:00+02:00', 'the first of two'],
    [
      '2026-10-25T02:00:00+01:00',
      7,
      2,
      'Europe/Copenhagen',
      '2026-10-25T02:00:00+02:00',
      'at the second of two',
    ],
    ['2026-10-31T12:00:00+01:00', 7, 2, 'Europe/Copenhagen', '2026-10-25T02:00:00+02:00', 'a week after two'],
    ['2026-11-08T01:30:00-05:00', 7, 1, 'America/New_York', '2026-11-08T01:00:00-05:00', 'New York'],
    [
      '2026-11-07T12:00:00-05:00',
      7,
      1,
      'America/New_York',
      '2026-11-01T01:00:00-04:00',
      'New York, the first of two',
    ],
    [
      '2026-11-16T00:00:00Z',
      1,
      8,
      'Pacific/Auckland',
      '2026-11-16T08:00:00+13:00',
      'Monday comes early in Auckland',
    ],
    ['2027-01-01T00:00:00Z', 5, 0, 'Europe/Copenhagen', '2027-01-01T00:00:00+01:00', 'over New Year'],
  ];
  test.each(weekly)('at %s, weekday %s at %s in %s, was %s (%s)', (now, weekday, hour, zone, latest) => {
    expect(latestWeekly(at(now), weekday, hour, zone)).toEqual(at(latest));
  });

  test('is never in the future and never over a week and an hour ago', () => {
    const weekdays = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        instants,
        weekdays,
        fc.integer({ min: 0, max: 23 }),
        calendars,
        (now, weekday, hour, { zone }) => {
          const age = now.getTime() - latestWeekly(now, weekday, hour, zone).getTime();
          expect(age).toBeGreaterThanOrEqual(0);
          expect(age).toBeLessThanOrEqual((7 * 24 + 2) * 3_600_000);
        },
      ),
    );
  });
});

describe('the latest time of day', () => {
  const daily: readonly (readonly [string, string, string, string, string])[] = [
    ['2026-11-17T10:00:00+01:00', '04:00', 'Europe/Copenhagen', '2026-11-17T04:00:00+01:00', 'this morning'],
    ['2026-11-17T03:59:59+01:00', '04:00', 'Europe/Copenhagen', '2026-11-16T04:00:00+01:00', 'not yet today'],
    [
      '2026-11-17T04:00:00+01:00',
      '04:00',
      'Europe/Copenhagen',
      '2026-11-17T04:00:00+01:00',
      'at that instant',
    ],
    [
      '2026-03-29T03:29:00+02:00',
      '02:30',
      'Europe/Copenhagen',
      '2026-03-28T02:30:00+01:00',
      'no 02:30 that night',
    ],
    [
      '2026-03-29T03:30:00+02:00',
      '02:30',
      'Europe/Copenhagen',
      '2026-03-29T03:30:00+02:00',
      'an hour later instead',
    ],
    ['2026-03-29T23:00:00+02:00', '02:30', 'Europe/Copenhagen', '2026-03-29T03:30:00+02:00', 'and only then'],
    [
      '2026-10-25T02:30:00+02:00',
      '02:30',
      'Europe/Copenhagen',
      '2026-10-25T02:30:00+02:00',
      'the first of two',
    ],
    [
      '2026-10-25T02:30:00+01:00',
      '02:30',
      'Europe/Copenhagen',
      '2026-10-25T02:30:00+02:00',
      'the second is the same slot',
    ],
    [
      '2026-10-25T23:00:00+01:00',
      '02:30',
      'Europe/Copenhagen',
      '2026-10-25T02:30:00+02:00',
      'also that evening',
    ],
    [
      '2026-11-17T10:00:00+01:00',
      '04:00',
      'Pacific/Auckland',
      '2026-11-17T04:00:00+13:00',
      'by the place’s own clock',
    ],
  ];
  test.each(daily)('at %s, %s in %s, was %s (%s)', (now, time, zone, latest) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    expect(latestDaily(at(now), { hour, minute }, zone)).toEqual(at(latest));
  });

  test('each local day has one, whatever summer time does, however often one asks', () => {
    const slots = new Set<number>();
    for (
      let now = at('2026-03-20T00:00:00Z').getTime();
      now < at('2026-04-03T00:00:00Z').getTime();
      now += 10 * 60_000
    )
      slots.add(latestDaily(new Date(now), { hour: 2, minute: 30 }, 'Europe/Copenhagen').getTime());
    expect(slots.size).toBe(15);
  });
});

test('calendar days keep the clock over summer time', () => {
  const later = calendarDaysAfter(at('2026-03-20T10:00:00+01:00'), 14, COPENHAGEN);
  expect(later).toEqual(at('2026-04-03T10:00:00+02:00'));
  expect(
    calendarDaysBetween(at('2026-03-20T23:30:00+01:00'), at('2026-04-03T00:30:00+02:00'), COPENHAGEN),
  ).toBe(14);
  expect(
    calendarDaysBetween(at('2026-04-03T10:00:00+02:00'), at('2026-04-02T10:00:00+02:00'), COPENHAGEN),
  ).toBe(-1);
});

test('a local date begins with the working day, closed or not, and nonsense is no date', () => {
  expect(startOfLocalDay('2026-11-21', COPENHAGEN)).toEqual(at('2026-11-21T08:00:00+01:00'));
  expect(startOfLocalDay('2026-03-29', COPENHAGEN)).toEqual(at('2026-03-29T08:00:00+02:00'));
  for (const text of ['', '21.11.2026', '2026-02-30', '2026-13-01', '2026-11-21T08:00', 'i morgen']) {
    expect(startOfLocalDay(text, COPENHAGEN)).toBeNull();
  }
});

test('a date belongs to the place: late evening in Denmark is already tomorrow in Auckland', () => {
  const evening = at('2026-11-17T22:00:00+01:00');
  expect(localDate(evening, COPENHAGEN)).toBe('2026-11-17');
  expect(localDate(evening, AUCKLAND)).toBe('2026-11-18');
  expect(localTime(evening, AUCKLAND)).toEqual({ hour: 10, minute: 0 });
});

test('week numbers follow ISO, also where the year differs', () => {
  expect(isoWeek(at('2026-11-17T10:00:00+01:00'), COPENHAGEN)).toEqual({ year: 2026, week: 47 });
  expect(isoWeek(at('2027-01-03T23:30:00+01:00'), COPENHAGEN)).toEqual({ year: 2026, week: 53 });
  expect(isoWeek(at('2027-01-04T00:30:00+01:00'), COPENHAGEN)).toEqual({ year: 2027, week: 1 });
});

test('the last minute for a nudge is the one before the working hours end, on open and on closed days', () => {
  expect(lastWorkingMinute(at('2026-11-17T09:30:00+01:00'), COPENHAGEN)).toEqual(
    at('2026-11-17T15:59:00+01:00'),
  );
  expect(lastWorkingMinute(at('2026-11-21T23:30:00+01:00'), COPENHAGEN)).toEqual(
    at('2026-11-21T15:59:00+01:00'),
  );
});

test('half a year ahead is 183 days, to the minute', () => {
  const now = at('2026-11-17T10:00:00+01:00');
  expect(isWithinHalfAYear(at('2027-05-19T10:00:00+02:00'), now, COPENHAGEN)).toBe(true);
  expect(isWithinHalfAYear(at('2027-05-19T10:01:00+02:00'), now, COPENHAGEN)).toBe(false);
});
