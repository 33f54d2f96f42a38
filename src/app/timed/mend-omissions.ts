import { latestDaily } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/ids.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { cardRefreshes } from '../outgoing/announce.ts';
import { meetingRefreshes } from '../outgoing/announce-meeting.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

import type { BoundRoom } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { type FlawedCard, NIGHT } from '../ports/upkeep.ts';
import { type Looked, oneByOne } from './one-by-one.ts';
import { digestJob, plannedDigest } from './send-digests.ts';
import { nudgeMessage } from './swept.ts';

/** What should have gone out and didn't, in words for the log and the metrics. */
export type Omission = 'card_missing' | 'card_outdated' | 'nudge_not_sent' | 'digest_not_planned';

export interface Found {
  readonly omissions: readonly { readonly what: Omission; readonly about: string }[];
  /** The messages that mend it, and those that look whether cards are still there. */
  readonly drafts: readonly OutboxDraft[];
}

/** Updates of a second each: what a task force has more of waits for the next night. */
const CARDS_A_NIGHT = 500;

/** A card that was posted or updated since the night before last needs no look. */
const UNCHECKED_HOURS = 20;

/** A sweep's nudges gather for 2 s and are sent within a minute, also by a replica that takes over. */
const NUDGE_LATE_MINUTES = 15;

/** The schedule looks every minute. */
const DIGEST_LATE_MS = 15 * 60_000;

/** The cards of a task force that never arrived, are outdated, or may have been deleted. Reads only. */
export async function findFlawedCards(store: Store, taskForce: TaskForce): Promise<Found> {
  const flawed = await store.upkeep.flawedCards(taskForce.id, UNCHECKED_HOURS, CARDS_A_NIGHT);
  if (flawed.length === 0) return { omissions: [], drafts: [] };
  const rooms = new Map((await store.taskForces.rooms(taskForce.id)).map((room) => [room.id, room]));
  return {
    omissions: flawed.flatMap(({ flaw, kind, id, roomId }) =>
      flaw === 'unchecked'
        ? []
        : [{ what: `card_${flaw}` as const, about: `${kind} ${id} in room ${roomId}` }],
    ),
    drafts: flawed.flatMap((card) => {
      const room = rooms.get(card.roomId);
      return room === undefined ? [] : refreshOf(card, taskForce, room);
    }),
  };
}

function refreshOf(card: FlawedCard, { id: taskForceId }: TaskForce, room: BoundRoom): OutboxDraft[] {
  switch (card.kind) {
    case 'opening':
      return cardRefreshes({ id: card.id, taskForceId }, [room]);
    case 'meeting':
      return meetingRefreshes({ id: card.id, taskForceId }, card.part, [room]);
  }
}

/** What the nightly pass found in a task force. */
export interface Mended {
  readonly taskForce: TaskForce;
  readonly planned: Instant;
  readonly found: Found;
}

/**
 * Once a night and task force, in its own zone: queues what mends its cards. A night that was missed is caught up once.
 *
 * @returns what was found by this call, and the task forces that couldn't be looked at
 */
export async function mendCards(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
): Promise<Looked<TaskForce, Mended>> {
  return oneByOne(taskForces, async (taskForce) => {
    const planned = latestDaily(now, NIGHT, taskForce.calendar.zone);
    const job = `cards:${taskForce.id}`;
    if (planned < taskForce.foundedAt || (await store.slots.won(job, planned))) return [];
    const found = await findFlawedCards(store, taskForce);
    return (await store.slots.win(job, planned, found.drafts)) ? [{ taskForce, planned, found }] : [];
  });
}

/**
 * What people were to be told and weren't: nudges that no message is under way for, digests that nobody planned. A task
 * force that can't be looked at keeps nobody else from being told.
 */
export async function findUntold(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
): Promise<Found & Pick<Looked<TaskForce, never>, 'failures'>> {
  const forgotten = await store.upkeep.forgottenNudges(NUDGE_LATE_MINUTES);
  const nudges = forgotten.map(({ to }) => ({
    what: 'nudge_not_sent' as const,
    about: to.kind === 'room' ? `room ${to.roomId}` : `person ${to.personId}`,
  }));
  const { done: digests, failures } = await oneByOne(taskForces, async (taskForce) => {
    const planned = plannedDigest(taskForce, now);
    const late = now.getTime() - planned.getTime() > DIGEST_LATE_MS;
    if (!late || planned < taskForce.foundedAt) return [];
    if (await store.slots.won(digestJob(taskForce), planned)) return [];
    return [{ what: 'digest_not_planned' as const, about: `task force ${taskForce.id}` }];
  });
  return {
    omissions: [...nudges, ...digests],
    drafts: forgotten.map(({ taskForceId, to }) => nudgeMessage(taskForceId, to)),
    failures,
  };
}
