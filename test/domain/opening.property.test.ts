import { expect, test } from 'vitest';
import { localDate } from '../../src/domain/calendar.ts';
import type { Instant, PersonId } from '../../src/domain/ids.ts';
import { askAgain, endAsking, postponeAsking, visitAgain } from '../../src/domain/opening/asking-again.ts';
import { close, reopen, wantReopening, withdraw } from '../../src/domain/opening/closing.ts';
import { type Act, type Decision, withNudging } from '../../src/domain/opening/decision.ts';
import { NO_DETAILS } from '../../src/domain/opening/details.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import {
  ATTEMPT_CHANNELS,
  CLOSE_REASONS,
  isPlacing,
  type Opening,
  ownerOf,
} from '../../src/domain/opening/opening.ts';
import {
  askStillOpen,
  claim,
  confirmStillOpen,
  handOver,
  recordAttempt,
  recordContact,
  release,
  snooze,
} from '../../src/domain/opening/opening-acts.ts';
import { isRunning } from '../../src/domain/opening/placement.ts';
import { agree, decline, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { addPlace, correct, deleteNote, type ToldMore, tellMore } from '../../src/domain/opening/revising.ts';
import { leastAdvanced } from '../../src/domain/opening/seat.ts';
import { escalationOf, sweepOpening } from '../../src/domain/opening/staleness.ts';
import { bookVisit, holdVisit } from '../../src/domain/opening/visit-acts.ts';
import {
  BIRKHOLM,
  by,
  candidate,
  FACTS,
  frozen,
  logged,
  PEOPLE,
  TERMS,
  TUESDAY,
} from '../support/builders.ts';
import fc, { runs } from '../support/properties.ts';

type Step = { readonly name: string; readonly decide: (opening: Opening, act: Act) => Decision };
const step = (name: string, decide: Step['decide']): Step => ({ name, decide });

const toldOf = (places: number): ToldMore => ({ places, details: NO_DETAILS, note: `plads til ${places}` });
const person = fc.constantFrom<PersonId>(...PEOPLE);
const seat = fc.constantFrom(1, 2);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constant(step('claim', claim)),
  fc.boolean().map((thinking) => step(`contact ${thinking}`, (o, act) => recordContact(o, thinking, act))),
  fc
    .constantFrom(...ATTEMPT_CHANNELS)
    .map((way) => step(`attempt ${way}`, (o, act) => recordAttempt(o, way, act))),
  fc.option(person).map((to) => step(`hand to ${to}`, (o, act) => handOver(o, to, act))),
  fc
    .constantFrom('2026-11-19', '2026-12-01', '2027-03-01')
    .map((day) => step(day, (o, act) => snooze(o, day, act))),
  fc.constantFrom(...CLOSE_REASONS).map((why) => step(why, (o, act) => close(o, why, 'fordi', act))),
  fc.constant(step('book a visit', (o, act) => bookVisit(o, localDate(act.now, BIRKHOLM.calendar), act))),
  fc.boolean().map((more) => step(`hold it, ${more}`, (o, act) => holdVisit(o, more, act))),
  fc.constant(step('start matching', startMatching)),
  fc
    .constantFrom('K-1', 'K-2', 'K-3')
    .map((reference) => step(reference, (o, act) => presentCandidate(o, candidate(reference), act))),
  seat.map((place) =>
    step(`yes ${place}`, (o, act) => agree(o, place, localDate(act.now, BIRKHOLM.calendar), 'flex_job', act)),
  ),
  seat.map((place) => step(`no ${place}`, (o, act) => decline(o, place, act))),
  seat.map((place) => step(`start ${place}`, (o, act) => start(o, place, TERMS, act))),
  seat.map((place) => step(`end ${place}`, (o, act) => endEarly(o, place, 'other', act))),
  fc.constant(step('withdraw', (o, act) => withdraw(o, null, act))),
  fc.constant(step('reopen', reopen)),
  fc.constant(step('ask again', askAgain)),
  fc.constant(step('not now', postponeAsking)),
  fc.constant(step('no more', endAsking)),
  fc.constant(step('want it reopened', wantReopening)),
  fc.constant(step('visit again', visitAgain)),
  fc.constant(step('release', release)),
  fc.constant(step('confirm', confirmStillOpen)),
  fc.constant(step('ask', askStillOpen)),
  fc
    .constantFrom(1, 12)
    .map((places) => step(`${places} places`, (o, act) => tellMore(o, toldOf(places), o.version, act))),
  fc.constant(step('delete note', deleteNote)),
  fc.constant(step('add a place', addPlace)),
  fc
    .constantFrom('Café Æblet', 'Café Pæren')
    .map((company) => step(company, (o, act) => correct(o, { ...FACTS, company }, o.version, act))),
);

