import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/ids.ts';
import type { CheckInItem, Colour } from '../../src/domain/opening/check-in.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { followUpAt, isCheckInLate, resettled, sweepFollowUp } from '../../src/domain/opening/follow-up.ts';
import {
  changeHours,
  checkIn,
  closeSearch,
  continueSearch,
  retain,
  searchMoved,
  snoozeFollowUp,
} from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { handOver } from '../../src/domain/opening/opening-acts.ts';
import { hoursGrowth, hoursOn, hoursStairs, type Placement } from '../../src/domain/opening/placement.ts';
import { start } from '../../src/domain/opening/placing.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  candidate,
  changedBy,
  filled,
  JENS,
  LEAD,
  METTE,
  TERMS,
} from '../support/builders.ts';

/** Started on Tuesday 17 November 2026, told that morning. */
const running = () => filled();
const first = (opening: Opening): Placement => {
  const [placement] = opening.placements;
  if (placement === undefined) throw new Error('somebody started');
  return placement;
};
const refusalOf = (decision: ReturnType<typeof checkIn>) =>
  decision.kind === 'refused' ? decision.refusal.code : decision.kind;
const day = (date: string, clock = '09:00') => {
  const summer = date > '2027-03-27';
  return at(`${date}T${clock}:00${summer ? '+02:00' : '+01:00'}`);
};
const NEXT = { text: 'Mesteren taler med holdet', by: '2026-12-01' };

const answer = (opening: Opening, item: CheckInItem, on: string, colour: Colour = 'green', next = NEXT) =>
  changedBy(checkIn(opening, 0, item, colour, colour === 'green' ? null : next, by(METTE, day(on))));

/** Swept at `now` with both the owner and a coordinator there, and stored. */
function swept(opening: Opening, now: Instant, held: readonly string[] = ['owner', 'coordinator']) {
  const placement = first(opening);
  const sweep = sweepFollowUp(placement, (receiver) => held.includes(receiver), BIRKHOLM, now);
  const followUp = sweep.kind === 'not_due' ? placement.followUp : sweep.followUp;
  const next: Opening = { ...opening, placements: [{ ...placement, followUp }] };
  return { sweep, next };
}
const told = (sweep: ReturnType<typeof swept>['sweep']) =>
  sweep.kind === 'nudge' ? [sweep.receiver, sweep.followUp.item, sweep.followUp.level] : sweep.kind;

describe('check-ins fall due', () => {
  test('on day 1, weeks 1, 2, 3, 4, 8, 13 and 26, at the start of working hours, on the next business day', () => {
    let opening = running();
    const asked = [];
    for (let count = 0; count < 8; count += 1) {
      const { followUp } = first(opening);
      if (followUp === null) throw new Error(`nothing was asked after ${count}`);
      asked.push([followUp.item, followUp.dueAt.toISOString()]);
      opening = changedBy(
        checkIn(opening, 0, followUp.item as CheckInItem, 'green', null, by(METTE, followUp.dueAt)),
      );
    }
    expect(asked).toEqual([
      ['day_1', '2026-11-18T07:00:00.000Z'],
      ['week_1', '2026-11-24T07:00:00.000Z'],
      ['week_2', '2026-12-01T07:00:00.000Z'],
      ['week_3', '2026-12-08T07:00:00.000Z'],
      ['week_4', '2026-12-15T07:00:00.000Z'],
      ['week_8', '2027-01-12T07:00:00.000Z'],
      ['week_13', '2027-02-16T07:00:00.000Z'],
      // 18 May 2027 is the day after Whit Monday, and summer time holds.
      ['retention', '2027-05-18T06:00:00.000Z'],
    ]);
    expect(first(opening)).toMatchObject({ followUp: null, retainedOn: '2027-05-18' });
  });

  test('on Monday when the date is a Sunday, and after the holidays when it is Christmas', () => {
    const from = (startsOn: string) =>
      first(changedBy(start(agreed(startsOn, day(startsOn)), 1, TERMS, by(METTE, day(startsOn))))).followUp;
    expect(from('2026-11-21')).toMatchObject({ item: 'day_1', dueAt: day('2026-11-23', '08:00') });
    expect(from('2026-12-24')).toMatchObject({ item: 'day_1', dueAt: day('2026-12-28', '08:00') });
  });

  test('only the latest of them when the start is told late', () => {
    const told = changedBy(
      start(agreed('2026-10-27', day('2026-11-17')), 1, TERMS, by(METTE, day('2026-11-17'))),
    );
    expect(first(told).followUp).toMatchObject({ item: 'week_3', dueAt: day('2026-11-17', '08:00') });
  });

  test('in the weeks that the task force chose, which move what is asked next', () => {
    const weekly = (checkInWeeks: readonly number[]) => ({
      ...BIRKHOLM,
      thresholds: { ...BIRKHOLM.thresholds, checkInWeeks },
    });
    const taskForce = weekly([6, 20]);
    const now = day('2026-11-19');
    const opening = changedBy(
      checkIn(running(), 0, 'day_1', 'green', null, { ...by(METTE, now), taskForce }),
    );
    expect(first(opening).followUp).toMatchObject({ item: 'week_6', dueAt: day('2026-12-29', '08:00') });
    expect(resettled(first(opening), weekly([]), now).followUp?.item).toBe('retention');
    expect(resettled(first(opening), BIRKHOLM, now).followUp?.item).toBe('week_1');
  });

  test('no later than the retention, where that is shorter', () => {
    const taskForce = { ...BIRKHOLM, thresholds: { ...BIRKHOLM.thresholds, retainedWeeks: 3 } };
    const now = day('2026-12-08');
    const opening = changedBy(
      checkIn(
        running(),
        0,
        'week_1',
        'yellow',
        { ...NEXT, by: '2026-12-20' },
        { ...by(METTE, now), taskForce },
      ),
    );
    expect(first(opening)).toMatchObject({ retainedOn: '2026-12-08', checkIns: [{ item: 'retention' }] });
  });
});

