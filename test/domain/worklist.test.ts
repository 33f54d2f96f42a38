import { describe, expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { snooze } from '../../src/domain/opening/opening-acts.ts';
import { pageOf, worklistOf } from '../../src/domain/opening/worklist.ts';
import { at, BIRKHOLM, by, changedBy, claimed, closed, logged, METTE, TUESDAY } from '../support/builders.ts';

const numbered = (number: number, opening: Opening): Opening => ({ ...opening, number });
const listAt = (now: string, ...openings: Opening[]) =>
  worklistOf(openings, BIRKHOLM, at(now)).map(({ opening, urgency }) => [opening.number, urgency]);

describe('what waits', () => {
  const first = numbered(1, logged(at('2026-11-17T10:00:00+01:00')));
  const second = numbered(2, logged(at('2026-11-17T12:00:00+01:00')));

  test('stands with what is due first at the top', () => {
    expect(listAt('2026-11-17T13:00:00+01:00', second, first)).toEqual([
      [1, 'later'],
      [2, 'later'],
    ]);
  });

  test('is for today from midnight on, and overdue from its hour on', () => {
    expect(listAt('2026-11-18T00:01:00+01:00', first, second)).toEqual([
      [1, 'today'],
      [2, 'today'],
    ]);
    expect(listAt('2026-11-18T10:00:00+01:00', second, first)).toEqual([
      [1, 'overdue'],
      [2, 'today'],
    ]);
  });

  test('goes to the end while it is put off, and comes back on its day', () => {
    const put = numbered(3, changedBy(snooze(claimed(TUESDAY), '2026-11-20', by(METTE, TUESDAY))));
    expect(listAt('2026-11-19T08:00:00+01:00', put, second)).toEqual([
      [2, 'overdue'],
      [3, 'snoozed'],
    ]);
    expect(listAt('2026-11-23T08:00:00+01:00', put)[0]?.[1]).not.toBe('snoozed');
  });

  test('holds nothing that is closed', () => {
    expect(listAt('2026-11-18T10:00:00+01:00', closed())).toEqual([]);
  });
});

describe('a page', () => {
  const all = Array.from({ length: 23 }, (_, index) => index + 1);

  test('tells what is on it, and how much there is before it and in all', () => {
    expect(pageOf(all, 1, 10)).toEqual({
      items: all.slice(10, 20),
      page: 1,
      pages: 3,
      before: 10,
      total: 23,
    });
  });

  test('that is past the end is the last one', () => {
    expect(pageOf(all, 9, 10).items).toEqual([21, 22, 23]);
    expect(pageOf([], 4, 10)).toEqual({ items: [], page: 0, pages: 1, before: 0, total: 0 });
  });
});
