import { laneOf } from '../../app/outgoing/announce.ts';
import type { Change, Committed, NudgeDraft, Openings } from '../../app/ports/openings.ts';
import type { Overview } from '../../app/ports/overview.ts';
import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import { awaitsDecision } from '../../domain/opening/asking-again.ts';
import { followUpAt, isFollowed } from '../../domain/opening/follow-up.ts';
import { isPlacing, type Opening, type OpenOpening, ownerOf } from '../../domain/opening/opening.ts';
import type { OpenSeat } from '../../domain/opening/seat.ts';
import type { ClockedSeat } from '../../domain/opening/staleness.ts';
import { isNamedInStories } from '../../domain/opening/story-consent.ts';
import { type Counted, freshOf, type TargetInput } from '../../domain/reports/digest.ts';
import { companyKey } from '../../domain/typed/company.ts';
import { isLoggedInWeekBefore } from '../overview.ts';
import { askAgainAt, callAheadUntil } from '../rows.ts';
import { audited, giveReceipt, leaveUnshown, queue, type State, unitedIn } from './state.ts';

const byAge = (a: Opening, b: Opening) => a.loggedAt.getTime() - b.loggedAt.getTime() || a.number - b.number;

function openingsOf(state: State, taskForceId: TaskForceId): Opening[] {
  return [...state.openings.values()].filter((opening) => opening.taskForceId === taskForceId).sort(byAge);
}

export function openingsIn(state: State): Openings {
  return {
    find: async (taskForceId, id) =>
      openingsOf(state, taskForceId).find((opening) => opening.id === id) ?? null,

    findByNumber: async (taskForceId, number) =>
      openingsOf(state, taskForceId).find((opening) => opening.number === number) ?? null,

    open: async (taskForceId, { owner, loggedBy }, limit) => {
      const all = openingsOf(state, taskForceId).filter(
        (opening) =>
          opening.status !== 'closed' &&
          (owner === undefined || ownerOf(opening) === owner) &&
          (loggedBy === undefined || opening.loggedBy === loggedBy),
      );
      return { items: all.slice(0, limit), total: all.length };
    },

    lastLoggedBy: async (taskForceId, personId) =>
      openingsOf(state, taskForceId).findLast((opening) => opening.loggedBy === personId) ?? null,

    timeline: async (taskForceId, id) =>
      state.openings.get(id)?.taskForceId === taskForceId ? [...(state.timelines.get(id) ?? [])] : [],

    wasDone: async (receipt) => state.receipts.has(receipt),

    commit: async (change) => commit(state, change),

    commitTogether: async (changes) => {
      const clashes = changes.some(
        ({ opening: { kind, opening } }) => kind === 'save' && !replaces(state, opening),
      );
      const isRepeated = changes.some(({ receipt }) => receipt !== null && state.receipts.has(receipt));
      if (isRepeated) return 'repeated';
      if (clashes) return 'clash';
      for (const change of changes) commit(state, change);
      return 'committed';
    },
  };
}

function commit(state: State, change: Change): Committed {
  const { receipt, timeline, nudges, outbox } = change;
  const repeated = receipt === null ? undefined : state.receipts.get(receipt);
  if (repeated != null) return { kind: 'repeated', openingId: repeated };
  const opening = stored(state, change.opening);
  if (opening === null) return { kind: 'clash' };
  giveReceipt(state, receipt, opening.id);
  state.timelines.set(opening.id, [...(state.timelines.get(opening.id) ?? []), ...timeline]);
  for (const { at, by, platform, event } of timeline) {
    const { taskForceId, id: subject } = opening;
    audited(state, { taskForceId, at, by, platform, what: `opening.${event.kind}`, subject, details: {} });
  }
  addNudges(state, nudges);
  const isShown = outbox.some(
    ({ outgoing }) => outgoing.kind === 'opening_card' && outgoing.openingId === opening.id,
  );
  if (!isShown) leaveUnshown(state, opening);
  queue(state, outbox);
  return { kind: 'committed', opening };
}

