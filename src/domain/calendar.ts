import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import type { Instant } from './ids.ts';
import { daysLater, inZone, localDay, zoneNamed } from './zone.ts';

/** When a task force works: its zone, the days it is closed and the hours in which people may be nudged. */
export interface BusinessCalendar {
  /** IANA name, e.g. `Europe/Copenhagen`. */
  readonly zone: string;
  /** Closed each year, as `MM-DD`. */
  readonly closedYearly: readonly string[];
  /** Closed once, as `YYYY-MM-DD`. */
  readonly closedDays: readonly string[];
  /** Nudges go out from `from` (inclusive) to `to` (exclusive), in whole local hours. */
  readonly workingHours: { readonly from: number; readonly to: number };
}

/** 24 and 31 December and Constitution Day are no public holidays, but closed by custom in the public sector. */
export const CLOSED_BY_CUSTOM = ['06-05', '12-24', '12-31'] as const;

/**
 * Danish public holidays by law, from `date-holidays` (its types `bank`, `optional`, `observance` are left out).
 * Store Bededag is none since 2024: lov nr. 214 of 6 March 2023.
 */
const danishHolidays = new Holidays('DK', { types: ['public'] });
const holidaysByYear = new Map<number, ReadonlySet<string>>();

function publicHolidays(year: number): ReadonlySet<string> {
  let days = holidaysByYear.get(year);
  if (days === undefined) {
    days = new Set(danishHolidays.getHolidays(year).map((holiday) => holiday.date.slice(0, 10)));
    holidaysByYear.set(year, days);
  }
  return days;
}

/** A local date as the midnight in UTC that bears it, in milliseconds: days are counted where no clock is ever moved. */
type LocalDay = number;

const DAY_MS = 24 * 60 * 60_000;

function isBusinessDay(day: LocalDay, calendar: BusinessCalendar): boolean {
  const midnight = new Date(day);
  if (midnight.getUTCDay() % 6 === 0) return false;
  const date = midnight.toISOString().slice(0, 'YYYY-MM-DD'.length);
  return (
    !calendar.closedYearly.includes(date.slice('YYYY-'.length)) &&
    !calendar.closedDays.includes(date) &&
    !publicHolidays(midnight.getUTCFullYear()).has(date)
  );
}

/** A year without one open day is a mistake in the closed days; give up rather than search for ever. */
const LONGEST_CLOSURE_DAYS = 366;

/** So many days after that day is the next business day. */
function daysToNextBusinessDay(after: LocalDay, calendar: BusinessCalendar): number {
  for (let days = 1; days <= LONGEST_CLOSURE_DAYS; days += 1) {
    if (isBusinessDay(after + days * DAY_MS, calendar)) return days;
  }
  throw new RangeError('the calendar is closed for a whole year');
}

/**
 * The n-th business day after the day of `from`, at the same local clock time. The day of `from` never counts,
 * whether it is a business day or not. A clock time that summer time skips moves forward by the skipped hour.
 */
export function businessDaysAfter(from: Instant, days: number, calendar: BusinessCalendar): Instant {
  if (days < 1) return from;
  const today = localDay(from, calendar.zone);
  let ahead = 0;
  for (let counted = 0; counted < days; counted += 1)
    ahead += daysToNextBusinessDay(today + ahead * DAY_MS, calendar);
  return daysLater(from, ahead, calendar.zone);
}

/** `days` calendar days later at the same local clock time. */
export function calendarDaysAfter(from: Instant, days: number, calendar: BusinessCalendar): Instant {
  return daysLater(from, days, calendar.zone);
}

/** `months` calendar months later at the same local clock time; the last day of a month that is too short for the day. */
export function calendarMonthsAfter(from: Instant, months: number, calendar: BusinessCalendar): Instant {
  return inZone(from, calendar.zone).plus({ months }).toJSDate();
}

/** `at` itself when it lies in working hours, otherwise the next moment that does. */
export function inWorkingHours(at: Instant, calendar: BusinessCalendar): Instant {
  const local = inZone(at, calendar.zone);
  const { from, to } = calendar.workingHours;
  const today = localDay(at, calendar.zone);
  if (isBusinessDay(today, calendar)) {
    if (local.hour < from) return local.startOf('day').set({ hour: from }).toJSDate();
    if (local.hour < to) return at;
  }
  const days = daysToNextBusinessDay(today, calendar);
  return local.plus({ days }).startOf('day').set({ hour: from }).toJSDate();
}

/**
 * The hour at which work begins on a local date (`YYYY-MM-DD`), open or closed that day: where a snooze ends. Null when
 * the text is no date.
 */
