import type { Instant, PersonId } from '../ids.ts';
import type { CandidateReference } from './candidate.ts';
import type { EmploymentForm } from './employment.ts';
import { isRunning, type Placement } from './placement.ts';

/** In the order in which a place moves; an opening stands where its least advanced open place does. */
export const SEAT_STATES = ['matching', 'presented', 'agreed'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

interface SeatBase {
  /** 1 and up, the same for as long as the opening lives. */
  readonly number: number;
  readonly since: Instant;
}
export interface MatchingSeat extends SeatBase {
  readonly state: 'matching';
}
export interface PresentedSeat extends SeatBase {
  readonly state: 'presented';
  readonly candidate: CandidateReference;
  /** The job broker whose candidate it is; null: the opening's owner has nobody beside them. */
  readonly broker: PersonId | null;
}
export interface AgreedSeat extends SeatBase {
  readonly state: 'agreed';
  readonly candidate: CandidateReference;
  readonly broker: PersonId | null;
  /** The local date, `YYYY-MM-DD`. */
  readonly startsOn: string;
  readonly form: EmploymentForm;
}

/** One place ("plads") of an opening in which nobody works yet. With a placement it is none any more. */
export type OpenSeat = MatchingSeat | PresentedSeat | AgreedSeat;

/** A place for each number that no running placement fills, all of them looking for a candidate. */
export function freshSeats(places: number, placements: readonly Placement[], now: Instant): MatchingSeat[] {
  const filled = new Set(placements.filter(isRunning).map(({ place }) => place));
  return Array.from({ length: places }, (_, index) => index + 1)
    .filter((number) => !filled.has(number))
    .map((number) => ({ number, state: 'matching', since: now }));
}

/** @throws RangeError without any: an opening whose places are all filled is closed */
export function leastAdvanced(seats: readonly OpenSeat[]): SeatState {
  const found = SEAT_STATES.find((state) => seats.some((seat) => seat.state === state));
  if (found === undefined) throw new RangeError('an opening in placing has a place that is open');
  return found;
}

export function candidateOf(seat: OpenSeat): CandidateReference | null {
  return seat.state === 'matching' ? null : seat.candidate;
}
