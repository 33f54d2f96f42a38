import { meetingRooms } from '../../app/outgoing/announce-meeting.ts';
import type { Destination } from '../../app/outgoing/destination.ts';
import { EVER, MEETING_PARTS } from '../../app/outgoing/outgoing.ts';
import type { Shown } from '../../app/ports/outbox.ts';
import type { BoundRoom } from '../../app/ports/people.ts';
import type { Flaw, FlawedCard, Upkeep } from '../../app/ports/upkeep.ts';
import type { TaskForceId } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import { isGoneIn } from './departures.ts';
import { cardKey, stillHolds, waits } from './outbox.ts';
import { type State, unitedIn } from './state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FLAWS: readonly Flaw[] = ['missing', 'outdated', 'unchecked'];

/** What should stand in a room: always, or only to be brought up to date where it stands. */
interface Wanted {
  readonly shown: Shown;
  readonly room: BoundRoom;
  readonly version: number;
  readonly always: boolean;
  readonly lives: boolean;
}

export function upkeepIn(state: State): Upkeep {
  return {
    flawedCards: async (taskForceId, uncheckedHours, limit) =>
      wantedIn(state, taskForceId)
        .filter((wanted) => !isUnderWay(state, wanted))
        .flatMap((wanted): FlawedCard[] => {
          const flaw = flawOf(state, wanted, uncheckedHours);
          return flaw === null ? [] : [{ ...wanted.shown, flaw, roomId: wanted.room.id }];
        })
        .sort((a, b) => FLAWS.indexOf(a.flaw) - FLAWS.indexOf(b.flaw) || (a.id < b.id ? -1 : 1))
        .slice(0, limit),

    forgottenNudges: async (minutes) => {
      const before = state.now().getTime() - minutes * 60_000;
      const forgotten = state.nudges.flatMap(({ draft, lane, sent, decidedAt }) => {
        const opening = state.openings.get(draft.openingId);
        if (sent || decidedAt.getTime() >= before || opening === undefined) return [];
        if (!stillHolds(draft, opening) || isOutOfReach(state, draft.to, opening.taskForceId)) return [];
        const underWay = state.messages.some(
          (message) =>
            message.lane === lane &&
            message.draft.taskForceId === opening.taskForceId &&
            message.draft.outgoing.kind === 'nudges' &&
            (waits(message) || message.status === 'dead'),
        );
        const { taskForceId } = opening;
        return underWay ? [] : [[`${taskForceId} ${lane}`, { taskForceId, to: draft.to }] as const];
      });
      return [...new Map(forgotten).values()];
    },

    prune: async ({ messages, receipts, slots, sent }) => ({
      messages: forget(state, 'message', messages, (key) => {
        const at = state.messages.findIndex(({ id }) => String(id) === key);
        if (state.messages[at]?.draft.unique.key.startsWith(EVER)) return false;
        return state.messages.splice(at, 1).length > 0;
      }),
      receipts: forget(state, 'receipt', receipts, (key) => state.receipts.delete(key)),
      slots: forget(state, 'slot', slots, (key) => state.slots.delete(key)),
      sent: forgetSent(state, sent),
    }),
  };
}

function isOutOfReach(state: State, to: Destination, taskForceId: TaskForceId): boolean {
  if (to.kind === 'room') return state.away.has(to.roomId);
  const personId = unitedIn(state, to.personId);
  const held = state.memberships.find((one) => one.taskForceId === taskForceId && one.personId === personId);
  return isGoneIn(state, personId) || !may(held?.roles ?? [], 'view_opening');
}

function forgetSent({ sent, now }: State, days: number): number {
  const before = now().getTime() - days * DAY_MS;
  const kept = sent.filter(({ sentAt }) => sentAt.getTime() >= before);
  return sent.splice(0, sent.length, ...kept).length - kept.length;
}

function wantedIn(state: State, taskForceId: TaskForceId): Wanted[] {
  const own = [...state.rooms.values()].filter((room) => room.taskForceId === taskForceId);
  const reached = own.filter(
    ({ id }) =>
      !state.away.has(id) &&
      !state.messages.some(
        ({ lane, status, draft }) =>
          lane === `room:${id}` && status === 'dead' && draft.outgoing.kind !== 'taken_back',
      ),
  );
  const openings = [...state.openings.values()].filter((opening) => opening.taskForceId === taskForceId);
  const meetings = [...state.meetings.values()].filter((meeting) => meeting.taskForceId === taskForceId);
  const aWeekAgo = state.now().getTime() - 7 * DAY_MS;
  return reached.flatMap((room) => [
    ...openings.map(({ id, version, status }): Wanted => {
      const lives = status !== 'closed';
      return { shown: { kind: 'opening', id }, room, version, always: lives, lives };
    }),
    ...meetings.flatMap((meeting) =>
      MEETING_PARTS.map((part): Wanted => {
        const lives = meeting.status === 'open';
        const always =
          part === 'meeting'
            ? lives && meetingRooms(own).includes(room)
            : meeting.status === 'ended' && meeting.endedAt.getTime() > aWeekAgo;
        return {
          shown: { kind: 'meeting', id: meeting.id, part },
          room,
          version: meeting.version,
          always,
          lives,
        };
      }),
    ),
  ]);
}

function flawOf(state: State, { shown, room, version, always, lives }: Wanted, hours: number): Flaw | null {
  const card = state.cards.get(cardKey(shown, room.id));
  if (card === undefined) return always ? 'missing' : null;
  if (card.version < version) return 'outdated';
  return lives && card.shownAt.getTime() < state.now().getTime() - hours * HOUR_MS ? 'unchecked' : null;
}

function isUnderWay(state: State, { shown, room }: Wanted): boolean {
  const key = `${shown.kind === 'opening' ? 'card' : shown.part}:${shown.id}:${room.id}`;
  return state.messages.some((message) => waits(message) && message.draft.unique.key === key);
}

/** Forgets what was done so many days ago, but for what is to stay; returns how many there were. */
function forget(state: State, kind: string, days: number, drop: (key: string) => boolean): number {
  const before = state.now().getTime() - days * DAY_MS;
  const old = [...state.doneAt].filter(([name, at]) => name.startsWith(`${kind}:`) && at.getTime() < before);
  const forgotten = old.filter(([name]) => drop(name.slice(kind.length + 1)));
  for (const [name] of forgotten) state.doneAt.delete(name);
  return forgotten.length;
}
