import { describe, expect, test } from 'vitest';
import {
  askAgain,
  asksForCandidate,
  awaitsDecision,
  endAsking,
  postponeAsking,
  visitAgain,
  visitFacts,
} from '../../src/domain/opening/asking-again.ts';
import { close, reopen, wantReopening } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import {
  at,
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  FACTS,
  filled,
  JENS,
  logged,
  METTE,
  TUESDAY,
  visitBooked,
} from '../support/builders.ts';

const WAIT_LIST = changedBy(close(claimed(), 'no_candidate', null, by(METTE)));
const VISITED = changedBy(close(visitBooked(), 'visit_without_opening', null, by(METTE)));
/** 30 calendar days after Tuesday 17 November. */
const IN_30_DAYS = at('2026-12-17T10:00:00+01:00');

const againOf = (opening: Opening) => (opening.status === 'closed' ? opening.again : undefined);
const moment = (now: Date) => ({ taskForce: BIRKHOLM, now });
const asked = changedBy(askAgain(WAIT_LIST, moment(IN_30_DAYS)));

describe('when it is asked about', () => {
  test('without a candidate after 30 calendar days, after a visit in six months', () => {
    expect(againOf(WAIT_LIST)).toEqual({ state: 'waiting', at: IN_30_DAYS });
    // The 17th of May 2027 is Whit Monday: the next morning on which people work.
    expect(againOf(VISITED)).toEqual({ state: 'waiting', at: at('2027-05-18T08:00:00+02:00') });
  });

  test('never after another reason, unless the consultant chose a day', () => {
    expect(againOf(changedBy(close(claimed(), 'job_order', null, by(METTE))))).toBeNull();
    expect(againOf(filled())).toBeNull();
    const chosen = changedBy(close(claimed(), 'job_order', null, by(METTE), '2027-01-04'));
    expect(againOf(chosen)).toEqual({ state: 'waiting', at: at('2027-01-04T08:00:00+01:00') });
  });

  test('a chosen day wins over the wait list, and a Saturday becomes Monday', () => {
    const chosen = changedBy(close(claimed(), 'no_candidate', null, by(METTE), '2026-11-21'));
    expect(againOf(chosen)).toEqual({ state: 'waiting', at: at('2026-11-23T08:00:00+01:00') });
  });

  test.each(['2026-11-17', '2026-11-01', '2027-11-18', 'i morgen', '2026-02-30'])('%s is refused', (day) => {
    expect(close(claimed(), 'job_order', null, by(METTE), day)).toEqual({
      kind: 'refused',
      refusal: { code: 'contact_again_out_of_range' },
    });
  });

  test('the last day that can be chosen is a year ahead', () => {
    expect(close(claimed(), 'job_order', null, by(METTE), '2027-11-17').kind).toBe('changed');
  });
});

describe('asking', () => {
  test('happens once, at its time and in working hours', () => {
    expect(askAgain(WAIT_LIST, moment(new Date(IN_30_DAYS.getTime() - 1)))).toEqual({ kind: 'unchanged' });
    expect(askAgain(WAIT_LIST, moment(at('2026-12-19T10:00:00+01:00')))).toEqual({ kind: 'unchanged' });
    expect(againOf(asked)).toEqual({ state: 'asked', at: IN_30_DAYS });
    expect(askAgain(asked, moment(at('2027-01-04T10:00:00+01:00')))).toEqual({ kind: 'unchanged' });
    expect(awaitsDecision(WAIT_LIST)).toBe(false);
    expect(awaitsDecision(asked)).toBe(true);
  });

  test('leaves it closed as it was, and begins no round of nudges', () => {
    expect(asked).toMatchObject({ status: 'closed', reason: 'no_candidate', round: WAIT_LIST.round });
    expect(asked.version).toBe(WAIT_LIST.version + 1);
    expect([asked.since, asked.nudging.at]).toEqual([WAIT_LIST.since, null]);
  });

  test('an open one is never asked about', () => {
    expect(askAgain(logged(), moment(IN_30_DAYS))).toEqual({ kind: 'unchanged' });
  });
});

