import { describe, expect, test } from 'vitest';
import { may, PERMISSIONS, type Permission, ROLES, type Role } from '../../src/domain/permissions.ts';

const COLUMNS = [
  'business_leader',
  'consultant',
  'consultant_lead',
  'job_broker',
  'coordinator',
  'ambassador',
  'observer',
  'admin',
] as const;

/** Written by hand from the table of roles in the specification; `x` may, `.` may not. */
const TABLE: Readonly<Record<Permission, string>> = {
  //                    leader consultant lead broker coordinator ambassador observer admin
  log_opening: '          x        x        x     x        x          x         .      .',
  list_openings: '        x        x        x     x        x          x         .      .',
  view_opening: '         x        x        x     x        x          x         .      .',
  view_contact: '         .        x        x     .        x          .         .      .',
  view_company: '         .        x        x     .        x          .         .      .',
  view_mine: '            x        x        x     x        x          x         .      .',
  claim_opening: '        .        x        x     .        x          .         .      .',
  record_contact: '       .        x        x     .        x          .         .      .',
  record_attempt: '       .        x        x     .        x          .         .      .',
  visit_company: '        .        x        x     .        x          .         .      .',
  match_candidates: '     .        x        x     .        .          .         .      .',
  view_candidates: '      .        x        x     .        .          .         .      .',
  view_own_candidates: '  .        .        .     x        .          .         .      .',
  follow_up: '            .        x        x     x        .          .         .      .',
  name_broker: '          .        x        x     x        .          .         .      .',
  hand_over: '            .        x        x     .        x          .         .      .',
  hand_over_all: '        .        x        x     x        x          .         .      .',
  hand_over_for_others: ' .        .        x     .        x          .         .      .',
  snooze_opening: '       .        x        x     .        x          .         .      .',
  close_opening: '        .        x        x     .        x          .         .      .',
  merge_openings: '       .        x        x     .        x          .         .      .',
  close_unreachable: '    .        .        .     .        x          .         .      .',
  reopen_opening: '       .        .        .     .        x          .         .      .',
  call_ahead: '           .        .        .     .        .          x         .      .',
  answer_again: '         .        x        x     .        x          .         .      .',
  answer_still_open: '    x        x        x     x        x          x         .      .',
  answer_story: '         x        x        x     x        x          x         .      .',
  run_meeting: '          .        .        .     .        x          .         .      .',
  view_steering: '        .        .        .     .        x          .         x      .',
  view_steering_in_full: '.        .        .     .        x          .         .      .',
  agree_handover: '       .        .        x     .        x          .         .      .',
  revise_opening: '       x        x        x     x        x          x         .      .',
  revise_for_others: '    .        .        .     .        x          .         .      .',
  delete_note: '          x        x        x     x        x          x         .      x',
  delete_note_of_others: '.        .        .     .        x          .         .      x',
  manage_members: '       .        .        .     .        x          .         .      x',
  change_settings: '      .        .        .     .        x          .         .      .',
  receive_digest: '       .        .        .     .        x          .         .      .',
  view_results: '         .        .        .     .        x          .         x      .',
  view_small_numbers: '   .        .        .     .        x          .         .      .',
  choose_language: '      x        x        x     x        x          x         x      x',
  view_home: '            x        x        x     x        x          x         x      x',
  count_few_people: '     x        x        x     x        x          x         .      .',
};

const cells = Object.entries(TABLE).flatMap(([permission, marks]) =>
  marks
    .trim()
    .split(/\s+/)
    .map((mark, index) => [COLUMNS[index], mark === 'x' ? 'may' : 'may not', permission] as const),
);

function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}

test.each(cells)('one who is only %s %s %s', (role, expected, permission) => {
  if (role === undefined || !isPermission(permission)) throw new Error('the table has a cell too many');
  expect(may([role], permission) ? 'may' : 'may not').toBe(expected);
});

describe('the table', () => {
  test('has a row for every permission and a column for every role', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    expect(COLUMNS).toEqual(ROLES);
    expect(cells).toHaveLength(Object.keys(PERMISSIONS).length * ROLES.length);
  });
});

describe('roles together', () => {
  const everything = Object.keys(PERMISSIONS).filter(isPermission);

  test('nobody may anything without a role', () => {
    expect(everything.filter((permission) => may([], permission))).toEqual([]);
  });

  test('one who has two may what either may, and nothing more', () => {
    for (const first of ROLES) {
      for (const second of ROLES) {
        const both: readonly Role[] = [first, second];
        for (const permission of everything) {
          expect(may(both, permission)).toBe(may([first], permission) || may([second], permission));
        }
      }
    }
  });

  test('a steering group sees no opening, and leaders no contact details but through another role', () => {
    expect(everything.filter((permission) => may(['observer'], permission))).toEqual([
      'view_steering',
      'view_results',
      'choose_language',
      'view_home',
    ]);
    expect(may(['business_leader'], 'view_contact')).toBe(false);
    expect(may(['business_leader', 'consultant'], 'view_contact')).toBe(true);
  });
});
