import type { TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { laneOf } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Change } from '../ports/openings.ts';

/** One thing a sweep does, for logs and for the dry run. */
export interface Swept {
  readonly opening: Opening;
  readonly taskForce: TaskForce;
  readonly does: 'nudge' | 'release' | 'ask_still_open' | 'nobody_left' | 'postpone' | 'follow_up';
  readonly receivers: readonly Destination[];
}

/** The same with what it changes. */
export interface Step extends Swept {
  readonly change: Change;
}

/**
 * Nudges are decided one by one, and wait so long for the others of the same sweep: one message for a person and task force,
 * since each has words, hours and rights of its own.
 */
const GATHER_MS = 2_000;

export function nudgeMessage(taskForceId: TaskForceId, to: Destination): OutboxDraft {
  return {
    taskForceId,
    to,
    outgoing: { kind: 'nudges' },
    unique: { kind: 'latest', key: `nudges:${taskForceId}:${laneOf(to)}` },
    holdMs: GATHER_MS,
  };
}
