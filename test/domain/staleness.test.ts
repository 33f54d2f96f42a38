import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/ids.ts';
import { withNudging } from '../../src/domain/opening/decision.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import {
  claim,
  handOver,
  recordAttempt,
  recordContact,
  snooze,
} from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate } from '../../src/domain/opening/placing.ts';
import { promisedCallBy } from '../../src/domain/opening/promise.ts';
import {
  isOverdue,
  isSnoozed,
  type NudgeReceiver,
  type Sweep,
  staleAt,
  sweepOpening,
} from '../../src/domain/opening/staleness.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  candidate,
  changedBy,
  claimed,
  closed,
  contacted,
  frozen,
  JENS,
  logged,
  METTE,
  matching,
  presented,
  TUESDAY,
  visitBooked,
} from '../support/builders.ts';

const everybody = () => true;
const nobody = () => false;
const allBut =
  (...absent: readonly NudgeReceiver[]) =>
  (receiver: NudgeReceiver) =>
    !absent.includes(receiver);

/** What the bot does minute after minute, told in a line each: when, and to whom. */
function told(
  opening: Opening,
  until: Instant,
  held: (receiver: NudgeReceiver) => boolean = everybody,
  taskForce: TaskForce = BIRKHOLM,
  from: Instant = opening.actedAt,
): string[] {
  const lines: string[] = [];
  let current = opening;
  for (let now = from; now <= until; now = new Date(now.getTime() + 15 * 60_000)) {
    const sweep = sweepOpening(frozen(current), held, taskForce, now);
    if (sweep.kind === 'not_due') continue;
    lines.push(`${clock(now)} ${sweep.kind === 'nudge' ? sweep.receiver : sweep.kind}`);
    if (sweep.kind === 'release') return lines;
    current = withNudging(current, sweep.nudging);
  }
  return lines;
}

function clock(instant: Instant): string {
  const local = instant.toLocaleString('sv-SE', { timeZone: 'Europe/Copenhagen' });
  return local.slice(5, 16);
}

function nudgeOf(sweep: Sweep) {
  if (sweep.kind !== 'nudge') throw new Error(`expected a nudge, got ${sweep.kind}`);
  return sweep;
}

/** Three weeks later: nothing more comes by then. */
const MUCH_LATER = at('2026-12-08T16:00:00+01:00');

describe('who hears when, if nobody does anything', () => {
  test('logged: the room after a business day, then the lead, then the coordinator, then nobody', () => {
    expect(told(logged(), MUCH_LATER)).toEqual([
      '11-18 10:00 jobcentre_room',
      '11-19 10:00 consultant_lead',
      '11-20 10:00 coordinator',
    ]);
  });

  test('claimed: the owner three days after logging, then the lead, and back to the room after five', () => {
    expect(told(claimed(), MUCH_LATER)).toEqual([
      '11-20 10:00 owner',
      '11-23 10:00 consultant_lead',
      '11-24 10:00 release',
    ]);
  });

  test('claimed, where release takes longer: the coordinator hears before it', () => {
    const patient = { ...BIRKHOLM, thresholds: { ...BIRKHOLM.thresholds, releaseDaysSinceLogged: 8 } };
    const taken = changedBy(claim(logged(), by(METTE, TUESDAY, patient)));
    expect(told(taken, MUCH_LATER, everybody, patient)).toEqual([
      '11-20 10:00 owner',
      '11-23 10:00 consultant_lead',
      '11-24 10:00 coordinator',
      '11-27 10:00 release',
    ]);
  });

  test('claimed late: one business day since claiming counts', () => {
    const late = changedBy(claim(logged(), by(METTE, at('2026-11-23T12:00:00+01:00'))));
    expect(told(late, MUCH_LATER)[0]).toBe('11-24 12:00 owner');
  });

  test('contacted: the owner after two business days, then the coordinator, and it stays theirs', () => {
    expect(told(contacted(), MUCH_LATER)).toEqual(['11-19 10:00 owner', '11-20 10:00 coordinator']);
  });

  test('contacted and thinking: nobody for fourteen calendar days', () => {
    expect(told(contacted(TUESDAY, true), MUCH_LATER)).toEqual([
      '12-01 10:00 owner',
      '12-02 10:00 coordinator',
    ]);
  });

  test('closed: nobody, ever', () => {
    expect(told(closed(), MUCH_LATER)).toEqual([]);
    expect(staleAt(closed(), BIRKHOLM)).toBeNull();
  });

  test('what falls due in the evening goes out in the morning, and each level a day after that', () => {
    expect(told(logged(at('2026-11-20T16:30:00+01:00')), MUCH_LATER)).toEqual([
      '11-24 08:00 jobcentre_room',
      '11-25 08:00 consultant_lead',
      '11-26 08:00 coordinator',
    ]);
  });
});