function stored(state: State, { kind, opening: written }: Change['opening']): Opening | null {
  const opening = withUnitedPeople(state, written);
  if (kind === 'create') {
    const home = state.taskForces.get(opening.taskForceId);
    if (home === undefined) return null;
    if (state.openings.has(opening.id)) throw new Error(`the opening ${opening.id} exists already`);
    const numbered = { ...opening, number: home.nextNumber };
    home.nextNumber += 1;
    state.openings.set(opening.id, numbered);
    return numbered;
  }
  const before = state.openings.get(opening.id);
  if (before === undefined || !replaces(state, opening)) return null;
  const next = { ...opening, number: before.number };
  state.openings.set(opening.id, next);
  return next;
}

/** Whether it was decided on what stands now. */
function replaces(state: State, { id, taskForceId, version }: Opening): boolean {
  const before = state.openings.get(id);
  return before?.taskForceId === taskForceId && before.version === version - 1;
}

/** An act that was under way while two persons were united is the united person's. */
export function withUnitedPeople(state: State, written: Opening): Opening {
  const opening = withUnitedBrokers(state, written);
  const loggedBy = unitedIn(state, opening.loggedBy);
  switch (opening.status) {
    case 'logged':
      return { ...opening, loggedBy };
    case 'claimed':
    case 'contacted':
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return { ...opening, loggedBy, owner: unitedIn(state, opening.owner) };
    case 'closed': {
      const owner = opening.owner === null ? null : unitedIn(state, opening.owner);
      return { ...opening, loggedBy, owner, closedBy: unitedIn(state, opening.closedBy) };
    }
  }
}

function withUnitedBrokers(state: State, opening: Opening): Opening {
  const united = <T extends { readonly broker: PersonId | null }>(of: T): T =>
    of.broker === null ? of : { ...of, broker: unitedIn(state, of.broker) };
  const placements = opening.placements.map(united);
  return isPlacing(opening)
    ? {
        ...opening,
        placements,
        seats: opening.seats.map((seat) => (seat.state === 'matching' ? seat : united(seat))),
      }
    : { ...opening, placements };
}

function addNudges(state: State, drafts: readonly NudgeDraft[]): void {
  for (const draft of drafts) {
    const lane = laneOf(draft.to);
    const decided = state.nudges.some(
      (nudge) =>
        nudge.lane === lane &&
        nudge.draft.openingId === draft.openingId &&
        nudge.draft.followUp?.nth === draft.followUp?.nth &&
        nudge.draft.followUp?.item === draft.followUp?.item &&
        nudge.draft.round === draft.round &&
        nudge.draft.level === draft.level,
    );
    if (!decided)
      state.nudges.push({ id: String(state.nextId()), draft, lane, sent: false, decidedAt: state.now() });
  }
}

