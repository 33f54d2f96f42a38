import { expect, test } from 'vitest';
import { EMPLOYMENT_FORMS, isPaidOrdinary } from '../../src/domain/opening/employment.ts';

/** What a task force promises is people in paid hours; the other columns of the table are told apart from it. */
test.each([
  ['ordinary_full_time', true],
  ['ordinary_part_time', true],
  ['flex_job', true],
  ['sheltered_job', true],
  ['youth_job', true],
  ['wage_subsidy', false],
  ['work_trial', false],
  ['paid_education', false],
  ['education', false],
] as const)('%s counts as paid ordinary work: %s', (form, paid) => {
  expect(isPaidOrdinary(form)).toBe(paid);
});

test('every form there is was told above', () => {
  expect(EMPLOYMENT_FORMS).toHaveLength(9);
});