describe('a role that nobody holds is passed over', () => {
  test('without a lead the coordinator is second', () => {
    expect(told(logged(), MUCH_LATER, allBut('consultant_lead'))).toEqual([
      '11-18 10:00 jobcentre_room',
      '11-19 10:00 coordinator',
    ]);
  });

  test('with nobody to tell it is settled once, and stays overdue', () => {
    expect(told(logged(), MUCH_LATER, nobody)).toEqual(['11-18 10:00 nobody_left']);
    expect(isOverdue(logged(), BIRKHOLM, MUCH_LATER)).toBe(true);
  });

  test('with only the owner left a claimed one is still released', () => {
    const only = allBut('consultant_lead', 'coordinator');
    expect(told(claimed(), MUCH_LATER, only)).toEqual(['11-20 10:00 owner', '11-24 10:00 release']);
    expect(told(claimed(), MUCH_LATER, nobody)).toEqual(['11-20 10:00 nobody_left', '11-24 10:00 release']);
  });

  test('who leaves between two levels is not waited for', () => {
    const first = nudgeOf(sweepOpening(logged(), everybody, BIRKHOLM, at('2026-11-18T10:00:00+01:00')));
    const then = at('2026-11-19T10:00:00+01:00');
    const second = sweepOpening(withNudging(logged(), first.nudging), nobody, BIRKHOLM, then);
    expect(second).toMatchObject({ kind: 'nobody_left', nudging: { at: null } });
  });
});

describe('after an outage', () => {
  const aWeekLate = at('2026-12-01T11:00:00+01:00');

  test('one nudge goes out, and the next level a business day from then', () => {
    expect(told(logged(), MUCH_LATER, everybody, BIRKHOLM, aWeekLate)).toEqual([
      '12-01 11:00 jobcentre_room',
      '12-02 11:00 consultant_lead',
      '12-03 11:00 coordinator',
    ]);
  });

  test('an owner is told and gets a business day before it is taken back', () => {
    expect(told(claimed(), MUCH_LATER, everybody, BIRKHOLM, aWeekLate)).toEqual([
      '12-01 11:00 owner',
      '12-02 11:00 release',
    ]);
  });

  test('an owner who was told before it loses it at once', () => {
    const first = nudgeOf(sweepOpening(claimed(), everybody, BIRKHOLM, at('2026-11-20T10:00:00+01:00')));
    expect(sweepOpening(withNudging(claimed(), first.nudging), everybody, BIRKHOLM, aWeekLate)).toEqual({
      kind: 'release',
    });
  });

  test('a lead who is told late gives the owner no more time: the release comes first, before the coordinator', () => {
    const first = nudgeOf(sweepOpening(claimed(), everybody, BIRKHOLM, at('2026-11-20T10:00:00+01:00')));
    const toldOwner = withNudging(claimed(), first.nudging);
    const lead = nudgeOf(sweepOpening(toldOwner, everybody, BIRKHOLM, at('2026-11-23T15:00:00+01:00')));
    const release = at('2026-11-24T10:00:00+01:00');
    expect(lead).toMatchObject({ receiver: 'consultant_lead', nudging: { at: release, releaseAt: release } });
  });

  test('at night and at the weekend nothing goes out, however late it is', () => {
    const closedNow = [
      '2026-12-01T07:45:00+01:00',
      '2026-12-01T16:00:00+01:00',
      '2026-11-28T11:00:00+01:00',
      '2026-12-24T11:00:00+01:00',
    ];
    for (const now of closedNow) {
      expect(sweepOpening(logged(), everybody, BIRKHOLM, at(now))).toEqual({ kind: 'not_due' });
    }
  });
});

