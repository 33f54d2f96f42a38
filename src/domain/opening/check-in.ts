import type { Instant, PersonId } from '../ids.ts';

/**
 * When a job is asked about: the morning after the first day, in the weeks that the task force chose, and on the day from
 * which it counts as one that lasts.
 */
export type Milestone = 'day_1' | `week_${number}` | 'retention';

/** A year: what is asked about later is no beginning any more. */
export const LAST_CHECK_IN_WEEK = 52;
/** More often nobody would ask, and nobody would answer. */
export const MOST_CHECK_IN_WEEKS = 12;

export const COLOURS = ['green', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** What a person is asked about: a milestone, what was promised by a local date (`YYYY-MM-DD`), or a search for a new place. */
export type CheckInItem = Milestone | `promise:${string}`;
export type FollowUpItem = CheckInItem | 'search';

const PROMISE = /^promise:\d{4}-\d{2}-\d{2}$/;
const WEEK = /^week_([1-9]\d?)$/;

export function isCheckInItem(text: string): text is CheckInItem {
  return text === 'day_1' || text === 'retention' || weekOf(text) !== null || PROMISE.test(text);
}

/** Which week after the start a check-in belongs to; null for those that belong to none. */
export function weekOf(item: string): number | null {
  const week = WEEK.exec(item)?.[1];
  return week === undefined || Number(week) > LAST_CHECK_IN_WEEK ? null : Number(week);
}

/**
 * The weeks as a person writes them ("1, 2 og 8"), in order and each once; null for what isn't so many weeks of the first
 * year. None at all is a choice: then only the first day and the last are asked about.
 */
export function parseCheckInWeeks(typed: string): readonly number[] | null {
  const words = typed.split(/[\s,;.]+|\bog\b|\band\b/).filter((word) => word !== '');
  const weeks = [...new Set(words.map((word) => weekOf(`week_${word}`)))];
  if (weeks.length > MOST_CHECK_IN_WEEKS || weeks.includes(null)) return null;
  return weeks.filter((week) => week !== null).sort((a, b) => a - b);
}

export function isFollowUpItem(text: string): text is FollowUpItem {
  return text === 'search' || isCheckInItem(text);
}

/** What happens next, told with yellow and red. */
export interface NextStep {
  /** Erased once the promise was asked about: what it was is nobody's business any longer. */
  readonly text: string | null;
  /** The local date on which it is asked about again. */
  readonly by: string;
}

/** One answer to "how is it going?", once per item. */
export interface CheckIn {
  readonly item: CheckInItem;
  readonly colour: Colour;
  readonly at: Instant;
  readonly by: PersonId;
  /** Null with green. */
  readonly next: NextStep | null;
}

/** What is asked next about a placement, and where its nudges stand. */
export interface FollowUp {
  readonly item: FollowUpItem;
  /** From when it is asked, in working hours. */
  readonly dueAt: Instant;
  /** Counts what starts the nudges of one item anew: a nudge is unique per (placement, item, round, level). */
  readonly round: number;
  /** Nudges given in this round. */
  readonly level: number;
  /** When a sweep has something to do with it: a nudge, or the item after it. Null when nothing is left. */
  readonly at: Instant | null;
  readonly snoozedUntil: Instant | null;
}