describe('the answers', () => {
  test('not now: another 30 days from the answer, in working hours', () => {
    const later = changedBy(postponeAsking(asked, by(JENS, IN_30_DAYS)));
    expect(againOf(later)).toEqual({ state: 'waiting', at: at('2027-01-18T08:00:00+01:00') });
    expect(postponeAsking(later, by(JENS, IN_30_DAYS))).toEqual({ kind: 'unchanged' });
  });

  test('no more: nobody is asked again, and saying so twice is one', () => {
    const ended = changedBy(endAsking(asked, by(METTE)));
    expect(againOf(ended)).toBeNull();
    expect(endAsking(ended, by(METTE))).toEqual({ kind: 'unchanged' });
    const late = { kind: 'refused', refusal: { code: 'not_asked' } };
    expect(postponeAsking(ended, by(METTE))).toEqual(late);
    expect(visitAgain(ended, by(METTE))).toEqual(late);
  });

  test('a consultant asks for the reopening, which a coordinator alone does', () => {
    const wanted = changedBy(wantReopening(asked, by(METTE, IN_30_DAYS)));
    expect(againOf(wanted)).toEqual({ state: 'reopening_wanted', at: IN_30_DAYS, by: METTE });
    expect(wantReopening(wanted, by(JENS, IN_30_DAYS))).toEqual({ kind: 'unchanged' });
    const open = changedBy(reopen(wanted, by(COORDINATOR, IN_30_DAYS)));
    expect(open.status).toBe('logged');
    expect(open).not.toHaveProperty('again');
    expect(changedBy(wantReopening(asked, by(COORDINATOR, IN_30_DAYS))).status).toBe('logged');
  });

  test('what is filled has nothing to reopen, and what is open is not asked about', () => {
    expect(wantReopening(filled(), by(METTE))).toEqual({ kind: 'refused', refusal: { code: 'all_filled' } });
    for (const decide of [postponeAsking, endAsking, visitAgain]) {
      expect(decide(claimed(), by(METTE))).toEqual({ kind: 'refused', refusal: { code: 'not_closed' } });
    }
  });

  test('a new visit ends the asking and keeps the company and its contact', () => {
    expect(againOf(changedBy(visitAgain(VISITED, by(METTE, TUESDAY))))).toBeNull();
    expect(visitFacts(VISITED)).toEqual({
      ...FACTS,
      kind: 'visit_request',
      category: null,
      tasks: [],
      hours: null,
    });
  });
});

describe('the question', () => {
  test('is put on its time and not before, once, within working hours, and told of', () => {
    const decision = askAgain(WAIT_LIST, moment(IN_30_DAYS));
    expect(decision).toMatchObject({ kind: 'changed', event: { kind: 'asked_again' } });
    expect(askAgain(WAIT_LIST, moment(new Date(IN_30_DAYS.getTime() - 1)))).toEqual({ kind: 'unchanged' });
    expect(askAgain(WAIT_LIST, moment(at('2026-12-17T20:00:00+01:00')))).toEqual({ kind: 'unchanged' });
    expect(askAgain(asked, moment(IN_30_DAYS))).toEqual({ kind: 'unchanged' });
    expect(askAgain(claimed(), moment(IN_30_DAYS))).toEqual({ kind: 'unchanged' });
    expect(askAgain(filled(), moment(IN_30_DAYS))).toEqual({ kind: 'unchanged' });
  });

  test('waits for a decision from then on, and nothing else does', () => {
    expect(awaitsDecision(asked)).toBe(true);
    expect([WAIT_LIST, filled(), claimed(), logged()].map(awaitsDecision)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('is about a candidate where none was found, and about another meeting after a visit', () => {
    const visited = changedBy(close(visitBooked(), 'visit_without_opening', null, by(METTE)));
    const about = (opening: Opening) => opening.status === 'closed' && asksForCandidate(opening);
    expect([about(WAIT_LIST), about(visited)]).toEqual([true, false]);
  });

  test('can be put off, ended, or answered with another visit; the story says which', () => {
    const later = by(METTE, IN_30_DAYS);
    expect(postponeAsking(asked, later)).toMatchObject({ event: { kind: 'asking_postponed' } });
    expect(endAsking(asked, later)).toMatchObject({ event: { kind: 'asking_ended' } });
    const met = changedBy(close(visitBooked(), 'visit_without_opening', null, by(METTE), '2026-12-01'));
    const due = changedBy(askAgain(met, moment(at('2026-12-01T08:00:00+01:00'))));
    expect(visitAgain(due, by(METTE, at('2026-12-01T09:00:00+01:00')))).toMatchObject({
      event: { kind: 'visit_again' },
    });
  });

  test('of its own day is from tomorrow on, within a year', () => {
    const on = (day: string) => close(claimed(), 'job_order', null, by(METTE), day).kind;
    expect(['2026-11-17', '2026-11-18', '2027-11-17', '2027-11-18', 'snart'].map(on)).toEqual([
      'refused',
      'changed',
      'changed',
      'refused',
      'refused',
    ]);
  });
});
