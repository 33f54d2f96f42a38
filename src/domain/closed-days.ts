/** More than these in one list is no list of closed days, and a calendar without open days has no next one. */
export const MOST_CLOSED_DAYS = 60;

export type ClosedDays =
  | { readonly kind: 'days'; readonly days: readonly string[] }
  /** What can't be read as a date, as it was typed. */
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'too_many' };

const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/** Dates separated by commas or spaces, as Danes write them ("24-12-2026", "24.12.2026", "24/12-2026") or as ISO does. */
export function parseClosedDays(text: string): ClosedDays {
  const days = new Set<string>();
  for (const written of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const day = dateOf(written);
    if (day === null) return { kind: 'unreadable', text: written };
    days.add(day);
  }
  return days.size > MOST_CLOSED_DAYS ? { kind: 'too_many' } : { kind: 'days', days: [...days].sort() };
}

/** `YYYY-MM-DD`, or null for what no calendar has, as 31 February. */
function dateOf(written: string): string | null {
  const [, year, month, day] = YEAR_FIRST.exec(written) ?? turned(DAY_FIRST.exec(written)) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : null;
}

function turned(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[3], match[2], match[1]];
}

/** As Danes write it: `24-12-2026`. */
export function readableDay(day: string): string {
  return day.split('-').reverse().join('-');
}
