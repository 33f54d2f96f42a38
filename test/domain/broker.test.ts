import { describe, expect, test } from 'vitest';
import { eraseFrom } from '../../src/domain/erasure.ts';
import type { Instant, PersonId } from '../../src/domain/ids.ts';
import {
  brokersIn,
  type Match,
  matchesOf,
  maySeeCandidate,
  nameBroker,
} from '../../src/domain/opening/broker.ts';
import { close, reopen } from '../../src/domain/opening/closing.ts';
import type { Act, Decision } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { type FollowUpReceiver, sweepFollowUp } from '../../src/domain/opening/follow-up.ts';
import { changeHours, checkIn } from '../../src/domain/opening/following.ts';
import { isPlacing, type Opening } from '../../src/domain/opening/opening.ts';
import { agree, presentCandidate, start } from '../../src/domain/opening/placing.ts';
import type { Role } from '../../src/domain/permissions.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  candidate,
  changedBy,
  JENS,
  LEAD,
  LEADER,
  METTE,
  matching,
  TERMS,
  TUESDAY,
} from '../support/builders.ts';

const SIGNE = 'signe' as PersonId;
const BO = 'bo' as PersonId;
const broker = (id: PersonId, now: Instant = TUESDAY, roles: readonly Role[] = ['job_broker']): Act => ({
  by: id,
  roles,
  taskForce: BIRKHOLM,
  now,
});

const presentedBy = (who: PersonId | null) =>
  changedBy(presentCandidate(matching(), candidate('K-142'), by(METTE), who));
/** In the job since Tuesday. */
const running = (who: PersonId | null) =>
  changedBy(
    start(changedBy(agree(presentedBy(who), 1, '2026-11-17', 'flex_job', by(METTE))), 1, TERMS, by(METTE)),
  );
const JOB: Match = { kind: 'placement', nth: 0 };
const SEAT: Match = { kind: 'seat', place: 1 };
const LATER = at('2026-11-18T10:00:00+01:00');
const codeOf = (decision: Decision) => (decision.kind === 'refused' ? decision.refusal.code : decision.kind);
const brokerOf = (opening: Opening) => matchesOf(opening)[0]?.broker;

describe('a job broker', () => {
  test('is named with the candidate, and goes along from the place to the job', () => {
    expect(brokerOf(presentedBy(SIGNE))).toBe(SIGNE);
    expect(brokersIn(running(SIGNE))).toEqual([SIGNE]);
    expect(brokersIn(running(null))).toEqual([]);
  });

  test('is named later by the owner or a lead, and changed, given on and given back', () => {
    const named = changedBy(nameBroker(presentedBy(null), SEAT, SIGNE, by(METTE)));
    expect(brokerOf(named)).toBe(SIGNE);
    expect(brokerOf(changedBy(nameBroker(named, SEAT, BO, by(LEAD))))).toBe(BO);
    expect(brokerOf(changedBy(nameBroker(named, SEAT, BO, broker(SIGNE))))).toBe(BO);
    expect(brokerOf(changedBy(nameBroker(running(SIGNE), JOB, null, broker(SIGNE))))).toBeNull();
    expect(codeOf(nameBroker(named, SEAT, SIGNE, by(METTE)))).toBe('unchanged');
  });

  test('is not named by a colleague, another broker, a coordinator or a leader, nor where nobody is', () => {
    const opening = running(SIGNE);
    expect(codeOf(nameBroker(opening, JOB, BO, by(JENS)))).toBe('not_yours');
    expect(codeOf(nameBroker(opening, JOB, BO, broker(BO)))).toBe('not_your_candidate');
    expect(codeOf(nameBroker(opening, JOB, BO, by(COORDINATOR)))).toBe('not_your_candidate');
    expect(codeOf(nameBroker(opening, JOB, BO, by(LEADER)))).toBe('not_your_candidate');
    expect(codeOf(nameBroker(opening, SEAT, BO, by(METTE)))).toBe('place_moved_on');
    expect(codeOf(nameBroker(matching(), SEAT, BO, by(METTE)))).toBe('place_moved_on');
  });

  test('leaves the opening’s own clock alone', () => {
    const before = presentedBy(null);
    const { nudging, round, actedAt, version } = changedBy(nameBroker(before, SEAT, SIGNE, by(METTE, LATER)));
    expect({ nudging, round, actedAt }).toEqual({
      nudging: before.nudging,
      round: before.round,
      actedAt: before.actedAt,
    });
    expect(version).toBe(before.version + 1);
  });

  test('follows their own candidate, and no other’s', () => {
    const acts = (act: Act) => [
      checkIn(running(SIGNE), 0, 'day_1', 'green', null, act),
      changeHours(running(SIGNE), 0, 12, '2026-11-18', act),
      endEarly(running(SIGNE), 1, 'other', act),
    ];
    expect(acts(broker(SIGNE, LATER)).map(codeOf)).toEqual(['changed', 'changed', 'changed']);
    expect(acts(by(METTE, LATER)).map(codeOf)).toEqual(['changed', 'changed', 'changed']);
    const others = ['not_your_candidate', 'not_your_candidate', 'not_your_candidate'];
    expect(acts(broker(BO, LATER)).map(codeOf)).toEqual(others);
    // Whoever may hand over for others, but isn't of those who match, gets no closer to it.
    expect(acts(broker(BO, LATER, ['job_broker', 'coordinator'])).map(codeOf)).toEqual(others);
  });

  test('reads the reference of their own candidate alone; a consultant reads all', () => {
    const may = (id: PersonId, ...roles: Role[]) => maySeeCandidate(SIGNE, { id, roles });
    expect(may(SIGNE, 'job_broker')).toBe(true);
    expect(may(BO, 'job_broker')).toBe(false);
    expect(may(BO, 'job_broker', 'coordinator', 'ambassador')).toBe(false);
    // Named once, and no job broker any more.
    expect(may(SIGNE, 'business_leader')).toBe(false);
    expect(may(METTE, 'consultant')).toBe(true);
  });
});

