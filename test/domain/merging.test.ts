import { describe, expect, test } from 'vitest';
import type { OpeningId } from '../../src/domain/ids.ts';
import { reopen, wantReopening } from '../../src/domain/opening/closing.ts';
import { NO_DETAILS, type OpeningDetails } from '../../src/domain/opening/details.ts';
import { type Merged, merge } from '../../src/domain/opening/merging.ts';
import { isPlacing, type Opening } from '../../src/domain/opening/opening.ts';
import { presentCandidate } from '../../src/domain/opening/placing.ts';
import type { Hours } from '../../src/domain/typed/hours.ts';
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
  frozen,
  JENS,
  LEAD,
  LEADER,
  logged,
  METTE,
  matching,
  presented,
  visitBooked,
} from '../support/builders.ts';

const NOW = at('2026-11-18T10:00:00+01:00');
const nth = (number: number, opening: Opening): Opening =>
  frozen({ ...opening, id: `opening-${number}` as OpeningId, number });

function merged(one: Opening, other: Opening, actor = METTE): Merged {
  const decision = merge(one, other, by(actor, NOW));
  if (decision.kind !== 'merged') throw new Error(JSON.stringify(decision));
  return decision.merged;
}
function refusal(one: Opening, other: Opening, actor = METTE): string | null {
  const decision = merge(one, other, by(actor, NOW));
  return decision.kind === 'refused' ? decision.refusal.code : null;
}

describe('two that are one', () => {
  test('the earlier goes on, the later closes and points to it, whichever was named first', () => {
    const [first, second] = [nth(1, claimed()), nth(2, claimed())];
    for (const { kept, closed: gone } of [merged(first, second), merged(second, first)]) {
      expect([kept.number, gone.number]).toEqual([1, 2]);
      expect(gone).toMatchObject({
        status: 'closed',
        reason: 'merged',
        mergedInto: { id: first.id, number: 1 },
        again: null,
        closedBy: METTE,
        askStillOpenAt: null,
        nudging: { at: null },
        version: second.version + 1,
      });
      expect(kept.version).toBe(first.version + 1);
    }
  });

  test('places are added, tasks joined, hours widened, and a missing way to reach them filled in', () => {
    const first = nth(1, claimed(NOW, { places: 2, contact: { phone: '+4520304057', email: null } }));
    const second = nth(
      2,
      claimed(NOW, {
        tasks: ['dishwashing', 'clearing'],
        hours: { min: 1, max: 4 },
        contact: { phone: '+4511111111', email: 'a@b.dk' },
      }),
    );
    expect(merged(first, second).kept).toMatchObject({
      places: 3,
      tasks: ['dishwashing', 'clearing'],
      hours: { min: 1, max: 5 },
      contact: { phone: '+4520304057', email: 'a@b.dk' },
    });
  });

  test('what the earlier doesn’t say comes from the later, and both notes are kept', () => {
    const note = (text: string, author = LEADER) => ({ text, by: author });
    const details = { ...NO_DETAILS, cvr: '10103940', note: note('Indgang fra gården') };
    const later = {
      ...NO_DETAILS,
      cvr: '99999999',
      mentor: 'yes',
      note: note('Spørg efter Bo', JENS),
    } as const;
    const { kept } = merged(nth(1, { ...claimed(), details }), nth(2, { ...claimed(), details: later }));
    expect(kept.details).toMatchObject({
      cvr: '10103940',
      mentor: 'yes',
      note: { text: 'Indgang fra gården\nSpørg efter Bo', by: LEADER },
    });
    const long = { ...NO_DETAILS, note: note('x'.repeat(490)) };
    expect(refusal(nth(1, { ...claimed(), details }), nth(2, { ...claimed(), details: long }))).toBe(
      'merge_notes_too_long',
    );
  });

  test('the clock of the one that goes on is left alone', () => {
    const first = nth(1, contacted());
    expect(merged(first, nth(2, claimed())).kept).toMatchObject({
      since: first.since,
      actedAt: first.actedAt,
      round: first.round,
      nudging: first.nudging,
    });
  });

  test('once candidates are sought, the new places look for one too', () => {
    const { kept } = merged(nth(1, presented()), nth(2, matching()));
    if (!isPlacing(kept)) throw new Error('it goes on');
    expect(kept.seats.map(({ number, state }) => [number, state])).toEqual([
      [1, 'presented'],
      [2, 'matching'],
    ]);
    expect([kept.status, kept.since]).toEqual(['matching', NOW]);
  });

  test('wishes for a visit are one wish', () => {
    const visit = { kind: 'visit_request', category: null, tasks: [], hours: null } as const;
    expect(merged(nth(1, claimed(NOW, visit)), nth(2, claimed(NOW, visit))).kept.places).toBe(1);
  });

  test('sent twice it is one', () => {
    const { kept, closed: gone } = merged(nth(1, claimed()), nth(2, claimed()));
    expect(merge(kept, gone, by(METTE, NOW))).toEqual({ kind: 'unchanged' });
    expect(merge(gone, kept, by(METTE, NOW))).toEqual({ kind: 'unchanged' });
  });

  test('what was merged is not reopened', () => {
    const { closed: gone } = merged(nth(1, claimed()), nth(2, claimed()));
    const never = { kind: 'refused', refusal: { code: 'merged' } };
    expect(reopen(gone, by(COORDINATOR, NOW))).toEqual(never);
    expect(wantReopening(gone, by(METTE, NOW))).toEqual(never);
  });
});

