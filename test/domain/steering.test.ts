import { describe, expect, test } from 'vitest';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening, OpeningEvent } from '../../src/domain/opening/opening.ts';
import { type SteeringInput, shownToObserver, steeringOf } from '../../src/domain/reports/steering.ts';
import { at, BIRKHOLM, by, changedBy, claimed, logged, METTE, TUESDAY } from '../support/builders.ts';

const NOW = at('2026-11-27T12:00:00+01:00');
const EMPTY: SteeringInput = { since: null, open: [], logged: 0, closed: [], toDecide: [], stories: [] };
const steering = (input: Partial<SteeringInput>) => steeringOf({ ...EMPTY, ...input }, BIRKHOLM, NOW);

describe('states and their age', () => {
  test('oldest and median in business days, in the order of the states', () => {
    const open = [
      claimed(at('2026-11-26T10:00:00+01:00')),
      logged(at('2026-11-27T10:00:00+01:00')),
      logged(at('2026-11-25T10:00:00+01:00')),
      logged(at('2026-11-20T10:00:00+01:00')),
      logged(at('2026-11-16T10:00:00+01:00')),
    ];
    expect(steering({ open }).states).toEqual([
      { status: 'logged', count: 4, oldest: 9, median: 2 },
      { status: 'claimed', count: 1, oldest: 1, median: 1 },
    ]);
  });

  test('what was closed is counted by its reason, the most frequent first', () => {
    const closedFor = (reason: 'job_order' | 'no_candidate') =>
      changedBy(close(claimed(), reason, null, by(METTE)));
    const closed = [closedFor('job_order'), closedFor('no_candidate'), closedFor('no_candidate')];
    expect(steering({ closed }).closed).toEqual([
      { reason: 'no_candidate', count: 2 },
      { reason: 'job_order', count: 1 },
    ]);
  });
});

describe('agreements', () => {
  const BY = at('2026-11-20T23:59:59.999+01:00');
  const agreed: OpeningEvent = {
    kind: 'handover_agreed',
    to: METTE,
    channel: 'phone',
    by: BY,
    callAhead: false,
  };
  const story = (...then: (readonly [string, OpeningEvent])[]) => [
    { at: TUESDAY, event: agreed },
    ...then.map(([when, event]) => ({ at: at(when), event })),
  ];
  const IN_TIME = '2026-11-19T10:00:00+01:00';
  const TOO_LATE = '2026-11-21T00:00:00+01:00';
  const contacted: OpeningEvent = { kind: 'contacted', thinking: false };

  test.each<[string, ReturnType<typeof story>, string | null]>([
    ['talked to in time', story([IN_TIME, contacted]), null],
    ['closed in time', story([IN_TIME, { kind: 'closed', reason: 'job_order', note: null }]), null],
    ['talked to too late', story([TOO_LATE, contacted]), 'nobody_called'],
    ['tried in vain', story([IN_TIME, { kind: 'attempted', channel: 'phone' }]), 'no_answer'],
    ['put off', story([IN_TIME, { kind: 'snoozed', until: NOW }]), 'snoozed'],
    ['given on', story([IN_TIME, { kind: 'handed_over', to: METTE }]), 'handed_on'],
    ['put back', story([IN_TIME, { kind: 'put_back' }]), 'handed_on'],
    ['nothing at all', story(), 'nobody_called'],
  ])('%s', (_, told, cause) => {
    const causes = cause === null ? [] : [{ cause, count: 1 }];
    expect(steering({ stories: [told] }).agreements).toEqual({ due: 1, missed: causes.length, causes });
  });

  test('what is agreed for a day to come is neither kept nor missed, and older ones are no news', () => {
    const before = at('2026-11-20T12:00:00+01:00');
    expect(steeringOf({ ...EMPTY, stories: [story()] }, BIRKHOLM, before).agreements.due).toBe(0);
    expect(steering({ since: TUESDAY, stories: [story()] }).agreements.due).toBe(0);
    expect(steering({ since: new Date(TUESDAY.getTime() - 1), stories: [story()] }).agreements.due).toBe(1);
  });
});

describe('decisions wanted', () => {
  const overdue = logged(at('2026-11-16T10:00:00+01:00'));
  const nudged = (opening: Opening, level: number): Opening => ({
    ...opening,
    nudging: { ...opening.nudging, level },
  });

  test('are what is overdue after the last nudge, not what is nudged still', () => {
    const stuck = nudged(overdue, 3);
    expect(steering({ open: [nudged(overdue, 2), stuck, nudged(logged(NOW), 3)] }).decisions).toEqual([
      stuck,
    ]);
  });

  test('and what was asked about in vain', () => {
    const closed = changedBy(close(claimed(), 'no_candidate', null, by(METTE)));
    const asked = { ...closed, again: { state: 'asked', at: NOW } } as Opening;
    expect(steering({ toDecide: [closed, asked] }).decisions).toEqual([asked]);
  });
});

test('an observer reads nothing that points at few', () => {
  expect([0, 1, 4, 5, 12].map((n) => shownToObserver(n, 5))).toEqual([0, null, null, 5, 12]);
  expect([4, 5, 9, 10].map((n) => shownToObserver(n, 10))).toEqual([null, null, null, 10]);
});
