import type { PersonId } from '../ids.ts';
import { may, type Role } from '../permissions.ts';
import type { CandidateReference } from './candidate.ts';
import { type Act, type Decision, type Refusal, refused, succeeding, UNCHANGED } from './decision.ts';
import { isFollowed, planFollowUp } from './follow-up.ts';
import { isPlacing, type Opening, type OpeningEvent, ownerOf } from './opening.ts';
import type { Placement } from './placement.ts';

/**
 * A candidate in an opening: one that a place was found for, by the place's number, or one who works or worked there, by
 * the index of the placement.
 */
export type Match =
  | { readonly kind: 'seat'; readonly place: number }
  | { readonly kind: 'placement'; readonly nth: number };

/** What is known of a match: whose candidate it is, where a job broker is its second owner. */
export interface Matched {
  readonly match: Match;
  readonly candidate: CandidateReference;
  readonly broker: PersonId | null;
}

/** The candidates about whom somebody still has to do something. */
export function matchesOf(opening: Opening): Matched[] {
  const seats = isPlacing(opening) ? opening.seats : [];
  return [
    ...seats.flatMap((seat): Matched[] =>
      seat.state === 'matching'
        ? []
        : [
            {
              match: { kind: 'seat', place: seat.number },
              candidate: seat.candidate,
              broker: seat.broker,
            },
          ],
    ),
    ...opening.placements.flatMap((placement, nth): Matched[] =>
      isFollowed(placement)
        ? [{ match: { kind: 'placement', nth }, candidate: placement.candidate, broker: placement.broker }]
        : [],
    ),
  ];
}

/** Every job broker whose candidate somebody still has to do something about, each once. */
export function brokersIn(opening: Opening): PersonId[] {
  return [...new Set(matchesOf(opening).flatMap(({ broker }) => (broker === null ? [] : [broker])))];
}

interface Reader {
  readonly id: PersonId;
  readonly roles: readonly Role[];
}

/** References are for consultants, and for the job broker whose own candidate it is; for no other broker. */
export function maySeeCandidate(broker: PersonId | null, { id, roles }: Reader): boolean {
  return may(roles, 'view_candidates') || (broker === id && may(roles, 'view_own_candidates'));
}

/**
 * Whose it is to follow a match: the opening's owner's and the job broker's, and a lead's; any consultant's where it waits
 * in the room. Whatever other roles a job broker has, other brokers' candidates aren't theirs.
 */
export function isTheirs(opening: Opening, broker: PersonId | null, { by, roles }: Act): boolean {
  if (broker === by) return true;
  if (!may(roles, 'match_candidates')) return false;
  const owner = ownerOf(opening);
  return owner === null || owner === by || may(roles, 'hand_over_for_others');
}

/** What somebody is told whose it isn't. */
export function notTheirs(opening: Opening, { roles }: Act): Refusal {
  const owner = ownerOf(opening);
  return owner === null || !may(roles, 'match_candidates')
    ? { code: 'not_your_candidate' }
    : { code: 'not_yours', owner };
}

/**
 * Names the job broker of a candidate, or nobody: by whoever it is to follow it, and so by the broker who gives the candidate
 * on or back. What is asked about a job is asked anew, of the broker first. The opening's own clock goes on.
 *
 * @param broker somebody who is a job broker here
 */
export function nameBroker(opening: Opening, match: Match, broker: PersonId | null, act: Act): Decision {
  const found = matchesOf(opening).find((one) => isSameMatch(one.match, match));
  if (found === undefined) return refused({ code: 'place_moved_on' });
  if (!isTheirs(opening, found.broker, act)) return refused(notTheirs(opening, act));
  if (found.broker === broker) return UNCHANGED;
  const next = withBroker(opening, match, broker, act);
  const event: OpeningEvent = { kind: 'broker_named', place: placeOf(opening, match), to: broker };
  return { kind: 'changed', next: succeeding(opening, next), event };
}

/** What comes of an act on several candidates of one opening: one change, told place by place. */
export interface Given {
  readonly next: Opening;
  readonly events: readonly OpeningEvent[];
}

/**
 * All whose job broker the asker is, to another one, or to nobody but the opening's owner: a job broker who goes away. Null
 * where the opening has none of theirs.
 *
 * @param to somebody else who is a job broker here
 */
export function giveCandidates(opening: Opening, to: PersonId | null, act: Act): Given | null {
  const theirs = matchesOf(opening).filter(({ broker }) => broker === act.by);
  if (theirs.length === 0 || to === act.by) return null;
  const next = theirs.reduce((given, { match }) => withBroker(given, match, to, act), opening);
  const events = theirs.map(
    ({ match }): OpeningEvent => ({ kind: 'broker_named', place: placeOf(opening, match), to }),
  );
  return { next: succeeding(opening, next), events };
}

function placeOf(opening: Opening, match: Match): number {
  return match.kind === 'seat' ? match.place : (opening.placements[match.nth]?.place ?? 0);
}

function isSameMatch(a: Match, b: Match): boolean {
  return a.kind === 'seat'
    ? b.kind === 'seat' && a.place === b.place
    : b.kind === 'placement' && a.nth === b.nth;
}

function withBroker(
  opening: Opening,
  match: Match,
  broker: PersonId | null,
  moment: Pick<Act, 'taskForce' | 'now'>,
): Opening {
  if (match.kind === 'placement') {
    return {
      ...opening,
      placements: opening.placements.map((placement, nth) =>
        nth === match.nth ? askedAnew({ ...placement, broker }, moment) : placement,
      ),
    };
  }
  if (!isPlacing(opening)) return opening;
  return {
    ...opening,
    seats: opening.seats.map((seat) =>
      seat.number === match.place && seat.state !== 'matching' ? { ...seat, broker } : seat,
    ),
  };
}

function askedAnew(placement: Placement, { taskForce, now }: Pick<Act, 'taskForce' | 'now'>): Placement {
  const planned = planFollowUp({ ...placement, followUp: null }, taskForce, now);
  const round = (placement.followUp?.round ?? -1) + 1;
  return { ...placement, followUp: planned === null ? null : { ...planned, round } };
}

/** What is told when these people are job brokers no more: place by place, of whom somebody still has to do something about. */
export function namesNobody(opening: Opening, people: ReadonlySet<PersonId>): OpeningEvent[] {
  return matchesOf(opening).flatMap(({ match, broker }): OpeningEvent[] =>
    broker !== null && people.has(broker)
      ? [{ kind: 'broker_named', place: placeOf(opening, match), to: null }]
      : [],
  );
}

/** The opening without these people as job brokers: from then on its owner is asked. The same object when they were none. */
export function withoutBrokers(
  opening: Opening,
  people: ReadonlySet<PersonId>,
  moment: Pick<Act, 'taskForce' | 'now'>,
): Opening {
  const theirs = matchesOf(opening).filter(({ broker }) => broker !== null && people.has(broker));
  const freed = theirs.reduce((next, { match }) => withBroker(next, match, null, moment), opening);
  // Those that are over name nobody either.
  return freed.placements.every(({ broker }) => broker === null || !people.has(broker))
    ? freed
    : {
        ...freed,
        placements: freed.placements.map((placement) =>
          placement.broker !== null && people.has(placement.broker)
            ? { ...placement, broker: null }
            : placement,
        ),
      };
}