describe('an answer', () => {
  test('is recorded once per milestone, and the same again is no error', () => {
    const opening = answer(running(), 'day_1', '2026-11-18');
    const again = (colour: Colour) =>
      checkIn(opening, 0, 'day_1', colour, NEXT, by(METTE, day('2026-11-19')));
    expect([again('green').kind, refusalOf(again('red'))]).toEqual(['unchanged', 'already_checked_in']);
    expect(refusalOf(checkIn(opening, 0, 'week_1', 'green', null, by(METTE, day('2026-11-19'))))).toBe(
      'already_checked_in',
    );
  });

  test('to what was asked before counts for what is asked now, and what lay between was missed', () => {
    const opening = answer(running(), 'day_1', '2026-12-02');
    expect(first(opening)).toMatchObject({
      checkIns: [{ item: 'week_2', colour: 'green', next: null }],
      followUp: { item: 'week_3' },
    });
  });

  test('is the owner’s, or a lead’s', () => {
    const of = (person: typeof METTE) =>
      refusalOf(checkIn(running(), 0, 'day_1', 'green', null, by(person, day('2026-11-18'))));
    expect([of(JENS), of(LEAD)]).toEqual(['not_yours', 'changed']);
  });

  test.each(['yellow', 'red'] as const)(
    'in %s tells what happens next, from tomorrow to half a year ahead',
    (colour) => {
      const by_ = (date: string | null) =>
        refusalOf(
          checkIn(
            running(),
            0,
            'day_1',
            colour,
            date === null ? null : { ...NEXT, by: date },
            by(METTE, day('2026-11-18')),
          ),
        );
      expect([null, '2026-11-18', '2026-11-19', '2027-05-20', '2027-05-21', 'torsdag'].map(by_)).toEqual([
        'promise_out_of_range',
        'promise_out_of_range',
        'changed',
        'changed',
        'promise_out_of_range',
        'promise_out_of_range',
      ]);
    },
  );

  test('with a promise is asked about again on its date, and its text is gone when that is answered', () => {
    const promised = answer(running(), 'day_1', '2026-11-18', 'yellow', { ...NEXT, by: '2026-11-20' });
    expect(first(promised).followUp).toMatchObject({
      item: 'promise:2026-11-20',
      dueAt: day('2026-11-20', '08:00'),
    });
    const kept = answer(promised, 'promise:2026-11-20', '2026-11-20');
    expect(first(kept)).toMatchObject({
      followUp: { item: 'week_1' },
      checkIns: [{ next: { text: null } }, {}],
    });
    const missed = answer(promised, 'week_1', '2026-11-25');
    expect(first(missed)).toMatchObject({
      followUp: { item: 'week_2' },
      checkIns: [{ next: { text: null } }, { item: 'week_1' }],
    });
    const early = answer(
      answer(running(), 'day_1', '2026-11-18', 'red', { ...NEXT, by: '2026-11-26' }),
      'week_1',
      '2026-11-24',
    );
    expect(first(early)).toMatchObject({
      followUp: { item: 'promise:2026-11-26' },
      checkIns: [{ next: { text: NEXT.text } }, {}],
    });
  });

  test('in green or yellow at the retention makes it one that lasts; red doesn’t, until its promise turns out well', () => {
    const at26 = (colour: Colour) =>
      answer(running(), 'retention', '2027-05-18', colour, { ...NEXT, by: '2027-06-01' });
    expect([
      first(at26('green')).retainedOn,
      first(at26('yellow')).retainedOn,
      first(at26('red')).retainedOn,
    ]).toEqual(['2027-05-18', '2027-05-18', null]);
    expect(first(answer(at26('red'), 'promise:2027-06-01', '2027-06-01')).retainedOn).toBe('2027-06-01');
  });
});

