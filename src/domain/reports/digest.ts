import { businessDaysBetween, calendarDaysAfter, isoWeek, localDate } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import { type MissingAgreements, missingAgreements } from '../meeting.ts';
import { isPaidOrdinary } from '../opening/employment.ts';
import { dateOf, isCheckInLate, isFollowedJob, isSearching } from '../opening/follow-up.ts';
import { type ClosedOpening, isPlacing, type Opening } from '../opening/opening.ts';
import { isRunning, type Placement } from '../opening/placement.ts';
import { type Clocked, type ClockedSeat, isOverdue, isSnoozed } from '../opening/staleness.ts';
import { QUARTER_WEEKS } from '../opening/story-consent.ts';
import type { TaskForce } from '../task-force.ts';

/** An opening as far as it is counted; what is named of those in the digest is read besides. */
export type Counted = Clocked & Pick<Opening, 'id' | 'number' | 'since' | 'meetingId'>;

/** One line under a heading of the digest. */
export interface OverdueItem<Read = Opening> {
  readonly opening: Read;
  /** Business days since the present state was entered. */
  readonly days: number;
}

export type GoodNews =
  /** `named`: the company allowed it to be told by name. */
  | { readonly reached: 'quarter' | 'retention'; readonly company: string; readonly named: boolean }
  /** As many are in paid work as were promised, for the first time. */
  | { readonly reached: 'target'; readonly promised: number };

/** What was logged within the week, whatever became of it: jobs, the places in them, and requests for a visit. */
export interface Fresh {
  readonly openings: number;
  readonly places: number;
  readonly visits: number;
}

/** A week of one task force, counted; words are put to it elsewhere. */
export interface Digest<Read = Opening> {
  readonly year: number;
  readonly week: number;
  readonly target: {
    readonly promised: number | null;
    readonly spotted: number;
    readonly newlySpotted: number;
    /** People in paid ordinary work now through the task force, and those of them who began within the digest's week. */
    readonly placed: number;
    readonly newlyPlaced: number;
    /** Those who began on its own day, and are new in the next. */
    readonly beganToday: number;
  };
  /** Longest waiting first. */
  readonly overdue: readonly OverdueItem<Read>[];
  readonly snoozed: number;
  /** Told at a meeting of an earlier day, and nobody has them; by meeting, the oldest first. */
  readonly withoutAgreement: readonly MissingAgreements[];
  readonly fresh: Fresh;
  readonly waiting: { readonly total: number; readonly long: number; readonly thinking: number };
  /** Places that look for a candidate. */
  readonly seeking: { readonly total: number; readonly long: number };
  /** The first days, as local dates, of those who begin within the next seven days. */
  readonly starting: readonly string[];
  /** Jobs that run and are followed, and how many of them wait too long for an answer. */
  readonly running: number;
  readonly late: number;
  /** Jobs that ended before their time within the digest's week, and every search for another place that goes on. */
  readonly ended: number;
  readonly searching: number;
  /** The target reached, and jobs that reached a quarter of a year, or the retention, within the digest's week. */
  readonly goodNews: readonly GoodNews[];
  /** Closed ones that were asked about, or are wanted open again; the longest waiting first. */
  readonly decisions: readonly ClosedOpening[];
}

/** A job with the company it is in. */
export interface CompanyPlacement extends Placement {
  readonly company: string;
  /** Whether it may be named in good news. */
  readonly named: boolean;
}

/** What the way to the target is counted from. */
export interface TargetInput {
  /** All openings ever logged for the task force, visit requests left out. */
  readonly spotted: number;
  /** Logged in the seven days before `now`. */
  readonly fresh: Fresh;
  /** All jobs that ever began, also in openings that are closed. */
  readonly placements: readonly CompanyPlacement[];
}

export interface DigestInput<Read extends Counted = Counted> extends TargetInput {
  readonly open: readonly Read[];
  /** Closed ones about which somebody must say what becomes of them. */
  readonly toDecide: readonly ClosedOpening[];
}

const WEEK_DAYS = 7;

/**
 * Overdue is what is stale and not snoozed: the same rule that nudges, so that digest and nudges never disagree.
 * Waiting is every opening whose company has been talked to, the overdue among them too.
 */
export function digestOf<Read extends Counted>(
  input: DigestInput<Read>,
  taskForce: TaskForce,
  now: Instant,
): Digest<Read> {
  const { calendar } = taskForce;
  const isLong = ({ since }: { readonly since: Instant }) =>
    calendarDaysAfter(since, taskForce.digest.longWaitDays, calendar) < now;
  const open: readonly Counted[] = input.open;
  const contacted = open.filter((opening) => opening.status === 'contacted');
  const seats = open.filter(isPlacing).flatMap((opening) => opening.seats);
  const seeking = seats.filter((seat) => seat.state === 'matching');
  return {
    ...isoWeek(now, calendar),
    target: targetOf(input, taskForce, now),
    overdue: overdueOf(input.open, taskForce, now),
    snoozed: open.filter((opening) => isSnoozed(opening, now)).length,
    withoutAgreement: missingAgreements(open, calendar, now),
    fresh: input.fresh,
    waiting: {
      total: contacted.length,
      long: contacted.filter(isLong).length,
      thinking: contacted.filter((opening) => opening.thinkingUntil !== null && opening.thinkingUntil > now)
        .length,
    },
    seeking: {
      total: seeking.length,
      long: seeking.filter(isLong).length,
    },
    starting: startingSoon(seats, taskForce, now),
    ...countRunning(input.placements, taskForce, now),
    decisions: [...input.toDecide].sort(
      (a, b) => (a.again?.at.getTime() ?? 0) - (b.again?.at.getTime() ?? 0) || a.number - b.number,
    ),
    goodNews: [
      ...targetReached(input.placements, taskForce, now),
      ...goodNewsOf(input.placements, taskForce, now),
    ],
  };
}

