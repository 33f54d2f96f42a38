import { calendarDaysAfter, isWithinHalfAYear, startOfLocalDay } from '../calendar.ts';
import type { MeetingId, OpeningId, PersonId } from '../ids.ts';
import { may } from '../permissions.ts';
import {
  type Act,
  changed,
  type Decision,
  type Moment,
  refused,
  refusedAsOthers,
  refusedButToOwner,
  runningSnooze,
  shared,
  stillOpenQuestionAt,
  succeeding,
  toLogged,
  UNCHANGED,
} from './decision.ts';
import { NO_DETAILS } from './details.ts';
import { isFollowed } from './follow-up.ts';
import {
  type AttemptChannel,
  type ClaimedOpening,
  type ClosedOpening,
  type ContactedOpening,
  type LoggedOpening,
  NO_NUDGING,
  type Opening,
  type OpeningEvent,
  type OpeningFacts,
  ownerOf,
} from './opening.ts';
import { nudgingFor } from './staleness.ts';

/** A new opening, before it has its number. */
export function log(
  facts: OpeningFacts,
  id: OpeningId,
  act: Act,
  meetingId: MeetingId | null = null,
): LoggedOpening {
  const { taskForce, now, by } = act;
  const opening: LoggedOpening = {
    ...facts,
    id,
    taskForceId: taskForce.id,
    number: 0,
    details: NO_DETAILS,
    status: 'logged',
    loggedBy: by,
    loggedAt: now,
    meetingId,
    since: now,
    actedAt: now,
    round: 1,
    nudging: NO_NUDGING,
    attempts: [],
    placements: [],
    callAhead: null,
    askStillOpenAt: stillOpenQuestionAt(act),
    version: 1,
  };
  return { ...opening, nudging: nudgingFor(opening, null, taskForce) };
}

