import { laneOf } from '../../app/outgoing/announce.ts';
import type { NudgeDraft } from '../../app/ports/openings.ts';
import {
  type LeasedMessage,
  type Mailroom,
  type Outbox,
  type Pacing,
  type PostedCard,
  pauseOf,
  type Settlement,
  type Shown,
  type Turn,
  type UnreadMessage,
} from '../../app/ports/outbox.ts';
import type { Slots } from '../../app/ports/upkeep.ts';
import type { Instant, RoomId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { keepHome } from './homes.ts';
import { keepSent } from './sent-messages.ts';
import { type Lane, queue, type State, type StoredMessage, unitedIn } from './state.ts';

const later = (at: Instant, ms: number) => new Date(at.getTime() + ms);
export const cardKey = (shown: Shown, roomId: RoomId) => JSON.stringify([shown, roomId]);
export const waits = ({ status }: StoredMessage) => status === 'pending' || status === 'sending';

const isReady = (message: StoredMessage, now: Instant) =>
  message.status === 'sending' || (message.status === 'pending' && message.heldUntil <= now);

export function outboxIn(state: State): Outbox {
  return {
    lease: async (limit, leaseMs) =>
      [...state.lanes]
        .filter(([, lane]) => isFree(lane, state.now()))
        .sort(([, a], [, b]) => a.nextAt.getTime() - b.nextAt.getTime())
        .flatMap(([id, lane]) => {
          const head = state.messages.find((message) => message.lane === id && isReady(message, state.now()));
          return head === undefined ? [] : [{ lane, head }];
        })
        .slice(0, limit)
        .map(({ lane, head }) => {
          lane.fence += 1;
          lane.leasedUntil = later(state.now(), leaseMs);
          const message = leased(head, lane);
          head.status = 'sending';
          head.inDoubt = true;
          return message;
        }),

    settle: async (message, settlement) => settle(state, message, settlement),
    posted: async (shown, roomId) => postedIn(state, shown, roomId),

    depth: async () => {
      const waiting = state.messages.filter(waits);
      const oldest = Math.min(...waiting.map((message) => message.queuedAt.getTime()), state.now().getTime());
      const dead = state.messages.filter((message) => message.status === 'dead').length;
      return { waiting: waiting.length, oldestMs: state.now().getTime() - oldest, dead };
    },

    dead: async () =>
      state.messages
        .filter((message) => message.status === 'dead')
        .map(({ id, draft: { taskForceId, to, outgoing }, reason, attempts }) => ({
          id: String(id),
          taskForceId,
          to,
          outgoing,
          reason,
          attempts,
        })),

    revive: async () => revive(state),
  };
}

export function postedIn(state: State, shown: Shown, roomId: RoomId): PostedCard | null {
  const card = state.cards.get(cardKey(shown, roomId));
  if (card === undefined) return null;
  const { shownAt, ...posted } = card;
  return posted;
}

function isFree(lane: Lane, now: Instant): boolean {
  return lane.nextAt <= now && (lane.leasedUntil === null || lane.leasedUntil <= now);
}

function leased(message: StoredMessage, { fence, waited }: Lane): LeasedMessage {
  const { id, lane, draft, attempts, queuedAt, inDoubt, cause } = message;
  const { taskForceId, to, outgoing } = draft;
  return {
    id: String(id),
    lane,
    fence,
    taskForceId,
    to,
    outgoing,
    attempts,
    queuedAt,
    inDoubt,
    cause,
    waited,
  };
}

function settle(
  state: State,
  { id, lane: laneId, fence, inDoubt }: UnreadMessage,
  settlement: Settlement,
): boolean {
  const lane = state.lanes.get(laneId);
  const message = state.messages.find((candidate) => String(candidate.id) === id);
  if (lane === undefined || message === undefined) return false;
  if (lane.fence !== fence || lane.leasedUntil === null) return false;
  lane.leasedUntil = null;
  lane.waited = settlement.kind === 'postponed' && settlement.inLine;
  switch (settlement.kind) {
    case 'sent':
      message.status = 'sent';
      state.doneAt.set(`message:${message.id}`, state.now());
      lane.nextAt = later(state.now(), settlement.pauseMs);
      if (settlement.posted !== null) {
        const { posted } = settlement;
        state.cards.set(cardKey(posted.shown, posted.roomId), { ...posted, shownAt: state.now() });
      }
      if (settlement.kept !== undefined) keepSent(state, settlement.kept);
      if (settlement.home !== undefined) keepHome(state, settlement.home);
      for (const nudge of state.nudges) nudge.sent ||= settlement.nudgeIds.includes(nudge.id);
      return true;
    case 'dropped':
      message.status = 'dropped';
      state.doneAt.set(`message:${message.id}`, state.now());
      lane.nextAt = later(state.now(), pauseOf(settlement));
      return true;
    case 'retry':
      message.attempts += 1;
      message.reason = settlement.reason;
      message.inDoubt = settlement.inDoubt;
      lane.nextAt = later(state.now(), settlement.afterMs);
      return true;
    case 'postponed':
      message.inDoubt = inDoubt;
      lane.nextAt = later(state.now(), settlement.afterMs);
      return true;
    case 'dead':
      message.status = 'dead';
      message.attempts += 1;
      message.reason = settlement.reason;
      lane.nextAt = later(state.now(), pauseOf(settlement));
      return true;
  }
}

/** Each goes to the end of its lane, unless its like waits there already. */
function revive(state: State): number {
  const raised = state.messages.filter((message) => message.status === 'dead');
  for (const message of raised) state.messages.splice(state.messages.indexOf(message), 1);
  const waiting = state.messages.length;
  queue(
    state,
    raised.map((message) => message.draft),
  );
  return state.messages.length - waiting;
}

export function pacingIn(state: State): Pacing {
  return {
    take: async (turns, waited) => {
      const now = state.now().getTime();
      const paceOf = ({ key }: Turn) => state.paces.get(key) ?? { freeAt: now, lineTo: now };
      const waiting = turns.flatMap((turn) => {
        const { freeAt, lineTo } = paceOf(turn);
        const turnMs = freeAt - now - (turn.burst - 1) * turn.everyMs;
        const behind = !waited && lineTo > now && turnMs > -turn.everyMs;
        if (turnMs <= 0 && !behind) return [];
        return [{ turn, ms: waited ? turnMs : Math.max(turnMs, lineTo - now + turn.everyMs) }];
      });
      for (const { turn, ms } of waiting) {
        const pace = paceOf(turn);
        state.paces.set(turn.key, { ...pace, lineTo: Math.max(pace.lineTo, now + ms) });
      }
      if (waiting.length > 0) return Math.ceil(Math.max(...waiting.map(({ ms }) => ms)));
      for (const turn of turns) {
        const pace = paceOf(turn);
        state.paces.set(turn.key, { ...pace, freeAt: Math.max(now, pace.freeAt) + turn.everyMs });
      }
      return 0;
    },
  };
}

export function mailroomIn(state: State): Mailroom {
  return {
    room: async (id) => state.rooms.get(id) ?? null,

    account: async (personId) => {
      const seenAt = (at: Instant | null) => at?.getTime() ?? Number.NEGATIVE_INFINITY;
      const [last] = [...state.accounts.values()]
        .filter(({ account, left }) => !left && account.personId === unitedIn(state, personId))
        .sort((a, b) => seenAt(b.lastSeenAt) - seenAt(a.lastSeenAt));
      return last?.account ?? null;
    },

    person: async (id) => state.people.get(unitedIn(state, id)) ?? null,
    people: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const person = state.people.get(unitedIn(state, id));
          return person === undefined ? [] : [[id, person] as const];
        }),
      ),

    pendingNudges: async (taskForceId, to) =>
      state.nudges
        .filter((nudge) => nudge.lane === laneOf(to) && !nudge.sent)
        .flatMap(({ id, draft }) => {
          const opening = state.openings.get(draft.openingId);
          if (opening?.taskForceId !== taskForceId || !stillHolds(draft, opening)) return [];
          return [{ id, opening, level: draft.level, nth: draft.followUp?.nth ?? null }];
        }),

    enqueue: async (drafts) => void queue(state, drafts),
  };
}

/** Nothing moved on since the nudge was decided. */
export function stillHolds({ followUp, round }: NudgeDraft, opening: Opening): boolean {
  if (followUp === undefined) return opening.status !== 'closed' && opening.round === round;
  const asked = opening.placements[followUp.nth]?.followUp;
  return asked?.item === followUp.item && asked.round === round;
}

export function slotsIn(state: State): Slots {
  const key = (job: string, plannedAt: Instant) => `${job} ${plannedAt.toISOString()}`;
  return {
    won: async (job, plannedAt) => state.slots.has(key(job, plannedAt)),

    win: async (job, plannedAt, outbox) => {
      if (state.slots.has(key(job, plannedAt))) return null;
      state.slots.add(key(job, plannedAt));
      state.doneAt.set(`slot:${key(job, plannedAt)}`, state.now());
      return { fresh: queue(state, outbox) };
    },
  };
}
