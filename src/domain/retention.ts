import { type BusinessCalendar, monthsBefore } from './calendar.ts';
import type { Instant } from './ids.ts';

/** For how many calendar months contact data and words are kept; a coordinator chooses them for the task force. */
export interface Retention {
  /** The contact person of an opening, after its closing. */
  readonly contactMonths: number;
  /** A company's name, after the last act on any of its openings, when all of these are closed. */
  readonly companyMonths: number;
  /** Notes of an opening, after its closing. */
  readonly noteMonths: number;
}

export const DEFAULT_RETENTION: Retention = { contactMonths: 12, companyMonths: 24, noteMonths: 3 };

/** What was closed, or last acted on, before these is over. */
export interface Cutoffs {
  readonly contact: Instant;
  readonly company: Instant;
  readonly note: Instant;
}

export function cutoffs(retention: Retention, now: Instant, calendar: BusinessCalendar): Cutoffs {
  return {
    contact: monthsBefore(now, retention.contactMonths, calendar),
    company: monthsBefore(now, retention.companyMonths, calendar),
    note: monthsBefore(now, retention.noteMonths, calendar),
  };
}