describe('what is asked about a broker’s candidate', () => {
  const told = (opening: Opening, now: Instant, held: readonly FollowUpReceiver[]) => {
    const [placement] = opening.placements;
    if (placement === undefined) throw new Error('nobody works there');
    const sweep = sweepFollowUp(placement, (receiver) => held.includes(receiver), BIRKHOLM, now);
    if (sweep.kind !== 'nudge') throw new Error(sweep.kind);
    const { followUp } = sweep;
    return {
      receiver: sweep.receiver,
      level: followUp.level,
      next: { ...opening, placements: [{ ...placement, followUp }] },
    };
  };
  const everybody = ['job_broker', 'owner', 'coordinator'] as const;

  test('goes to the broker, a business day later to the owner, then to the coordinator', () => {
    const first = told(running(SIGNE), at('2026-11-18T08:00:00+01:00'), everybody);
    const second = told(first.next, at('2026-11-19T08:00:00+01:00'), everybody);
    const third = told(second.next, at('2026-11-20T08:00:00+01:00'), everybody);
    expect([first, second, third].map(({ receiver, level }) => [receiver, level])).toEqual([
      ['job_broker', 1],
      ['owner', 2],
      ['coordinator', 3],
    ]);
  });

  test('goes to the owner at once when the broker is gone, or where there is none', () => {
    expect(told(running(SIGNE), LATER, ['owner', 'coordinator'])).toMatchObject({
      receiver: 'owner',
      level: 2,
    });
    expect(told(running(null), LATER, everybody)).toMatchObject({ receiver: 'owner', level: 1 });
  });

  test('is asked anew, in a round of its own, when a broker is named', () => {
    const asked = told(running(null), LATER, everybody).next;
    const named = changedBy(nameBroker(asked, JOB, SIGNE, by(METTE, LATER)));
    expect(named.placements[0]?.followUp).toMatchObject({ level: 0, round: 1, item: 'day_1' });
    expect(told(named, LATER, everybody)).toMatchObject({ receiver: 'job_broker', level: 1 });
  });
});

test('the erasure of a broker leaves the candidate with the owner, who is asked from then on', () => {
  const moment = { taskForce: BIRKHOLM, now: LATER };
  const erased = eraseFrom(running(SIGNE), new Set([SIGNE]), false, moment);
  expect(erased?.events.map(({ kind }) => kind)).toEqual(['broker_named']);
  expect(erased?.next.placements[0]).toMatchObject({ broker: null, followUp: { round: 1, level: 0 } });
  expect(erased?.next.version).toBe(running(SIGNE).version + 1);
  expect(eraseFrom(running(SIGNE), new Set([BO]), false, moment)).toBeNull();
  const over = changedBy(endEarly(running(SIGNE), 1, 'other_job', by(METTE, LATER)));
  expect(eraseFrom(over, new Set([SIGNE]), false, moment)?.next.placements[0]?.broker).toBeNull();
});