/** Minutes to the next act: mostly soon, at times after an outage of weeks. */
const pauses = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 40_000 }));
const stories = fc.array(fc.tuple(steps, person, pauses), { maxLength: 25 });

/** Runs the sweep as the bot would, until it has nothing more to do at this instant. */
function swept(opening: Opening, now: Instant): Opening {
  const sweep = sweepOpening(opening, () => true, BIRKHOLM, now);
  switch (sweep.kind) {
    case 'not_due':
      return opening;
    case 'nudge':
    case 'nobody_left':
      return withNudging(opening, sweep.nudging);
    case 'release': {
      const released = release(opening, { taskForce: BIRKHOLM, now });
      if (released.kind !== 'changed') throw new Error('only what is claimed is released');
      return released.next;
    }
  }
}

function expectSound(opening: Opening): void {
  const { status, nudging } = opening;
  expect(Object.keys(FACTS).every((fact) => fact in opening)).toBe(true);
  expect('again' in opening).toBe(status === 'closed');
  if (status === 'closed') {
    expect([nudging.at, opening.askStillOpenAt]).toEqual([null, null]);
    return;
  }
  if (isPlacing(opening)) {
    expect(opening.status).toBe(leastAdvanced(opening.seats));
    const places = [
      ...opening.seats.map(({ number }) => number),
      ...opening.placements.filter(isRunning).map(({ place }) => place),
    ];
    expect(places.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: opening.places }, (_, index) => index + 1),
    );
  }
  expect('owner' in opening).toBe(status !== 'logged');
  expect(ownerOf(opening) === null).toBe(status === 'logged');
  expect(opening.askStillOpenAt).not.toBeNull();
  expect(nudging.at !== null || nudging.level === escalationOf(opening, BIRKHOLM).length).toBe(true);
  expect(nudging.releaseAt !== null).toBe(status === 'claimed');
  expect(opening.since.getTime()).toBeLessThanOrEqual(opening.actedAt.getTime());
}

test('whatever people do in whatever order, an opening stays sound', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let opening = logged(TUESDAY, { places: 2 });
      let now = TUESDAY;
      for (const [{ decide }, actor, minutes] of story) {
        now = new Date(now.getTime() + minutes * 60_000);
        const before = frozen(swept(opening, now));
        const decision = decide(before, by(actor, now));
        const after = decision.kind === 'changed' ? decision.next : before;
        expect(after.version).toBe(before.version + (decision.kind === 'changed' ? 1 : 0));
        expect(after.round).toBeGreaterThanOrEqual(before.round);
        expectSound(before);
        expectSound(after);
        opening = frozen(after);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('left alone, an opening is nudged once a level and then no more', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let opening = logged(TUESDAY, { places: 2 });
      let now = TUESDAY;
      for (const [{ decide }, actor, minutes] of story) {
        now = new Date(now.getTime() + minutes * 60_000);
        const decision = decide(opening, by(actor, now));
        if (decision.kind === 'changed') opening = decision.next;
      }
      const told = new Set<string>();
      for (let hour = 0; hour < 24 * 400 && opening.nudging.at !== null; hour += 1) {
        now = new Date(now.getTime() + 3_600_000);
        const next = swept(opening, now);
        if (next.round === opening.round && next.nudging.level > opening.nudging.level) {
          const key = `${next.round}/${next.nudging.level}`;
          expect(told).not.toContain(key);
          told.add(key);
        }
        opening = next;
      }
      expect(opening.nudging.at).toBeNull();
      if (opening.status !== 'closed')
        expect(opening.nudging.level).toBe(escalationOf(opening, BIRKHOLM).length);
    }),
    { numRuns: runs(40) },
  );
});
