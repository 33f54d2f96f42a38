import { describe, expect, test } from 'vitest';
import { isWithin, type Period, quarterOf, spanOf } from '../../src/domain/reports/period.ts';
import { isNested } from '../../src/domain/reports/small-numbers.ts';
import { at, COPENHAGEN } from '../support/builders.ts';

describe('the days of a period', () => {
  test.each<[Period, string | null, string]>([
    [{ kind: 'month' }, '2026-11-01', '2026-11-30'],
    [{ kind: 'quarter' }, '2026-10-01', '2026-12-31'],
    [{ kind: 'year' }, '2026-01-01', '2026-12-31'],
    [{ kind: 'all' }, null, '2026-11-17'],
    [{ kind: 'dates', from: '2026-02-03', to: '2026-02-05' }, '2026-02-03', '2026-02-05'],
  ])('%j', (period, from, to) => {
    expect(spanOf(period, at('2026-11-17T10:00:00+01:00'), COPENHAGEN)).toEqual({ from, to });
  });

  test('are those of the task force’s own clock', () => {
    const midnight = at('2026-11-30T23:30:00Z');
    expect(spanOf({ kind: 'month' }, midnight, COPENHAGEN)).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  test('hold their first and their last, and without a first everything before', () => {
    const span = { from: '2026-02-03', to: '2026-02-05' };
    const days = ['2026-02-02', '2026-02-03', '2026-02-05', '2026-02-06'];
    expect(days.map((day) => isWithin(day, span))).toEqual([false, true, true, false]);
    expect(days.map((day) => isWithin(day, { ...span, from: null }))).toEqual([true, true, true, false]);
  });
});

test('a date’s quarter', () => {
  const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
  expect(months.map((month) => quarterOf(`2026-${month}-15`))).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
});

test('own dates lie within no other period; the others do', () => {
  const kinds = ['month', 'quarter', 'year', 'all', 'dates'] as const;
  expect(kinds.map(isNested)).toEqual([true, true, true, true, false]);
});