describe('who may', () => {
  test('the owner of both or of the one that somebody has, a lead and a coordinator', () => {
    const [first, second] = [nth(1, claimed()), nth(2, logged())];
    for (const actor of [METTE, LEAD, COORDINATOR]) expect(merged(first, second, actor).kept.number).toBe(1);
    expect(refusal(first, second, JENS)).toBe('not_yours');
    expect(refusal(nth(1, logged()), nth(2, logged()), JENS)).toBe('claim_first');
    expect(refusal(nth(1, logged()), nth(2, logged()), LEAD)).toBeNull();
  });

  test('not so that nobody would have it any more', () => {
    expect(refusal(nth(1, logged()), nth(2, claimed()))).toBe('merge_claim_first');
    expect(refusal(nth(1, logged()), nth(2, claimed()), LEAD)).toBe('merge_claim_first');
  });
});

describe('what is not one', () => {
  test.each([
    ['another company', nth(2, claimed(NOW, { company: 'Bageriet' })), 'merge_other_company'],
    ['itself', nth(1, claimed()), 'merge_other_company'],
    ['other work', nth(2, claimed(NOW, { category: 'shop', tasks: ['checkout'] })), 'merge_other_work'],
    ['a candidate is presented', nth(2, presented()), 'merge_under_way'],
    ['a start is agreed', nth(2, agreed()), 'merge_under_way'],
    ['closed', nth(2, closed()), 'closed'],
    ['filled', nth(2, filled()), 'closed'],
    ['too many places', nth(2, claimed(NOW, { places: 99 })), 'no_more_places'],
  ])('%s', (_, other, code) => {
    expect(refusal(nth(1, claimed()), other)).toBe(code);
  });

  test('the same company however it is written, and whatever the later has come to before a candidate', () => {
    expect(refusal(nth(1, claimed()), nth(2, claimed(NOW, { company: ' CAFÉ  æblet' })))).toBeNull();
    for (const other of [contacted(), visitBooked(), matching()]) {
      expect(refusal(nth(1, claimed()), nth(2, other))).toBeNull();
    }
  });
});

