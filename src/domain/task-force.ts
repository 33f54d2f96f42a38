import { type BusinessCalendar, CLOSED_BY_CUSTOM } from './calendar.ts';
import type { Instant, PersonId, RoomId, TaskForceId } from './ids.ts';
import type { Retention } from './retention.ts';
import type { WorkCatalogue } from './typed/work-catalogue.ts';

export const LOCALES = ['da', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * What people do in a room decides what its card shows: in the jobcentre's room contact details and acts, in the task
 * force's neither, because business leaders read along. `shared` is one room for both.
 */
export const ROOM_KINDS = ['task_force', 'jobcentre', 'shared'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

/** Numbers marked * in the specification: what a coordinator can change. Days are business days unless named otherwise. */
export interface Thresholds {
  readonly loggedDays: number;
  readonly claimedDaysSinceLogged: number;
  readonly claimedDaysSinceClaimed: number;
  readonly releaseDaysSinceLogged: number;
  readonly contactedDays: number;
  readonly thinkingCalendarDays: number;
  readonly visitBookedDays: number;
  readonly matchingCalendarDays: number;
  /** When a search that goes on is told one level up. */
  readonly longMatchingCalendarDays: number;
  readonly presentedDays: number;
  readonly agreedDays: number;
  readonly nextLevelDays: number;
  readonly stillOpenCalendarDays: number;
  /** In which weeks after the first day a job is asked about, beside the first day and the last; in order. */
  readonly checkInWeeks: readonly number[];
  /** How long a job must last to count as one that lasts, in weeks. */
  readonly retainedWeeks: number;
  readonly unreachable: { readonly attempts: number; readonly days: number; readonly channels: number };
  readonly sameCompanyCalendarDays: number;
  /** Business days that an ambassador has to ring first. */
  readonly callAheadDays: number;
  /** How long what found no candidate waits until it is asked about, and how long "not now" puts that off. */
  readonly waitListCalendarDays: number;
  /** In calendar months: a visit that gave nothing is asked about again. */
  readonly visitAgainMonths: number;
  /** Numbers of fewer people are hidden from those who read aggregates alone. */
  readonly fewestPeople: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  loggedDays: 1,
  claimedDaysSinceLogged: 3,
  claimedDaysSinceClaimed: 1,
  releaseDaysSinceLogged: 5,
  contactedDays: 2,
  thinkingCalendarDays: 14,
  visitBookedDays: 1,
  matchingCalendarDays: 7,
  longMatchingCalendarDays: 14,
  presentedDays: 3,
  agreedDays: 1,
  nextLevelDays: 1,
  stillOpenCalendarDays: 14,
  checkInWeeks: [1, 2, 3, 4, 8, 13],
  retainedWeeks: 26,
  unreachable: { attempts: 3, days: 5, channels: 2 },
  sameCompanyCalendarDays: 14,
  callAheadDays: 1,
  waitListCalendarDays: 30,
  visitAgainMonths: 6,
  fewestPeople: 5,
};

export const DEFAULT_WORKING_HOURS = { from: 8, to: 16 } as const;

/** When the weekly digest goes out: weekday 1 (Monday) to 7, local hour. */
export interface DigestTime {
  readonly weekday: number;
  readonly hour: number;
}

export const DEFAULT_DIGEST_TIME: DigestTime = { weekday: 1, hour: 8 };

/** The parts of the digest, in the order in which they are told. */
export const DIGEST_SECTIONS = [
  'target',
  'overdue',
  'agreements',
  'fresh',
  'waiting',
  'starting',
  'running',
  'ended',
  'good_news',
  'decisions',
] as const;
export type DigestSection = (typeof DIGEST_SECTIONS)[number];

/** What the digest tells, and to whom. */
export interface DigestShape {
  readonly sections: readonly DigestSection[];
  /** Each coordinator in a personal message. */
  readonly toCoordinators: boolean;
  /** Rooms that asked for it. */
  readonly rooms: readonly RoomId[];
  /** Calendar days; from then on a wait for a candidate or for a next step is worth a word. */
  readonly longWaitDays: number;
}

export const DEFAULT_DIGEST: DigestShape = {
  sections: DIGEST_SECTIONS,
  toCoordinators: true,
  rooms: [],
  longWaitDays: 7,
};

/** A target as it was promised at one time; null: none was. */
export interface PromisedTarget {
  readonly target: number | null;
  readonly from: Instant;
  readonly by: PersonId;
}

export interface TaskForce {
  readonly id: TaskForceId;
  readonly name: string;
  readonly municipality: string;
  readonly targetGroup: string;
  /** The promised number of people in jobs; null while nothing is promised, which is not 0. */
  readonly target: number | null;
  /** Every target since the founding, the present one last; empty where it was never kept. */
  readonly targetHistory: readonly PromisedTarget[];
  readonly locale: Locale;
  readonly calendar: BusinessCalendar;
  readonly thresholds: Thresholds;
  readonly digestTime: DigestTime;
  readonly digest: DigestShape;
  readonly retention: Retention;
  readonly work: WorkCatalogue;
  /** No digest is due for a week before it. */
  readonly foundedAt: Instant;
}

export interface Room {
  readonly id: RoomId;
  readonly taskForceId: TaskForceId;
  readonly kind: RoomKind;
}

/** A task force's calendar with the defaults of domain knowledge: Danish customs, 08–16. */
export function defaultCalendar(zone: string): BusinessCalendar {
  return { zone, closedYearly: [...CLOSED_BY_CUSTOM], closedDays: [], workingHours: DEFAULT_WORKING_HOURS };
}
