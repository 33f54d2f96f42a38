import { isWithinHalfAYear, localDate, startOfLocalDay } from '../calendar.ts';
import { may } from '../permissions.ts';
import { isTheirs, notTheirs } from './broker.ts';
import { type CandidateReference, isSameCandidate } from './candidate.ts';
import type { CheckInItem, Colour } from './check-in.ts';
import { type Act, type Decision, refused, succeeding, UNCHANGED } from './decision.ts';
import {
  dateOf,
  dueCheckIn,
  isSearching,
  planFollowUp,
  replanned,
  retentionDate,
  withoutSettledTexts,
  withoutTexts,
} from './follow-up.ts';
import type { Opening, OpeningEvent } from './opening.ts';
import { hoursOn, isRunning, type Placement, type SearchReason } from './placement.ts';

/** What the one who asks wants to happen next, and by which local date it is asked about again. */
export interface Promised {
  readonly text: string;
  readonly by: string;
}

/**
 * Grøn, gul, rød: how it goes, told by its job broker or the opening's owner, who asked both sides, or by a lead; by any
 * consultant where it waits in the room. An answer to what was asked earlier counts for what is asked now. Yellow and red tell what happens
 * next, which is asked about on its date. After the retention date all but red means that the job lasts.
 *
 * @param nth which of the opening's placements
 */
export function checkIn(
  opening: Opening,
  nth: number,
  item: CheckInItem,
  colour: Colour,
  next: Promised | null,
  act: Act,
): Decision {
  return onPlacement(opening, nth, isRunning, act, (placement) => {
    const given = placement.checkIns.find((known) => known.item === item);
    if (given?.colour === colour) return UNCHANGED;
    const due = dueCheckIn(placement, act.taskForce, act.now);
    if (due === null || given !== undefined) return refused({ code: 'already_checked_in' });
    if (colour !== 'green' && (next === null || !isPromiseDate(next.by, act))) {
      return refused({ code: 'promise_out_of_range' });
    }
    const date = dateOf(due, placement, act.taskForce);
    const lasts = colour !== 'red' && date >= retentionDate(placement, act.taskForce);
    const retained = lasts && placement.retainedOn === null;
    const answer = { item: due, colour, at: act.now, by: act.by, next: colour === 'green' ? null : next };
    const answered: Placement = {
      ...placement,
      checkIns: [...withoutSettledTexts(placement.checkIns, date), answer],
      retainedOn: retained ? localDate(act.now, act.taskForce.calendar) : placement.retainedOn,
    };
    const event = { kind: 'checked_in', place: placement.place, item: due, colour, retained } as const;
    return followed(opening, nth, replanned(answered, act.taskForce, act.now), event);
  });
}

/** From tomorrow on: what happens today is told today. */
function isPromiseDate(by: string, { now, taskForce: { calendar } }: Act): boolean {
  const day = startOfLocalDay(by, calendar);
  return day !== null && by > localDate(now, calendar) && isWithinHalfAYear(day, now, calendar);
}

/** "Fastholdt": it has lasted, and the last check-in was never answered, or not with a good colour. */
export function retain(opening: Opening, nth: number, act: Act): Decision {
  return onPlacement(opening, nth, isRunning, act, (placement) => {
    if (placement.retainedOn !== null) return UNCHANGED;
    const today = localDate(act.now, act.taskForce.calendar);
    if (retentionDate(placement, act.taskForce) > today) return refused({ code: 'too_early_to_retain' });
    const retained = { ...placement, retainedOn: today };
    const event = { kind: 'retained', place: placement.place } as const;
    return followed(opening, nth, replanned(retained, act.taskForce, act.now), event);
  });
}

/**
 * "Ret timer": so many paid hours a week from a local date on, not before the last change; one for the same date
 * corrects it. What isn't different is no change.
 */
export function changeHours(opening: Opening, nth: number, hours: number, from: string, act: Act): Decision {
  return onPlacement(opening, nth, isRunning, act, (placement) => {
    const { calendar } = act.taskForce;
    const day = startOfLocalDay(from, calendar);
    if (day === null || from < placement.startedOn || !isWithinHalfAYear(day, act.now, calendar)) {
      return refused({ code: 'hours_out_of_range' });
    }
    const last = placement.hoursSteps.at(-1);
    if (last !== undefined && from < last.from) return refused({ code: 'hours_before_last' });
    const before = hoursOn(placement, from);
    if (before === hours) return UNCHANGED;
    const changed = { ...placement, hoursSteps: [...placement.hoursSteps, { from, hours }] };
    const event = { kind: 'hours_changed', place: placement.place, before, hours, from } as const;
    return followed(opening, nth, changed, event);
  });
}

/** "Slet bemærkning": what was written about the next step, by its author, a lead, or who deletes others' notes. */
export function eraseNextStep(opening: Opening, nth: number, act: Act): Decision {
  const placement = opening.placements[nth];
  const written = placement?.checkIns.filter(({ next }) => next !== null && next.text !== null) ?? [];
  if (placement === undefined || written.length === 0) return UNCHANGED;
  const mayAll = may(act.roles, 'delete_note_of_others') || may(act.roles, 'hand_over_for_others');
  if (!mayAll && written.some(({ by }) => by !== act.by)) return refused({ code: 'only_note_author' });
  const erased = { ...placement, checkIns: withoutTexts(placement.checkIns) };
  return followed(opening, nth, erased, { kind: 'note_deleted' });
}