describe('of several candidates in one opening', () => {
  /** K-1 and K-2 are in jobs, Signe's and Bo's; K-3 is presented and Signe's; the fourth place looks for somebody. */
  const several = (): Opening => {
    let opening = matching(TUESDAY, { places: 4 });
    for (const [index, who] of [SIGNE, BO, SIGNE].entries()) {
      opening = changedBy(presentCandidate(opening, candidate(`K-${index + 1}`), by(METTE), who));
    }
    for (const place of [1, 2]) {
      opening = changedBy(agree(opening, place, '2026-11-17', 'flex_job', by(METTE)));
      opening = changedBy(start(opening, place, TERMS, by(METTE)));
    }
    return opening;
  };
  const named = (opening: Opening) => matchesOf(opening).map(({ candidate, broker }) => [candidate, broker]);
  const job = (nth: number): Match => ({ kind: 'placement', nth });
  const seat = (place: number): Match => ({ kind: 'seat', place });

  test('each has its own broker, and a place without a candidate none', () => {
    expect(matchesOf(several())).toEqual([
      { match: seat(3), candidate: 'K-3', broker: SIGNE },
      { match: job(0), candidate: 'K-1', broker: SIGNE },
      { match: job(1), candidate: 'K-2', broker: BO },
    ]);
    expect(brokersIn(several())).toEqual([SIGNE, BO]);
  });

  test.each([
    [
      seat(3),
      3,
      [
        ['K-3', METTE],
        ['K-1', SIGNE],
        ['K-2', BO],
      ],
    ],
    [
      job(0),
      1,
      [
        ['K-3', SIGNE],
        ['K-1', METTE],
        ['K-2', BO],
      ],
    ],
    [
      job(1),
      2,
      [
        ['K-3', SIGNE],
        ['K-1', SIGNE],
        ['K-2', METTE],
      ],
    ],
  ] as const)('one is named for %o alone, and the event tells the place', (match, place, after) => {
    const decision = nameBroker(several(), match, METTE, by(METTE, LATER));
    expect(decision).toMatchObject({ event: { kind: 'broker_named', place, to: METTE } });
    expect(named(changedBy(decision))).toEqual(after);
    const looking = changedBy(decision);
    expect(isPlacing(looking) && looking.seats.find(({ number }) => number === 4)).toEqual({
      number: 4,
      state: 'matching',
      since: expect.anything(),
    });
  });

  test('what is asked of the others goes on as it was', () => {
    const before = several();
    const after = changedBy(nameBroker(before, job(0), METTE, by(METTE, LATER)));
    expect(after.placements[1]).toEqual(before.placements[1]);
    expect(after.placements[0]?.followUp).toMatchObject({ round: 1 });
  });

  test('an erasure takes one broker out and leaves the others', () => {
    const erased = eraseFrom(several(), new Set([SIGNE]), false, { taskForce: BIRKHOLM, now: LATER });
    expect(erased && named(erased.next)).toEqual([
      ['K-3', null],
      ['K-1', null],
      ['K-2', BO],
    ]);
    expect(erased?.events).toEqual([
      { kind: 'broker_named', place: 3, to: null },
      { kind: 'broker_named', place: 1, to: null },
    ]);
    const bos = eraseFrom(several(), new Set([BO]), false, { taskForce: BIRKHOLM, now: LATER });
    expect(bos?.events).toEqual([{ kind: 'broker_named', place: 2, to: null }]);
    const over = changedBy(endEarly(several(), 1, 'other_job', by(METTE, LATER)));
    const both = changedBy(endEarly(over, 2, 'other_job', by(METTE, LATER)));
    const after = eraseFrom(both, new Set([SIGNE]), false, { taskForce: BIRKHOLM, now: LATER });
    expect(after?.next.placements.map(({ broker }) => broker)).toEqual([null, BO]);
    expect(after?.events, 'a job that is over is nobody’s news').toEqual([
      { kind: 'broker_named', place: 3, to: null },
    ]);
  });
});

test('with nobody as its owner, any of those who match may name a broker; whoever doesn’t match still may not', () => {
  const two = matching(TUESDAY, { places: 2 });
  const presented = changedBy(presentCandidate(two, candidate('K-142'), by(METTE), SIGNE));
  const begun = changedBy(
    start(changedBy(agree(presented, 1, '2026-11-17', 'flex_job', by(METTE))), 1, TERMS, by(METTE)),
  );
  const closed = changedBy(close(begun, 'job_order', null, by(METTE)));
  const waiting = changedBy(reopen(closed, by(COORDINATOR, LATER)));
  expect(waiting.status).toBe('logged');
  expect(codeOf(nameBroker(waiting, JOB, BO, by(JENS, LATER)))).toBe('changed');
  expect(codeOf(nameBroker(waiting, JOB, BO, broker(BO, LATER)))).toBe('not_your_candidate');
});
