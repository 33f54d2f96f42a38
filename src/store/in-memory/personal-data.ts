import { laneOf } from '../../app/outgoing/announce.ts';
import type { Expired, HeldData, PersonalData } from '../../app/ports/personal-data.ts';
import { holdsContact, isNameless } from '../../domain/erasure.ts';
import type { PersonId, TaskForceId } from '../../domain/ids.ts';
import { isFollowed } from '../../domain/opening/follow-up.ts';
import { isPlacing, type Opening, type OpeningEvent, ownerOf } from '../../domain/opening/opening.ts';
import type { Cutoffs } from '../../domain/retention.ts';
import { companyKey } from '../../domain/typed/company.ts';
import { erasureEntry, isReachedBy } from '../personal-data.ts';
import { setRoles } from './directory.ts';
import { openingsIn } from './openings.ts';
import { audited, queue, type State, unitedIn } from './state.ts';

export function personalDataIn(state: State): PersonalData {
  return {
    held: async (personId) => held(state, personId),
    expired: async (taskForceId, before, limit) =>
      expired(state, taskForceId, before).slice(0, limit ?? undefined),

    forget: async (forgotten, outbox) => {
      const changes = forgotten.flatMap(({ opening, timeline }) =>
        opening === null
          ? []
          : [
              {
                receipt: null,
                opening: { kind: 'save', opening } as const,
                timeline,
                nudges: [],
                outbox: [],
              },
            ],
      );
      if ((await openingsIn(state).commitTogether(changes)) === 'clash') return 'clash';
      for (const { wordsOf } of forgotten) {
        const entries = wordsOf === null ? undefined : state.timelines.get(wordsOf);
        if (wordsOf === null || entries === undefined) continue;
        state.timelines.set(
          wordsOf,
          entries.map((entry) => ({ ...entry, event: withoutWords(entry.event) })),
        );
      }
      queue(state, outbox);
      return 'forgotten';
    },

    named: async (name) =>
      [...state.people.values()]
        .filter((person) => person.name.toLowerCase() === name.toLowerCase())
        .sort((a, b) => (a.id < b.id ? -1 : 1)),

    reachedBy: async (contact) =>
      [...state.openings.values()]
        .filter((opening) => isReachedBy(opening, contact))
        .sort((a, b) =>
          a.taskForceId < b.taskForceId ? -1 : a.taskForceId > b.taskForceId ? 1 : a.number - b.number,
        ),

    erase: async ({ person: { ids, accounts }, now, openings, outbox }) => {
      const changes = openings.map(({ opening, timeline }) => ({
        receipt: null,
        opening: { kind: 'save', opening } as const,
        timeline,
        nudges: [],
        outbox: [],
      }));
      if ((await openingsIn(state).commitTogether(changes)) === 'clash') return 'clash';
      const gone = new Set(ids);
      for (const [id, entries] of state.timelines) {
        const wordless = entries.map((entry) =>
          entry.by !== null && gone.has(entry.by) ? { ...entry, event: withoutWords(entry.event) } : entry,
        );
        state.timelines.set(id, wordless);
      }
      const lanes = new Set(ids.map((personId) => laneOf({ kind: 'person', personId })));
      removeWhere(state.messages, ({ lane }) => lanes.has(lane));
      removeWhere(state.nudges, ({ lane, sent }) => lanes.has(lane) && !sent);
      for (const { taskForceId, personId } of [...state.memberships])
        if (gone.has(personId)) setRoles(state, taskForceId, personId, []);
      removeWhere(state.wrongCodes, ({ personId }) => gone.has(personId));
      for (const [hash, code] of state.linkCodes) if (gone.has(code.personId)) state.linkCodes.delete(hash);
      for (const [key, { account }] of state.accounts)
        if (gone.has(account.personId)) state.accounts.delete(key);
      for (const key of state.receipts.keys())
        if (accounts.some(({ userId }) => key.includes(`:${userId}:`))) state.receipts.delete(key);
      for (const id of ids) state.people.delete(id);
      queue(state, outbox);
      audited(state, erasureEntry(ids, now));
      return 'erased';
    },
  };
}

function removeWhere<T>(items: T[], goes: (item: T) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !goes(item)));
}

