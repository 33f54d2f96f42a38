import { businessDaysBetween } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import { awaitsDecision } from '../opening/asking-again.ts';
import type { CloseReason, Opening, OpeningEvent, OpenOpening } from '../opening/opening.ts';
import { escalationOf, isOverdue } from '../opening/staleness.ts';
import type { TaskForce } from '../task-force.ts';

/** What the steering group looks at: the task force since it last met. */
export interface SteeringInput {
  /** When the last meeting of the steering group ended; null when there was none: then since the beginning. */
  readonly since: Instant | null;
  readonly open: readonly Opening[];
  /** Logged since then, whatever became of them. */
  readonly logged: number;
  /** Closed since then. */
  readonly closed: readonly Opening[];
  /** Closed ones that wait for a decision, whenever they were closed. */
  readonly toDecide: readonly Opening[];
  /** The whole stories of those about which a handover was agreed since then. */
  readonly stories: readonly (readonly { readonly at: Instant; readonly event: OpeningEvent }[])[];
}

const STATES = [
  'logged',
  'claimed',
  'contacted',
  'visit_booked',
  'matching',
  'presented',
  'agreed',
] as const satisfies readonly OpenOpening['status'][];

/** Why nobody talked to the company in the agreed time, as far as the story tells: the first that applies. */
export const MISSED_CAUSES = ['no_answer', 'snoozed', 'handed_on', 'nobody_called'] as const;
export type MissedCause = (typeof MISSED_CAUSES)[number];

export interface StateAge {
  readonly status: OpenOpening['status'];
  readonly count: number;
  /** Business days since the state was entered. */
  readonly oldest: number;
  readonly median: number;
}

export interface Steering {
  readonly since: Instant | null;
  readonly logged: number;
  /** The states in which any is, in their order. */
  readonly states: readonly StateAge[];
  readonly closed: readonly { readonly reason: CloseReason; readonly count: number }[];
  readonly agreements: {
    /** Those whose day has come. */
    readonly due: number;
    readonly missed: number;
    readonly causes: readonly { readonly cause: MissedCause; readonly count: number }[];
  };
  /** What nobody moves any more: asked about in vain, wanted open again, or overdue after the last nudge. */
  readonly decisions: readonly Opening[];
}

export function steeringOf(input: SteeringInput, taskForce: TaskForce, now: Instant): Steering {
  const { since, open, logged, closed } = input;
  const causes = input.stories.flatMap((story) => agreementsIn(story, since, now));
  const missed = causes.filter((cause) => cause !== null);
  return {
    since,
    logged,
    states: STATES.flatMap((status) => {
      const days = open
        .filter((opening) => opening.status === status)
        .map((opening) => businessDaysBetween(opening.since, now, taskForce.calendar));
      return days.length === 0
        ? []
        : [{ status, count: days.length, oldest: Math.max(...days), median: median(days) }];
    }),
    closed: counted(closed.flatMap((opening) => (opening.status === 'closed' ? [opening.reason] : []))).map(
      ([reason, count]) => ({ reason, count }),
    ),
    agreements: {
      due: causes.length,
      missed: missed.length,
      causes: MISSED_CAUSES.map((cause) => ({
        cause,
        count: missed.filter((other) => other === cause).length,
      })).filter(({ count }) => count > 0),
    },
    decisions: [
      ...input.toDecide.filter(awaitsDecision),
      ...open.filter((opening) => isStuck(opening, taskForce, now)),
    ].sort((a, b) => a.since.getTime() - b.since.getTime() || a.number - b.number),
  };
}

/** Stale, and everybody was told who could be: only a decision moves it on. */
function isStuck(opening: Opening, taskForce: TaskForce, now: Instant): boolean {
  if (opening.status === 'closed' || !isOverdue(opening, taskForce, now)) return false;
  return opening.nudging.level >= escalationOf(opening, taskForce).length;
}

type Story = SteeringInput['stories'][number];

/** Each agreement whose day has come: null when it was kept, otherwise why it wasn't. */
function agreementsIn(story: Story, since: Instant | null, now: Instant): (MissedCause | null)[] {
  return story.flatMap(({ at, event }, index) => {
    if (event.kind !== 'handover_agreed' || event.by >= now || (since !== null && at <= since)) return [];
    const inTime = story.slice(index + 1).filter((later) => later.at <= event.by);
    return [missedCause(inTime.map((later) => later.event.kind))];
  });
}

/** Talked to, or closed with a reason, is kept; so is a place that moved on, which takes having talked. */
const KEPT_BY: readonly OpeningEvent['kind'][] = ['contacted', 'visit_booked', 'matching_started', 'closed'];

function missedCause(kinds: readonly OpeningEvent['kind'][]): MissedCause | null {
  if (kinds.some((kind) => KEPT_BY.includes(kind))) return null;
  if (kinds.includes('attempted')) return 'no_answer';
  if (kinds.includes('snoozed')) return 'snoozed';
  return kinds.includes('handed_over') || kinds.includes('put_back') ? 'handed_on' : 'nobody_called';
}

/** Of an even number the lower of the two in the middle: a whole number of days that somebody really waited. */
function median(days: readonly number[]): number {
  const sorted = [...days].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** The most frequent first. */
function counted<Key extends string>(keys: readonly Key[]): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/**
 * What an observer may read of a number; null: hidden. From `fewest` on it can't be told who is meant; nothing at all tells
 * of nobody, so 0 is shown.
 */
export function shownToObserver(count: number, fewest: number): number | null {
  return count === 0 || count >= fewest ? count : null;
}
