import { expect, test } from 'vitest';
import type { Openings, TimelineEntry } from '../../src/app/ports/openings.ts';
import { close } from '../../src/domain/opening/closing.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim, recordAttempt, recordContact } from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate, start } from '../../src/domain/opening/placing.ts';
import { bookVisit, holdVisit } from '../../src/domain/opening/visit-acts.ts';
import { at, candidate, changedBy, TERMS, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { creating, fresh, newPersonId, saving, settled, stored } from './fixtures.ts';

const LATER = at('2026-11-18T09:30:00.123+01:00');

async function mustCommit(openings: Openings, opening: Opening): Promise<void> {
  expect(await openings.commit(saving(opening))).toEqual({ kind: 'committed', opening });
}

describeEachStore('openings', (store) => {
  test('an opening comes back as it was stored, in every state', async () => {
    const { taskForce } = await settled(store());
    const { openings } = store();
    const owner = newPersonId();
    const act = { by: owner, roles: ['consultant', 'coordinator'] as const, taskForce, now: LATER };
    const logged = await stored(store(), fresh(taskForce, { hours: { min: 7.4, max: 7.4 } }));
    expect(await openings.find(taskForce.id, logged.id)).toEqual(logged);

    const claimed = changedBy(claim(logged, act));
    const attempted = changedBy(recordAttempt(claimed, 'phone', act));
    const thinking = changedBy(recordContact(attempted, true, act));
    const ended = changedBy(close(thinking, 'withdrawn', 'Fandt selv en', act));
    for (const next of [claimed, attempted, thinking, ended]) {
      await mustCommit(openings, next);
      expect(await openings.find(taskForce.id, logged.id)).toEqual(next);
    }
  });

  test('so does what follows: the visit, each place, and the jobs that began', async () => {
    const { taskForce } = await settled(store());
    const { openings } = store();
    const act = { by: newPersonId(), roles: ['consultant'] as const, taskForce, now: LATER };
    const logged = await stored(store(), fresh(taskForce, { places: 3 }));
    const claimed = changedBy(claim(logged, act));
    const booked = changedBy(bookVisit(claimed, '2026-11-20', act));
    const ready = changedBy(holdVisit(booked, false, act));
    const one = changedBy(presentCandidate(ready, candidate('K-1'), act));
    const two = changedBy(presentCandidate(one, candidate('K-2'), act));
    const agreed = changedBy(agree(two, 1, '2026-11-18', 'flex_job', act));
    const started = changedBy(start(agreed, 1, { ...TERMS, legalEmployer: 'Vikar A/S' }, act));
    const ended = changedBy(close(started, 'no_candidate', null, act));
    const stopped = changedBy(endEarly(ended, 1, 'company_changed', act));
    for (const next of [claimed, booked, ready, one, two, agreed, started, ended, stopped]) {
      await mustCommit(openings, next);
      expect(await openings.find(taskForce.id, logged.id)).toEqual(next);
    }
    const { placements } = await store().overview.digestInput(taskForce.id, TUESDAY);
    expect(placements).toEqual(
      stopped.placements.map((one) => ({ ...one, company: stopped.company, named: false })),
    );
  });

  test('a visit request without category, hours, postcode and phone comes back so', async () => {
    const { taskForce } = await settled(store());
    const bare = {
      kind: 'visit_request',
      category: null,
      tasks: [],
      hours: null,
      postcode: null,
      contact: { phone: null, email: 'asta@example.dk' },
    } as const;
    const visit = await stored(store(), fresh(taskForce, bare));
    expect(await store().openings.findByNumber(taskForce.id, 1)).toEqual(visit);
  });

  test("another task force's opening is not found by its id", async () => {
    const { taskForce } = await settled(store());
    const other = await settled(store(), 'Solbakken');
    const opening = await stored(store(), fresh(taskForce));
    expect(await store().openings.find(other.taskForce.id, opening.id)).toBeNull();
    expect(await store().openings.timeline(other.taskForce.id, opening.id)).toEqual([]);
    const stolen = { ...opening, taskForceId: other.taskForce.id, version: 2 };
    expect(await store().openings.commit(saving(stolen))).toEqual({ kind: 'clash' });
  });

  test('each task force counts its own numbers from 1', async () => {
    const first = await settled(store());
    const second = await settled(store(), 'Solbakken');
    const numbers = [];
    for (const { taskForce } of [first, first, second])
      numbers.push((await stored(store(), fresh(taskForce))).number);
    expect(numbers).toEqual([1, 2, 1]);
  });

  test('the open ones are listed oldest first, up to the limit, with their total', async () => {
    const { taskForce } = await settled(store());
    const days = ['2026-11-12', '2026-11-10', '2026-11-11', '2026-11-09'];
    const all: Opening[] = [];
    for (const day of days) all.push(await stored(store(), fresh(taskForce, {}, at(`${day}T10:00:00Z`))));
    const last = all[3];
    if (last === undefined) throw new Error('four were stored');
    const act = { by: newPersonId(), roles: ['consultant'] as const, taskForce, now: TUESDAY };
    await mustCommit(store().openings, changedBy(close(last, 'job_order', null, act)));

    const open = await store().openings.open(taskForce.id, {}, 2);
    expect(open.items.map((opening) => opening.number)).toEqual([2, 3]);
    expect(open.total).toBe(3);
  });

  test('a list can be of one owner, or of one who logged', async () => {
    const { taskForce } = await settled(store());
    const [leader, owner] = [newPersonId(), newPersonId()];
    const mine = await stored(store(), fresh(taskForce, {}, TUESDAY, leader));
    await stored(store(), fresh(taskForce));
    const act = { by: owner, roles: ['consultant'] as const, taskForce, now: TUESDAY };
    await mustCommit(store().openings, changedBy(claim(mine, act)));

    const { openings } = store();
    expect((await openings.open(taskForce.id, { owner }, 9)).items.map(({ id }) => id)).toEqual([mine.id]);
    expect((await openings.open(taskForce.id, { loggedBy: leader }, 9)).total).toBe(1);
    expect((await openings.open(taskForce.id, { owner: leader }, 9)).total).toBe(0);
  });

  test('what a person logged last here prefills the form', async () => {
    const { taskForce } = await settled(store());
    const leader = newPersonId();
    expect(await store().openings.lastLoggedBy(taskForce.id, leader)).toBeNull();
    await stored(store(), fresh(taskForce, { company: 'Ny' }, LATER, leader));
    await stored(store(), fresh(taskForce, { company: 'Gammel' }, TUESDAY, leader));
    expect((await store().openings.lastLoggedBy(taskForce.id, leader))?.company).toBe('Ny');
  });

  test('the timeline keeps every event in the order it happened', async () => {
    const { taskForce } = await settled(store());
    const by = newPersonId();
    const events: TimelineEntry['event'][] = [
      { kind: 'snoozed', until: LATER },
      { kind: 'handed_over', to: by },
      { kind: 'closed', reason: 'withdrawn', note: 'Æblet lukker' },
      { kind: 'corrected', fields: ['work', 'place'] },
      { kind: 'details_told' },
      { kind: 'note_deleted' },
      { kind: 'place_added', places: 2 },
      { kind: 'nudged', level: 2 },
      { kind: 'attempted', channel: 'sms' },
      { kind: 'contacted', thinking: true },
      { kind: 'visit_booked', on: '2026-11-20' },
      { kind: 'visit_held', more: true },
      { kind: 'matching_started' },
      { kind: 'candidate_presented', place: 2 },
      { kind: 'candidate_declined', place: 2 },
      { kind: 'agreed', place: 1, startsOn: '2026-11-23', form: 'youth_job' },
      { kind: 'started', place: 1, form: 'youth_job', hours: 7.5, filled: false },
      { kind: 'ended_early', place: 1, reason: 'other_job' },
      { kind: 'call_ahead_asked', to: by },
      { kind: 'called_ahead' },
      { kind: 'call_ahead_skipped' },
      { kind: 'call_ahead_lapsed' },
      { kind: 'asked_again' },
      { kind: 'asking_postponed', until: LATER },
      { kind: 'asking_ended' },
      { kind: 'reopening_wanted' },
      { kind: 'visit_again' },
      { kind: 'merged_into', number: 1 },
      { kind: 'merged_with', number: 2 },
    ];
    const timeline = events.map((event) => ({ at: TUESDAY, by: null, platform: null, event }));
    const opening = fresh(taskForce);
    await store().openings.commit(creating(opening));
    await store().openings.commit(saving({ ...opening, version: 2 }, { timeline }));
    const read = await store().openings.timeline(taskForce.id, opening.id);
    expect(read[0]).toEqual({
      at: TUESDAY,
      by: opening.loggedBy,
      platform: 'slack',
      event: { kind: 'logged' },
    });
    expect(read.slice(1)).toEqual(timeline);
  });
});
