import {
  businessDaysAfter,
  calendarDaysAfter,
  inWorkingHours,
  localDate,
  startOfLocalDay,
} from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { TaskForce } from '../task-force.ts';
import {
  type CheckIn,
  type CheckInItem,
  type FollowUp,
  type FollowUpItem,
  type Milestone,
  weekOf,
} from './check-in.ts';
import { isRunning, type MoveSearch, type Placement } from './placement.ts';
import { earliest, later, type NudgeReceiver } from './staleness.ts';

const WEEK_DAYS = 7;

/** Who is told of what is asked about a placement. Where nobody owns its opening, the room stands for the owner. */
export type FollowUpReceiver = Extract<NudgeReceiver, 'owner' | 'coordinator'> | 'job_broker';

/**
 * One is asked at a time, so that the company is rung once: the job broker, where the candidate is theirs, before the
 * owner, who is told when the broker doesn't answer.
 */
export function followUpEscalation({ broker }: Pick<Placement, 'broker'>): readonly FollowUpReceiver[] {
  return broker === null ? ['owner', 'coordinator'] : ['job_broker', 'owner', 'coordinator'];
}

/** Something to ask about, by its local date. */
interface Dated {
  readonly item: CheckInItem;
  readonly on: string;
}
interface Due {
  readonly item: FollowUpItem;
  readonly dueAt: Instant;
}

/** The local date `days` calendar days after a local date. @throws RangeError for what is no date */
function dateAfter(date: string, days: number, { calendar }: TaskForce): string {
  const day = startOfLocalDay(date, calendar);
  if (day === null) throw new RangeError(`${date} is no date`);
  return localDate(calendarDaysAfter(day, days, calendar), calendar);
}

/** From this local date on the placement counts as one that lasts, if it still runs. */
export function retentionDate({ startedOn }: Placement, taskForce: TaskForce): string {
  return dateAfter(startedOn, taskForce.thresholds.retainedWeeks * WEEK_DAYS, taskForce);
}

/** The local date a check-in belongs to: day 1 is the morning after the first day. */
export function dateOf(item: CheckInItem, placement: Placement, taskForce: TaskForce): string {
  if (item === 'retention') return retentionDate(placement, taskForce);
  if (isPromise(item)) return item.slice('promise:'.length);
  return dateAfter(placement.startedOn, (weekOf(item) ?? 0) * WEEK_DAYS || 1, taskForce);
}

function isPromise(item: CheckInItem): item is `promise:${string}` {
  return item.startsWith('promise:');
}

