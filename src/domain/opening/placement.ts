import type { Instant, PersonId } from '../ids.ts';
import type { CandidateReference } from './candidate.ts';
import type { CheckIn, FollowUp } from './check-in.ts';
import type { EmploymentForm } from './employment.ts';

/** Neutral on purpose: who a job didn't suit, and why, is nobody's business here. */
export const END_REASONS = ['as_agreed', 'other_job', 'hours_or_tasks', 'company_changed', 'other'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Why a search for another place was given up; `placed`: the candidate was agreed on elsewhere. */
export const SEARCH_REASONS = ['placed', 'other_job', 'not_now', 'other'] as const;
export type SearchReason = (typeof SEARCH_REASONS)[number];

/** "Leder efter et nyt sted": whoever got a job through the task force shall not go back to the jobcentre. */
export interface MoveSearch {
  /** When somebody last did something about it; the clock of its nudges. */
  readonly actedAt: Instant;
  readonly closed: { readonly on: string; readonly reason: SearchReason } | null;
}

/** From this local date on it is so many paid hours a week. */
export interface HoursStep {
  readonly from: string;
  readonly hours: number;
}

/** One person in one place of an opening. */
export interface Placement {
  /** Which of the opening's places it fills. */
  readonly place: number;
  readonly candidate: CandidateReference;
  /** The job broker whose candidate it is, and who follows it first; null: the opening's owner follows it alone. */
  readonly broker: PersonId | null;
  readonly form: EmploymentForm;
  /** Paid hours a week at the start. */
  readonly hours: number;
  /** How the hours changed since, by date; nothing is taken away, and of two for one date the later counts. */
  readonly hoursSteps: readonly HoursStep[];
  /** The local date, `YYYY-MM-DD`. */
  readonly startedOn: string;
  /** Named where it isn't the company itself, as in the temp model. */
  readonly legalEmployer: string | null;
  /** Who looks after the newcomer at the workplace. */
  readonly mentor: string | null;
  /** Whether both sides were asked what they expect of each other. */
  readonly expectationsChecked: boolean;
  /** Every answer to a check-in, in the order given. */
  readonly checkIns: readonly CheckIn[];
  /** Since which local date it counts as one that lasts. */
  readonly retainedOn: string | null;
  /** On which local date it ended before its time; null while it runs. */
  readonly ended: { readonly on: string; readonly reason: EndReason } | null;
  /** The search that began with the ending; null where none did. */
  readonly search: MoveSearch | null;
  /** What is asked next; null when nothing is. */
  readonly followUp: FollowUp | null;
}

/** What a placement has before anything was asked about it. */
export const UNASKED = {
  hoursSteps: [],
  checkIns: [],
  retainedOn: null,
  ended: null,
  search: null,
  followUp: null,
} as const satisfies Partial<Placement>;

export function isRunning(placement: Placement): boolean {
  return placement.ended === null;
}

/** What is told when a job begins: the rest is known from what was agreed. */
export type PlacementTerms = Omit<
  Placement,
  'place' | 'candidate' | 'broker' | 'startedOn' | keyof typeof UNASKED
>;

/** Paid hours a week on a local date; before the start, those of the start. */
export function hoursOn(
  { hours, hoursSteps }: Pick<Placement, 'hours' | 'hoursSteps'>,
  date: string,
): number {
  return hoursSteps.findLast(({ from }) => from <= date)?.hours ?? hours;
}

/** "Timetrappe": each height of the hours with its first date, corrections for the same date left out. */
export function hoursStairs({ startedOn, hours, hoursSteps }: Placement): readonly HoursStep[] {
  const steps = [{ from: startedOn, hours }, ...hoursSteps];
  return steps.filter(({ from }, index) => steps[index + 1]?.from !== from);
}

/** From the first hours to those of a local date; null while there was no change, which is not a growth of 0. */
export function hoursGrowth(placement: Placement, date: string): number | null {
  const reached = hoursStairs(placement).filter(({ from }) => from <= date);
  const [first, last] = [reached[0], reached.at(-1)];
  return first === undefined || last === undefined || reached.length < 2 ? null : last.hours - first.hours;
}
