import {
  type BusinessCalendar,
  businessDaysAfter,
  calendarDaysAfter,
  inWorkingHours,
  startOfLocalDay,
} from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { Role } from '../permissions.ts';
import type { TaskForce } from '../task-force.ts';
import {
  type Agreement,
  isPlacing,
  NO_NUDGING,
  type Nudging,
  type Opening,
  type OpenOpening,
  type PlacingOpening,
} from './opening.ts';
import type { OpenSeat, SeatState } from './seat.ts';

/** Of a union so much of each of its members. */
type PartOf<Whole, Key extends PropertyKey> = Whole extends unknown
  ? Pick<Whole, Extract<keyof Whole, Key>>
  : never;

/** A place as far as its clock goes, and nobody's candidate. */
export type ClockedSeat = PartOf<OpenSeat, 'state' | 'since' | 'startsOn'>;

/** An opening as far as its clock goes: more of it isn't read where many are counted. */
export type Clocked<Whole extends Opening = Opening> = PartOf<
  Whole extends PlacingOpening
    ? Omit<PlacingOpening, 'seats'> & { readonly seats: readonly ClockedSeat[] }
    : Whole,
  'status' | 'loggedAt' | 'actedAt' | 'agreement' | 'thinkingUntil' | 'visitOn' | 'seats'
> & { readonly nudging: Pick<Nudging, 'snoozedUntil'> };

/** Who is told at a level. A role nobody holds is passed over, and nobody hears twice in one round. */
export type NudgeReceiver = 'jobcentre_room' | 'owner' | Extract<Role, 'consultant_lead' | 'coordinator'>;

/** The escalation of each state: first nudge, second, third. Its length is the last level. */
export const ESCALATION: Readonly<Record<OpenOpening['status'], readonly NudgeReceiver[]>> = {
  logged: ['jobcentre_room', 'consultant_lead', 'coordinator'],
  claimed: ['owner', 'consultant_lead', 'coordinator'],
  contacted: ['owner', 'coordinator'],
  visit_booked: ['owner', 'coordinator'],
  matching: ['owner', 'coordinator'],
  // No ambassador: that a candidate was presented is a detail of a match, which they never see (record 21).
  presented: ['owner', 'coordinator'],
  agreed: ['owner', 'consultant_lead'],
};

/**
 * What an opening is nudged for: its state; of several places the state of the one that is stale first, so that a start
 * nobody confirmed is asked about while another place still looks for a candidate.
 */
export function nudgedFor(opening: PlacingOpening, taskForce: TaskForce): SeatState;
export function nudgedFor(opening: OpenOpening, taskForce: TaskForce): OpenOpening['status'];
export function nudgedFor(opening: OpenOpening, taskForce: TaskForce): OpenOpening['status'] {
  return isPlacing(opening) ? firstStale(opening, taskForce).state : opening.status;
}

export function escalationOf(opening: OpenOpening, taskForce: TaskForce): readonly NudgeReceiver[] {
  return ESCALATION[nudgedFor(opening, taskForce)];
}

function firstStale(
  opening: Clocked<PlacingOpening>,
  taskForce: TaskForce,
): { state: SeatState; at: Instant } {
  const [first, ...rest] = opening.seats.map((seat) => ({
    state: seat.state,
    at: seatStaleAt(seat, opening, taskForce),
  }));
  if (first === undefined) throw new RangeError('an opening in placing has a place that is open');
  return rest.reduce((earliest, next) => (next.at < earliest.at ? next : earliest), first);
}

function seatStaleAt(
  seat: ClockedSeat,
  { actedAt }: Clocked<PlacingOpening>,
  { calendar, thresholds }: TaskForce,
): Instant {
  switch (seat.state) {
    case 'matching':
      return calendarDaysAfter(actedAt, thresholds.matchingCalendarDays, calendar);
    case 'presented':
      return businessDaysAfter(actedAt, thresholds.presentedDays, calendar);
    case 'agreed':
      return daysAfterDate(seat.startsOn, actedAt, thresholds.agreedDays, calendar);
  }
}

/** Counted from the morning of a local date, and from the last act where that came later. */
function daysAfterDate(date: string, actedAt: Instant, days: number, calendar: BusinessCalendar): Instant {
  const morning = startOfLocalDay(date, calendar) ?? actedAt;
  return businessDaysAfter(later(morning, actedAt), days, calendar);
}

/**
 * From when an opening is stale, counted from its last act; a snooze is not looked at. Null when closed. A company that
 * thinks is left alone until its date; an act after that date starts the ordinary clock again.
 */
export function staleAt(opening: Clocked, taskForce: TaskForce): Instant | null {
  const { calendar, thresholds } = taskForce;
  switch (opening.status) {
    case 'logged':
      return businessDaysAfter(opening.actedAt, thresholds.loggedDays, calendar);
    case 'claimed':
      if (opening.agreement !== null) return agreedStaleAt(opening.agreement, opening.actedAt, taskForce);
      return later(
        businessDaysAfter(opening.loggedAt, thresholds.claimedDaysSinceLogged, calendar),
        businessDaysAfter(opening.actedAt, thresholds.claimedDaysSinceClaimed, calendar),
      );
    case 'contacted':
      return later(
        opening.thinkingUntil ?? opening.actedAt,
        businessDaysAfter(opening.actedAt, thresholds.contactedDays, calendar),
      );
    case 'visit_booked':
      return daysAfterDate(opening.visitOn, opening.actedAt, thresholds.visitBookedDays, calendar);
    case 'matching':
    case 'presented':
    case 'agreed':
      return firstStale(opening, taskForce).at;
    case 'closed':
      return null;
  }
}

