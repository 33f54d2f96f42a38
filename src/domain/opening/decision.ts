import { calendarDaysAfter, inWorkingHours } from '../calendar.ts';
import type { Instant, PersonId } from '../ids.ts';
import { may, type Role } from '../permissions.ts';
import type { TaskForce } from '../task-force.ts';
import {
  type LoggedOpening,
  type Nudging,
  type Opening,
  type OpeningBase,
  type OpeningEvent,
  ownerOf,
} from './opening.ts';
import { isSnoozed, nudgingFor } from './staleness.ts';

/** Why an act was not done. Each has a sentence in the catalogue that says what can be done instead. */
export type Refusal =
  | { code: 'already_claimed'; by: PersonId }
  | { code: 'not_yours'; owner: PersonId }
  | { code: 'not_your_candidate' }
  | { code: 'claim_first' }
  | { code: 'closed' }
  | { code: 'not_closed' }
  | { code: 'only_author' }
  | { code: 'only_author_or_coordinator' }
  | { code: 'only_note_author' }
  | { code: 'changed_meanwhile' }
  | { code: 'no_more_places' }
  | { code: 'places_under_way' }
  | { code: 'places_filled' }
  | { code: 'hand_over_to_self' }
  | { code: 'snooze_in_past' }
  | { code: 'snooze_too_long' }
  | { code: 'agreed_in_past' }
  | { code: 'agreed_too_late' }
  | { code: 'reason_needs_note' }
  | { code: 'only_after_visit' }
  | { code: 'already_further' }
  | { code: 'keep_owner' }
  | { code: 'visit_out_of_range' }
  | { code: 'book_visit_first' }
  | { code: 'not_matching' }
  | { code: 'no_free_place' }
  | { code: 'candidate_here' }
  | { code: 'place_moved_on' }
  | { code: 'start_out_of_range' }
  | { code: 'all_filled' }
  | { code: 'not_asked' }
  | { code: 'no_call_ahead' }
  | { code: 'no_ambassador' }
  | { code: 'merge_other_company' }
  | { code: 'merge_other_work' }
  | { code: 'merge_under_way' }
  | { code: 'merge_claim_first' }
  | { code: 'merge_notes_too_long' }
  | { code: 'merged' }
  | { code: 'contact_again_out_of_range' }
  | { code: 'already_checked_in' }
  | { code: 'promise_out_of_range' }
  | { code: 'too_early_to_retain' }
  | { code: 'hours_out_of_range' }
  | { code: 'hours_before_last' }
  | { code: 'too_few_attempts'; missing: { attempts: number; days: number; channels: number } };

/** `unchanged`: what was asked for is so already, as after a redelivered press. */
export type Decision =
  | { kind: 'changed'; next: Opening; event: OpeningEvent }
  | { kind: 'unchanged' }
  | { kind: 'refused'; refusal: Refusal };

/** In which task force and at what time: all that the bot itself brings to a transition. */
export interface Moment {
  readonly taskForce: TaskForce;
  readonly now: Instant;
}

/** Who acts, with what rights: all a transition may know of the world. */
export interface Act extends Moment {
  readonly by: PersonId;
  readonly roles: readonly Role[];
}

export const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal });
export const UNCHANGED: Decision = { kind: 'unchanged' };

/** The refusal where somebody else has it and the asker doesn't act for others; null where it is theirs to act on. */
export function refusedAsOthers(opening: Opening, { by, roles }: Act): Decision | null {
  const owner = ownerOf(opening);
  return owner === null || owner === by || may(roles, 'hand_over_for_others')
    ? null
    : refused({ code: 'not_yours', owner });
}

/** The refusal of what its owner alone does, leads and coordinators too; null where it is the owner who asks. */
export function refusedButToOwner({ owner }: { readonly owner: PersonId }, { by }: Act): Decision | null {
  return owner === by ? null : refused({ code: 'not_yours', owner });
}

/** `Omit` over each member of a union, so that a status keeps its own fields. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Entered = Without<
  Opening,
  'since' | 'actedAt' | 'round' | 'nudging' | 'callAhead' | 'askStillOpenAt' | 'version'
>;

/** What every status shares; the fields of a state that is left stay behind. */
export function shared(opening: Opening): OpeningBase {
  const all: OpeningBase &
    Partial<
      Record<
        | 'status'
        | 'owner'
        | 'agreement'
        | 'thinkingUntil'
        | 'visitOn'
        | 'seats'
        | 'reason'
        | 'closedBy'
        | 'again'
        | 'mergedInto',
        unknown
      >
    > = opening;
  const {
    status,
    owner,
    agreement,
    thinkingUntil,
    visitOn,
    seats,
    reason,
    closedBy,
    again,
    mergedInto,
    ...base
  } = all;
  return base;
}

/** The one place where the version grows: what comes out of any transition replaces what went into it. */
export function succeeding<T extends Opening>(previous: Opening, next: T): T {
  return { ...next, version: previous.version + 1 };
}

/** Enters a state (`since` is now) or acts within one; both start the nudging from level 0. */
function entered(from: Opening, to: Entered, act: Moment, snooze: Instant | null): Opening {
  const moved = to.status !== from.status || heldBy(to) !== heldBy(from);
  const fresh = {
    since: moved ? act.now : from.since,
    actedAt: act.now,
    round: from.round + 1,
    nudging: from.nudging,
    // Somebody got through, or nobody has it: what the ambassador was asked no longer matters.
    callAhead: to.status !== 'claimed' && from.callAhead?.state === 'asked' ? null : from.callAhead,
    askStillOpenAt: to.status === 'closed' ? null : stillOpenQuestionAt(act),
    version: from.version,
  };
  const next: Opening = { ...to, ...fresh };
  return succeeding(from, { ...next, nudging: nudgingFor(next, snooze, act.taskForce) });
}

/** A snooze that isn't handed on here ends with the act. */
export function changed(
  from: Opening,
  to: Entered,
  event: OpeningEvent,
  act: Moment,
  snooze: Instant | null = null,
): Decision {
  return { kind: 'changed', next: entered(from, to, act, snooze), event };
}

function heldBy(opening: Entered): PersonId | null {
  return opening.status === 'logged' ? null : opening.owner;
}

/** A snooze that still runs: it holds until its date, through acts that leave the state as it is. */
export function runningSnooze(opening: Opening, now: Instant): Instant | null {
  return isSnoozed(opening, now) ? opening.nudging.snoozedUntil : null;
}

/** What a sweep decided about the nudges of an opening. It is no act: round and clocks stay. */
export function withNudging<T extends Opening>(opening: T, nudging: Nudging): T {
  return succeeding(opening, { ...opening, nudging });
}

/** Back in the room: a new owner starts counting tries anew. */
export function toLogged(opening: Opening): LoggedOpening {
  return { ...shared(opening), status: 'logged', attempts: [] };
}

/** When the author is asked whether it is still open, if nothing is heard before. */
export function stillOpenQuestionAt({ now, taskForce: { calendar, thresholds } }: Moment): Instant {
  return inWorkingHours(calendarDaysAfter(now, thresholds.stillOpenCalendarDays, calendar), calendar);
}