export function overviewIn(state: State): Overview {
  const ofCompany = (taskForceId: TaskForceId, company: string) =>
    openingsOf(state, taskForceId).filter((opening) => companyKey(opening.company) === companyKey(company));
  return {
    due: async (now, limit) =>
      [...state.openings.values()]
        .filter((opening) => dueAt(opening) <= now.getTime())
        .sort((a, b) => dueAt(a) - dueAt(b))
        .slice(0, limit),

    dueCallsAhead: async (now, limit) => dueBy(state, callAheadUntil, now, limit),
    dueAgain: async (now, limit, _onUnreadable, apartFrom = []) =>
      dueBy(
        state,
        (opening) => (apartFrom.includes(opening.taskForceId) ? null : askAgainAt(opening)),
        now,
        limit,
      ),
    dueAgainIn: async (taskForceId, by) =>
      dueBy(
        state,
        (opening) => (opening.taskForceId === taskForceId ? askAgainAt(opening) : null),
        by,
        Number.POSITIVE_INFINITY,
      ),
    dueFollowUps: async (now, limit) =>
      [...state.openings.values()]
        .map((opening) => ({ opening, at: followUpAt(opening.placements) }))
        .filter((due): due is { opening: Opening; at: Instant } => due.at !== null && due.at <= now)
        .sort((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, limit)
        .map(({ opening }) => opening),

    followed: async (taskForceId, person) =>
      openingsOf(state, taskForceId)
        .filter((opening) => opening.placements.some(isFollowed))
        .filter(
          (opening) =>
            person === undefined ||
            ownerOf(opening) === person ||
            opening.placements.some(({ broker }) => broker === person),
        )
        .sort((a, b) => a.number - b.number),

    whole: async (taskForceId, ids) =>
      openingsOf(state, taskForceId)
        .filter(({ id }) => ids.includes(id))
        .sort((a, b) => a.number - b.number),
    digestInput: async (taskForceId, now) => ({
      open: openIn(state, taskForceId).map(countedOf),
      toDecide: openingsOf(state, taskForceId).filter(awaitsDecision),
      ...targetInput(state, taskForceId, now),
    }),
    targetInput: async (taskForceId, now) => targetInput(state, taskForceId, now),

    lastOwnerOf: async (taskForceId, company, apartFrom) => {
      const owned = ofCompany(taskForceId, company).filter(
        (opening) => ownerOf(opening) !== null && opening.id !== apartFrom,
      );
      const last = owned
        .sort((a, b) => a.actedAt.getTime() - b.actedAt.getTime() || a.number - b.number)
        .at(-1);
      return last === undefined ? null : ownerOf(last);
    },

    similar: async (taskForceId, company, category, since) =>
      ofCompany(taskForceId, company).findLast(
        (opening) =>
          opening.status !== 'closed' && opening.category === category && opening.loggedAt >= since,
      ) ?? null,
  };
}

function openIn(state: State, taskForceId: TaskForceId): OpenOpening[] {
  return openingsOf(state, taskForceId).filter((opening) => opening.status !== 'closed');
}

/** No more of it than the database reads. */
function countedOf(opening: OpenOpening): Counted {
  const { id, number, since, meetingId, loggedAt, actedAt } = opening;
  const { snoozedUntil } = opening.nudging;
  const read = { id, number, since, meetingId, loggedAt, actedAt, nudging: { snoozedUntil } };
  switch (opening.status) {
    case 'logged':
      return { ...read, status: opening.status };
    case 'claimed':
      return { ...read, status: opening.status, agreement: opening.agreement };
    case 'contacted':
      return { ...read, status: opening.status, thinkingUntil: opening.thinkingUntil };
    case 'visit_booked':
      return { ...read, status: opening.status, visitOn: opening.visitOn };
    case 'matching':
    case 'presented':
    case 'agreed':
      return { ...read, status: opening.status, seats: opening.seats.map(clockedSeatOf) };
  }
}

function clockedSeatOf(seat: OpenSeat): ClockedSeat {
  const { state, since } = seat;
  return state === 'agreed' ? { state, since, startsOn: seat.startsOn } : { state, since };
}

function targetInput(state: State, taskForceId: TaskForceId, now: Instant): TargetInput {
  const all = openingsOf(state, taskForceId);
  return {
    spotted: all.filter((opening) => opening.kind === 'job').length,
    fresh: freshOf(all.filter((opening) => isLoggedInWeekBefore(opening.loggedAt, now))),
    placements: [...all]
      .sort((a, b) => a.number - b.number)
      .flatMap(({ placements, company, details }) => {
        const named = isNamedInStories({ company, details });
        return placements.map((placement) => ({ ...placement, company, named }));
      }),
  };
}

/** When the first of the nudge and the question to the leader is due; never, as infinity. */
function dueAt({ nudging, askStillOpenAt }: Opening): number {
  const time = (at: Instant | null) => at?.getTime() ?? Number.POSITIVE_INFINITY;
  return Math.min(time(nudging.at), time(askStillOpenAt));
}

/** Those whose time has come, the longest due first. */
function dueBy(
  state: State,
  dueOf: (opening: Opening) => Instant | null,
  now: Instant,
  limit: number,
): Opening[] {
  const time = (opening: Opening) => dueOf(opening)?.getTime() ?? Number.POSITIVE_INFINITY;
  return [...state.openings.values()]
    .filter((opening) => time(opening) <= now.getTime())
    .sort((a, b) => time(a) - time(b))
    .slice(0, limit);
}
