import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { readCandidate } from '../../src/domain/opening/candidate.ts';
import { close, reopen } from '../../src/domain/opening/closing.ts';
import type { Act, Decision } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import { isPlacing, type Opening } from '../../src/domain/opening/opening.ts';
import {
  claim,
  handOver,
  recordAttempt,
  recordContact,
  snooze,
} from '../../src/domain/opening/opening-acts.ts';
import { agree, decline, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { bookVisit, holdVisit } from '../../src/domain/opening/visit-acts.ts';
import {
  agreed,
  at,
  by,
  COORDINATOR,
  candidate,
  changedBy,
  claimed,
  closed,
  contacted,
  filled,
  JENS,
  LEAD,
  logged,
  METTE,
  matching,
  presented,
  TERMS,
  visitBooked,
} from '../support/builders.ts';

const WEDNESDAY = at('2026-11-18T11:00:00+01:00');
const EACH = [
  logged(),
  claimed(),
  contacted(),
  visitBooked(),
  matching(),
  presented(),
  agreed(),
  closed(),
] as const;

function outcome(decision: Decision): string {
  switch (decision.kind) {
    case 'changed':
      return `${decision.event.kind} → ${decision.next.status}`;
    case 'unchanged':
      return 'unchanged';
    case 'refused':
      return `no: ${decision.refusal.code}`;
  }
}

type Decide = (opening: Opening, act: Act) => Decision;
const book: Decide = (o, act) => bookVisit(o, '2026-11-25', act);
const held: Decide = (o, act) => holdVisit(o, false, act);
const found: Decide = (o, act) => presentCandidate(o, candidate('K-7'), act);
const yes: Decide = (o, act) => agree(o, 1, '2026-12-01', 'flex_job', act);
const no: Decide = (o, act) => decline(o, 1, act);
const started: Decide = (o, act) => start(o, 1, TERMS, act);
const to =
  (person: PersonId | null): Decide =>
  (o, act) =>
    handOver(o, person, act);

const taken = 'no: already_claimed';
const theirs = 'no: not_yours';
const further = 'no: already_further';
const early = 'no: not_matching';
const gone = 'no: place_moved_on';
const first = 'no: claim_first';
const shut = 'no: closed';

/** name, who, act, and what it does to one that is logged, claimed, contacted, visit booked, matching, presented, agreed, closed; all Mette's. */
const TABLE: readonly (readonly [string, PersonId, Decide, readonly string[]])[] = [
  [
    'booking a visit',
    METTE,
    book,
    [first, ...Array(3).fill('visit_booked → visit_booked'), further, further, further, shut],
  ],
  ['booking by another', JENS, book, [first, theirs, theirs, theirs, further, further, further, shut]],
  [
    'holding the visit',
    METTE,
    held,
    [
      first,
      'no: book_visit_first',
      'no: book_visit_first',
      'visit_held → matching',
      further,
      further,
      further,
      shut,
    ],
  ],
  [
    'holding by another',
    JENS,
    held,
    [first, 'no: book_visit_first', 'no: book_visit_first', theirs, further, further, further, shut],
  ],
  [
    'going on without a visit',
    METTE,
    startMatching,
    [first, ...Array(3).fill('matching_started → matching'), further, further, further, shut],
  ],
  [
    'going on by another',
    JENS,
    startMatching,
    [first, theirs, theirs, theirs, further, further, further, shut],
  ],
  [
    'a candidate',
    METTE,
    found,
    [
      first,
      early,
      early,
      early,
      'candidate_presented → presented',
      'no: no_free_place',
      'no: no_free_place',
      shut,
    ],
  ],
  ['a candidate by another', JENS, found, [first, ...Array(6).fill(theirs), shut]],
  ['a candidate by a coordinator', COORDINATOR, found, [first, ...Array(6).fill(theirs), shut]],
  ['a yes', METTE, yes, [first, early, early, early, gone, 'agreed → agreed', gone, shut]],
  ['a no', METTE, no, [first, early, early, early, gone, 'candidate_declined → matching', gone, shut]],
  ['a no by another', JENS, no, [first, ...Array(6).fill(theirs), shut]],
  ['a start', METTE, started, [first, early, early, early, gone, gone, 'started → closed', shut]],
  ['the owner claims again', METTE, claim, ['claimed → claimed', ...Array(6).fill('unchanged'), shut]],
  ['another claims', JENS, claim, ['claimed → claimed', ...Array(6).fill(taken), shut]],
  [
    'a talk',
    METTE,
    (o, act) => recordContact(o, false, act),
    [first, ...Array(3).fill('contacted → contacted'), further, further, further, shut],
  ],
  [
    'a try',
    METTE,
    (o, act) => recordAttempt(o, 'phone', act),
    [first, 'attempted → claimed', 'attempted → contacted', further, further, further, further, shut],
  ],
  [
    'handing on',
    METTE,
    to(JENS),
    [
      first,
      'handed_over → claimed',
      'handed_over → contacted',
      'handed_over → visit_booked',
      'handed_over → matching',
      'handed_over → presented',
      'handed_over → agreed',
      shut,
    ],
  ],
  [
    'putting back by the lead',
    LEAD,
    to(null),
    ['unchanged', 'put_back → logged', 'put_back → logged', ...Array(4).fill('no: keep_owner'), shut],
  ],
  [
    'a snooze',
    METTE,
    (o, act) => snooze(o, '2026-12-01', act),
    ['logged', 'claimed', 'contacted', 'visit_booked', 'matching', 'presented', 'agreed']
      .map((status) => `snoozed → ${status}`)
      .concat(shut),
  ],
  [
    'a visit that gave nothing',
    METTE,
    (o, act) => close(o, 'visit_without_opening', null, act),
    [
      ...Array(3).fill('no: only_after_visit'),
      'closed → closed',
      ...Array(3).fill('no: only_after_visit'),
      shut,
    ],
  ],
  ['reopening', COORDINATOR, reopen, ['unchanged', ...Array(6).fill('no: not_closed'), 'reopened → logged']],
];

describe.each(TABLE)('%s', (_, who, act, expected) => {
  test.each(EACH.map((opening, index) => [opening.status, opening, expected[index]] as const))(
    'of one that is %s',
    (_status, opening, result) => {
      expect(outcome(act(opening, by(who, WEDNESDAY)))).toBe(result);
    },
  );
});

describe('a visit', () => {
  test.each(['2026-11-17', '2027-05-21', 'i morgen', ''])('is not booked for %s', (date) => {
    expect(outcome(bookVisit(contacted(), date, by(METTE, WEDNESDAY)))).toBe('no: visit_out_of_range');
  });
  test('can be today, and booking the same day again is no error', () => {
    const today = changedBy(bookVisit(contacted(), '2026-11-18', by(METTE, WEDNESDAY)));
    expect(today).toMatchObject({ status: 'visit_booked', visitOn: '2026-11-18' });
    expect(outcome(bookVisit(today, '2026-11-18', by(METTE, WEDNESDAY)))).toBe('unchanged');
  });
});

describe('several places', () => {
  const act = by(METTE, WEDNESDAY);
  const present = (opening: Opening, reference: string) =>
    changedBy(presentCandidate(opening, candidate(reference), act));
  const seats = (opening: Opening) =>
    isPlacing(opening) ? opening.seats.map(({ number, state }) => `${number} ${state}`) : [];

  test('move one by one, and the opening stands where the least advanced does', () => {
    const three = matching(WEDNESDAY, { places: 3 });
    expect(seats(three)).toEqual(['1 matching', '2 matching', '3 matching']);
    const two = present(present(three, 'K-1'), 'K-2');
    expect([two.status, seats(two)]).toEqual(['matching', ['1 presented', '2 presented', '3 matching']]);
    const all = present(two, 'K-3');
    expect(all.status).toBe('presented');
    const answered = changedBy(agree(all, 2, '2026-12-01', 'youth_job', act));
    expect([answered.status, seats(answered)]).toEqual([
      'presented',
      ['1 presented', '2 agreed', '3 presented'],
    ]);
    const declined = changedBy(decline(answered, 3, act));
    expect([declined.status, JSON.stringify(declined).includes('K-3')]).toEqual(['matching', false]);
  });

  test('stay open until the last has a placement, and then it closes by itself', () => {
    let opening = matching(WEDNESDAY, { places: 2 });
    for (const [place, reference] of [
      [1, 'K-1'],
      [2, 'K-2'],
    ] as const) {
      opening = changedBy(agree(present(opening, reference), place, '2026-11-18', 'flex_job', act));
      const decision = start(opening, place, TERMS, act);
      expect(decision).toMatchObject({ event: { kind: 'started', place, filled: place === 2 } });
      opening = changedBy(decision);
    }
    expect(opening).toMatchObject({ status: 'closed', reason: 'filled', nudging: { at: null } });
    expect(opening.placements.map((placement) => [placement.place, placement.candidate])).toEqual([
      [1, 'K-1'],
      [2, 'K-2'],
    ]);
    expect(outcome(reopen(opening, by(COORDINATOR)))).toBe('no: all_filled');
  });

  test('keep what is filled when the rest is closed and reopened', () => {
    const one = changedBy(
      agree(present(matching(WEDNESDAY, { places: 3 }), 'K-1'), 1, '2026-11-18', 'flex_job', act),
    );
    const rest = changedBy(close(changedBy(start(one, 1, TERMS, act)), 'no_candidate', null, act));
    const again = changedBy(claim(changedBy(reopen(rest, by(COORDINATOR))), act));
    expect(seats(changedBy(startMatching(again, act)))).toEqual(['2 matching', '3 matching']);
  });

  test('take a candidate once', () => {
    const one = present(matching(WEDNESDAY, { places: 2 }), 'K-1');
    expect(outcome(presentCandidate(one, candidate('k-1'), act))).toBe('no: candidate_here');
  });
});

describe('a start', () => {
  test.each(['2026-10-18', '2027-05-21', 'snart'])('is not agreed for %s', (date) => {
    expect(outcome(agree(presented(), 1, date, 'flex_job', by(METTE, WEDNESDAY)))).toBe(
      'no: start_out_of_range',
    );
  });
  test('told late keeps its day, told early is today', () => {
    expect(filled(at('2026-12-02T10:00:00+01:00')).placements[0]?.startedOn).toBe('2026-11-30');
    expect(filled().placements[0]?.startedOn).toBe('2026-11-17');
  });
});

describe('a candidate reference', () => {
  test.each([
    'K-142',
    'b 17',
    'Kløver',
    ' 2026/14 ',
    'x',
    'Hold B 12',
    '12 Hold B',
    'K9999999999',
    '9999999999K',
    'K-12345678-123456789',
  ])('can be %s', (typed) => {
    expect(readCandidate(typed)).toEqual({ kind: 'candidate', candidate: typed.trim() });
  });
  test.each([
    ['120785-4321', 'cpr'],
    ['1207854321', 'cpr'],
    ['999999 9999', 'cpr'],
    ['9999999999', 'cpr'],
    ['K 120785-4321', 'cpr'],
    ['Anna Holm', 'name'],
    ['Anne-Marie  H.', 'name'],
    ["Åse O'Hara Krogh-Østergård", 'name'],
    ['', 'empty'],
    ['   ', 'empty'],
    ['K-123456789-123456789', 'too_long'],
  ])('can’t be “%s”: %s', (typed, why) => {
    expect(readCandidate(typed)).toEqual({ kind: 'unusable', why });
  });
});

describe('a job that ends early', () => {
  const stop = (opening: Opening, who: PersonId = METTE) =>
    endEarly(opening, 1, 'hours_or_tasks', by(who, WEDNESDAY));

  test('opens the filled opening again: its place looks for another, and its owner goes on', () => {
    const decision = stop(filled());
    expect(decision).toMatchObject({ event: { kind: 'ended_early', place: 1, reason: 'hours_or_tasks' } });
    const again = changedBy(decision);
    expect(again).toMatchObject({
      status: 'matching',
      owner: METTE,
      seats: [{ number: 1, state: 'matching' }],
    });
    expect(again.placements[0]?.ended).toEqual({ on: '2026-11-18', reason: 'hours_or_tasks' });
    expect(again.nudging.at).not.toBeNull();
    expect(outcome(stop(again))).toBe('no: place_moved_on');
  });

  test('gives its place back to an opening whose other places still move', () => {
    const act = by(METTE, WEDNESDAY);
    const two = changedBy(start(agreed('2026-11-18', undefined, { places: 2 }), 1, TERMS, act));
    const other = changedBy(presentCandidate(two, candidate('K-2'), act));
    expect([other.status, changedBy(stop(other)).status]).toEqual(['presented', 'matching']);
    const refilled = changedBy(presentCandidate(changedBy(stop(other)), candidate('K-142'), act));
    expect(refilled).toMatchObject({
      seats: [
        { number: 1, candidate: 'K-142' },
        { number: 2, candidate: 'K-2' },
      ],
    });
  });

  test('leaves closed what was closed for another reason', () => {
    const two = changedBy(
      start(agreed('2026-11-18', undefined, { places: 2 }), 1, TERMS, by(METTE, WEDNESDAY)),
    );
    const shutDown = changedBy(close(two, 'no_candidate', null, by(METTE, WEDNESDAY)));
    expect(outcome(stop(shutDown))).toBe('ended_early → closed');
  });

  const act = by(METTE, WEDNESDAY);
  const one = changedBy(start(agreed('2026-11-18', undefined, { places: 3 }), 1, TERMS, act));
  const two = changedBy(
    agree(changedBy(presentCandidate(one, candidate('K-2'), act)), 2, '2026-11-18', 'flex_job', act),
  );
  const working = changedBy(start(two, 2, TERMS, act));
  const shown = changedBy(presentCandidate(working, candidate('K-3'), act));
  const settled = changedBy(agree(shown, 3, '2026-11-25', 'flex_job', act));
  const waiting = changedBy(
    reopen(changedBy(close(working, 'no_candidate', null, act)), by(COORDINATOR, WEDNESDAY)),
  );
  const taken = changedBy(claim(waiting, act));
  const talked = changedBy(recordContact(taken, false, act));
  const booked = changedBy(bookVisit(talked, '2026-11-25', act));

  test.each([
    [waiting, 'logged'],
    [taken, 'claimed'],
    [talked, 'contacted'],
    [booked, 'visit_booked'],
    [working, 'matching'],
    [shown, 'matching'],
    [settled, 'matching'],
  ] as const)('ends alone, whatever the rest of the opening waits for', (opening, status) => {
    const after = changedBy(endEarly(opening, 2, 'other_job', act));
    expect(after.status).toBe(status);
    expect(after.placements.map(({ ended }) => ended?.reason ?? null)).toEqual([null, 'other_job']);
    const places = isPlacing(after) ? after.seats.map(({ number }) => number) : null;
    expect(places).toEqual(status === 'matching' ? [2, 3] : null);
  });

  test.each([taken, talked, booked, working, shown, settled])(
    'is told by a lead too, and not by a colleague, where somebody has the opening',
    (opening) => {
      expect(outcome(endEarly(opening, 1, 'other', by(JENS, WEDNESDAY)))).toBe('no: not_yours');
      expect(outcome(endEarly(opening, 1, 'other', by(LEAD, WEDNESDAY)))).toMatch(/^ended_early/);
    },
  );

  test('is told by anybody in the jobcentre where nobody has the opening, who has it then', () => {
    expect(outcome(endEarly(waiting, 1, 'other', by(JENS, WEDNESDAY)))).toBe('ended_early → logged');
    const shut = { ...filled(), owner: null } as Opening;
    expect(changedBy(endEarly(shut, 1, 'other', by(JENS, WEDNESDAY)))).toMatchObject({ owner: JENS });
  });

  test('is told by the owner or a lead, not by others', () => {
    expect([outcome(stop(filled(), JENS)), outcome(stop(filled(), LEAD))]).toEqual([
      'no: not_yours',
      'ended_early → matching',
    ]);
  });
});