describe('an act starts the clock anew', () => {
  test('an attempt gives the owner another day once the promise to the company is past', () => {
    const tried = changedBy(recordAttempt(claimed(), 'phone', by(METTE, at('2026-11-20T12:00:00+01:00'))));
    expect(told(tried, MUCH_LATER)).toEqual([
      '11-23 12:00 owner',
      '11-24 12:00 consultant_lead',
      '11-25 12:00 release',
    ]);
  });

  test('an act after the thinking is over counts two days again', () => {
    const thinking = contacted(TUESDAY, true);
    const handed = changedBy(handOver(thinking, JENS, by(METTE, at('2026-12-02T09:00:00+01:00'))));
    expect(staleAt(handed, BIRKHOLM)).toEqual(at('2026-12-04T09:00:00+01:00'));
    expect(staleAt(thinking, BIRKHOLM)).toEqual(at('2026-12-01T10:00:00+01:00'));
  });

  test('a nudge is no act: what is stale stays so', () => {
    const now = at('2026-11-18T10:00:00+01:00');
    const nudged = withNudging(logged(), nudgeOf(sweepOpening(logged(), everybody, BIRKHOLM, now)).nudging);
    expect(staleAt(nudged, BIRKHOLM)).toEqual(staleAt(logged(), BIRKHOLM));
    expect(isOverdue(nudged, BIRKHOLM, now)).toBe(true);
  });
});

describe('a snooze', () => {
  test('keeps everybody quiet until its date, past every other time', () => {
    const snoozed = changedBy(snooze(claimed(), '2026-12-02', by(METTE)));
    expect(told(snoozed, at('2026-12-09T16:00:00+01:00'))).toEqual([
      '12-02 08:00 owner',
      '12-03 08:00 consultant_lead',
      '12-04 08:00 release',
    ]);
  });

  test('until a Saturday is heard of on Monday', () => {
    const snoozed = changedBy(snooze(contacted(), '2026-11-28', by(METTE)));
    expect(told(snoozed, MUCH_LATER)[0]).toBe('11-30 08:00 owner');
  });

  test('until before it is stale reminds the owner, and nobody above before it is', () => {
    const snoozed = changedBy(snooze(claimed(), '2026-11-18', by(METTE)));
    expect(told(snoozed, MUCH_LATER)).toEqual([
      '11-18 08:00 owner',
      '11-23 10:00 consultant_lead',
      '11-24 10:00 release',
    ]);
  });

  test('is neither overdue nor stale to the digest before its date, and is both again after', () => {
    const snoozed = changedBy(snooze(contacted(), '2026-12-02', by(METTE)));
    const eve = at('2026-12-02T07:59:00+01:00');
    expect([isSnoozed(snoozed, eve), isOverdue(snoozed, BIRKHOLM, eve)]).toEqual([true, false]);
    const morning = at('2026-12-02T08:00:00+01:00');
    expect([isSnoozed(snoozed, morning), isOverdue(snoozed, BIRKHOLM, morning)]).toEqual([false, true]);
  });
});

describe('overdue', () => {
  const due: readonly (readonly [string, Opening, string])[] = [
    ['logged', logged(), '2026-11-18T10:00:00+01:00'],
    ['claimed', claimed(), '2026-11-20T10:00:00+01:00'],
    ['contacted', contacted(), '2026-11-19T10:00:00+01:00'],
    ['thinking', contacted(TUESDAY, true), '2026-12-01T10:00:00+01:00'],
  ];
  test.each(due)('%s is so from the minute it is stale, not before', (_, opening, from) => {
    expect(isOverdue(opening, BIRKHOLM, new Date(at(from).getTime() - 60_000))).toBe(false);
    expect(isOverdue(opening, BIRKHOLM, at(from))).toBe(true);
  });

  test('closed is never so', () => {
    expect(isOverdue(closed(), BIRKHOLM, at('2030-01-02T10:00:00+01:00'))).toBe(false);
  });
});

