import type { Instant, PersonId } from '../ids.ts';

/** When a job is asked about, in order. The last is the day from which it counts as one that lasts. */
export const MILESTONES = [
  'day_1',
  'week_1',
  'week_2',
  'week_3',
  'week_4',
  'week_8',
  'week_13',
  'retention',
] as const;
export type Milestone = (typeof MILESTONES)[number];

export const COLOURS = ['green', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** What a person is asked about: a milestone, what was promised by a local date (`YYYY-MM-DD`), or a search for a new place. */
export type CheckInItem = Milestone | `promise:${string}`;
export type FollowUpItem = CheckInItem | 'search';

const PROMISE = /^promise:\d{4}-\d{2}-\d{2}$/;

export function isCheckInItem(text: string): text is CheckInItem {
  return MILESTONES.some((milestone) => milestone === text) || PROMISE.test(text);
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
