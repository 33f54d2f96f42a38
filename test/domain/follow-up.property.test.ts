import { expect, test } from 'vitest';
import { calendarDaysAfter, inWorkingHours, localDate } from '../../src/domain/calendar.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { COLOURS } from '../../src/domain/opening/check-in.ts';
import { type Act, type Decision, succeeding } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { isSearching, sweepFollowUp } from '../../src/domain/opening/follow-up.ts';
import {
  changeHours,
  checkIn,
  closeSearch,
  continueSearch,
  eraseNextStep,
  retain,
  searchMoved,
  snoozeFollowUp,
} from '../../src/domain/opening/following.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { handOver } from '../../src/domain/opening/opening-acts.ts';
import { isRunning, type Placement } from '../../src/domain/opening/placement.ts';
import { agree, presentCandidate, start } from '../../src/domain/opening/placing.ts';
import {
  BIRKHOLM,
  by,
  candidate,
  changedBy,
  frozen,
  JENS,
  METTE,
  matching,
  PEOPLE,
  TERMS,
  TUESDAY,
} from '../support/builders.ts';
import fc, { runs } from '../support/properties.ts';

const { calendar } = BIRKHOLM;
const dayIn = (days: number, { now }: Act) => localDate(calendarDaysAfter(now, days, calendar), calendar);

type Decide = (opening: Opening, act: Act) => Decision;
const nth = fc.constantFrom(0, 1, 2, 3);
const days = fc.integer({ min: 0, max: 40 });
const acts: fc.Arbitrary<Decide> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        nth,
        fc.constantFrom('day_1', 'week_1', 'week_2', 'week_4', 'week_8', 'week_13', 'retention'),
        fc.constantFrom(...COLOURS),
        days,
      )
      .map(
        ([which, item, colour, ahead]): Decide =>
          (o, act) =>
            checkIn(o, which, item, colour, { text: 'Ny oplæring', by: dayIn(ahead, act) }, act),
      ),
  },
  fc.tuple(nth, days).map(
    ([which, ahead]): Decide =>
      (o, act) =>
        snoozeFollowUp(o, which, dayIn(ahead, act), act),
  ),
  fc.tuple(nth, days).map(
    ([which, ahead]): Decide =>
      (o, act) =>
        changeHours(o, which, ahead + 1, dayIn(0, act), act),
  ),
  nth.map(
    (which): Decide =>
      (o, act) =>
        retain(o, which, act),
  ),
  nth.map(
    (which): Decide =>
      (o, act) =>
        continueSearch(o, which, act),
  ),
  nth.map(
    (which): Decide =>
      (o, act) =>
        closeSearch(o, which, 'other', act),
  ),
  nth.map(
    (which): Decide =>
      (o, act) =>
        eraseNextStep(o, which, act),
  ),
  fc.constantFrom(1, 2).map(
    (place): Decide =>
      (o, act) =>
        endEarly(o, place, 'other', act),
  ),
  fc.constantFrom('K-1', 'K-2').map(
    (who): Decide =>
      (o, act) =>
        presentCandidate(o, candidate(who), act),
  ),
  fc.constantFrom('K-1', 'K-2').map(
    (who): Decide =>
      (o, act) =>
        searchMoved(o, candidate(who), 'agreed', act),
  ),
  fc.constantFrom(1, 2).map(
    (place): Decide =>
      (o, act) =>
        agree(o, place, dayIn(0, act), 'flex_job', act),
  ),
  fc.constantFrom(1, 2).map(
    (place): Decide =>
      (o, act) =>
        start(o, place, TERMS, act),
  ),
  fc.constantFrom(METTE, JENS).map(
    (to): Decide =>
      (o, act) =>
        handOver(o, to, act),
  ),
);
/** Minutes to the next act: hours, or weeks of an outage. */
const pauses = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 90_000 }));
const stories = fc.array(fc.tuple(acts, fc.constantFrom(METTE, ...PEOPLE), pauses), { maxLength: 40 });

/** Two people work there, and nobody is sought any more. */
function bothStarted(): Opening {
  let opening = matching(TUESDAY, { places: 2 });
  for (const place of [1, 2]) {
    opening = changedBy(presentCandidate(opening, candidate(`K-${place}`), by(METTE)));
    opening = changedBy(agree(opening, place, '2026-11-17', 'flex_job', by(METTE)));
    opening = changedBy(start(opening, place, TERMS, by(METTE)));
  }
  return opening;
}

/** Sweeps once at `now` as the bot would, and remembers what was told. */
function swept(opening: Opening, now: Instant, told: Set<string>): Opening {
  const placements = opening.placements.map((placement, index) => {
    const sweep = sweepFollowUp(placement, () => true, BIRKHOLM, now);
    if (sweep.kind === 'not_due') return placement;
    if (sweep.kind === 'nudge') {
      const { item, round, level } = sweep.followUp;
      const key = JSON.stringify([index, item, round, level]);
      expect(told).not.toContain(key);
      told.add(key);
      expect(inWorkingHours(now, calendar)).toEqual(now);
      const until = placement.followUp?.snoozedUntil ?? null;
      expect(until === null || until <= now).toBe(true);
    }
    return { ...placement, followUp: sweep.followUp };
  });
  return succeeding(opening, { ...opening, placements });
}

function expectFollowed(placement: Placement): void {
  const { followUp, checkIns, retainedOn } = placement;
  if (isRunning(placement)) {
    if (retainedOn === null && !checkIns.some(({ item }) => item === 'retention'))
      expect(followUp).not.toBeNull();
    if (retainedOn !== null && followUp !== null) expect(followUp.item).toMatch(/^promise:/);
    expect(placement.search).toBeNull();
  } else {
    expect(followUp === null).toBe(!isSearching(placement));
    expect(checkIns.every(({ next }) => next === null || next.text === null)).toBe(true);
  }
  if (followUp !== null) expect(followUp.at !== null || followUp.level === 2).toBe(true);
  expect(new Set(checkIns.map(({ item }) => item)).size).toBe(checkIns.length);
}

test('whatever people do in whatever order, everybody is followed, and told nothing twice', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let opening = bothStarted();
      let now = TUESDAY;
      const told = new Set<string>();
      for (const [decide, actor, minutes] of story) {
        now = new Date(now.getTime() + minutes * 60_000);
        const before = frozen(swept(opening, now, told));
        const decision = decide(before, by(actor, now));
        opening = frozen(decision.kind === 'changed' ? decision.next : before);
        expect(opening.version).toBe(before.version + (decision.kind === 'changed' ? 1 : 0));
        opening.placements.forEach(expectFollowed);
      }
    }),
    { numRuns: runs(50) },
  );
});

test('left alone, each is told at most twice an item, and then nothing is left to sweep', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let opening = bothStarted();
      let now = TUESDAY;
      const told = new Set<string>();
      for (const [decide, actor, minutes] of story) {
        now = new Date(now.getTime() + minutes * 60_000);
        const decision = decide(opening, by(actor, now));
        if (decision.kind === 'changed') opening = decision.next;
      }
      for (let hour = 0; hour < 24 * 400; hour += 1) {
        now = new Date(now.getTime() + 3_600_000);
        opening = swept(opening, now, told);
      }
      for (const { followUp } of opening.placements) expect(followUp?.at ?? null).toBeNull();
    }),
    { numRuns: runs(20) },
  );
});
