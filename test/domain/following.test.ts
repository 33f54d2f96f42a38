import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { giveCandidates, matchesOf, nameBroker } from '../../src/domain/opening/broker.ts';
import type { CheckInItem } from '../../src/domain/opening/check-in.ts';
import type { Decision } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { dueCheckIn, promisedText, resettled } from '../../src/domain/opening/follow-up.ts';
import {
  changeHours,
  checkIn,
  closeSearch,
  continueSearch,
  eraseNextStep,
  runningIn,
  searchMoved,
  snoozeFollowUp,
} from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Placement } from '../../src/domain/opening/placement.ts';
import { agree, presentCandidate, start } from '../../src/domain/opening/placing.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  candidate,
  changedBy,
  filled,
  JENS,
  LEAD,
  METTE,
  matching,
  TERMS,
  TUESDAY,
} from '../support/builders.ts';

/** The morning after the first day, when it is asked how it went. */
const WEDNESDAY = at('2026-11-18T09:00:00+01:00');
const NEXT = { text: 'Mesteren taler med holdet', by: '2026-12-01' };
const SIGNE = 'signe' as PersonId;

/** Two places: K-1 works in the first, K-2 in the second, both since Tuesday. */
function twoAtWork(): Opening {
  return ['K-1', 'K-2'].reduce(
    (opening, reference, index) => {
      const place = index + 1;
      const found = changedBy(presentCandidate(opening, candidate(reference), by(METTE)));
      const agreed = changedBy(agree(found, place, '2026-11-17', 'flex_job', by(METTE)));
      return changedBy(start(agreed, place, TERMS, by(METTE)));
    },
    matching(TUESDAY, { places: 2 }),
  );
}
const nth = (opening: Opening, index: number): Placement => {
  const placement = opening.placements[index];
  if (placement === undefined) throw new Error(`there is no placement ${index}`);
  return placement;
};
const codeOf = (decision: Decision) => (decision.kind === 'refused' ? decision.refusal.code : decision.kind);
const eventOf = (decision: Decision) => (decision.kind === 'changed' ? decision.event : null);
const yellow = (opening: Opening, index = 0) =>
  changedBy(checkIn(opening, index, 'day_1', 'yellow', NEXT, by(METTE, WEDNESDAY)));

describe('of two at work in one opening', () => {
  test('only the one who is asked about is answered for, and told of by the place', () => {
    const decision = checkIn(twoAtWork(), 1, 'day_1', 'green', null, by(METTE, WEDNESDAY));
    const answered = changedBy(decision);
    expect(answered.placements.map(({ checkIns }) => checkIns.length)).toEqual([0, 1]);
    expect(nth(answered, 0)).toEqual(nth(twoAtWork(), 0));
    expect(eventOf(decision)).toEqual({
      kind: 'checked_in',
      place: 2,
      item: 'day_1',
      colour: 'green',
      retained: false,
    });
  });

  test('each runs in its own place, until it stops', () => {
    const opening = twoAtWork();
    expect([1, 2, 3].map((place) => runningIn(opening, place))).toEqual([0, 1, -1]);
    const stopped = changedBy(endEarly(opening, 1, 'as_agreed', by(METTE, WEDNESDAY)));
    expect([1, 2].map((place) => runningIn(stopped, place))).toEqual([-1, 1]);
  });

  test('one becomes a job broker’s, and the other doesn’t; nor does a place by the same number', () => {
    const opening = twoAtWork();
    const named = changedBy(nameBroker(opening, { kind: 'placement', nth: 1 }, SIGNE, by(METTE, WEDNESDAY)));
    expect(named.placements.map(({ broker }) => broker)).toEqual([null, SIGNE]);
    expect(codeOf(nameBroker(opening, { kind: 'placement', nth: 2 }, SIGNE, by(METTE, WEDNESDAY)))).toBe(
      'place_moved_on',
    );
    expect(codeOf(nameBroker(opening, { kind: 'seat', place: 1 }, SIGNE, by(METTE, WEDNESDAY)))).toBe(
      'place_moved_on',
    );
  });

  test('of two candidates in places the one that is named is given, and a place without one has none to give', () => {
    const one = changedBy(presentCandidate(matching(TUESDAY, { places: 3 }), candidate('K-1'), by(METTE)));
    const two = changedBy(presentCandidate(one, candidate('K-2'), by(METTE)));
    expect(matchesOf(two).map(({ match }) => match)).toEqual([
      { kind: 'seat', place: 1 },
      { kind: 'seat', place: 2 },
    ]);
    const given = changedBy(nameBroker(two, { kind: 'seat', place: 2 }, SIGNE, by(METTE)));
    expect('seats' in given && given.seats.map((seat) => ('broker' in seat ? seat.broker : '-'))).toEqual([
      null,
      SIGNE,
      '-',
    ]);
    expect(codeOf(nameBroker(two, { kind: 'seat', place: 3 }, SIGNE, by(METTE)))).toBe('place_moved_on');
  });
});

