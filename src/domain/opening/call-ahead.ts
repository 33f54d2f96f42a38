import { businessDaysAfter, inWorkingHours } from '../calendar.ts';
import type { PersonId } from '../ids.ts';
import { type Act, type Decision, type Moment, refused, succeeding, UNCHANGED } from './decision.ts';
import type { CallAhead, Opening, OpeningEvent } from './opening.ts';

/**
 * Whether an ambassador shall ring before the consultant does: as agreed at the handover; without an agreement, as the
 * company said in the second step.
 */
function isWanted(opening: Opening): boolean {
  if (opening.status !== 'claimed') return false;
  return opening.agreement === null ? opening.details.callAhead === 'yes' : opening.agreement.callAhead;
}

/**
 * Who is asked: of several each in turn, by the opening's number. Not whoever told of the opening, or has it: they need
 * not ring themselves. Null where nobody else is an ambassador.
 */
export function ambassadorFor(opening: Opening, ambassadors: readonly PersonId[]): PersonId | null {
  const owner = opening.status === 'logged' ? null : opening.owner;
  const others = ambassadors.filter((id) => id !== opening.loggedBy && id !== owner).sort();
  return others[opening.number % others.length] ?? null;
}

/**
 * What an act leads to: as soon as a consultant has it, the ambassador is asked, once in an opening's life unless the ask
 * was dropped because it went back to the room. And where a consultant gives a company up that never answers, an ambassador
 * may get through, unless one has rung: business leaders answer business leaders. The same opening when there is nobody to
 * ask or nothing to ask for.
 */
export function asksAhead(
  opening: Opening,
  ambassadors: readonly PersonId[],
  moment: Moment,
  act: OpeningEvent,
): { readonly opening: Opening; readonly event: OpeningEvent | null } {
  const ambassador = isAskedAfter(act, opening) ? nextAmbassador(opening, ambassadors) : null;
  if (ambassador === null) return { opening, event: null };
  return {
    opening: { ...opening, callAhead: askedOf(ambassador, moment) },
    event: { kind: 'call_ahead_asked', to: ambassador },
  };
}

function isAskedAfter(act: OpeningEvent, opening: Opening): boolean {
  return act.kind === 'closing_asked'
    ? mayAskAmbassador(opening)
    : opening.callAhead === null && isWanted(opening);
}

/** Another one than the last, where there is another. */
function nextAmbassador(opening: Opening, ambassadors: readonly PersonId[]): PersonId | null {
  const others = ambassadors.filter((id) => id !== opening.callAhead?.ambassador);
  return ambassadorFor(opening, others) ?? ambassadorFor(opening, ambassadors);
}

/** Whether a coordinator can ask an ambassador for it: a consultant has it, and nobody was asked or has rung. */
export function mayAskAmbassador({ status, callAhead }: Opening): boolean {
  return status === 'claimed' && (callAhead === null || ['skipped', 'lapsed'].includes(callAhead.state));
}

/** "Ambassadør ringer": asked again where one had no time, or didn't answer; it is the next one's turn by then or the same's. */
export function askAmbassador(opening: Opening, ambassadors: readonly PersonId[], act: Act): Decision {
  if (opening.callAhead?.state === 'asked') return UNCHANGED;
  if (!mayAskAmbassador(opening)) return refused({ code: 'no_call_ahead' });
  const ambassador = nextAmbassador(opening, ambassadors);
  if (ambassador === null) return refused({ code: 'no_ambassador' });
  const callAhead = askedOf(ambassador, act);
  const next = succeeding(opening, { ...opening, callAhead });
  return { kind: 'changed', next, event: { kind: 'call_ahead_asked', to: ambassador } };
}

/** Until when one who is asked now is waited for. */
function askedOf(ambassador: PersonId, { taskForce: { calendar, thresholds }, now }: Moment): CallAhead {
  const until = inWorkingHours(businessDaysAfter(now, thresholds.callAheadDays, calendar), calendar);
  return { state: 'asked', ambassador, until };
}

/**
 * "Ringet" or "Nåede det ikke". Too late is no matter while the consultant hasn't got through; after that there is nothing to
 * ring about. It is no act on the opening: the consultant's clock goes on.
 */
export function answerCallAhead(opening: Opening, called: boolean, _act: Act): Decision {
  const { callAhead } = opening;
  const answer = called ? 'called' : 'skipped';
  if (callAhead?.state === answer) return UNCHANGED;
  if (callAhead === null || opening.status !== 'claimed' || callAhead.state === 'called') {
    return refused({ code: 'no_call_ahead' });
  }
  return settled(opening, callAhead, answer, { kind: called ? 'called_ahead' : 'call_ahead_skipped' });
}

/** Nobody answered in time: it goes on without, and the owner is told once. Not outside working hours. */
export function lapseCallAhead(opening: Opening, { taskForce, now }: Moment): Decision {
  const { callAhead } = opening;
  if (callAhead?.state !== 'asked' || callAhead.until > now) return UNCHANGED;
  if (inWorkingHours(now, taskForce.calendar) > now) return UNCHANGED;
  return settled(opening, callAhead, 'lapsed', { kind: 'call_ahead_lapsed' });
}

function settled(
  opening: Opening,
  callAhead: CallAhead,
  state: CallAhead['state'],
  event: OpeningEvent,
): Decision {
  const next = succeeding(opening, { ...opening, callAhead: { ...callAhead, state } });
  return { kind: 'changed', next, event };
}
