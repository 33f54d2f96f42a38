import type { CandidateReference } from './candidate.ts';
import type { EmploymentForm } from './employment.ts';

/** Neutral on purpose: who a job didn't suit, and why, is nobody's business here. */
export const END_REASONS = ['as_agreed', 'other_job', 'hours_or_tasks', 'company_changed', 'other'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** One person in one place of an opening. */
export interface Placement {
  /** Which of the opening's places it fills. */
  readonly place: number;
  readonly candidate: CandidateReference;
  readonly form: EmploymentForm;
  /** Paid hours a week. */
  readonly hours: number;
  /** The local date, `YYYY-MM-DD`. */
  readonly startedOn: string;
  /** Named where it isn't the company itself, as in the temp model. */
  readonly legalEmployer: string | null;
  /** Who looks after the newcomer at the workplace. */
  readonly mentor: string | null;
  /** Whether both sides were asked what they expect of each other. */
  readonly expectationsChecked: boolean;
  /** On which local date it ended before its time; null while it runs. */
  readonly ended: { readonly on: string; readonly reason: EndReason } | null;
}

export function isRunning(placement: Placement): boolean {
  return placement.ended === null;
}

/** What is told when a job begins: the rest is known from what was agreed. */
export type PlacementTerms = Omit<Placement, 'place' | 'candidate' | 'startedOn' | 'ended'>;