describe('a job broker who goes away', () => {
  const BO = 'bo' as PersonId;
  const signe = { by: SIGNE, roles: ['job_broker'], taskForce: BIRKHOLM, now: WEDNESDAY } as const;
  const name = (opening: Opening, index: number, who: PersonId) =>
    changedBy(nameBroker(opening, { kind: 'placement', nth: index }, who, by(METTE, WEDNESDAY)));
  const brokers = (opening: Opening) => matchesOf(opening).map(({ broker }) => broker);

  test('gives all of their own candidates in one change, told place by place, and nobody else’s', () => {
    const mixed = name(name(twoAtWork(), 0, BO), 1, SIGNE);
    const given = giveCandidates(mixed, null, signe);
    expect(given?.events).toEqual([{ kind: 'broker_named', place: 2, to: null }]);
    expect(given === null ? [] : brokers(given.next)).toEqual([BO, null]);
    const both = name(name(twoAtWork(), 0, SIGNE), 1, SIGNE);
    const toBo = giveCandidates(both, BO, signe);
    expect(toBo?.events.map((event) => 'place' in event && event.place)).toEqual([1, 2]);
    expect(toBo === null ? [] : brokers(toBo.next)).toEqual([BO, BO]);
    expect(toBo?.next.version).toBe(both.version + 1);
  });

  test('has nothing to give where they have none, and not to themselves', () => {
    expect(giveCandidates(twoAtWork(), BO, signe)).toBeNull();
    expect(giveCandidates(name(twoAtWork(), 0, SIGNE), SIGNE, signe)).toBeNull();
  });
});

describe('what was promised at a check-in', () => {
  test('is read while it is kept, by the day it was promised for', () => {
    const opening = yellow(filled());
    expect(promisedText(nth(opening, 0), 'promise:2026-12-01')).toBe(NEXT.text);
    expect(promisedText(nth(opening, 0), 'promise:2026-12-02')).toBeNull();
    expect(promisedText(nth(filled(), 0), 'promise:2026-12-01')).toBeNull();
    const erased = changedBy(eraseNextStep(opening, 0, by(METTE, WEDNESDAY)));
    expect(promisedText(nth(erased, 0), 'promise:2026-12-01')).toBeNull();
  });

  test('is erased by whoever wrote it, a lead, or who deletes others’ notes; its date stays', () => {
    const opening = yellow(filled());
    for (const who of [METTE, LEAD, COORDINATOR]) {
      const decision = eraseNextStep(opening, 0, by(who, WEDNESDAY));
      expect(eventOf(decision), who).toEqual({ kind: 'note_deleted' });
      expect(nth(changedBy(decision), 0).checkIns).toMatchObject([
        { item: 'day_1', colour: 'yellow', by: METTE, next: { text: null, by: NEXT.by } },
      ]);
    }
    expect(codeOf(eraseNextStep(opening, 0, by(JENS, WEDNESDAY)))).toBe('only_note_author');
  });

  test('of which one was written by another is theirs to erase, or a lead’s', () => {
    const once = yellow(filled());
    const written = { item: 'week_1', colour: 'red', at: WEDNESDAY, by: JENS, next: NEXT } as const;
    const both: Opening = {
      ...once,
      placements: [{ ...nth(once, 0), checkIns: [...nth(once, 0).checkIns, written] }],
    };
    expect(codeOf(eraseNextStep(both, 0, by(METTE, WEDNESDAY)))).toBe('only_note_author');
    expect(codeOf(eraseNextStep(both, 0, by(LEAD, WEDNESDAY)))).toBe('changed');
  });

  test('where nothing was, or isn’t any more, there is nothing to erase', () => {
    const act = by(METTE, WEDNESDAY);
    expect(codeOf(eraseNextStep(filled(), 0, act))).toBe('unchanged');
    expect(codeOf(eraseNextStep(yellow(filled()), 1, act))).toBe('unchanged');
    const green = changedBy(checkIn(filled(), 0, 'day_1', 'green', null, act));
    expect(codeOf(eraseNextStep(green, 0, act))).toBe('unchanged');
    const erased = changedBy(eraseNextStep(yellow(filled()), 0, act));
    expect(codeOf(eraseNextStep(erased, 0, act))).toBe('unchanged');
  });

  test('green has none, whatever was sent along', () => {
    const green = changedBy(checkIn(filled(), 0, 'day_1', 'green', NEXT, by(METTE, WEDNESDAY)));
    expect(nth(green, 0).checkIns[0]?.next).toBeNull();
  });
});