describe('a coordinator’s own numbers count', () => {
  const slow: TaskForce = {
    ...BIRKHOLM,
    thresholds: { ...BIRKHOLM.thresholds, loggedDays: 2, contactedDays: 5, nextLevelDays: 3 },
  };

  test('for the first nudge and those after it', () => {
    const opening = changedBy(handOver(claimed(), null, by(METTE, TUESDAY, slow)));
    expect(told(opening, MUCH_LATER, everybody, slow)).toEqual([
      '11-19 10:00 jobcentre_room',
      '11-24 10:00 consultant_lead',
      '11-27 10:00 coordinator',
    ]);
    const spoken = changedBy(recordContact(claimed(), false, by(METTE, TUESDAY, slow)));
    expect(staleAt(spoken, slow)).toEqual(at('2026-11-24T10:00:00+01:00'));
  });
});

describe('the call that is promised', () => {
  test('comes three business days after logging, whoever has it', () => {
    const thirdDay = at('2026-11-20T10:00:00+01:00');
    expect(promisedCallBy(logged(), BIRKHOLM)).toEqual(thirdDay);
    expect(promisedCallBy(claimed(), BIRKHOLM)).toEqual(thirdDay);
  });

  test('is never in the past for one that came back to the room', () => {
    const back = changedBy(handOver(claimed(), null, by(METTE, at('2026-11-25T12:00:00+01:00'))));
    expect(promisedCallBy(back, BIRKHOLM)).toEqual(at('2026-11-26T12:00:00+01:00'));
  });

  test('is when the owner will be nudged', () => {
    const late = changedBy(claim(logged(), by(METTE, at('2026-11-23T12:00:00+01:00'))));
    expect(promisedCallBy(late, BIRKHOLM)).toEqual(late.nudging.at);
  });
});

describe('after the first contact', () => {
  const week = at('2026-12-24T10:00:00+01:00');
  test('a visit is asked about on the business day after it, then the coordinator hears', () => {
    expect(told(visitBooked('2026-11-20'), week)).toEqual(['11-23 08:00 owner', '11-24 08:00 coordinator']);
  });
  test('a search is asked about after seven calendar days, and told the coordinator after fourteen', () => {
    expect(told(matching(), week)).toEqual(['11-24 10:00 owner', '12-01 10:00 coordinator']);
  });
  test('an answer is asked for after three business days', () => {
    expect(told(presented(), week)).toEqual(['11-20 10:00 owner', '11-23 10:00 coordinator']);
  });
  test('a start is asked about the business day after it, then the lead hears', () => {
    expect(told(agreed('2026-11-27'), week)).toEqual(['11-30 08:00 owner', '12-01 08:00 consultant_lead']);
  });
  test('an act on the day of the start gives a whole day more', () => {
    const handed = changedBy(
      handOver(agreed('2026-11-27'), JENS, by(METTE, at('2026-11-30T07:30:00+01:00'))),
    );
    expect(told(handed, week)[0]).toBe('12-01 08:00 owner');
  });
  test('of several places the later is asked about where it is stale first', () => {
    const three = matching(TUESDAY, { places: 2 });
    const both = changedBy(
      presentCandidate(
        changedBy(presentCandidate(three, candidate('K-1'), by(METTE))),
        candidate('K-2'),
        by(METTE),
      ),
    );
    const second = changedBy(agree(both, 2, '2026-11-17', 'flex_job', by(METTE)));
    expect(told(second, week)[0]).toBe('11-18 10:00 owner');
  });
  test('of several places the first that is stale is asked about, with its own escalation', () => {
    const two = matching(TUESDAY, { places: 2 });
    const one = changedBy(presentCandidate(two, candidate('K-1'), by(METTE)));
    const starts = changedBy(agree(one, 1, '2026-11-18', 'flex_job', by(METTE)));
    expect(starts.status).toBe('matching');
    expect(told(starts, week)).toEqual(['11-19 08:00 owner', '11-20 08:00 consultant_lead']);
  });
});
