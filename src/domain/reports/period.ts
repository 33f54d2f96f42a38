import { type BusinessCalendar, localDate } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import { inZone } from '../zone.ts';

export const PERIOD_KINDS = ['month', 'quarter', 'year', 'all', 'dates'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** What results are asked for: the present month, quarter or year, everything, or own local dates (`YYYY-MM-DD`). */
export type Period =
  | { readonly kind: Exclude<PeriodKind, 'dates'> }
  | { readonly kind: 'dates'; readonly from: string; readonly to: string };

/** Local dates, both included; `from` null: since the beginning. */
export interface Span {
  readonly from: string | null;
  readonly to: string;
}

/**
 * The days of a period in the task force's zone. The present month, quarter and year go to their last day, which has not
 * come yet: nothing can be counted there.
 */
export function spanOf(period: Period, now: Instant, calendar: BusinessCalendar): Span {
  if (period.kind === 'dates') return { from: period.from, to: period.to };
  if (period.kind === 'all') return { from: null, to: localDate(now, calendar) };
  const local = inZone(now, calendar.zone);
  return {
    from: local.startOf(period.kind).toFormat('yyyy-MM-dd'),
    to: local.endOf(period.kind).toFormat('yyyy-MM-dd'),
  };
}

export function isWithin(date: string, { from, to }: Span): boolean {
  return (from === null || date >= from) && date <= to;
}

/** The number of a date's quarter, 1 to 4. */
export function quarterOf(date: string): number {
  return Math.ceil(Number(date.slice(5, 7)) / 3);
}