describe('an answer', () => {
  test('in another colour to what was answered is told that it was, and so is one before it is asked', () => {
    const opening = yellow(filled());
    const again = (item: CheckInItem, colour: 'green' | 'red') =>
      codeOf(checkIn(opening, 0, item, colour, NEXT, by(METTE, WEDNESDAY)));
    expect(again('day_1', 'red')).toBe('already_checked_in');
    expect(again('week_1', 'green')).toBe('already_checked_in');
    expect(codeOf(checkIn(opening, 0, 'day_1', 'yellow', NEXT, by(METTE, WEDNESDAY)))).toBe('unchanged');
    // By week 1 something is due again, and day 1 still has its answer.
    const later = by(METTE, at('2026-11-24T09:00:00+01:00'));
    expect(codeOf(checkIn(opening, 0, 'day_1', 'red', NEXT, later))).toBe('already_checked_in');
  });

  test('is waited for from the morning on, of a job that runs', () => {
    const [job] = filled().placements;
    if (job === undefined) throw new Error('somebody started');
    const due = (clock: string) => dueCheckIn(job, BIRKHOLM, at(`2026-11-18T${clock}:00+01:00`));
    expect([due('07:59'), due('08:00')]).toEqual([null, 'day_1']);
    const stopped = changedBy(endEarly(filled(), 1, 'as_agreed', by(METTE, WEDNESDAY)));
    expect(dueCheckIn(nth(stopped, 0), BIRKHOLM, at('2026-12-18T09:00:00+01:00'))).toBeNull();
  });
});

describe('what is put off', () => {
  const until = (date: string) => snoozeFollowUp(filled(), 0, date, by(METTE, WEDNESDAY));

  test('lies ahead, at the start of work, and within half a year', () => {
    expect(codeOf(until('2026-11-17'))).toBe('snooze_in_past');
    expect(codeOf(until('2026-11-18'))).toBe('snooze_in_past');
    expect(codeOf(until('i morgen'))).toBe('snooze_in_past');
    expect(
      codeOf(snoozeFollowUp(filled(), 0, '2026-11-18', by(METTE, at('2026-11-18T08:00:00+01:00')))),
    ).toBe('snooze_in_past');
    expect(codeOf(until('2027-05-20'))).toBe('changed');
    expect(codeOf(until('2027-05-21'))).toBe('snooze_too_long');
  });

  test('to the same day twice is once; to another day begins its nudges anew', () => {
    const once = changedBy(until('2026-11-20'));
    expect(nth(once, 0).followUp).toMatchObject({
      item: 'day_1',
      round: 1,
      level: 0,
      snoozedUntil: at('2026-11-20T08:00:00+01:00'),
      at: at('2026-11-20T08:00:00+01:00'),
    });
    expect(codeOf(snoozeFollowUp(once, 0, '2026-11-20', by(METTE, WEDNESDAY)))).toBe('unchanged');
    const twice = changedBy(snoozeFollowUp(once, 0, '2026-11-23', by(METTE, WEDNESDAY)));
    expect(nth(twice, 0).followUp?.round).toBe(2);
  });

  test('isn’t what nobody is asked about', () => {
    const stopped = changedBy(endEarly(filled(), 1, 'other_job', by(METTE, WEDNESDAY)));
    expect(codeOf(snoozeFollowUp(stopped, 0, '2026-11-20', by(METTE, WEDNESDAY)))).toBe('place_moved_on');
  });
});

