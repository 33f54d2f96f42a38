import { localDate } from '../calendar.ts';
import { isTheirs, notTheirs } from './broker.ts';
import { type Act, changed, type Decision, refused, shared } from './decision.ts';
import { replanned, withoutTexts } from './follow-up.ts';
import type { ClosedOpening, Opening, OpeningEvent, PlacingOpening } from './opening.ts';
import { type EndReason, isRunning, type MoveSearch, type Placement } from './placement.ts';
import { freshSeats, leastAdvanced } from './seat.ts';

/**
 * "Stoppet": the job ended before its time, told by its job broker, the opening's owner or a lead, or by any consultant
 * where it waits in the room. The place looks for another candidate, and the candidate another place; also where the opening had closed because it was filled; one that was closed for another reason stays so.
 */
export function endEarly(opening: Opening, place: number, reason: EndReason, act: Act): Decision {
  const ending = opening.placements.find((placement) => placement.place === place && isRunning(placement));
  if (ending === undefined) return refused({ code: 'place_moved_on' });
  if (!isTheirs(opening, ending.broker, act)) return refused(notTheirs(opening, act));
  const ended = { on: localDate(act.now, act.taskForce.calendar), reason };
  // What was promised while it ran is of no more use.
  const stopped = replanned(
    { ...ending, ended, search: searchAfter(reason, act), checkIns: withoutTexts(ending.checkIns) },
    act.taskForce,
    act.now,
  );
  const placements = opening.placements.map((placement) => (placement === ending ? stopped : placement));
  const event: OpeningEvent = { kind: 'ended_early', place, reason };
  switch (opening.status) {
    case 'logged':
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
      return changed(opening, { ...opening, placements }, event, act);
    case 'matching':
    case 'presented':
    case 'agreed':
      return changed(opening, freed(opening, place, placements, act), event, act);
    case 'closed':
      return endInClosed(opening, placements, event, act);
  }
}

/** Whoever went on to another job or to school isn't searched for. */
function searchAfter(reason: EndReason, act: Act): MoveSearch | null {
  return reason === 'other_job' ? null : { actedAt: act.now, closed: null };
}

function freed(opening: PlacingOpening, place: number, placements: readonly Placement[], act: Act) {
  const seat = { number: place, state: 'matching', since: act.now } as const;
  const seats = [...opening.seats, seat].sort((a, b) => a.number - b.number);
  return { ...opening, status: leastAdvanced(seats), seats, placements };
}

function endInClosed(
  opening: ClosedOpening,
  placements: readonly Placement[],
  event: OpeningEvent,
  act: Act,
): Decision {
  const { owner } = opening;
  if (opening.reason !== 'filled') return changed(opening, { ...opening, placements }, event, act);
  const seats = freshSeats(opening.places, placements, act.now);
  const matching = { ...shared(opening), status: leastAdvanced(seats), owner: owner ?? act.by, seats };
  return changed(opening, { ...matching, placements }, event, act);
}
