import { calendarDaysAfter, isWithinHalfAYear, localDate, startOfLocalDay } from '../calendar.ts';
import type { Instant, PersonId } from '../ids.ts';
import { type CandidateReference, isSameCandidate } from './candidate.ts';
import { type Act, changed, type Decision, refused, refusedButToOwner, shared } from './decision.ts';
import type { EmploymentForm } from './employment.ts';
import { replanned } from './follow-up.ts';
import { withSearchMoved } from './following.ts';
import type {
  ClaimedOpening,
  ContactedOpening,
  Opening,
  OpeningEvent,
  PlacingOpening,
  VisitBookedOpening,
} from './opening.ts';
import { isRunning, type PlacementTerms, UNASKED } from './placement.ts';
import {
  type AgreedSeat,
  candidateOf,
  freshSeats,
  leastAdvanced,
  type OpenSeat,
  type SeatState,
} from './seat.ts';

/** The company is ready: every place that isn't filled looks for a candidate. */
export function toMatching(opening: ClaimedOpening | ContactedOpening | VisitBookedOpening, now: Instant) {
  const seats = freshSeats(opening.places, opening.placements, now);
  return { ...shared(opening), status: leastAdvanced(seats), owner: opening.owner, seats };
}

/** The company was talked to and wants a candidate, without a visit. */
export function startMatching(opening: Opening, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
      return (
        refusedButToOwner(opening, act) ??
        changed(opening, toMatching(opening, act.now), { kind: 'matching_started' }, act)
      );
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_further' });
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/**
 * "Kandidat fundet": the first place that looks for one has this candidate, whom the company is told of.
 *
 * @param broker the job broker whose candidate it is
 */
export function presentCandidate(
  opening: Opening,
  candidate: CandidateReference,
  act: Act,
  broker: PersonId | null = null,
): Decision {
  return byOwner(opening, act, (placing) => {
    const known = [
      ...placing.seats.map(candidateOf),
      ...placing.placements.filter(isRunning).map((one) => one.candidate),
    ];
    if (known.some((other) => other !== null && isSameCandidate(other, candidate))) {
      return refused({ code: 'candidate_here' });
    }
    const free = placing.seats.find((seat) => seat.state === 'matching');
    if (free === undefined) return refused({ code: 'no_free_place' });
    const presented = { number: free.number, state: 'presented', candidate, broker, since: act.now } as const;
    const named = broker === null ? {} : { broker };
    return moved(placing, presented, { kind: 'candidate_presented', place: free.number, ...named }, act);
  });
}

/** "De sagde ja": from which local date, and in what form of employment. A start of the last weeks may be told late. */
export function agree(
  opening: Opening,
  place: number,
  startsOn: string,
  form: EmploymentForm,
  act: Act,
): Decision {
  return onSeat(opening, place, 'presented', act, (placing, { number, candidate, broker }) => {
    const day = startOfLocalDay(startsOn, act.taskForce.calendar);
    if (day === null || !isStart(day, act)) return refused({ code: 'start_out_of_range' });
    const agreed = { number, state: 'agreed', candidate, broker, startsOn, form, since: act.now } as const;
    return moved(placing, agreed, { kind: 'agreed', place, startsOn, form }, act);
  });
}

/** "De sagde nej": the place looks for another, and the candidate is forgotten here. */
export function decline(opening: Opening, place: number, act: Act): Decision {
  return onSeat(opening, place, 'presented', act, (placing, { number }) =>
    moved(placing, { number, state: 'matching', since: act.now }, { kind: 'candidate_declined', place }, act),
  );
}

/** "Startet": the place is filled. With the last one the opening closes by itself, and says so in its event. */
export function start(opening: Opening, place: number, terms: PlacementTerms, act: Act): Decision {
  return onSeat(opening, place, 'agreed', act, (placing, seat) => {
    const { candidate, broker } = seat;
    const begun = { place, candidate, broker, startedOn: startDay(seat, act), ...terms, ...UNASKED };
    const placements = [...placing.placements, replanned(begun, act.taskForce, act.now)];
    const seats = placing.seats.filter((other) => other.number !== place);
    const filled = seats.length === 0;
    const event = { kind: 'started', place, form: terms.form, hours: terms.hours, filled } as const;
    if (!filled) {
      return changed(placing, { ...placing, status: leastAdvanced(seats), seats, placements }, event, act);
    }
    const closed = {
      status: 'closed',
      owner: placing.owner,
      reason: 'filled',
      closedBy: act.by,
      again: null,
      mergedInto: null,
    } as const;
    return changed(placing, { ...shared(placing), ...closed, placements }, event, act);
  });
}

/** One who began earlier than agreed began on the day it is told. */
function startDay({ startsOn }: AgreedSeat, { now, taskForce: { calendar } }: Act): string {
  const today = localDate(now, calendar);
  return startsOn < today ? startsOn : today;
}

/** Told late is told all the same; half a year ahead is as far as anybody agrees. */
const LATE_START_DAYS = -30;

function isStart(day: Instant, { now, taskForce: { calendar } }: Act): boolean {
  return day >= calendarDaysAfter(now, LATE_START_DAYS, calendar) && isWithinHalfAYear(day, now, calendar);
}

function byOwner(opening: Opening, act: Act, decide: (placing: PlacingOpening) => Decision): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
      return refusedButToOwner(opening, act) ?? refused({ code: 'not_matching' });
    case 'matching':
    case 'presented':
    case 'agreed':
      return refusedButToOwner(opening, act) ?? decide(opening);
    case 'closed':
      return refused({ code: 'closed' });
  }
}

type SeatIn<State extends SeatState> = Extract<OpenSeat, { state: State }>;

/** An act on the place of this number, which is refused when the place has moved on meanwhile. */
function onSeat<State extends SeatState>(
  opening: Opening,
  place: number,
  state: State,
  act: Act,
  decide: (placing: PlacingOpening, seat: SeatIn<State>) => Decision,
): Decision {
  return byOwner(opening, act, (placing) => {
    const found = placing.seats.find(
      (seat): seat is SeatIn<State> => seat.number === place && seat.state === state,
    );
    return found === undefined ? refused({ code: 'place_moved_on' }) : decide(placing, found);
  });
}

function moved(opening: PlacingOpening, to: OpenSeat, event: OpeningEvent, act: Act): Decision {
  const seats = opening.seats.map((seat) => (seat.number === to.number ? to : seat));
  const placements =
    to.state === 'matching'
      ? opening.placements
      : withSearchMoved(opening.placements, to.candidate, to.state, act);
  return changed(opening, { ...opening, status: leastAdvanced(seats), seats, placements }, event, act);
}