export function startOfLocalDay(date: string, calendar: BusinessCalendar): Instant | null {
  const day = DateTime.fromFormat(date, 'yyyy-MM-dd', { zone: zoneNamed(calendar.zone) });
  return day.isValid ? day.set({ hour: calendar.workingHours.from }).toJSDate() : null;
}

/** The last millisecond of a local date (`YYYY-MM-DD`): what is promised for that day is in time until then. */
export function endOfLocalDay(date: string, calendar: BusinessCalendar): Instant | null {
  const day = DateTime.fromFormat(date, 'yyyy-MM-dd', { zone: zoneNamed(calendar.zone) });
  return day.isValid ? day.endOf('day').toJSDate() : null;
}

/** The local midnight that ends the day of `at`; at midnight itself, the next one. */
export function nextMidnight(at: Instant, calendar: BusinessCalendar): Instant {
  return inZone(at, calendar.zone).startOf('day').plus({ days: 1 }).toJSDate();
}

/** Half a year: what is planned further ahead is a slip of the finger, or something that nobody dares to name. */
const HALF_A_YEAR_DAYS = 183;

export function isWithinHalfAYear(at: Instant, now: Instant, calendar: BusinessCalendar): boolean {
  return at <= calendarDaysAfter(now, HALF_A_YEAR_DAYS, calendar);
}

/** The last minute of that local day in which a nudge may go out, open or closed that day. */
export function lastWorkingMinute(at: Instant, calendar: BusinessCalendar): Instant {
  const day = inZone(at, calendar.zone).startOf('day');
  return day.set({ hour: calendar.workingHours.to }).minus({ minutes: 1 }).toJSDate();
}

/** The local date as `YYYY-MM-DD`. */
export function localDate(at: Instant, calendar: BusinessCalendar): string {
  return inZone(at, calendar.zone).toFormat('yyyy-MM-dd');
}

/** The local clock. */
export function localTime(at: Instant, calendar: BusinessCalendar): { hour: number; minute: number } {
  const { hour, minute } = inZone(at, calendar.zone);
  return { hour, minute };
}

/** Whole local calendar days from `earlier` to `later`; negative when `later` lies before. */
export function calendarDaysBetween(earlier: Instant, later: Instant, calendar: BusinessCalendar): number {
  const day = (at: Instant) => inZone(at, calendar.zone).startOf('day');
  return Math.round(day(later).diff(day(earlier), 'days').days);
}

/** How many business days have passed from `earlier` to `later`: 0 on the same day, 1 on the next business day. */
export function businessDaysBetween(earlier: Instant, later: Instant, calendar: BusinessCalendar): number {
  const last = localDay(later, calendar.zone);
  let passed = 0;
  for (let day = localDay(earlier, calendar.zone) + DAY_MS; day <= last; day += DAY_MS)
    if (isBusinessDay(day, calendar)) passed += 1;
  return passed;
}

/** ISO week number and its year, in the task force's zone: `2026-W47`. */
export function isoWeek(at: Instant, calendar: BusinessCalendar): { year: number; week: number } {
  const local = inZone(at, calendar.zone);
  return { year: local.weekYear, week: local.weekNumber };
}

/**
 * The latest instant, at or before `now`, at which the local clock stood on this weekday (1 = Monday) and hour.
 * An hour that summer time skips is the first one after it; one that comes twice is its first occurrence.
 */
export function latestWeekly(now: Instant, weekday: number, hour: number, zone: string): Instant {
  const local = inZone(now, zone);
  // The hour is set anew in each week: one dragged along from a night of summer time would be another.
  const inWeek = (weeksAgo: number) =>
    local
      .startOf('week')
      .minus({ weeks: weeksAgo })
      .plus({ days: weekday - 1 })
      .set({ hour });
  const thisWeek = inWeek(0);
  return (thisWeek <= local ? thisWeek : inWeek(1)).toJSDate();
}

/** The same local time so many calendar months earlier; on the last day of a month that is too short. */
export function monthsBefore(at: Instant, months: number, calendar: BusinessCalendar): Instant {
  return inZone(at, calendar.zone).minus({ months }).toJSDate();
}

/**
 * The latest instant, at or before `now`, at which the local clock stood there, once each local day. A time that summer
 * time skips (02:30) is the same so much later (03:30); one that comes twice is its first occurrence.
 */
export function latestDaily(now: Instant, time: { hour: number; minute: number }, zone: string): Instant {
  const local = inZone(now, zone);
  const onDay = (daysAgo: number) => local.startOf('day').minus({ days: daysAgo }).set(time);
  const today = onDay(0);
  return (today <= local ? today : onDay(1)).toJSDate();
}