/** The agreed day rules, early or late; an act after the agreement gives its own time at least, as it always does. */
function agreedStaleAt(agreement: Agreement, actedAt: Instant, { calendar, thresholds }: TaskForce): Instant {
  if (actedAt <= agreement.at) return agreement.by;
  return later(agreement.by, businessDaysAfter(actedAt, thresholds.claimedDaysSinceClaimed, calendar));
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

export function isSnoozed(opening: Pick<Clocked, 'nudging'>, now: Instant): boolean {
  const until = opening.nudging.snoozedUntil;
  return until !== null && until > now;
}

/** Stale and not snoozed: what the digest calls urgent. */
export function isOverdue(opening: Clocked, taskForce: TaskForce, now: Instant): boolean {
  const stale = staleAt(opening, taskForce);
  return stale !== null && stale <= now && !isSnoozed(opening, now);
}

/**
 * The nudging of a new round: nothing given, the first due when stale. A snooze is a wish to hear on its date, so that
 * date counts even where it comes before the opening is stale; whoever is above the owner still waits until it is.
 */
export function nudgingFor(opening: Opening, snooze: Instant | null, taskForce: TaskForce): Nudging {
  const stale = staleAt(opening, taskForce);
  if (stale === null) return NO_NUDGING;
  const { calendar, thresholds } = taskForce;
  const grace = Math.max(0, thresholds.releaseDaysSinceLogged - thresholds.claimedDaysSinceLogged);
  return {
    level: 0,
    at: inWorkingHours(snooze ?? stale, calendar),
    snoozedUntil: snooze,
    releaseAt:
      opening.status === 'claimed' ? workingDaysAfter(later(snooze ?? stale, stale), grace, calendar) : null,
  };
}

function workingDaysAfter(from: Instant, days: number, calendar: BusinessCalendar): Instant {
  return inWorkingHours(businessDaysAfter(from, days, calendar), calendar);
}

/** What a sweep does with an opening. */
export type Sweep =
  | { kind: 'not_due' }
  | { kind: 'nudge'; receiver: NudgeReceiver; nudging: Nudging }
  /** Nobody is left to tell: it stays among the digest's overdue. */
  | { kind: 'nobody_left'; nudging: Nudging }
  | { kind: 'release' };

/**
 * What is due at `now`, which is nothing outside working hours. One level a sweep: after an outage people hear once, not
 * the backlog, and the level after counts from now. An owner is told before the item is taken back, and has the time to
 * the next level to act on it, however late the telling was.
 *
 * @param held whether anybody who wasn't told yet in this round would hear it at that level
 */
export function sweepOpening(
  opening: Opening,
  held: (receiver: NudgeReceiver) => boolean,
  taskForce: TaskForce,
  now: Instant,
): Sweep {
  const { at, level, releaseAt } = opening.nudging;
  if (opening.status === 'closed' || at === null || at > now) return { kind: 'not_due' };
  if (inWorkingHours(now, taskForce.calendar) > now) return { kind: 'not_due' };
  if (level > 0 && releaseAt !== null && releaseAt <= now) return { kind: 'release' };
  const escalation = escalationOf(opening, taskForce);
  const next = escalation.findIndex((receiver, index) => index >= level && held(receiver));
  const receiver = escalation[next];
  if (receiver === undefined) {
    return { kind: 'nobody_left', nudging: { ...opening.nudging, level: escalation.length, at: releaseAt } };
  }
  const given = next + 1;
  const anotherDay = nextLevelAt(opening, taskForce, now);
  const following = escalation.some((candidate, index) => index >= given && held(candidate))
    ? anotherDay
    : null;
  const release = releaseAt === null || level > 0 ? releaseAt : later(releaseAt, anotherDay);
  const nudging = { level: given, at: earliest(following, release), snoozedUntil: null, releaseAt: release };
  return { kind: 'nudge', receiver, nudging };
}

/**
 * A level is counted from the one before; from the staleness, when a snooze asked for a word before that. A search for a
 * candidate takes its time: the level above hears of it when it has been long.
 */
function nextLevelAt(opening: OpenOpening, taskForce: TaskForce, now: Instant): Instant {
  const { calendar, thresholds } = taskForce;
  const next = workingDaysAfter(
    later(now, staleAt(opening, taskForce) ?? now),
    thresholds.nextLevelDays,
    calendar,
  );
  if (nudgedFor(opening, taskForce) !== 'matching') return next;
  const long = calendarDaysAfter(opening.actedAt, thresholds.longMatchingCalendarDays, calendar);
  return later(next, inWorkingHours(long, calendar));
}

/** The first of two times; null is none. */
export function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
