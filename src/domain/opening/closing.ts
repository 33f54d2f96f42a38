import { businessDaysBetween } from '../calendar.ts';
import { may } from '../permissions.ts';
import { againAfter, contactAgainAt } from './asking-again.ts';
import {
  type Act,
  changed,
  type Decision,
  refused,
  refusedAsOthers,
  runningSnooze,
  shared,
  succeeding,
  toLogged,
  UNCHANGED,
} from './decision.ts';
import { type ChosenCloseReason, type Opening, type OpenOpening, ownerOf } from './opening.ts';

/**
 * "Luk" by the owner, a lead or a coordinator, with a reason; from `logged` by anybody in the jobcentre.
 *
 * @param contactOn the local date, `YYYY-MM-DD`, on which the consultant wants to contact the company again; without one
 * the reason decides whether anybody is asked
 */
export function close(
  opening: Opening,
  reason: ChosenCloseReason,
  note: string | null,
  act: Act,
  contactOn: string | null = null,
): Decision {
  const decision = closeFor(opening, reason, note, act);
  if (contactOn === null || decision.kind !== 'changed' || decision.next.status !== 'closed') return decision;
  const at = contactAgainAt(contactOn, act);
  if (at === null) return refused({ code: 'contact_again_out_of_range' });
  return { ...decision, next: { ...decision.next, again: { state: 'waiting', at } } };
}

function closeFor(opening: Opening, reason: ChosenCloseReason, note: string | null, act: Act): Decision {
  if (opening.status === 'closed') return opening.reason === reason ? UNCHANGED : refused({ code: 'closed' });
  const others = refusedAsOthers(opening, act);
  if (others !== null) return others;
  switch (reason) {
    case 'withdrawn':
      return note === null ? refused({ code: 'reason_needs_note' }) : closed(opening, reason, note, act);
    case 'visit_without_opening':
      return opening.status === 'visit_booked' ||
        (opening.kind === 'visit_request' && opening.status === 'contacted')
        ? closed(opening, reason, note, act)
        : refused({ code: 'only_after_visit' });
    case 'unreachable':
      return closeUnreachable(opening, note, act);
    case 'job_order':
    case 'no_candidate':
      return closed(opening, reason, note, act);
  }
}

/** Only after enough tries, over enough days, by enough ways; and a coordinator approves: others ask for it. */
function closeUnreachable(opening: OpenOpening, note: string | null, act: Act): Decision {
  const required = act.taskForce.thresholds.unreachable;
  const first = opening.attempts[0];
  const days = first === undefined ? 0 : businessDaysBetween(first.at, act.now, act.taskForce.calendar);
  const missing = {
    attempts: Math.max(0, required.attempts - opening.attempts.length),
    days: Math.max(0, required.days - days),
    channels: Math.max(
      0,
      required.channels - new Set(opening.attempts.map((attempt) => attempt.channel)).size,
    ),
  };
  if (missing.attempts + missing.days + missing.channels > 0)
    return refused({ code: 'too_few_attempts', missing });
  if (!may(act.roles, 'close_unreachable')) {
    return changed(opening, opening, { kind: 'closing_asked' }, act, runningSnooze(opening, act.now));
  }
  return closed(opening, 'unreachable', note, act);
}

function closed(opening: OpenOpening, reason: ChosenCloseReason, note: string | null, act: Act): Decision {
  const to = {
    ...shared(opening),
    status: 'closed',
    owner: ownerOf(opening),
    reason,
    closedBy: act.by,
    again: againAfter(reason, act),
    mergedInto: null,
  } as const;
  return changed(opening, to, { kind: 'closed', reason, note }, act);
}

/**
 * "Træk tilbage" by the one who logged it.
 *
 * @param note the reason; null where they take all of theirs back together with their own data
 */
export function withdraw(opening: Opening, note: string | null, act: Act): Decision {
  if (opening.loggedBy !== act.by) return refused({ code: 'only_author' });
  if (opening.status === 'closed')
    return opening.reason === 'withdrawn' ? UNCHANGED : refused({ code: 'closed' });
  return closed(opening, 'withdrawn', note, act);
}

/**
 * "Genåbn", a coordinator's alone: back to the room as if just logged. One that waits there is open already, and one
 * whose places are all filled has nothing to open.
 */
export function reopen(opening: Opening, act: Act): Decision {
  switch (opening.status) {
    case 'closed':
      if (opening.reason === 'filled') return refused({ code: 'all_filled' });
      if (opening.reason === 'merged') return refused({ code: 'merged' });
      return changed(opening, toLogged(opening), { kind: 'reopened' }, act);
    case 'logged':
      return UNCHANGED;
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return refused({ code: 'not_closed' });
  }
}

/** "Bed om genåbning". A coordinator, who alone may reopen, does so with the same press. */
export function wantReopening(opening: Opening, act: Act): Decision {
  if (opening.status !== 'closed' || may(act.roles, 'reopen_opening')) return reopen(opening, act);
  if (opening.reason === 'filled') return refused({ code: 'all_filled' });
  if (opening.reason === 'merged') return refused({ code: 'merged' });
  if (opening.again?.state === 'reopening_wanted') return UNCHANGED;
  const again = { state: 'reopening_wanted', at: act.now, by: act.by } as const;
  return {
    kind: 'changed',
    next: succeeding(opening, { ...opening, again }),
    event: { kind: 'reopening_wanted' },
  };
}
