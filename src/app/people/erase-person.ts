import { type Erased, eraseFrom, inTheWay } from '../../domain/erasure.ts';
import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { Receipt } from '../../messages/people/my-data.ts';
import { MOST_CLASHES } from '../openings/change-opening.ts';
import { announce, cardRefreshes, coordinators } from '../outgoing/announce.ts';
import { meetingRefreshes } from '../outgoing/announce-meeting.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { TimelineEntry } from '../ports/openings.ts';

import type { BoundRoom, Membership } from '../ports/people.ts';
import type { Erasure, HeldData } from '../ports/personal-data.ts';
import type { Store } from '../ports/store.ts';
import { keepHomes, takingBack } from './take-back.ts';

/**
 * `blocked`: what must be given on first; nothing was erased. `nobody`: there is no such person, or they were erased
 * before.
 */
export type ErasureEnd =
  | { readonly kind: 'erased'; readonly receipt: Receipt }
  | {
      readonly kind: 'blocked';
      readonly owned: readonly Opening[];
      readonly lastCoordinatorOf: readonly string[];
    }
  | { readonly kind: 'nobody' };

/**
 * Erases a person, in every task force, in one transaction. The cards that speak of them are drawn anew where they stand;
 * what can't be reached is in the receipt.
 *
 * @param keepContacts the contact data in the openings they logged is somebody else's, and stays
 * @param dry decide and count only
 */
export async function erasePerson(
  store: Store,
  personId: PersonId,
  { keepContacts, now, dry = false }: { keepContacts: boolean; now: Instant; dry?: boolean },
): Promise<ErasureEnd> {
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const held = await store.personalData.held(personId);
    if (held === null) return { kind: 'nobody' };
    const people = new Set(held.ids);
    const { owned } = inTheWay(held.openings, people);
    const lastCoordinatorOf = await aloneIn(store, held);
    if (owned.length > 0 || lastCoordinatorOf.length > 0)
      return { kind: 'blocked', owned, lastCoordinatorOf };
    if (!dry && tries === 0) await keepHomes(store, held);
    const { openings, outbox } = await decided(store, held, keepContacts, now);
    const sent = await store.sentMessages.about({ people: held.ids, openings: contactless(openings) });
    const erasure = { person: held, now, openings, outbox: [...outbox, ...takingBack(sent)] };
    const receipt = receiptOf(held, erasure, sent.length);
    if (dry || (await store.personalData.erase(erasure)) === 'erased') return { kind: 'erased', receipt };
  }
  throw new Error(`openings were changed ${MOST_CLASHES} times while a person was erased`);
}

async function aloneIn({ directory }: Store, { memberships, person }: HeldData): Promise<string[]> {
  const alone: string[] = [];
  for (const { taskForceId, taskForce, roles } of memberships) {
    if (!roles.includes('coordinator')) continue;
    const others = coordinators(await directory.members(taskForceId)).filter((id) => id !== person.id);
    if (others.length === 0) alone.push(taskForce);
  }
  return alone;
}

export interface Home {
  readonly taskForce: TaskForce;
  readonly rooms: readonly BoundRoom[];
  readonly members: readonly Membership[];
}

async function decided(
  store: Store,
  held: HeldData,
  keepContacts: boolean,
  now: Instant,
): Promise<Pick<Erasure, 'openings' | 'outbox'>> {
  const homes = await homesOf(store, held.openings);
  const people = new Set(held.ids);
  const openings: { opening: Opening; timeline: TimelineEntry[] }[] = [];
  const outbox: OutboxDraft[] = [];
  for (const { taskForce: _name, ...opening } of held.openings) {
    const home = homes.get(opening.taskForceId);
    if (home === undefined) throw new Error('an opening without its task force');
    const erased = eraseFrom(opening, people, keepContacts, { taskForce: home.taskForce, now });
    if (erased !== null) {
      const written = told(opening, erased, home, now);
      openings.push(written.change);
      outbox.push(...written.outbox);
    }
    outbox.push(...whereItStands(opening, home.rooms));
  }
  return { openings, outbox };
}

/** What an opening that something was erased from leaves behind, and who hears of it. */
export function told(opening: Opening, { next, events }: Erased, home: Home, now: Instant) {
  // What a person withdraws is their act; that it was erased is the bot's word.
  const by = (kind: string) => (kind === 'closed' ? opening.loggedBy : null);
  const timeline = events.map((event) => ({ at: now, by: by(event.kind), platform: null, event }));
  const outbox = events.flatMap((event) => announce(opening, next, event, opening.loggedBy, home));
  return { change: { opening: next, timeline }, outbox };
}

/** Those that lose their contact data by it. */
export function contactless(openings: Erasure['openings']): Opening['id'][] {
  return openings.flatMap(({ opening, timeline }) =>
    timeline.some(({ event }) => event.kind === 'contact_erased') ? [opening.id] : [],
  );
}

export async function homesOf(
  store: Store,
  openings: readonly Opening[],
): Promise<ReadonlyMap<TaskForceId, Home>> {
  const homes = new Map<TaskForceId, Home>();
  for (const id of new Set(openings.map(({ taskForceId }) => taskForceId))) {
    const [taskForce, rooms, members] = await Promise.all([
      store.taskForces.find(id),
      store.taskForces.rooms(id),
      store.directory.members(id),
    ]);
    if (taskForce !== null) homes.set(id, { taskForce, rooms, members });
  }
  return homes;
}

/**
 * The opening's card and the recap of its meeting, in each room where they stand: never posted anew, since old news
 * would look like new. Under keys of their own, so that a refresh that may post isn't swallowed.
 */
export function whereItStands(opening: Opening, rooms: readonly BoundRoom[]): OutboxDraft[] {
  const { meetingId, taskForceId } = opening;
  const cards = cardRefreshes(opening, rooms);
  const recaps = meetingId === null ? [] : meetingRefreshes({ id: meetingId, taskForceId }, 'recap', rooms);
  return [...cards, ...recaps].map(({ outgoing, unique, ...draft }) => {
    const standing = outgoing.kind === 'opening_card' || outgoing.kind === 'meeting_card';
    return {
      ...draft,
      outgoing: standing ? { ...outgoing, standing: true } : outgoing,
      unique: { kind: unique.kind, key: `standing:${unique.key}` },
    };
  });
}

/** How many were open, and are withdrawn by it. */
export function withdrawn(openings: Erasure['openings']): number {
  return openings.filter(({ timeline }) => timeline.some(({ event }) => event.kind === 'closed')).length;
}

function receiptOf(held: HeldData, { openings }: Erasure, takenBack: number): Receipt {
  return {
    contacts: contactless(openings).length,
    withdrawn: withdrawn(openings),
    messages: held.waiting,
    takenBack,
    cards: held.openings.length,
    namedIn: held.namedIn,
  };
}
