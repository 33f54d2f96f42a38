import { may } from '../permissions.ts';
import { companyKey } from '../typed/company.ts';
import type { Hours } from '../typed/hours.ts';
import { type Act, type Refusal, shared, succeeding } from './decision.ts';
import { NOTE_LENGTH, type OpeningDetails, PLACES } from './details.ts';
import {
  type ClosedOpening,
  isPlacing,
  NO_NUDGING,
  type Opening,
  type OpeningEvent,
  type OpenOpening,
  ownerOf,
} from './opening.ts';
import { leastAdvanced, type MatchingSeat } from './seat.ts';

/** Two openings that are one: the earlier goes on, the later is closed and points to it. */
export interface Merged {
  readonly kept: Opening;
  readonly closed: ClosedOpening;
  readonly keptEvent: OpeningEvent;
  readonly closedEvent: OpeningEvent;
}

export type MergeDecision =
  | { readonly kind: 'merged'; readonly merged: Merged }
  /** They are one already, as after a redelivered press. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refusedMerge = (refusal: Refusal): MergeDecision => ({ kind: 'refused', refusal });

/**
 * "Saml med": of two openings of one company with one kind of work the later closes, and its places, tasks and what was told
 * beside them go over. By a lead, a coordinator, or who has them; not once a candidate was presented in the later.
 * Telling of it is no contact with the company, so the clock of the one that goes on is left alone.
 */
export function merge(one: Opening, other: Opening, act: Act): MergeDecision {
  const [earlier, later] = one.number < other.number ? [one, other] : [other, one];
  if (later.status === 'closed' && later.mergedInto?.id === earlier.id) return { kind: 'unchanged' };
  if (earlier.id === later.id || companyKey(earlier.company) !== companyKey(later.company)) {
    return refusedMerge({ code: 'merge_other_company' });
  }
  if (earlier.status === 'closed' || later.status === 'closed') return refusedMerge({ code: 'closed' });
  return mayNotMerge(earlier, later, act) ?? mergeOpen(earlier, later, act);
}

function mayNotMerge(earlier: OpenOpening, later: OpenOpening, act: Act): MergeDecision | null {
  const owners = [ownerOf(earlier), ownerOf(later)];
  if (!may(act.roles, 'hand_over_for_others')) {
    const foreign = owners.find((owner) => owner !== null && owner !== act.by) ?? null;
    if (foreign !== null) return refusedMerge({ code: 'not_yours', owner: foreign });
    if (!owners.includes(act.by)) return refusedMerge({ code: 'claim_first' });
  }
  // Otherwise who had the later would lose it, and nobody would have the one that goes on.
  if (owners[0] === null && owners[1] !== null) return refusedMerge({ code: 'merge_claim_first' });
  const foundSomebody = isPlacing(later) && later.seats.some(({ state }) => state !== 'matching');
  if (later.placements.length > 0 || foundSomebody) return refusedMerge({ code: 'merge_under_way' });
  return earlier.kind !== later.kind || earlier.category !== later.category
    ? refusedMerge({ code: 'merge_other_work' })
    : null;
}

function mergeOpen(earlier: OpenOpening, later: OpenOpening, act: Act): MergeDecision {
  const added = later.kind === 'job' ? later.places : 0;
  const places = earlier.places + added;
  if (places > PLACES.max) return refusedMerge({ code: 'no_more_places' });
  const details = bothDetails(earlier.details, later.details);
  if ((details.note?.text.length ?? 0) > NOTE_LENGTH) return refusedMerge({ code: 'merge_notes_too_long' });
  const told = {
    places,
    details,
    tasks: [...new Set([...earlier.tasks, ...later.tasks])],
    hours: bothHours(earlier.hours, later.hours),
    contact: {
      phone: earlier.contact.phone ?? later.contact.phone,
      email: earlier.contact.email ?? later.contact.email,
    },
  };
  const closed: ClosedOpening = {
    ...shared(later),
    status: 'closed',
    owner: ownerOf(later),
    reason: 'merged',
    closedBy: act.by,
    again: null,
    mergedInto: { id: earlier.id, number: earlier.number },
    since: act.now,
    actedAt: act.now,
    round: later.round + 1,
    nudging: NO_NUDGING,
    callAhead: later.callAhead?.state === 'asked' ? null : later.callAhead,
    askStillOpenAt: null,
    version: later.version,
  };
  return {
    kind: 'merged',
    merged: {
      kept: succeeding(earlier, { ...withPlaces(earlier, added, act), ...told }),
      closed: succeeding(later, closed),
      keptEvent: { kind: 'merged_with', number: later.number },
      closedEvent: { kind: 'merged_into', number: earlier.number },
    },
  };
}

/** Once candidates are sought, each place that comes over looks for one too. */
function withPlaces(earlier: OpenOpening, added: number, act: Act): OpenOpening {
  if (!isPlacing(earlier) || added === 0) return earlier;
  const fresh = Array.from(
    { length: added },
    (_, index): MatchingSeat => ({
      number: earlier.places + index + 1,
      state: 'matching',
      since: act.now,
    }),
  );
  const seats = [...earlier.seats, ...fresh];
  const status = leastAdvanced(seats);
  return { ...earlier, seats, status, since: status === earlier.status ? earlier.since : act.now };
}

/** From the least that either said to the most. */
function bothHours(a: Hours | null, b: Hours | null): Hours | null {
  if (a === null || b === null) return a ?? b;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

/** What the earlier says stands; what it doesn't say comes from the later, and two notes stand under each other. */
function bothDetails(a: OpeningDetails, b: OpeningDetails): OpeningDetails {
  const first = <Value>(mine: readonly Value[], theirs: readonly Value[]) =>
    mine.length > 0 ? mine : theirs;
  const note =
    a.note === null || b.note === null
      ? (a.note ?? b.note)
      : { ...a.note, text: [...new Set([a.note.text, b.note.text])].join('\n') };
  return {
    cvr: a.cvr ?? b.cvr,
    start: a.start ?? b.start,
    days: first(a.days, b.days),
    time: a.time ?? b.time,
    duration: a.duration ?? b.duration,
    physical: first(a.physical, b.physical),
    requirements: first(a.requirements, b.requirements),
    employmentForm: a.employmentForm ?? b.employmentForm,
    mentor: a.mentor ?? b.mentor,
    callAhead: a.callAhead ?? b.callAhead,
    note,
    // A no holds for both.
    story: a.story === 'no' || b.story === 'no' ? 'no' : (a.story ?? b.story),
  };
}
