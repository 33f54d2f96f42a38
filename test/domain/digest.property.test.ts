import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { calendarDaysAfter, latestWeekly, localDate } from '../../src/domain/calendar.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { dateOf } from '../../src/domain/opening/follow-up.ts';
import { type CompanyPlacement, digestOf, freshOf } from '../../src/domain/reports/digest.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import { BIRKHOLM, COPENHAGEN, filled, jobsOf } from '../support/builders.ts';
import fc, { runs } from '../support/properties.ts';

const EMPTY = { open: [], fresh: freshOf([]), toDecide: [], spotted: 0 };
const FIRST = DateTime.fromISO('2026-01-05T00:00', { zone: COPENHAGEN.zone });
/** Both changes of the clock are in it. */
const WEEKS = 60;

/** The digests of more than a year, each with the hour it goes out. */
const digests = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) })
  .map(({ weekday, hour }) =>
    Array.from({ length: WEEKS }, (_, week) =>
      latestWeekly(FIRST.plus({ weeks: week + 1 }).toJSDate(), weekday, hour, COPENHAGEN.zone),
    ),
  );
/** In minutes, a week after the first of them and so long before the last that it can be told. */
const moments = (weeks: number) => fc.integer({ min: 7 * 24 * 60, max: (weeks - 2) * 7 * 24 * 60 });
const instant = (minutes: number): Instant => FIRST.plus({ minutes }).toJSDate();
const dateAt = (minutes: number) => localDate(instant(minutes), COPENHAGEN);

const [job] = jobsOf(filled());
if (job === undefined) throw new Error('somebody started');
const begun: CompanyPlacement = { ...job, form: 'flex_job' };

/** What each digest tells of what had happened by its hour. */
function toldBy(
  planned: readonly Instant[],
  known: (now: Instant) => readonly CompanyPlacement[],
  taskForce: TaskForce = { ...BIRKHOLM, target: null },
) {
  return planned.map((now) => digestOf({ ...EMPTY, placements: known(now) }, taskForce, now));
}

/** Which digest is the first after that local date. */
const firstAfter = (planned: readonly Instant[], date: string) =>
  planned.findIndex((now) => localDate(now, COPENHAGEN) > date);
/** Those that tell it, each as often as it does. */
const tellers = (counts: readonly number[]) => counts.flatMap((count, week) => Array(count).fill(week));

describe('over many weeks, on any weekday and at any hour, the digest tells once', () => {
  test('who began', () => {
    fc.assert(
      fc.property(digests, moments(WEEKS), (planned, start) => {
        const placement = { ...begun, startedOn: dateAt(start) };
        const told = toldBy(planned, (now) => (instant(start) <= now ? [placement] : []));
        expect(tellers(told.map(({ target }) => target.newlyPlaced))).toEqual([
          firstAfter(planned, placement.startedOn),
        ]);
      }),
      { numRuns: runs(40) },
    );
  });

  test('who stopped', () => {
    fc.assert(
      fc.property(digests, moments(WEEKS), (planned, end) => {
        const on = dateAt(end);
        const ended = { ...begun, startedOn: '2025-12-01', ended: { on, reason: 'other' as const } };
        const running = { ...ended, ended: null };
        const told = toldBy(planned, (now) => [instant(end) <= now ? ended : running]);
        expect(tellers(told.map((digest) => digest.ended))).toEqual([firstAfter(planned, on)]);
      }),
      { numRuns: runs(40) },
    );
  });

  test('that a job reached a quarter of a year, and that it lasts', () => {
    fc.assert(
      fc.property(digests, moments(WEEKS - 30), fc.integer({ min: 0, max: 5 }), (planned, start, late) => {
        const placement = { ...begun, startedOn: dateAt(start) };
        const lasting = start + (26 * 7 + late) * 24 * 60;
        const lasts = { ...placement, retainedOn: dateAt(lasting) };
        const told = toldBy(planned, (now) => [instant(lasting) <= now ? lasts : placement]);
        const tells = (reached: string) =>
          told.map(({ goodNews }) => goodNews.filter((news) => news.reached === reached).length);
        expect(tellers(tells('quarter'))).toEqual([
          firstAfter(planned, dateOf('week_13', placement, BIRKHOLM)),
        ]);
        expect(tellers(tells('retention'))).toEqual([firstAfter(planned, lasts.retainedOn)]);
      }),
      { numRuns: runs(40) },
    );
  });

  test('that the target was reached, whoever stops and takes over afterwards', () => {
    const someJobs = fc.array(fc.tuple(moments(WEEKS), fc.integer({ min: 1, max: 30 * 24 * 60 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(digests, someJobs, fc.integer({ min: 1, max: 3 }), (planned, jobs, promised) => {
        const known = (now: Instant) =>
          jobs
            .filter(([start]) => instant(start) <= now)
            .map(([start, minutes]): CompanyPlacement => {
              const end = start + minutes;
              const ended = instant(end) <= now ? ({ on: dateAt(end), reason: 'other' } as const) : null;
              return { ...begun, startedOn: dateAt(start), ended };
            });
        const told = toldBy(planned, known, { ...BIRKHOLM, target: promised });
        const inWorkOnTheEveOf = (now: Instant) => {
          const eve = localDate(calendarDaysAfter(now, -1, COPENHAGEN), COPENHAGEN);
          return jobs.filter(([start, minutes]) => dateAt(start) <= eve && dateAt(start + minutes) > eve)
            .length;
        };
        const first = planned.findIndex((now) => inWorkOnTheEveOf(now) >= promised);
        expect(tellers(told.map(({ goodNews }) => goodNews.length))).toEqual(first < 0 ? [] : [first]);
      }),
      { numRuns: runs(40) },
    );
  });
});
