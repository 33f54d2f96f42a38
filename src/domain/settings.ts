import { calendarDaysAfter, inWorkingHours } from './calendar.ts';
import type { Instant, PersonId } from './ids.ts';
import { succeeding } from './opening/decision.ts';
import { resettled } from './opening/follow-up.ts';
import type { Opening } from './opening/opening.ts';
import { nudgingFor } from './opening/staleness.ts';
import type { Retention } from './retention.ts';
import type { DigestShape, DigestTime, Locale, TaskForce, Thresholds } from './task-force.ts';
import type { WorkCatalogue } from './typed/work-catalogue.ts';

/** A number that a coordinator chooses, by its name. That tries go over two channels is no choice. */
export type ThresholdName =
  | Exclude<keyof Thresholds, 'unreachable' | 'checkInWeeks'>
  | 'unreachableAttempts'
  | 'unreachableDays';

export type ChosenThresholds = Partial<Record<ThresholdName, number>> &
  Partial<Pick<Thresholds, 'checkInWeeks'>>;

/** What a coordinator changes of a task force in one go; what isn't named stays as it is. */
export interface Settings {
  readonly thresholds?: ChosenThresholds;
  readonly workingHours?: { readonly from: number; readonly to: number };
  readonly closedDays?: readonly string[];
  readonly digestTime?: DigestTime;
  readonly digest?: DigestShape;
  readonly retention?: Retention;
  readonly target?: number | null;
  readonly locale?: Locale;
  readonly work?: WorkCatalogue;
}

export function thresholdOf({ unreachable, ...rest }: Thresholds, name: ThresholdName): number {
  if (name === 'unreachableAttempts') return unreachable.attempts;
  if (name === 'unreachableDays') return unreachable.days;
  return rest[name];
}

function withThresholds(thresholds: Thresholds, chosen: ChosenThresholds): Thresholds {
  const { unreachable } = thresholds;
  const { unreachableAttempts: attempts, unreachableDays: days, ...rest } = chosen;
  return {
    ...thresholds,
    ...rest,
    unreachable: {
      ...unreachable,
      attempts: attempts ?? unreachable.attempts,
      days: days ?? unreachable.days,
    },
  };
}

/** A new target is added to the history, since results are told against the one that held then; the same one isn't. */
export function withSettings(
  taskForce: TaskForce,
  settings: Settings,
  by: PersonId,
  now: Instant,
): TaskForce {
  const { calendar } = taskForce;
  const { digestTime, digest, retention, target, locale, work } = { ...taskForce, ...settings };
  const { workingHours, closedDays } = { ...calendar, ...settings };
  return {
    ...taskForce,
    thresholds: withThresholds(taskForce.thresholds, settings.thresholds ?? {}),
    calendar: { ...calendar, workingHours, closedDays },
    digestTime,
    digest,
    retention,
    locale,
    work,
    target,
    targetHistory:
      target === taskForce.target
        ? taskForce.targetHistory
        : [...taskForce.targetHistory, { target, from: now, by }],
  };
}

/**
 * An opening under new settings, closed ones as they are: its first nudge, its release and the question whether it is still open move as if
 * the settings had held all along. Once a nudge was given the next one keeps its date: when the last went out isn't
 * remembered, and the level after it is counted by the new settings anyway. It is no act: round and clocks stay. What
 * stays as it is comes back as the very same object.
 */
export function renudged(opening: Opening, before: TaskForce, after: TaskForce): Opening {
  const { nudging, askStillOpenAt } = opening;
  const next = nudging.level > 0 ? nudging : nudgingFor(opening, nudging.snoozedUntil, after);
  const asked = askStillOpenAt === null ? null : movedQuestion(askStillOpenAt, before, after);
  const same =
    next.at?.getTime() === nudging.at?.getTime() &&
    next.releaseAt?.getTime() === nudging.releaseAt?.getTime() &&
    asked?.getTime() === askStillOpenAt?.getTime();
  return same ? opening : succeeding(opening, { ...opening, nudging: next, askStillOpenAt: asked });
}

/** The same with what is asked about its placements, which goes on when the opening is closed. */
export function resettledOpening(
  opening: Opening,
  before: TaskForce,
  after: TaskForce,
  now: Instant,
): Opening {
  const next = renudged(opening, before, after);
  const placements = opening.placements.map((placement) => resettled(placement, after, now));
  return placements.every((placement, index) => placement === opening.placements[index])
    ? next
    : succeeding(opening, { ...next, placements });
}

/** Moved by the difference: when the company was last heard isn't kept, only when it is asked next. */
function movedQuestion(at: Instant, before: TaskForce, after: TaskForce): Instant {
  const days = after.thresholds.stillOpenCalendarDays - before.thresholds.stillOpenCalendarDays;
  return days === 0 ? at : inWorkingHours(calendarDaysAfter(at, days, after.calendar), after.calendar);
}