/** Those of them that are overdue, the longest waiting first. */
export function overdueOf<Read extends Counted>(
  open: readonly Read[],
  taskForce: TaskForce,
  now: Instant,
): readonly OverdueItem<Read>[] {
  return open
    .filter((opening) => isOverdue(opening, taskForce, now))
    .map((opening) => ({ opening, days: businessDaysBetween(opening.since, now, taskForce.calendar) }))
    .sort(
      (a, b) => a.opening.since.getTime() - b.opening.since.getTime() || a.opening.number - b.opening.number,
    );
}

export function targetOf(input: TargetInput, taskForce: TaskForce, now: Instant): Digest['target'] {
  return {
    promised: taskForce.target,
    spotted: input.spotted,
    newlySpotted: input.fresh.openings,
    ...countPlaced(input.placements, taskForce, now),
  };
}

export function freshOf(logged: readonly Pick<Opening, 'kind' | 'places'>[]): Fresh {
  const jobs = logged.filter(({ kind }) => kind === 'job');
  return {
    openings: jobs.length,
    places: jobs.reduce((sum, { places }) => sum + places, 0),
    visits: logged.length - jobs.length,
  };
}

/** The local date so many weeks before that of `now`. */
function weeksAgo(weeks: number, { calendar }: TaskForce, now: Instant): string {
  return localDate(calendarDaysAfter(now, -weeks * WEEK_DAYS, calendar), calendar);
}

/**
 * The digest's week for what has a local date and no hour: the seven whole days before its own. What happens on its own
 * day may happen after it went out, so that day is the next digest's; and each date is told once.
 */
function isInWeek(taskForce: TaskForce, now: Instant): (date: string | null) => boolean {
  const [from, today] = [weeksAgo(1, taskForce, now), weeksAgo(0, taskForce, now)];
  return (date) => date !== null && date >= from && date < today;
}

function countRunning(placements: readonly Placement[], taskForce: TaskForce, now: Instant) {
  const inWeek = isInWeek(taskForce, now);
  return {
    running: placements.filter(isFollowedJob).length,
    late: placements.filter((placement) => isCheckInLate(placement, taskForce, now)).length,
    searching: placements.filter(isSearching).length,
    ended: placements.filter(({ ended }) => ended !== null && inWeek(ended.on)).length,
  };
}

/**
 * Counted as it stood before the day of each digest, by dates alone: what is told then doesn't depend on the hour. Told
 * where no earlier digest found it reached, so that one who stopped and one who took over don't make it reached twice.
 */
function targetReached(
  placements: readonly Placement[],
  taskForce: TaskForce,
  now: Instant,
): readonly GoodNews[] {
  const { target } = taskForce;
  if (target === null || target === 0) return [];
  const paid = placements.filter(({ form }) => isPaidOrdinary(form));
  const stoodBefore = (day: string) =>
    paid.filter(({ startedOn, ended }) => startedOn < day && (ended === null || ended.on >= day)).length;
  const wasReached = (weeks: number) => stoodBefore(weeksAgo(weeks, taskForce, now)) >= target;
  if (!wasReached(0)) return [];
  const anybodyBefore = (day: string) => paid.some(({ startedOn }) => startedOn < day);
  for (let weeks = 1; anybodyBefore(weeksAgo(weeks, taskForce, now)); weeks += 1) {
    if (wasReached(weeks)) return [];
  }
  return [{ reached: 'target', promised: target }];
}

/** A quarter of a year is good news where the last answer wasn't red; the retention wherever it was recorded. */
function goodNewsOf(
  placements: readonly CompanyPlacement[],
  taskForce: TaskForce,
  now: Instant,
): readonly GoodNews[] {
  const inWeek = isInWeek(taskForce, now);
  return placements.filter(isRunning).flatMap((placement): GoodNews[] => {
    const { company, named, retainedOn, checkIns } = placement;
    if (inWeek(retainedOn)) return [{ company, named, reached: 'retention' }];
    const isQuarter =
      inWeek(dateOf(`week_${QUARTER_WEEKS}`, placement, taskForce)) && checkIns.at(-1)?.colour !== 'red';
    return isQuarter && retainedOn === null ? [{ company, named, reached: 'quarter' }] : [];
  });
}

/**
 * Paid ordinary work is what is promised; a start that is dated after `now` is none yet. One who begins on the day of the
 * digest is in work, and new in the next.
 */
function countPlaced(placements: readonly Placement[], taskForce: TaskForce, now: Instant) {
  const today = weeksAgo(0, taskForce, now);
  const inWeek = isInWeek(taskForce, now);
  const placed = placements
    .filter(isRunning)
    .filter(({ form, startedOn }) => isPaidOrdinary(form) && startedOn <= today);
  return {
    placed: placed.length,
    newlyPlaced: placed.filter(({ startedOn }) => inWeek(startedOn)).length,
    beganToday: placed.filter(({ startedOn }) => startedOn === today).length,
  };
}

function startingSoon(seats: readonly ClockedSeat[], { calendar }: TaskForce, now: Instant): string[] {
  const today = localDate(now, calendar);
  const weekAhead = localDate(calendarDaysAfter(now, WEEK_DAYS, calendar), calendar);
  return seats
    .flatMap((seat) => (seat.state === 'agreed' ? [seat.startsOn] : []))
    .filter((day) => day >= today && day < weekAhead)
    .sort();
}