/** "Udsæt" what is asked about one placement until the start of a local date, within half a year. */
export function snoozeFollowUp(opening: Opening, nth: number, date: string, act: Act): Decision {
  return onPlacement(opening, nth, isAsked, act, (placement) => {
    const until = startOfLocalDay(date, act.taskForce.calendar);
    if (until === null || until <= act.now) return refused({ code: 'snooze_in_past' });
    if (!isWithinHalfAYear(until, act.now, act.taskForce.calendar))
      return refused({ code: 'snooze_too_long' });
    const planned = planFollowUp(placement, act.taskForce, act.now);
    if (planned === null || planned.snoozedUntil?.getTime() === until.getTime()) return UNCHANGED;
    const anew = { ...planned, round: planned.round + 1, level: 0, snoozedUntil: until };
    const snoozed = { ...placement, followUp: anew };
    const followUp = planFollowUp(snoozed, act.taskForce, act.now);
    const event = { kind: 'follow_up_snoozed', place: placement.place, until } as const;
    return followed(opening, nth, { ...snoozed, followUp }, event);
  });
}

function isAsked({ followUp }: Placement): boolean {
  return followUp !== null;
}

/** "Leder stadig": the search goes on, and its clock starts anew. */
export function continueSearch(opening: Opening, nth: number, act: Act): Decision {
  return onPlacement(opening, nth, isSearching, act, (placement) =>
    followed(opening, nth, searchedAgain(placement, act), {
      kind: 'search_continued',
      place: placement.place,
    }),
  );
}

function searchedAgain(placement: Placement, act: Act): Placement {
  const { followUp } = placement;
  const again = { ...placement, search: { actedAt: act.now, closed: null } };
  const planned = planFollowUp({ ...again, followUp: null }, act.taskForce, act.now);
  const round = (followUp?.round ?? -1) + 1;
  return { ...again, followUp: planned === null ? null : { ...planned, round } };
}

/** "Luk" a search, with a neutral reason. */
export function closeSearch(opening: Opening, nth: number, reason: SearchReason, act: Act): Decision {
  return onPlacement(opening, nth, isSearching, act, (placement) =>
    followed(opening, nth, searchClosed(placement, reason, act), {
      kind: 'search_closed',
      place: placement.place,
      reason,
    }),
  );
}

function searchClosed(placement: Placement, reason: SearchReason, act: Act): Placement {
  if (placement.search === null) return placement;
  const closed = { on: localDate(act.now, act.taskForce.calendar), reason };
  return { ...placement, search: { ...placement.search, closed }, followUp: null };
}

/**
 * A candidate who is searched for here was presented at another opening, which is an act of the search, or was agreed on
 * there, which ends it. Whoever owns that opening does it: the search has reached its end, whosever it is.
 */
export function searchMoved(
  opening: Opening,
  candidate: CandidateReference,
  to: 'presented' | 'agreed',
  act: Act,
): Decision {
  const nth = searchFor(opening.placements, candidate);
  const placement = opening.placements[nth];
  if (placement === undefined) return UNCHANGED;
  const { place } = placement;
  const next = movedSearch(placement, to, act);
  switch (to) {
    case 'presented':
      return followed(opening, nth, next, { kind: 'search_continued', place });
    case 'agreed':
      return followed(opening, nth, next, { kind: 'search_closed', place, reason: 'placed' });
  }
}

/** The same within the opening itself, as a part of what happens to its place. */
export function withSearchMoved(
  placements: readonly Placement[],
  candidate: CandidateReference,
  to: 'presented' | 'agreed',
  act: Act,
): readonly Placement[] {
  const nth = searchFor(placements, candidate);
  return placements.map((placement, index) => (index === nth ? movedSearch(placement, to, act) : placement));
}

/** Which of the placements is followed by a search for this candidate; -1 when none is. */
function searchFor(placements: readonly Placement[], candidate: CandidateReference): number {
  return placements.findIndex(
    (placement) => isSearching(placement) && isSameCandidate(placement.candidate, candidate),
  );
}

function movedSearch(placement: Placement, to: 'presented' | 'agreed', act: Act): Placement {
  return to === 'agreed' ? searchClosed(placement, 'placed', act) : searchedAgain(placement, act);
}

/** Which of the placements is the running one in this place; -1 when none is. */
export function runningIn(opening: Opening, place: number): number {
  return opening.placements.findIndex((placement) => placement.place === place && isRunning(placement));
}

function onPlacement(
  opening: Opening,
  nth: number,
  fits: (placement: Placement) => boolean,
  act: Act,
  decide: (placement: Placement) => Decision,
): Decision {
  const placement = opening.placements[nth];
  if (placement === undefined || !fits(placement)) return refused({ code: 'place_moved_on' });
  return isTheirs(opening, placement.broker, act) ? decide(placement) : refused(notTheirs(opening, act));
}

/** A placement is followed for itself: the opening's own clock and nudges go on. */
function followed(opening: Opening, nth: number, placement: Placement, event: OpeningEvent): Decision {
  const placements = opening.placements.map((other, index) => (index === nth ? placement : other));
  return { kind: 'changed', next: succeeding(opening, { ...opening, placements }), event };
}
