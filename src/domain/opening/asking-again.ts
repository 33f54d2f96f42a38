import { calendarDaysAfter, calendarMonthsAfter, inWorkingHours, startOfLocalDay } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import { type Act, type Decision, type Moment, refused, succeeding, UNCHANGED } from './decision.ts';
import type { Again, ClosedOpening, CloseReason, Opening, OpeningEvent, OpeningFacts } from './opening.ts';

/** A year ahead is as far as "contact again" may lie: what is further is forgotten by those who wrote it. */
const FURTHEST_MONTHS = 12;

/**
 * What closing for this reason leaves open. Without a candidate the company's offer stands on a wait list; a visit that
 * gave nothing is worth another one later. The times lie within working hours.
 */
export function againAfter(reason: CloseReason, { taskForce, now }: Moment): Again | null {
  const { calendar, thresholds } = taskForce;
  switch (reason) {
    case 'no_candidate':
      return waiting(calendarDaysAfter(now, thresholds.waitListCalendarDays, calendar), taskForce);
    case 'visit_without_opening':
      return waiting(calendarMonthsAfter(now, thresholds.visitAgainMonths, calendar), taskForce);
    case 'job_order':
    case 'withdrawn':
    case 'unreachable':
    case 'filled':
    case 'merged':
      return null;
  }
}

function waiting(at: Instant, { calendar }: Moment['taskForce']): Again {
  return { state: 'waiting', at: inWorkingHours(at, calendar) };
}

/** The morning of a local date (`YYYY-MM-DD`), or of the first business day after it; null unless within a year. */
export function contactAgainAt(date: string, { taskForce: { calendar }, now }: Moment): Instant | null {
  const day = startOfLocalDay(date, calendar);
  if (day === null || day <= now || day > calendarMonthsAfter(now, FURTHEST_MONTHS, calendar)) return null;
  return inWorkingHours(day, calendar);
}

/** Whether what is asked is "is there a candidate now?"; otherwise it is "shall we meet again?". */
export function asksForCandidate({ reason }: ClosedOpening): boolean {
  return reason === 'no_candidate';
}

/** Asked, and waiting for somebody to say what becomes of it. */
export function awaitsDecision(opening: Opening): opening is ClosedOpening {
  return opening.status === 'closed' && opening.again !== null && opening.again.state !== 'waiting';
}

/** The bot asks, once, and not outside working hours. */
export function askAgain(opening: Opening, { taskForce, now }: Moment): Decision {
  if (opening.status !== 'closed' || opening.again?.state !== 'waiting' || opening.again.at > now) {
    return UNCHANGED;
  }
  if (inWorkingHours(now, taskForce.calendar) > now) return UNCHANGED;
  return still(opening, { state: 'asked', at: now }, { kind: 'asked_again' });
}

/** "Ikke nu": asked about again after as long as the wait list is. Before it was asked there is nothing to put off. */
export function postponeAsking(opening: Opening, act: Act): Decision {
  if (opening.status !== 'closed') return refused({ code: 'not_closed' });
  if (opening.again?.state === 'waiting') return UNCHANGED;
  if (opening.again === null) return refused({ code: 'not_asked' });
  const { calendar, thresholds } = act.taskForce;
  const again = waiting(calendarDaysAfter(act.now, thresholds.waitListCalendarDays, calendar), act.taskForce);
  return still(opening, again, { kind: 'asking_postponed', until: again.at });
}

/** "Slut": nobody is asked about it any more. */
export function endAsking(opening: Opening, _act: Act): Decision {
  if (opening.status !== 'closed') return refused({ code: 'not_closed' });
  return opening.again === null ? UNCHANGED : still(opening, null, { kind: 'asking_ended' });
}

/** "Nyt besøg": the asking ends, since a new wish for a visit stands for it from now on. */
export function visitAgain(opening: Opening, _act: Act): Decision {
  if (opening.status !== 'closed') return refused({ code: 'not_closed' });
  return opening.again === null
    ? refused({ code: 'not_asked' })
    : still(opening, null, { kind: 'visit_again' });
}

/** The wish for a visit that follows: the same company and contact. */
export function visitFacts({ company, contactName, contact, postcode, municipality }: Opening): OpeningFacts {
  return {
    kind: 'visit_request',
    category: null,
    tasks: [],
    hours: null,
    places: 1,
    company,
    contactName,
    contact,
    postcode,
    municipality,
  };
}

/** It stays closed as it was: no state is entered, and no clock of an open opening begins. */
function still(opening: ClosedOpening, again: Again | null, event: OpeningEvent): Decision {
  return { kind: 'changed', next: succeeding(opening, { ...opening, again }), event };
}
