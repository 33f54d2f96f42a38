/**
 * The eight columns of Virksom.nu's table of placements, and jobs for the young beside school. Which of them are paid
 * ordinary work is said below: results show the target with and without the others.
 */
export const EMPLOYMENT_FORMS = [
  'ordinary_full_time',
  'ordinary_part_time',
  'flex_job',
  'sheltered_job',
  'wage_subsidy',
  'work_trial',
  'paid_education',
  'education',
  'youth_job',
] as const;
export type EmploymentForm = (typeof EMPLOYMENT_FORMS)[number];

const PAID_ORDINARY: Readonly<Record<EmploymentForm, boolean>> = {
  ordinary_full_time: true,
  ordinary_part_time: true,
  flex_job: true,
  sheltered_job: true,
  wage_subsidy: false,
  work_trial: false,
  paid_education: false,
  education: false,
  youth_job: true,
};

/** Whether a person in this form of employment is in paid hours, which is what is promised. */
export function isPaidOrdinary(form: EmploymentForm): boolean {
  return PAID_ORDINARY[form];
}
