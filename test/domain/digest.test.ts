import { describe, expect, test } from 'vitest';
import type { OpeningId } from '../../src/domain/ids.ts';
import type { EmploymentForm } from '../../src/domain/opening/employment.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { checkIn } from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { snooze } from '../../src/domain/opening/opening-acts.ts';
import { digestOf, freshOf } from '../../src/domain/reports/digest.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  changedBy,
  claimed,
  closed,
  contacted,
  filled,
  frozen,
  jobsOf,
  logged,
  METTE,
  matching,
  presented,
} from '../support/builders.ts';

const MONDAY = at('2026-11-23T08:00:00+01:00');
const EMPTY = { open: [], fresh: freshOf([]), toDecide: [], spotted: 0, placements: [] };

function numbered(opening: Opening, number: number): Opening {
  return frozen({ ...opening, id: `opening-${number}` as OpeningId, number });
}

const digest = (open: readonly Opening[]) => digestOf(frozen({ ...EMPTY, open }), BIRKHOLM, MONDAY);

describe('the weekly digest', () => {
  test('tells what begins or stops on a Monday after eight on the Monday after', () => {
    const started = filled(at('2026-11-16T08:28:00+01:00'));
    const stopped = changedBy(endEarly(started, 1, 'other', by(METTE, at('2026-11-16T11:00:00+01:00'))));
    const told = (job: Opening) => digestOf({ ...EMPTY, placements: jobsOf(job) }, BIRKHOLM, MONDAY);
    expect(told(started).target).toMatchObject({ placed: 1, newlyPlaced: 1 });
    expect(told(stopped)).toMatchObject({ ended: 1, target: { placed: 0, newlyPlaced: 0 } });
  });

  test('of a quiet week says so in zeros, and keeps the promised number', () => {
    expect(digestOf(EMPTY, BIRKHOLM, MONDAY)).toEqual({
      year: 2026,
      week: 48,
      target: { promised: 100, spotted: 0, newlySpotted: 0, placed: 0, newlyPlaced: 0, beganToday: 0 },
      overdue: [],
      snoozed: 0,
      withoutAgreement: [],
      fresh: { openings: 0, places: 0, visits: 0 },
      waiting: { total: 0, long: 0, thinking: 0 },
      seeking: { total: 0, long: 0 },
      starting: [],
      running: 0,
      late: 0,
      ended: 0,
      decisions: [],
      searching: 0,
      goodNews: [],
    });
  });

  test('says when the promised number was reached, in the week in which it was, and no later one', () => {
    const begun = (startedOn: string, form: EmploymentForm = 'flex_job') =>
      jobsOf(filled()).map((job) => ({ ...job, startedOn, form }));
    const news = (target: number | null, ...jobs: (readonly ReturnType<typeof begun>[number][])[]) =>
      digestOf({ ...EMPTY, placements: jobs.flat() }, { ...BIRKHOLM, target }, MONDAY).goodNews;
    const [before, during, today] = [begun('2026-11-15'), begun('2026-11-16'), begun('2026-11-23')];
    expect(news(2, before, during)).toEqual([{ reached: 'target', promised: 2 }]);
    expect(news(1, before, during)).toEqual([]);
    expect(news(1, during, during)).toEqual([{ reached: 'target', promised: 1 }]);
    expect(news(3, before, during)).toEqual([]);
    expect(news(null, before, during)).toEqual([]);
    expect(news(2, before, begun('2026-11-17', 'work_trial'))).toEqual([]);
    expect(news(2, before, today)).toEqual([]);
    expect(news(0, before, during)).toEqual([]);
  });

  test('tells what must be decided by how long it waits, and what waits equally by its number', () => {
    const asked = (number: number, on: string) => {
      const opening = numbered(closed(), number);
      if (opening.status !== 'closed') throw new Error('it is closed');
      return { ...opening, again: { state: 'asked', at: at(on) } as const };
    };
    const toDecide = [
      asked(3, '2026-11-18T10:00:00+01:00'),
      asked(2, '2026-11-19T10:00:00+01:00'),
      asked(1, '2026-11-19T10:00:00+01:00'),
      asked(4, '2026-11-17T10:00:00+01:00'),
    ];
    const { decisions } = digestOf({ ...EMPTY, toDecide }, BIRKHOLM, MONDAY);
    expect(decisions.map(({ number }) => number)).toEqual([4, 3, 1, 2]);
  });

  test('tells no promise from a promise of 0', () => {
    const promised = (target: number | null) =>
      digestOf(EMPTY, { ...BIRKHOLM, target }, MONDAY).target.promised;
    expect([promised(null), promised(0)]).toEqual([null, 0]);
  });

  test('names what is overdue, the longest waiting first and then by number, with its business days', () => {
    const tuesday = at('2026-11-17T10:00:00+01:00');
    const open = [
      numbered(contacted(at('2026-11-18T10:00:00+01:00')), 1),
      numbered(claimed(tuesday), 3),
      numbered(logged(tuesday), 2),
      numbered(logged(at('2026-11-20T10:00:00+01:00')), 4),
    ];
    expect(digest(open).overdue.map(({ opening, days }) => [opening.number, days])).toEqual([
      [2, 4],
      [3, 4],
      [1, 3],
    ]);
  });

  test('leaves a snoozed one out of the overdue and counts it apart', () => {
    const snoozed = changedBy(snooze(claimed(at('2026-11-10T10:00:00+01:00')), '2026-12-01', by(METTE)));
    expect(digest([snoozed])).toMatchObject({ overdue: [], snoozed: 1 });
    const over = changedBy(snooze(claimed(at('2026-11-10T10:00:00+01:00')), '2026-11-20', by(METTE)));
    expect(digest([over])).toMatchObject({ overdue: [{ opening: over }], snoozed: 0 });
  });

  test('counts job openings and visit requests of the week apart, closed ones too', () => {
    const visit = logged(MONDAY, { kind: 'visit_request', category: null, tasks: [], hours: null });
    const input = { ...EMPTY, fresh: freshOf([logged(), closed(), visit]), spotted: 12 };
    expect(digestOf(input, BIRKHOLM, MONDAY)).toMatchObject({
      target: { spotted: 12, newlySpotted: 2 },
      fresh: { openings: 2, visits: 1 },
    });
  });

  test('counts who waits since the talk with the company, over seven days, and while it thinks', () => {
    const sevenDays = contacted(at('2026-11-16T08:00:00+01:00'));
    const longer = contacted(at('2026-11-16T07:59:00+01:00'));
    const thinking = contacted(at('2026-11-20T10:00:00+01:00'), true);
    const thought = contacted(at('2026-11-02T10:00:00+01:00'), true);
    expect(digest([sevenDays, longer, thinking, thought, claimed()]).waiting).toEqual({
      total: 4,
      long: 2,
      thinking: 1,
    });
  });

  test('counts each place that looks for a candidate, and names the days of those who begin within a week', () => {
    const seeking = matching(at('2026-11-12T10:00:00+01:00'), { places: 2 });
    const agreedOn = (day: string) => agreed(day, at('2026-11-20T10:00:00+01:00'));
    const open = [
      seeking,
      matching(at('2026-11-20T10:00:00+01:00')),
      ...['2026-11-26', '2026-11-23', '2026-11-30', '2026-11-22'].map(agreedOn),
      presented(at('2026-11-20T10:00:00+01:00')),
    ];
    expect(digest(open)).toMatchObject({
      seeking: { total: 3, long: 2 },
      starting: ['2026-11-23', '2026-11-26'],
    });
  });

  test('sets paid ordinary work that has begun against the promise, in openings that are closed too', () => {
    const [placement] = jobsOf(filled(at('2026-11-16T10:00:00+01:00')));
    if (placement === undefined) throw new Error('somebody started');
    const on = (startedOn: string, form: EmploymentForm = 'flex_job') => ({ ...placement, startedOn, form });
    const days = ['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23', '2026-11-24'];
    const placements = days.map((day) => on(day));
    const input = { ...EMPTY, placements: [...placements, on('2026-11-20', 'work_trial')] };
    expect(digestOf(input, BIRKHOLM, MONDAY).target).toMatchObject({ placed: 4, newlyPlaced: 2 });
  });

  test('counts who is followed, whose check-in is late, who stopped, and every search that goes on', () => {
    const started = filled(at('2026-11-16T10:00:00+01:00'));
    const stopped = (reason: 'other' | 'other_job', on: string, job = started) =>
      changedBy(endEarly(job, 1, reason, by(METTE, at(`${on}T10:00:00+01:00`))));
    const answered = changedBy(
      checkIn(started, 0, 'day_1', 'green', null, by(METTE, at('2026-11-17T10:00:00+01:00'))),
    );
    const placements = [
      started,
      answered,
      stopped('other', '2026-11-20'),
      stopped('other_job', '2026-11-20'),
      stopped('other', '2026-11-15', filled(at('2026-11-12T10:00:00+01:00'))),
    ];
    expect(digestOf({ ...EMPTY, placements: placements.flatMap(jobsOf) }, BIRKHOLM, MONDAY)).toMatchObject({
      running: 2,
      late: 1,
      ended: 2,
      searching: 2,
    });
  });

  test('tells of a quarter of a year reached within the week, unless all is red, and of what lasts', () => {
    const [job] = jobsOf(filled(at('2026-11-16T10:00:00+01:00')));
    if (job === undefined) throw new Error('somebody started');
    const since = (startedOn: string, more: Partial<typeof job> = {}) => ({
      ...job,
      startedOn,
      company: startedOn,
      ...more,
    });
    const red = { item: 'week_8', colour: 'red', at: MONDAY, by: METTE, next: null } as const;
    const placements = [
      since('2026-08-16'),
      since('2026-08-17'),
      since('2026-08-23'),
      since('2026-08-24'),
      since('2026-08-20', { checkIns: [red] }),
      since('2026-05-21', { retainedOn: '2026-11-16' }),
      since('2026-05-22', { retainedOn: '2026-11-23' }),
      since('2026-05-18', { retainedOn: '2026-11-15' }),
      since('2026-05-19', { retainedOn: '2026-11-20', ended: { on: '2026-11-21', reason: 'other' } }),
    ];
    expect(digestOf({ ...EMPTY, placements }, BIRKHOLM, MONDAY).goodNews).toEqual([
      { company: '2026-08-17', named: false, reached: 'quarter' },
      { company: '2026-08-23', named: false, reached: 'quarter' },
      { company: '2026-05-21', named: false, reached: 'retention' },
    ]);
  });

  test('tells who is in a job now from who stopped within the week', () => {
    const [placement] = jobsOf(filled(at('2026-11-02T10:00:00+01:00')));
    if (placement === undefined) throw new Error('somebody started');
    const until = (on: string) => ({ ...placement, ended: { on, reason: 'other' as const } });
    const placements = [placement, until('2026-11-15'), until('2026-11-16'), until('2026-11-23')];
    expect(digestOf({ ...EMPTY, placements }, BIRKHOLM, MONDAY)).toMatchObject({
      running: 1,
      ended: 1,
      target: { placed: 1 },
    });
  });

  test('no longer waits for a company whose time to think ends now', () => {
    const thinking = contacted(at('2026-11-09T08:00:00+01:00'), true);
    expect(digest([thinking]).waiting).toEqual({ total: 1, long: 1, thinking: 0 });
    expect(digest([contacted(at('2026-11-09T08:01:00+01:00'), true)]).waiting.thinking).toBe(1);
  });

  test('calls a search of exactly seven days not long yet', () => {
    expect(digest([matching(at('2026-11-16T08:00:00+01:00'))]).seeking).toEqual({ total: 1, long: 0 });
  });

  test('belongs to the task force’s own week', () => {
    const sundayNight = at('2026-11-22T23:30:00+01:00');
    const auckland = { ...BIRKHOLM, calendar: { ...BIRKHOLM.calendar, zone: 'Pacific/Auckland' } };
    expect(digestOf(EMPTY, BIRKHOLM, sundayNight).week).toBe(47);
    expect(digestOf(EMPTY, auckland, sundayNight).week).toBe(48);
  });
});
