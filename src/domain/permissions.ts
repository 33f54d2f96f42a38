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

/**
 * What can be asked for inside a task force, and which roles may ask. Whether *this* opening allows it (its owner, its
 * state, its author) is decided by the transition. A right that isn't here doesn't exist.
 */
export const PERMISSIONS = {
  log_opening: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  list_openings: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  view_opening: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  view_contact: ['consultant', 'consultant_lead', 'coordinator'],
  view_company: ['consultant', 'consultant_lead', 'coordinator'],
  view_mine: ['business_leader', 'consultant', 'consultant_lead', 'job_broker', 'coordinator', 'ambassador'],
  claim_opening: ['consultant', 'consultant_lead', 'coordinator'],
  record_contact: ['consultant', 'consultant_lead', 'coordinator'],
  record_attempt: ['consultant', 'consultant_lead', 'coordinator'],
  visit_company: ['consultant', 'consultant_lead', 'coordinator'],
  /** From here on candidates are spoken of, whom a coordinator never sees. */
  match_candidates: ['consultant', 'consultant_lead'],
  view_candidates: ['consultant', 'consultant_lead'],
  /** Those whose job broker one is, and no others. */
  view_own_candidates: ['job_broker'],
  /** Check-ins, hours, the end and the search for another place; a job broker's own candidates alone. */
  follow_up: ['consultant', 'consultant_lead', 'job_broker'],
  name_broker: ['consultant', 'consultant_lead', 'job_broker'],
  hand_over: ['consultant', 'consultant_lead', 'coordinator'],
  hand_over_for_others: ['consultant_lead', 'coordinator'],
  snooze_opening: ['consultant', 'consultant_lead', 'coordinator'],
  close_opening: ['consultant', 'consultant_lead', 'coordinator'],
  merge_openings: ['consultant', 'consultant_lead', 'coordinator'],
  close_unreachable: ['coordinator'],
  reopen_opening: ['coordinator'],
  call_ahead: ['ambassador'],
  /** Whether what is closed is asked about again: nobody owns it by then, so any consultant may say. */
  answer_again: ['consultant', 'consultant_lead', 'coordinator'],
  answer_still_open: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  /** Whether the company is named in good news: the one who told of it, or for a no a coordinator. */
  answer_story: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  run_meeting: ['coordinator'],
  view_steering: ['coordinator', 'observer'],
  /** With the openings by name, and numbers that point at few. */
  view_steering_in_full: ['coordinator'],
  agree_handover: ['consultant_lead', 'coordinator'],
  revise_opening: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
  revise_for_others: ['coordinator'],
  delete_note: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
    'admin',
  ],
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
  count_few_people: [
    'business_leader',
    'consultant',
    'consultant_lead',
    'job_broker',
    'coordinator',
    'ambassador',
  ],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function may(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
