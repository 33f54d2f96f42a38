import { describe, expect, test } from 'vitest';
import type { MeetingId, OpeningId } from '../../src/domain/ids.ts';
import {
  awaitsAgreement,
  closeForgotten,
  countOf,
  countParticipants,
  endMeeting,
  missingAgreements,
  nextToAgree,
  type OpenMeeting,
  startMeeting,
} from '../../src/domain/meeting.ts';
import { agree } from '../../src/domain/opening/handover.ts';
import type { Opening, OpeningFacts } from '../../src/domain/opening/opening.ts';
import { claim, handOver, log, recordAttempt, recordContact } from '../../src/domain/opening/opening-acts.ts';
import { promisedCallBy } from '../../src/domain/opening/promise.ts';
import { staleAt } from '../../src/domain/opening/staleness.ts';
import {
  agreed as agreedOn,
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  closed,
  contacted,
  FACTS,
  frozen,
  JENS,
  LEADER,
  logged,
  METTE,
  matching,
  presented,
  TUESDAY,
  visitBooked,
} from '../support/builders.ts';

const MEETING = '5a0f4c9e-2a77-4a4e-9d51-0f6b6e1d2c11' as MeetingId;

const started = (now = TUESDAY): OpenMeeting =>
  frozen(startMeeting(MEETING, 'network', { by: COORDINATOR, taskForce: BIRKHOLM, now }));

/** Told at the meeting, with this number. */
function told(number: number, now = TUESDAY, facts: Partial<OpeningFacts> = {}): Opening {
  const id = `opening-${number}` as OpeningId;
  return frozen({ ...log({ ...FACTS, ...facts }, id, by(LEADER, now), MEETING), number });
}

const TERMS = { owner: METTE, channel: 'phone', date: '2026-11-19', callAhead: false } as const;

describe('a meeting', () => {
  test.each([
    ['in the morning', '2026-11-17T08:00:00+01:00', '2026-11-18T00:00:00+01:00'],
    ['a minute before midnight', '2026-11-17T23:59:00+01:00', '2026-11-18T00:00:00+01:00'],
    ['at midnight itself', '2026-11-17T00:00:00+01:00', '2026-11-18T00:00:00+01:00'],
    ['the night summer time ends', '2026-10-25T00:30:00+02:00', '2026-10-26T00:00:00+01:00'],
    ['the night summer time begins', '2026-03-29T01:30:00+01:00', '2026-03-30T00:00:00+02:00'],
  ])('that starts %s closes by itself at the next local midnight', (_when, start, end) => {
    expect(started(at(start)).closesAt).toEqual(at(end));
  });

  test('is counted by hand, and unknown until then, which is not 0', () => {
    const none = { companies: 0, others: 0 };
    expect(started().participants).toBeNull();
    expect(countParticipants(started(), none)).toMatchObject({ participants: none, version: 2 });
    expect(countParticipants({ ...started(), participants: none }, { ...none })).toBeNull();
    expect(
      countParticipants({ ...started(), participants: none }, { companies: 0, others: 1 }),
    ).not.toBeNull();
    expect(
      countParticipants({ ...started(), participants: none }, { companies: 1, others: 0 }),
    ).not.toBeNull();
  });

  test('ends once, with its numbers; the second who ends it changes nothing', () => {
    const numbers = { companies: 12, others: 3 };
    const later = at('2026-11-17T12:00:00+01:00');
    const ended = endMeeting(started(), numbers, COORDINATOR, later);
    expect(ended).toEqual({
      id: MEETING,
      taskForceId: BIRKHOLM.id,
      kind: 'network',
      status: 'ended',
      startedBy: COORDINATOR,
      startedAt: TUESDAY,
      endedAt: later,
      endedBy: COORDINATOR,
      participants: numbers,
      version: 2,
    });
    expect(ended && endMeeting(ended, { companies: 1, others: 1 }, METTE, later)).toBeNull();
  });

  test('that nobody ended is closed at its midnight and not before, by nobody, with what was counted', () => {
    const midnight = at('2026-11-18T00:00:00+01:00');
    expect(closeForgotten(started(), new Date(midnight.getTime() - 1))).toBeNull();
    const closing = closeForgotten(started(), at('2026-11-18T07:00:00+01:00'));
    expect(closing).toMatchObject({ status: 'ended', endedBy: null, endedAt: midnight, participants: null });
    expect(closing && closeForgotten(closing, midnight)).toBeNull();
    expect(closeForgotten(started(), midnight)).toMatchObject({ status: 'ended' });
  });

  test('that closed itself keeps the numbers of one who ended it a minute too late', () => {
    const closing = closeForgotten(started(), at('2026-11-18T00:00:00+01:00'));
    const numbers = { companies: 4, others: 0 };
    const counted = closing && endMeeting(closing, numbers, COORDINATOR, at('2026-11-18T00:01:00+01:00'));
    expect(counted).toMatchObject({ endedBy: null, participants: numbers, version: 3 });
  });

  test('counts openings and wishes for a visit apart, whatever became of them', () => {
    const visit = told(3, TUESDAY, { kind: 'visit_request', category: null, tasks: [], hours: null });
    const taken = changedBy(claim(told(2), by(METTE)));
    expect(countOf([told(1), taken, visit])).toEqual({ openings: 2, visits: 1 });
    expect(countOf([])).toEqual({ openings: 0, visits: 0 });
  });
});