test('hours hold from the first day on, and not before it', () => {
  const change = (from: string) => codeOf(changeHours(filled(), 0, 12, from, by(METTE, WEDNESDAY)));
  expect(change('2026-11-16')).toBe('hours_out_of_range');
  expect(change('2026-11-17')).toBe('changed');
  expect(change('snart')).toBe('hours_out_of_range');
});

describe('a search for another place', () => {
  const searching = () => changedBy(endEarly(filled(), 1, 'as_agreed', by(METTE, WEDNESDAY)));
  const MONDAY = at('2026-11-23T10:00:00+01:00');

  test('goes on with its clock anew, and says so by its place', () => {
    const decision = continueSearch(searching(), 0, by(METTE, MONDAY));
    expect(eventOf(decision)).toEqual({ kind: 'search_continued', place: 1 });
    const { search, followUp } = nth(changedBy(decision), 0);
    expect(search).toEqual({ actedAt: MONDAY, closed: null });
    expect(followUp).toMatchObject({
      item: 'search',
      round: (nth(searching(), 0).followUp?.round ?? 0) + 1,
      dueAt: at('2026-11-30T10:00:00+01:00'),
    });
  });

  test('is closed for a reason, and followed no more', () => {
    const decision = closeSearch(searching(), 0, 'not_now', by(METTE, MONDAY));
    expect(eventOf(decision)).toEqual({ kind: 'search_closed', place: 1, reason: 'not_now' });
    expect(nth(changedBy(decision), 0)).toMatchObject({
      search: { closed: { on: '2026-11-23', reason: 'not_now' } },
      followUp: null,
    });
    expect(codeOf(closeSearch(changedBy(decision), 0, 'other', by(METTE, MONDAY)))).toBe('place_moved_on');
    expect(codeOf(closeSearch(filled(), 0, 'other', by(METTE, MONDAY)))).toBe('place_moved_on');
  });

  test('moves with the candidate: presented elsewhere is a sign of life, agreed on elsewhere its end', () => {
    const moved = (to: 'presented' | 'agreed') =>
      searchMoved(searching(), candidate('K-142'), to, by(JENS, MONDAY));
    expect(eventOf(moved('presented'))).toEqual({ kind: 'search_continued', place: 1 });
    expect(nth(changedBy(moved('presented')), 0).search).toEqual({ actedAt: MONDAY, closed: null });
    expect(eventOf(moved('agreed'))).toEqual({ kind: 'search_closed', place: 1, reason: 'placed' });
    expect(nth(changedBy(moved('agreed')), 0).search?.closed).toEqual({ on: '2026-11-23', reason: 'placed' });
    expect(codeOf(searchMoved(searching(), candidate('K-7'), 'agreed', by(JENS, MONDAY)))).toBe('unchanged');
  });
});

describe('under other settings', () => {
  const settle = (placement: Placement, thresholds: Partial<typeof BIRKHOLM.thresholds>) =>
    resettled(placement, { ...BIRKHOLM, thresholds: { ...BIRKHOLM.thresholds, ...thresholds } }, WEDNESDAY);
  const asked = changedBy(checkIn(filled(), 0, 'day_1', 'green', null, by(METTE, WEDNESDAY)));

  test('the next question is another, the same later, or none; where nothing moves, the very same object', () => {
    const job = nth(asked, 0);
    expect(job.followUp?.item).toBe('week_1');
    expect(settle(job, { checkInWeeks: [2, 4] }).followUp?.item).toBe('week_2');
    expect(settle(job, { nextLevelDays: 4 })).toBe(job);
    const earlier = { ...BIRKHOLM, calendar: { ...BIRKHOLM.calendar, workingHours: { from: 7, to: 15 } } };
    expect(resettled(job, earlier, WEDNESDAY).followUp?.dueAt).toEqual(at('2026-11-24T07:00:00+01:00'));
    const over = changedBy(endEarly(filled(), 1, 'other_job', by(METTE, WEDNESDAY)));
    expect(settle(nth(over, 0), { checkInWeeks: [2] })).toBe(nth(over, 0));
    const fresh = { ...job, followUp: null };
    expect(settle(fresh, {}).followUp?.item).toBe('week_1');
  });
});