export function withoutWords(event: OpeningEvent): OpeningEvent {
  if (event.kind === 'closed') return { ...event, note: null };
  if (event.kind === 'handed_over') return { kind: event.kind, to: event.to };
  return event.kind === 'put_back' ? { kind: event.kind } : event;
}

function expired(state: State, taskForceId: TaskForceId, before: Cutoffs): Expired[] {
  const all = [...state.openings.values()].filter((opening) => opening.taskForceId === taskForceId);
  const key = ({ company }: Opening) => companyKey(company);
  return all
    .filter(isOver)
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number))
    .flatMap((opening) => {
      const ofCompany = all.filter((other) => key(other) === key(opening));
      const silent = ofCompany.every((other) => isOver(other) && other.actedAt < before.company);
      const said = (state.timelines.get(opening.id) ?? []).some(
        ({ event }) => 'note' in event && event.note !== undefined && event.note !== null,
      );
      const one: Expired = {
        opening,
        contact: opening.since < before.contact && holdsContact(opening),
        note: opening.since < before.note && (opening.details.note !== null || said),
        firstOfCompany:
          silent && !isNameless(opening.company) ? Math.min(...ofCompany.map(({ number }) => number)) : null,
      };
      return one.contact || one.note || one.firstOfCompany !== null ? [one] : [];
    });
}

/** Nothing of it waits for anybody: closed, and no job in it is followed. */
function isOver({ status, placements }: Opening): boolean {
  return status === 'closed' && !placements.some(isFollowed);
}

function held(state: State, asked: PersonId): HeldData | null {
  const id = unitedIn(state, asked);
  const person = state.people.get(id);
  if (person === undefined) return null;
  const former = [...state.merged].flatMap(([from, into]) => (into === id ? [from] : [])).sort();
  const ids = [id, ...former];
  const theirs = new Set(ids);
  const nameOf = (opening: Opening) => state.taskForces.get(opening.taskForceId)?.taskForce.name ?? '';
  const lanes = new Set(ids.map((personId) => laneOf({ kind: 'person', personId })));
  return {
    person,
    ids,
    accounts: [...state.accounts.values()]
      .filter(({ account }) => account.personId === id)
      .map(({ account: { platform, workspaceId, userId }, lastSeenAt }) => ({
        platform,
        workspaceId,
        userId,
        lastSeenAt,
      })),
    memberships: state.memberships
      .filter(({ personId }) => personId === id)
      .map(({ taskForceId, roles }) => ({
        taskForceId,
        taskForce: state.taskForces.get(taskForceId)?.taskForce.name ?? '',
        roles,
      })),
    openings: [...state.openings.values()]
      .filter((opening) => speaksOf(opening, theirs))
      .map((opening) => ({ ...opening, taskForce: nameOf(opening) })),
    acts: [...state.timelines].flatMap(([openingId, entries]) =>
      entries
        .filter(({ by }) => by !== null && theirs.has(by))
        .map((entry) => ({ ...entry, openingId, number: state.openings.get(openingId)?.number ?? 0 })),
    ),
    namedIn: [...state.openings.values()].filter(
      ({ taskForceId, contactName, loggedBy }) =>
        contactName.toLowerCase() === person.name.toLowerCase() &&
        !theirs.has(loggedBy) &&
        state.memberships.some((one) => one.personId === id && one.taskForceId === taskForceId),
    ).length,
    waiting: state.messages.filter(
      ({ lane, status }) => lanes.has(lane) && (status === 'pending' || status === 'sending'),
    ).length,
    sent: state.sent.filter(
      ({ to, about }) => lanes.has(laneOf(to)) || about.people.some((person) => theirs.has(person)),
    ).length,
  };
}

function speaksOf(opening: Opening, people: ReadonlySet<PersonId>): boolean {
  const named = [
    opening.loggedBy,
    ownerOf(opening),
    opening.status === 'closed' ? opening.closedBy : null,
    opening.details.note?.by ?? null,
    opening.callAhead?.ambassador ?? null,
    opening.status === 'closed' && opening.again !== null && 'by' in opening.again ? opening.again.by : null,
    ...opening.attempts.map(({ by }) => by),
    ...opening.placements.map(({ broker }) => broker),
    ...(isPlacing(opening) ? opening.seats.map((seat) => ('broker' in seat ? seat.broker : null)) : []),
  ];
  return named.some((id) => id !== null && people.has(id));
}