describe('of what both say', () => {
  const said: OpeningDetails = {
    cvr: '10103940',
    start: { kind: 'now' },
    days: ['monday'],
    time: 'morning',
    duration: 'permanent',
    physical: ['sitting'],
    requirements: ['danish'],
    employmentForm: 'flex_job',
    mentor: 'yes',
    callAhead: 'yes',
    note: { text: 'Indgang fra gården', by: LEADER },
    story: 'yes',
  };
  const otherwise: OpeningDetails = {
    cvr: '99999999',
    start: { kind: 'by_agreement' },
    days: ['friday'],
    time: 'evening',
    duration: 'season',
    physical: ['outdoors'],
    requirements: ['driving_licence'],
    employmentForm: 'sheltered_job',
    mentor: 'no',
    callAhead: 'no',
    note: { text: 'Indgang fra gården', by: JENS },
    story: 'yes',
  };
  const detailsOf = (first: OpeningDetails, second: OpeningDetails) =>
    merged(nth(1, { ...claimed(), details: first }), nth(2, { ...claimed(), details: second })).kept.details;

  test('every answer of the earlier stands, and where it gave none the later’s', () => {
    expect(detailsOf(said, otherwise)).toEqual(said);
    expect(detailsOf(NO_DETAILS, otherwise)).toEqual(otherwise);
    expect(detailsOf(said, NO_DETAILS)).toEqual(said);
  });

  test('hours that one of them doesn’t know are the other’s', () => {
    const hours = (first: Hours | null, second: Hours | null) =>
      merged(nth(1, { ...claimed(), hours: first }), nth(2, { ...claimed(), hours: second })).kept.hours;
    const four = { min: 4, max: 4 };
    expect([hours(four, null), hours(null, four), hours(null, null)]).toEqual([four, four, null]);
  });

  test('notes may be as long as one may, and places as many', () => {
    const noted = (length: number) => ({
      ...NO_DETAILS,
      note: { text: 'x'.repeat(length), by: JENS },
    });
    const first = nth(1, { ...claimed(), details: said });
    const left = 500 - 'Indgang fra gården\n'.length;
    expect(refusal(first, nth(2, { ...claimed(), details: noted(left) }))).toBeNull();
    expect(refusal(first, nth(2, { ...claimed(), details: noted(left + 1) }))).toBe('merge_notes_too_long');
    expect(merged(nth(1, claimed()), nth(2, claimed(NOW, { places: 98 }))).kept.places).toBe(99);
  });

  test('each story tells of the other', () => {
    expect(merged(nth(1, claimed()), nth(2, claimed()))).toMatchObject({
      keptEvent: { kind: 'merged_with', number: 2 },
      closedEvent: { kind: 'merged_into', number: 1 },
    });
  });

  test('an ambassador who was asked about the later is not waited for; one who called did', () => {
    const ahead = (state: 'asked' | 'called') =>
      ({ ambassador: JENS, until: NOW, state }) satisfies Opening['callAhead'];
    const closedWith = (state: 'asked' | 'called') =>
      merged(nth(1, claimed()), nth(2, { ...claimed(), callAhead: ahead(state) })).closed.callAhead;
    expect(closedWith('asked')).toBeNull();
    expect(closedWith('called')).toEqual(ahead('called'));
  });
});

test('one in which a place has its candidate is under way, though others look for theirs', () => {
  const two = matching(NOW, { places: 2 });
  const half = changedBy(presentCandidate(two, candidate('K-1'), by(METTE, NOW)));
  expect(half.status).toBe('matching');
  expect(refusal(nth(1, claimed()), nth(2, half))).toBe('merge_under_way');
});

test('a wish for a visit is no job', () => {
  const visit = { kind: 'visit_request', category: null, tasks: [], hours: null } as const;
  const job = { ...claimed(NOW, visit), kind: 'job' } as const;
  expect(refusal(nth(1, claimed(NOW, visit)), nth(2, job))).toBe('merge_other_work');
});

test('one that looked for candidates before goes on doing so since then', () => {
  const first = nth(1, matching(at('2026-11-17T10:00:00+01:00')));
  expect(merged(first, nth(2, matching())).kept.since).toEqual(first.since);
});