/** Every check-in this placement has or had, by date; on one date a milestone comes after a promise, and so replaces it. */
function checkInsOf(placement: Placement, taskForce: TaskForce): Dated[] {
  const retention = retentionDate(placement, taskForce);
  const weeks = taskForce.thresholds.checkInWeeks.map((week): Milestone => `week_${week}`);
  const before = (['day_1', ...weeks] as const)
    .map((item) => ({ item, on: dateOf(item, placement, taskForce) }))
    .filter(({ on }) => on < retention);
  const promised = placement.checkIns.flatMap(({ next }): Dated[] =>
    next === null ? [] : [{ item: `promise:${next.by}`, on: next.by }],
  );
  const milestones = [...before, { item: 'retention' as const, on: retention }];
  return [...promised, ...(placement.retainedOn === null ? milestones : [])].sort((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
  );
}

/** What is still to be asked, by time. Whatever lies before the last answer was missed, and isn't asked any more. */
function openItems(placement: Placement, taskForce: TaskForce): Due[] {
  const { calendar, thresholds } = taskForce;
  if (!isRunning(placement)) {
    const { search } = placement;
    if (search === null || search.closed !== null) return [];
    const stale = calendarDaysAfter(search.actedAt, thresholds.matchingCalendarDays, calendar);
    return [{ item: 'search', dueAt: inWorkingHours(stale, calendar) }];
  }
  const answered = placement.checkIns.map(({ item }) => dateOf(item, placement, taskForce));
  return checkInsOf(placement, taskForce)
    .filter(({ on }) => answered.every((date) => date < on))
    .map(({ item, on }) => ({ item, dueAt: morningOf(on, taskForce) }));
}

/** The start of working hours on that date, or on the next business day. */
function morningOf(date: string, { calendar }: TaskForce): Instant {
  const morning = startOfLocalDay(date, calendar);
  if (morning === null) throw new RangeError(`${date} is no date`);
  return inWorkingHours(morning, calendar);
}

/** Of what is due the latest is asked: after an outage nobody is asked for weeks that have gone. Else what comes first. */
function askedAt(items: readonly Due[], now: Instant): Due | null {
  return items.findLast(({ dueAt }) => dueAt <= now) ?? items[0] ?? null;
}

/**
 * What is asked next about a placement as it stands at `now`; null when nothing is. What was told about the same item
 * stays told, and a snooze goes on until its date, whatever falls due meanwhile.
 */
export function planFollowUp(placement: Placement, taskForce: TaskForce, now: Instant): FollowUp | null {
  const asked = askedAt(openItems(placement, taskForce), now);
  if (asked === null) return null;
  const before = placement.followUp;
  const same = before !== null && before.item === asked.item;
  const snoozedUntil = before?.snoozedUntil != null && before.snoozedUntil > now ? before.snoozedUntil : null;
  if (same && before.level > 0) return { ...before, dueAt: asked.dueAt, snoozedUntil };
  const from = snoozedUntil === null ? asked.dueAt : later(asked.dueAt, snoozedUntil);
  return {
    ...asked,
    round: same ? before.round : 0,
    level: 0,
    at: inWorkingHours(from, taskForce.calendar),
    snoozedUntil,
  };
}

/** The placement with its follow-up planned anew: the nudges of what was asked are given. */
export function replanned(placement: Placement, taskForce: TaskForce, now: Instant): Placement {
  return { ...placement, followUp: planFollowUp({ ...placement, followUp: null }, taskForce, now) };
}

/** The same under other settings, told or not as before; the very same object when nothing moves. */
export function resettled(placement: Placement, taskForce: TaskForce, now: Instant): Placement {
  const next = planFollowUp(placement, taskForce, now);
  const same =
    next?.item === placement.followUp?.item &&
    next?.at?.getTime() === placement.followUp?.at?.getTime() &&
    next?.dueAt.getTime() === placement.followUp?.dueAt.getTime();
  return same ? placement : { ...placement, followUp: next };
}

/** What a sweep does with a placement. */
export type FollowUpSweep =
  | { kind: 'not_due' }
  /** Nobody hears of it, but it is due at another time, or not any more. */
  | { kind: 'planned'; followUp: FollowUp | null }
  | { kind: 'nudge'; receiver: FollowUpReceiver; followUp: FollowUp };

/**
 * What is due at `now`, one level a sweep, nothing outside working hours. After the last level it rests until the next
 * check-in of the placement, which is asked anew.
 *
 * @param held whether anybody would hear it at that level
 */
export function sweepFollowUp(
  placement: Placement,
  held: (receiver: FollowUpReceiver) => boolean,
  taskForce: TaskForce,
  now: Instant,
): FollowUpSweep {
  const stored = placement.followUp;
  if (stored !== null && (stored.at === null || stored.at > now)) return { kind: 'not_due' };
  const planned = planFollowUp(placement, taskForce, now);
  if (planned === null) return stored === null ? { kind: 'not_due' } : { kind: 'planned', followUp: null };
  if (planned.at === null || planned.at > now) return { kind: 'planned', followUp: planned };
  const open = inWorkingHours(now, taskForce.calendar);
  if (open > now) return { kind: 'planned', followUp: { ...planned, at: open } };
  const following = openItems(placement, taskForce).find(({ dueAt }) => dueAt > now)?.dueAt ?? null;
  const escalation = followUpEscalation(placement);
  const next = escalation.findIndex((receiver, index) => index >= planned.level && held(receiver));
  const receiver = escalation[next];
  if (receiver === undefined) {
    const level = escalation.length;
    return { kind: 'planned', followUp: { ...planned, level, at: following, snoozedUntil: null } };
  }
  const above = escalation.some((other, index) => index > next && held(other));
  const at = earliest(above ? nextLevelAt(placement.search, taskForce, now) : null, following);
  return { kind: 'nudge', receiver, followUp: { ...planned, level: next + 1, at, snoozedUntil: null } };
}

/** As with openings: a level a business day*, and a search has the time that a search takes. */
function nextLevelAt(search: MoveSearch | null, { calendar, thresholds }: TaskForce, now: Instant): Instant {
  const next = inWorkingHours(businessDaysAfter(now, thresholds.nextLevelDays, calendar), calendar);
  if (search === null || search.closed !== null) return next;
  const long = calendarDaysAfter(search.actedAt, thresholds.longMatchingCalendarDays, calendar);
  return later(next, inWorkingHours(long, calendar));
}

/** When a sweep next has something to do with any of these placements; null when with none. */
export function followUpAt(placements: readonly Placement[]): Instant | null {
  return placements.reduce<Instant | null>(
    (first, { followUp }) => earliest(first, followUp?.at ?? null),
    null,
  );
}

/** Whether anything is still asked about it: a job that is followed, or a search. */
export function isFollowed({ followUp }: Placement): boolean {
  return followUp !== null;
}

/** A job that is followed, a search left out. */
export function isFollowedJob(placement: Placement): boolean {
  return isRunning(placement) && isFollowed(placement);
}

export function isSearching({ search }: Placement): boolean {
  return search !== null && search.closed === null;
}

/** The check-in that waits for an answer at `now`, snoozed or not; null when none is due. */
export function dueCheckIn(placement: Placement, taskForce: TaskForce, now: Instant): CheckInItem | null {
  if (!isRunning(placement)) return null;
  const asked = askedAt(openItems(placement, taskForce), now);
  return asked === null || asked.item === 'search' || asked.dueAt > now ? null : asked.item;
}

/** Due since an earlier local day, unanswered and not snoozed: "4 samtaler er for sene". */
export function isCheckInLate(placement: Placement, { calendar }: TaskForce, now: Instant): boolean {
  const { followUp } = placement;
  if (followUp === null || !isRunning(placement)) return false;
  if (followUp.snoozedUntil !== null && followUp.snoozedUntil > now) return false;
  return localDate(followUp.dueAt, calendar) < localDate(now, calendar);
}

/** What was promised for that date, while its text is kept. */
export function promisedText({ checkIns }: Placement, item: CheckInItem): string | null {
  return checkIns.findLast(({ next }) => next !== null && item === `promise:${next.by}`)?.next?.text ?? null;
}

/** The answers without a word of what was promised. */
export function withoutTexts(checkIns: readonly CheckIn[]): CheckIn[] {
  return checkIns.map((one) => (one.next === null ? one : { ...one, next: { ...one.next, text: null } }));
}

/** The answers without the texts of promises that were asked about by this one, or that came to nothing. */
export function withoutSettledTexts(checkIns: readonly CheckIn[], through: string): CheckIn[] {
  return checkIns.map((one) =>
    one.next === null || one.next.by > through ? one : { ...one, next: { ...one.next, text: null } },
  );
}