describe('“Fastholdt”', () => {
  test('is recorded from the retention date on, once, and ends the check-ins', () => {
    const on = (date: string, opening = running()) => retain(opening, 0, by(METTE, day(date)));
    expect(refusalOf(on('2027-05-17'))).toBe('too_early_to_retain');
    const retained = changedBy(on('2027-05-18'));
    expect(first(retained)).toMatchObject({ retainedOn: '2027-05-18', followUp: null });
    expect(on('2027-05-19', retained).kind).toBe('unchanged');
  });
});

describe('a sweep', () => {
  test('tells the owner, a business day later the coordinator, then rests until the next check-in', () => {
    const owner = swept(running(), day('2026-11-18', '08:00'));
    const boss = swept(owner.next, day('2026-11-19', '08:00'));
    const rest = swept(boss.next, day('2026-11-23', '08:00'));
    const week = swept(boss.next, day('2026-11-24', '08:00'));
    expect([owner, boss, rest, week].map(({ sweep }) => told(sweep))).toEqual([
      ['owner', 'day_1', 1],
      ['coordinator', 'day_1', 2],
      'not_due',
      ['owner', 'week_1', 1],
    ]);
    expect(followUpAt(boss.next.placements)).toEqual(day('2026-11-24', '08:00'));
  });

  test('after an outage tells of the latest alone, and in working hours', () => {
    expect(told(swept(running(), day('2026-12-05', '11:00')).sweep)).toBe('planned');
    const night = swept(running(), day('2026-12-02', '20:00'));
    expect(told(night.sweep)).toBe('planned');
    expect(told(swept(night.next, day('2026-12-03', '08:00')).sweep)).toEqual(['owner', 'week_2', 1]);
  });

  test('passes over a level that nobody holds, and is over when nobody is left', () => {
    expect(told(swept(running(), day('2026-11-18'), ['coordinator']).sweep)).toEqual([
      'coordinator',
      'day_1',
      2,
    ]);
    const nobody = swept(running(), day('2026-11-18'), []);
    expect(told(nobody.sweep)).toBe('planned');
    expect(followUpAt(nobody.next.placements)).toEqual(day('2026-11-24', '08:00'));
  });

  test('leaves a snoozed one alone until its date, whatever falls due meanwhile, and then begins with the owner', () => {
    const owner = swept(running(), day('2026-11-18'));
    const snoozed = changedBy(snoozeFollowUp(owner.next, 0, '2026-11-26', by(METTE, day('2026-11-18'))));
    expect(told(swept(snoozed, day('2026-11-25')).sweep)).toBe('not_due');
    expect(told(swept(snoozed, day('2026-11-26', '08:00')).sweep)).toEqual(['owner', 'week_1', 1]);
    const soon = changedBy(snoozeFollowUp(owner.next, 0, '2026-11-20', by(METTE, day('2026-11-18'))));
    expect(told(swept(soon, day('2026-11-20', '08:00')).sweep)).toEqual(['owner', 'day_1', 1]);
    expect(first(soon).followUp?.round).toBe(1);
  });

  test('plans what was never planned, and finds nothing where nothing is asked', () => {
    const opening = running();
    const old: Opening = { ...opening, placements: [{ ...first(opening), followUp: null }] };
    expect(swept(old, day('2026-11-17', '11:00')).next).toEqual(opening);
    expect(
      told(swept(changedBy(retain(opening, 0, by(METTE, day('2027-05-18')))), day('2027-06-01')).sweep),
    ).toBe('not_due');
  });
});

test('a check-in is late from the day after it was due, unless it is snoozed', () => {
  const late = (opening: Opening, date: string) =>
    isCheckInLate(first(opening), BIRKHOLM, day(date, '08:00'));
  const snoozed = changedBy(snoozeFollowUp(running(), 0, '2026-11-23', by(METTE, day('2026-11-18'))));
  expect([
    late(running(), '2026-11-18'),
    late(running(), '2026-11-19'),
    late(snoozed, '2026-11-19'),
    late(snoozed, '2026-11-24'),
  ]).toEqual([false, true, false, true]);
});

