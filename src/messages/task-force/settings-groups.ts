import { readableDay } from '../../domain/closed-days.ts';
import type { Retention } from '../../domain/retention.ts';
import { type ThresholdName, thresholdOf } from '../../domain/settings.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { Values } from '../view.ts';
import { digestValues } from './digest-values.ts';

/** What a coordinator changes at a time: all of it at once would be a form that nobody reads to its end. */
export const SETTINGS_GROUPS = [
  'first_days',
  'matching',
  'again',
  'jobs',
  'hours',
  'digest',
  'keeping',
  'target',
  'work',
] as const;
export type SettingsGroup = (typeof SETTINGS_GROUPS)[number];

export function settingsGroup(value: string | null): SettingsGroup | null {
  return SETTINGS_GROUPS.find((group) => group === value) ?? null;
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** A quarter of a year: what waits longer is closed, not nudged. */
const DAYS: Limits = { min: 1, max: 90 };
/** Longer than that nobody could give a reason for. */
export const MONTHS_LIMITS: Limits = { min: 1, max: 60 };
export const OPENS_LIMITS: Limits = { min: 0, max: 23 };
export const CLOSES_LIMITS: Limits = { min: 1, max: 24 };

export interface ThresholdField {
  readonly field: string;
  readonly name: ThresholdName;
  readonly group: SettingsGroup;
  readonly limits: Limits;
}

function threshold(group: SettingsGroup, field: string, name: ThresholdName, limits: Limits = DAYS) {
  return { group, field, name, limits } satisfies ThresholdField;
}

/** In the order in which they are asked for. Which are business days and which calendar days the labels say. */
export const THRESHOLD_FIELDS: readonly ThresholdField[] = [
  threshold('first_days', 'logged_days', 'loggedDays'),
  threshold('first_days', 'claimed_days', 'claimedDaysSinceLogged'),
  threshold('first_days', 'claimed_again_days', 'claimedDaysSinceClaimed'),
  threshold('first_days', 'release_days', 'releaseDaysSinceLogged'),
  threshold('first_days', 'contacted_days', 'contactedDays'),
  threshold('first_days', 'thinking_days', 'thinkingCalendarDays'),
  threshold('first_days', 'visit_days', 'visitBookedDays'),
  threshold('first_days', 'call_ahead_days', 'callAheadDays', { min: 1, max: 10 }),
  threshold('first_days', 'unreachable_attempts', 'unreachableAttempts', { min: 1, max: 10 }),
  threshold('first_days', 'unreachable_days', 'unreachableDays', { min: 1, max: 30 }),
  threshold('first_days', 'next_level_days', 'nextLevelDays'),
  threshold('matching', 'matching_days', 'matchingCalendarDays'),
  threshold('matching', 'long_matching_days', 'longMatchingCalendarDays'),
  threshold('matching', 'presented_days', 'presentedDays'),
  threshold('matching', 'agreed_days', 'agreedDays'),
  threshold('again', 'still_open_days', 'stillOpenCalendarDays'),
  threshold('again', 'wait_list_days', 'waitListCalendarDays', { min: 1, max: 365 }),
  threshold('again', 'visit_again_months', 'visitAgainMonths', { min: 1, max: 24 }),
  threshold('again', 'same_company_days', 'sameCompanyCalendarDays'),
  threshold('jobs', 'retained_weeks', 'retainedWeeks', { min: 1, max: 104 }),
  // Of one or two people it can always be told who is meant.
  threshold('target', 'fewest_people', 'fewestPeople', { min: 3, max: 50 }),
];

/** Field → how long something is kept, in months. */
export const RETENTION_FIELDS = {
  contact_months: 'contactMonths',
  company_months: 'companyMonths',
  note_months: 'noteMonths',
} as const satisfies Record<string, keyof Retention>;
export const RETENTION_NAMES = ['contact_months', 'company_months', 'note_months'] as const;

/** The settings of a group as they stand, as they would be typed. */
export function settingsValues(taskForce: TaskForce, group: SettingsGroup): Values {
  const { thresholds } = taskForce;
  const numbers = THRESHOLD_FIELDS.filter((one) => one.group === group).map(
    ({ field, name }) => [field, String(thresholdOf(thresholds, name))] as const,
  );
  return { group, ...Object.fromEntries(numbers), ...otherValues(taskForce, group) };
}

function otherValues(taskForce: TaskForce, group: SettingsGroup): Values {
  const { thresholds, calendar, retention, target, locale } = taskForce;
  switch (group) {
    case 'first_days':
    case 'matching':
    case 'again':
    case 'work':
      return {};
    case 'jobs':
      return { check_in_weeks: thresholds.checkInWeeks.join(', ') };
    case 'hours':
      return {
        work_from: String(calendar.workingHours.from),
        work_to: String(calendar.workingHours.to),
        closed_days: calendar.closedDays.map(readableDay).join(', '),
        language: locale,
      };
    case 'digest':
      return digestValues(taskForce);
    case 'keeping':
      return Object.fromEntries(
        RETENTION_NAMES.map((name) => [name, String(retention[RETENTION_FIELDS[name]])]),
      );
    case 'target':
      return { target: target === null ? null : String(target) };
  }
}
