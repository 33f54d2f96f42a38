import { expect, test } from 'vitest';
import { cutoffs, DEFAULT_RETENTION } from '../../src/domain/retention.ts';
import { at, COPENHAGEN } from '../support/builders.ts';

test('what is kept for so many months is over at the same local time so long ago, in each kind for itself', () => {
  expect(cutoffs(DEFAULT_RETENTION, at('2026-11-17T10:00:00+01:00'), COPENHAGEN)).toEqual({
    contact: at('2025-11-17T10:00:00+01:00'),
    company: at('2024-11-17T10:00:00+01:00'),
    note: at('2026-08-17T10:00:00+02:00'),
  });
});

test('a month that is too short ends on its last day', () => {
  const retention = { contactMonths: 1, companyMonths: 3, noteMonths: 13 };
  expect(cutoffs(retention, at('2026-03-31T12:00:00+02:00'), COPENHAGEN)).toEqual({
    contact: at('2026-02-28T12:00:00+01:00'),
    company: at('2025-12-31T12:00:00+01:00'),
    note: at('2025-02-28T12:00:00+01:00'),
  });
});