describe('hours', () => {
  const change = (opening: Opening, hours: number, from: string) =>
    changeHours(opening, 0, hours, from, by(METTE, day('2026-12-15')));

  test('change from a date on, every change is kept, and growth is from the first to the latest', () => {
    const opening = changedBy(change(changedBy(change(running(), 12, '2026-12-01')), 20, '2027-01-04'));
    const placement = first(opening);
    expect(
      ['2026-11-30', '2026-12-01', '2027-01-03', '2027-01-04'].map((date) => hoursOn(placement, date)),
    ).toEqual([7.5, 12, 12, 20]);
    expect(hoursStairs(placement)).toEqual([
      { from: '2026-11-17', hours: 7.5 },
      { from: '2026-12-01', hours: 12 },
      { from: '2027-01-04', hours: 20 },
    ]);
    expect([
      hoursGrowth(placement, '2026-11-30'),
      hoursGrowth(placement, '2026-12-15'),
      hoursGrowth(placement, '2027-02-01'),
    ]).toEqual([null, 4.5, 12.5]);
  });

  test('of one date are corrected by the later, and both are kept', () => {
    const placement = first(
      changedBy(change(changedBy(change(running(), 12, '2026-12-01')), 13, '2026-12-01')),
    );
    expect(placement.hoursSteps).toHaveLength(2);
    expect(hoursStairs(placement).map(({ hours }) => hours)).toEqual([7.5, 13]);
  });

  test('can’t change before the start, before the last change, or beyond half a year', () => {
    const opening = changedBy(change(running(), 12, '2026-12-01'));
    expect(
      ['2026-11-16', '2026-11-30', '2027-06-16', '2027-06-17'].map((from) =>
        refusalOf(change(opening, 15, from)),
      ),
    ).toEqual(['hours_out_of_range', 'hours_before_last', 'changed', 'hours_out_of_range']);
    expect(change(opening, 12, '2026-12-02').kind).toBe('unchanged');
  });
});

describe('ended early', () => {
  const ended = (reason: Parameters<typeof endEarly>[2] = 'hours_or_tasks') =>
    changedBy(endEarly(running(), 1, reason, by(METTE, day('2026-11-20'))));

  test('the candidate is searched another place for, and a week of silence is asked about, at two weeks above', () => {
    expect(first(ended()).followUp).toMatchObject({ item: 'search', dueAt: day('2026-11-27') });
    const owner = swept(ended(), day('2026-11-27'));
    const boss = swept(owner.next, day('2026-12-04'));
    expect([told(owner.sweep), told(boss.sweep)]).toEqual([
      ['owner', 'search', 1],
      ['coordinator', 'search', 2],
    ]);
    expect(followUpAt(boss.next.placements)).toBeNull();
  });

  test('not for one who went on to another job', () => {
    expect(first(ended('other_job'))).toMatchObject({ search: null, followUp: null });
  });

  test('the search goes on, is closed with a reason, or ends when the candidate is agreed on elsewhere', () => {
    const still = changedBy(
      continueSearch(swept(ended(), day('2026-11-27')).next, 0, by(METTE, day('2026-11-27'))),
    );
    expect(first(still).followUp).toMatchObject({ round: 1, level: 0, dueAt: day('2026-12-04') });
    const closed = changedBy(closeSearch(still, 0, 'not_now', by(METTE, day('2026-11-30'))));
    expect(first(closed)).toMatchObject({
      search: { closed: { on: '2026-11-30', reason: 'not_now' } },
      followUp: null,
    });
    expect(refusalOf(closeSearch(closed, 0, 'other', by(METTE, day('2026-11-30'))))).toBe('place_moved_on');
    const elsewhere = (to: 'presented' | 'agreed', who = 'k-142') =>
      searchMoved(ended(), candidate(who), to, by(JENS, day('2026-11-30')));
    expect(first(changedBy(elsewhere('agreed')))).toMatchObject({ search: { closed: { reason: 'placed' } } });
    expect(first(changedBy(elsewhere('presented'))).followUp).toMatchObject({ dueAt: day('2026-12-07') });
    expect(elsewhere('agreed', 'K-9').kind).toBe('unchanged');
  });

  test('what was promised is erased', () => {
    const promised = answer(running(), 'day_1', '2026-11-18', 'red');
    const stopped = changedBy(endEarly(promised, 1, 'other', by(METTE, day('2026-11-20'))));
    expect(first(stopped).checkIns).toMatchObject([{ next: { text: null } }]);
  });
});

test('a filled opening whose jobs are followed can be handed to a colleague, not to the room', () => {
  const hand = (to: typeof JENS | null, opening = running()) =>
    handOver(opening, to, by(METTE, day('2026-11-20')));
  expect(changedBy(hand(JENS))).toMatchObject({ status: 'closed', owner: JENS });
  expect(refusalOf(hand(null))).toBe('keep_owner');
  const retained = changedBy(retain(running(), 0, by(METTE, day('2027-05-18'))));
  expect(refusalOf(hand(JENS, retained))).toBe('closed');
});