/** "Tag den". A second press by the owner is no error: redelivered presses must look the same. */
export function claim(opening: Opening, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return changed(
        opening,
        { ...opening, status: 'claimed', owner: act.by, agreement: null },
        { kind: 'claimed' },
        act,
      );
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return opening.owner === act.by ? UNCHANGED : refused({ code: 'already_claimed', by: opening.owner });
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/**
 * "Kontaktet": the company was reached, or was talked to again, which starts the clock anew. `thinking`: it wants time,
 * and is due again in two weeks.
 */
export function recordContact(opening: Opening, thinking: boolean, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted':
    case 'visit_booked': {
      const others = refusedButToOwner(opening, act);
      if (others !== null) return others;
      const { calendar, thresholds } = act.taskForce;
      const thinkingUntil = thinking
        ? calendarDaysAfter(act.now, thresholds.thinkingCalendarDays, calendar)
        : null;

      return changed(
        opening,
        { ...shared(opening), status: 'contacted', owner: opening.owner, thinkingUntil },
        { kind: 'contacted', thinking },
        act,
      );
    }
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_further' });
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/** "Ingen svarede": counts a try and starts the clock again; a snooze goes on until its date. */
export function recordAttempt(opening: Opening, channel: AttemptChannel, act: Act): Decision {
  switch (opening.status) {
    case 'logged':
      return refused({ code: 'claim_first' });
    case 'claimed':
    case 'contacted': {
      const others = refusedButToOwner(opening, act);
      if (others !== null) return others;
      const attempts = [...opening.attempts, { at: act.now, by: act.by, channel }];
      return changed(
        opening,
        { ...opening, attempts },
        { kind: 'attempted', channel },
        act,
        runningSnooze(opening, act.now),
      );
    }
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'already_further' });
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/**
 * "Giv videre" to a colleague, or back to the room (`to` is null). Leads and coordinators may do it for others. What is
 * so already is no error. Between colleagues the tries to reach the company stay: they were made, whoever has it now.
 *
 * @param note what the next one should know; null when nothing was written
 * With a visit booked or a candidate sought it has an owner to the end: the room would forget what was agreed.
 */
export function handOver(
  opening: Opening,
  to: PersonId | null,
  act: Act,
  note: string | null = null,
): Decision {
  return give(opening, to, act, note === null ? {} : { note }, may(act.roles, 'hand_over_for_others'));
}

/** "Tag den" from an owner who is gone, whatever its state: nobody else could give it on. */
export function takeOver(opening: Opening, act: Act): Decision {
  return ownerOf(opening) === act.by ? UNCHANGED : give(opening, act.by, act, {}, true);
}

/** @param forOthers whether it may be given that isn't one's own */
function give(
  opening: Opening,
  to: PersonId | null,
  act: Act,
  said: { note?: string },
  forOthers: boolean,
): Decision {
  switch (opening.status) {
    case 'logged':
      if (to === null) return UNCHANGED;
      if (!forOthers) return refused({ code: 'claim_first' });
      return changed(
        opening,
        { ...opening, status: 'claimed', owner: to, agreement: null },
        { kind: 'handed_over', to, ...said },
        act,
      );
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed': {
      if (to === opening.owner) return to === act.by ? refused({ code: 'hand_over_to_self' }) : UNCHANGED;
      if (opening.owner !== act.by && !forOthers) {
        return refused({ code: 'not_yours', owner: opening.owner });
      }
      if (to === null) {
        return opening.status === 'claimed' || opening.status === 'contacted'
          ? putBack(opening, { kind: 'put_back', ...said }, act)
          : refused({ code: 'keep_owner' });
      }
      return changed(opening, { ...opening, owner: to }, { kind: 'handed_over', to, ...said }, act);
    }
    case 'closed':
      return opening.placements.some(isFollowed)
        ? handOverFollowing(opening, to, said, act, forOthers)
        : refused({ code: 'closed' });
  }
}

/** Closed, and its jobs or searches are still followed: somebody must, so the room can't have it back. */
function handOverFollowing(
  opening: ClosedOpening,
  to: PersonId | null,
  said: { note?: string },
  act: Act,
  forOthers: boolean,
): Decision {
  const { owner } = opening;
  if (to === null) return refused({ code: 'keep_owner' });
  if (to === owner) return to === act.by ? refused({ code: 'hand_over_to_self' }) : UNCHANGED;
  if (owner !== null && owner !== act.by && !forOthers) {
    return refused({ code: 'not_yours', owner });
  }
  const event: OpeningEvent = { kind: 'handed_over', to, ...said };
  return { kind: 'changed', next: succeeding(opening, { ...opening, owner: to }), event };
}

/** Back to the room, for anybody to take. */
function putBack(opening: ClaimedOpening | ContactedOpening, event: OpeningEvent, act: Moment): Decision {
  return changed(opening, toLogged(opening), event, act);
}

/** Nobody acted on it for too long: the bot gives it back to the room. Only what is claimed is released. */
export function release(opening: Opening, act: Moment): Decision {
  return opening.status === 'claimed' ? putBack(opening, { kind: 'released' }, act) : UNCHANGED;
}

/** "Udsæt" until the start of a local date (`YYYY-MM-DD`), within half a year: no regular nudge before then. */
export function snooze(opening: Opening, date: string, act: Act): Decision {
  const until = startOfLocalDay(date, act.taskForce.calendar);
  switch (opening.status) {
    case 'logged':
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed': {
      const others = refusedAsOthers(opening, act);
      if (others !== null) return others;
      if (until === null || until <= act.now) return refused({ code: 'snooze_in_past' });
      if (!isWithinHalfAYear(until, act.now, act.taskForce.calendar)) {
        return refused({ code: 'snooze_too_long' });
      }
      if (opening.nudging.snoozedUntil?.getTime() === until.getTime()) return UNCHANGED;
      return changed(opening, opening, { kind: 'snoozed', until }, act, until);
    }
    case 'closed':
      return refused({ code: 'closed' });
  }
}

/** The one who logged it says that it is still open. It tells nothing about the jobcentre, whose clock goes on. */
export function confirmStillOpen(opening: Opening, act: Act): Decision {
  if (opening.loggedBy !== act.by) return refused({ code: 'only_author' });
  if (opening.status === 'closed') return refused({ code: 'closed' });
  return { kind: 'changed', next: askedAgainLater(opening, act), event: { kind: 'still_open_confirmed' } };
}

/** The bot asks the one who logged it; asked once per silence, and never of a closed opening. */
export function askStillOpen(opening: Opening, act: Moment): Decision {
  if (opening.askStillOpenAt === null || opening.askStillOpenAt > act.now) return UNCHANGED;
  return { kind: 'changed', next: askedAgainLater(opening, act), event: { kind: 'still_open_asked' } };
}

function askedAgainLater<T extends Opening>(opening: T, act: Moment): T {
  return succeeding(opening, { ...opening, askStillOpenAt: stillOpenQuestionAt(act) });
}
