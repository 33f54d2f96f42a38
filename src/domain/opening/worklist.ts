import { localDate } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { TaskForce } from '../task-force.ts';
import type { Opening, OpenOpening } from './opening.ts';
import { isOverdue, isSnoozed, staleAt } from './staleness.ts';

/** How soon an opening wants an act, the most urgent first; put off by a snooze is last, whenever it was due. */
export const URGENCIES = ['overdue', 'today', 'later', 'snoozed'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** An open opening as work that waits. */
export interface WorkItem {
  readonly opening: OpenOpening;
  readonly urgency: Urgency;
  /** When it is stale, or the snooze ends. */
  readonly due: Instant;
}

/**
 * What waits, the most urgent first and within the same urgency the one that was due first. It is the rule of nudges and
 * digest, so the three never disagree. `today` is due before the local day is over, in an hour that may still come.
 */
export function worklistOf(openings: readonly Opening[], taskForce: TaskForce, now: Instant): WorkItem[] {
  return openings
    .flatMap((opening) => (opening.status === 'closed' ? [] : [workItem(opening, taskForce, now)]))
    .sort(
      (a, b) =>
        URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
        a.due.getTime() - b.due.getTime() ||
        a.opening.number - b.opening.number,
    );
}

function workItem(opening: OpenOpening, taskForce: TaskForce, now: Instant): WorkItem {
  const stale = staleAt(opening, taskForce);
  if (stale === null) throw new Error('an opening that is open becomes stale some time');
  const until = opening.nudging.snoozedUntil;
  if (until !== null && isSnoozed(opening, now)) return { opening, urgency: 'snoozed', due: until };
  if (isOverdue(opening, taskForce, now)) return { opening, urgency: 'overdue', due: stale };
  const today = localDate(stale, taskForce.calendar) === localDate(now, taskForce.calendar);
  return { opening, urgency: today ? 'today' : 'later', due: stale };
}

/** One page of a list. A page after the last, as when others closed what was on it, is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** How many stand before this page, and in all. */
  readonly before: number;
  readonly total: number;
}

export function pageOf<Item>(all: readonly Item[], wanted: number, length: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / length));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const before = page * length;
  return { items: all.slice(before, before + length), page, pages, before, total: all.length };
}
