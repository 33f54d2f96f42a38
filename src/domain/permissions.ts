/** The roles of a person in one task force; a person can have several. */
export const ROLES = [
  'business_leader',
  'consultant',
  'consultant_lead',
  'job_broker',
  'coordinator',
  'ambassador',
  'observer',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Those who know candidates: the jobcentre's own people. */
const MATCHING = ['consultant', 'consultant_lead'] as const satisfies readonly Role[];
/** Those who see to openings. */
const JOBCENTRE = [...MATCHING, 'coordinator'] as const satisfies readonly Role[];
/** Everybody who works with openings, their own or others'; who reads aggregates or keeps order doesn't. */
const AT_WORK = [
  'business_leader',
  ...JOBCENTRE,
  'job_broker',
  'ambassador',
] as const satisfies readonly Role[];

/**
 * What can be asked for inside a task force, and which roles may ask. Whether *this* opening allows it (its owner, its
 * state, its author) is decided by the transition. A right that isn't here doesn't exist.
 */
export const PERMISSIONS = {
  log_opening: AT_WORK,
  list_openings: AT_WORK,
  view_opening: AT_WORK,
  view_contact: JOBCENTRE,
  view_company: JOBCENTRE,
  view_mine: AT_WORK,
  claim_opening: JOBCENTRE,
  record_contact: JOBCENTRE,
  record_attempt: JOBCENTRE,
  visit_company: JOBCENTRE,
  /** From here on candidates are spoken of, whom a coordinator never sees. */
  match_candidates: MATCHING,
  view_candidates: MATCHING,
  /** Those whose job broker one is, and no others. */
  view_own_candidates: ['job_broker'],
  /** Check-ins, hours, the end and the search for another place; a job broker's own candidates alone. */
  follow_up: [...MATCHING, 'job_broker'],
  name_broker: [...MATCHING, 'job_broker'],
  hand_over: JOBCENTRE,
  /** One's openings, and as a job broker one's candidates. */
  hand_over_all: [...JOBCENTRE, 'job_broker'],
  hand_over_for_others: ['consultant_lead', 'coordinator'],
  snooze_opening: JOBCENTRE,
  close_opening: JOBCENTRE,
  merge_openings: JOBCENTRE,
  close_unreachable: ['coordinator'],
  reopen_opening: ['coordinator'],
  call_ahead: ['ambassador'],
  /** Whether what is closed is asked about again: nobody owns it by then, so any consultant may say. */
  answer_again: JOBCENTRE,
  answer_still_open: AT_WORK,
  /** Whether the company is named in good news: the one who told of it, or for a no a coordinator. */
  answer_story: AT_WORK,
  run_meeting: ['coordinator'],
  view_steering: ['coordinator', 'observer'],
  /** With the openings by name, and numbers that point at few. */
  view_steering_in_full: ['coordinator'],
  agree_handover: ['consultant_lead', 'coordinator'],
  revise_opening: AT_WORK,
  revise_for_others: ['coordinator'],
  delete_note: [...AT_WORK, 'admin'],
  delete_note_of_others: ['coordinator', 'admin'],
  manage_members: ['coordinator', 'admin'],
  change_settings: ['coordinator'],
  receive_digest: ['coordinator'],
  view_results: ['coordinator', 'observer'],
  /** Cells of fewer than five people, any part of the task force, own dates, and files. */
  view_small_numbers: ['coordinator'],
  choose_language: ROLES,
  view_home: ROLES,
  /** A count of people below five; those who read aggregates alone could tell them apart. */
  count_few_people: AT_WORK,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function may(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