describe('the handover round', () => {
  test('asks about what nobody has, by number, from where it stands', () => {
    const taken = changedBy(claim(told(2), by(METTE)));
    const openings = [told(4), taken, told(1), told(3)];
    expect([0, 1, 3, 4].map((after) => nextToAgree(openings, after)?.number)).toEqual([1, 3, 4, undefined]);
  });

  test('leaves alone what was told elsewhere, or is in hand', () => {
    expect([logged(), claimed(), contacted(), closed()].map(awaitsAgreement)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const taken = changedBy(claim(told(1), by(METTE)));
    expect(awaitsAgreement(taken)).toBe(false);
    expect(awaitsAgreement(changedBy(handOver(taken, null, by(METTE))))).toBe(true);
  });

  test('an agreement is owned and dated at once, and stands in the timeline', () => {
    const decision = agree(told(1), { ...TERMS, channel: 'visit', callAhead: true }, by(COORDINATOR));
    const end = at('2026-11-19T23:59:59.999+01:00');
    expect(decision).toMatchObject({
      kind: 'changed',
      next: {
        status: 'claimed',
        owner: METTE,
        since: TUESDAY,
        meetingId: MEETING,
        agreement: { at: TUESDAY, by: end, channel: 'visit', callAhead: true },
      },
      event: { kind: 'handover_agreed', to: METTE, channel: 'visit', by: end, callAhead: true },
    });
  });

  test('the same agreement twice is one; what another took meanwhile stays theirs', () => {
    const agreed = changedBy(agree(told(1), TERMS, by(COORDINATOR)));
    expect(agree(agreed, TERMS, by(COORDINATOR))).toEqual({ kind: 'unchanged' });
    const refusal = { kind: 'refused', refusal: { code: 'already_claimed', by: METTE } };
    expect(agree(agreed, { ...TERMS, owner: JENS }, by(COORDINATOR))).toEqual(refusal);
    expect(agree(claimed(), TERMS, by(COORDINATOR))).toEqual(refusal);
    expect(agree(contacted(), TERMS, by(COORDINATOR))).toEqual(refusal);
    expect(agree(closed(), TERMS, by(COORDINATOR))).toEqual({ kind: 'refused', refusal: { code: 'closed' } });
  });

  test.each([visitBooked(), matching(), presented(), agreedOn()])(
    'what a colleague is on the way with stays theirs',
    (opening) => {
      expect(agree(opening, { ...TERMS, owner: JENS }, by(COORDINATOR))).toEqual({
        kind: 'refused',
        refusal: { code: 'already_claimed', by: METTE },
      });
    },
  );

  test.each([
    ['2026-11-16', 'agreed_in_past'],
    ['2026-11-17', null],
    ['2026-12-18', null],
    ['2026-12-19', 'agreed_too_late'],
    ['i morgen', 'agreed_in_past'],
  ])('agreed for %s on 17 November: %s', (date, code) => {
    const evening = at('2026-11-17T20:30:00+01:00');
    const decision = agree(told(1), { ...TERMS, date }, by(COORDINATOR, evening));
    expect(decision.kind === 'refused' ? decision.refusal.code : null).toBe(code);
  });
});

describe('the agreed date', () => {
  const agreedFor = (date: string) => changedBy(agree(told(1), { ...TERMS, date }, by(COORDINATOR)));
  const endOf = (date: string) => at(`${date}T23:59:59.999+01:00`);

  test.each(['2026-11-17', '2026-11-19', '2026-12-10'])('%s rules, early or late', (date) => {
    expect(staleAt(agreedFor(date), BIRKHOLM)).toEqual(endOf(date));
    expect(promisedCallBy(agreedFor(date), BIRKHOLM)).toEqual(endOf(date));
  });

  test('the owner is nudged when work begins after it, and not before', () => {
    expect(agreedFor('2026-11-19').nudging.at).toEqual(at('2026-11-20T08:00:00+01:00'));
    expect(agreedFor('2026-12-10').nudging.at).toEqual(at('2026-12-11T08:00:00+01:00'));
  });

  test('a try on the day gives another business day, one before it changes nothing', () => {
    const tried = (now: string) => recordAttempt(agreedFor('2026-11-19'), 'phone', by(METTE, at(now)));
    expect(staleAt(changedBy(tried('2026-11-17T15:00:00+01:00')), BIRKHOLM)).toEqual(endOf('2026-11-19'));
    expect(staleAt(changedBy(tried('2026-11-19T15:00:00+01:00')), BIRKHOLM)).toEqual(
      at('2026-11-20T15:00:00+01:00'),
    );
  });

  test('outlives a change of owner, and ends when the company was talked to or it goes back to the room', () => {
    const agreed = agreedFor('2026-12-10');
    const handed = changedBy(handOver(agreed, JENS, by(METTE)));
    expect(handed).toMatchObject({ owner: JENS, agreement: { by: endOf('2026-12-10') } });
    expect(changedBy(recordContact(agreed, false, by(METTE)))).not.toHaveProperty('agreement');
    expect(changedBy(handOver(agreed, null, by(METTE)))).not.toHaveProperty('agreement');
  });
});

describe('the digest', () => {
  const NEXT_MONDAY = at('2026-11-23T08:00:00+01:00');

  test('counts what was told at a meeting of an earlier day and nobody has', () => {
    const openings = [told(1), told(2), changedBy(claim(told(3), by(METTE))), logged(), told(4, NEXT_MONDAY)];
    const [missing] = missingAgreements(openings, BIRKHOLM.calendar, NEXT_MONDAY);
    expect(missing).toEqual({ meetingId: told(1).meetingId, at: told(1).loggedAt, count: 2 });
    expect(missingAgreements(openings, BIRKHOLM.calendar, TUESDAY)).toEqual([]);
  });
});
