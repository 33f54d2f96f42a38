import { type BusinessCalendar, localDate, nextMidnight } from './calendar.ts';
import type { Instant, MeetingId, PersonId, TaskForceId } from './ids.ts';
import type { LoggedOpening, Opening } from './opening/opening.ts';
import type { Clocked } from './opening/staleness.ts';
import type { TaskForce } from './task-force.ts';

export const MEETING_KINDS = ['task_force', 'company_event', 'network', 'steering_group'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

/** Who was there, counted by hand: reach is summed from these. */
export interface Participants {
  readonly companies: number;
  readonly others: number;
}

/** More than the largest hall: a number above it is a slip of the thumb. */
export const MOST_PARTICIPANTS = 2_000;

interface MeetingBase {
  readonly id: MeetingId;
  readonly taskForceId: TaskForceId;
  readonly kind: MeetingKind;
  readonly startedBy: PersonId;
  readonly startedAt: Instant;
  /** Null until somebody counted, which is not 0. */
  readonly participants: Participants | null;
  /** Grows by one with every stored change; a change decided on an older version is decided again. */
  readonly version: number;
}

export interface OpenMeeting extends MeetingBase {
  readonly status: 'open';
  /** The local midnight at which it ends if nobody ends it before. */
  readonly closesAt: Instant;
}

export interface EndedMeeting extends MeetingBase {
  readonly status: 'ended';
  readonly endedAt: Instant;
  /** Null: nobody did, and the clock closed it. */
  readonly endedBy: PersonId | null;
}

export type Meeting = OpenMeeting | EndedMeeting;

/** A meeting that begins now. Whether another one is on is the store's to say, which lets one in at a time. */
export function startMeeting(
  id: MeetingId,
  kind: MeetingKind,
  { by, taskForce, now }: { readonly by: PersonId; readonly taskForce: TaskForce; readonly now: Instant },
): OpenMeeting {
  return {
    id,
    taskForceId: taskForce.id,
    kind,
    status: 'open',
    startedBy: by,
    startedAt: now,
    closesAt: nextMidnight(now, taskForce.calendar),
    participants: null,
    version: 1,
  };
}

/** What comes of an act on a meeting; null when what was asked for is so already. */
export type MeetingDecision = Meeting | null;

/** The numbers can be mended after the end too: a meeting that closed itself was never counted. */
export function countParticipants(meeting: Meeting, participants: Participants): MeetingDecision {
  const { companies, others } = participants;
  if (meeting.participants?.companies === companies && meeting.participants.others === others) return null;
  return { ...meeting, participants, version: meeting.version + 1 };
}

/**
 * "Afslut møde", with the numbers. Ended is ended: a second press doesn't change who ended it, nor what was counted. Only
 * where midnight came first, and nobody had counted, the numbers are kept.
 */
export function endMeeting(
  meeting: Meeting,
  participants: Participants,
  by: PersonId,
  now: Instant,
): MeetingDecision {
  if (meeting.status === 'open') return ended({ ...meeting, participants }, by, now);
  return meeting.participants === null ? countParticipants(meeting, participants) : null;
}

/** Nobody ended it by midnight. What was counted stays; what wasn't stays unknown. */
export function closeForgotten(meeting: Meeting, now: Instant): MeetingDecision {
  return meeting.status === 'ended' || meeting.closesAt > now ? null : ended(meeting, null, meeting.closesAt);
}

function ended(meeting: OpenMeeting, endedBy: PersonId | null, endedAt: Instant): EndedMeeting {
  const { closesAt, status, ...base } = meeting;
  return { ...base, status: 'ended', endedAt, endedBy, version: meeting.version + 1 };
}

export interface MeetingCount {
  readonly openings: number;
  readonly visits: number;
}

/** Everything told at the meeting counts, whatever became of it. */
export function countOf(openings: readonly Opening[]): MeetingCount {
  const visits = openings.filter((opening) => opening.kind === 'visit_request').length;
  return { openings: openings.length - visits, visits };
}

/**
 * Told at a meeting, and nobody has it: the handover round asks about it. One that a consultant took by themselves has
 * its who and its when already, and one that came back to the room needs both anew.
 */
export function awaitsAgreement<Whole extends Pick<Opening, 'status' | 'meetingId'>>(
  opening: Whole,
): opening is Extract<Whole, { readonly status: 'logged' }> {
  return opening.meetingId !== null && opening.status === 'logged';
}

/** The next to agree on after `number`, by number: the round has no state of its own, so it can stop and go on anywhere. */
export function nextToAgree(openings: readonly Opening[], number: number): LoggedOpening | null {
  const [next] = openings
    .filter(awaitsAgreement)
    .filter((opening) => opening.number > number)
    .sort((a, b) => a.number - b.number);
  return next ?? null;
}

/** Openings of one meeting that nobody has. */
export interface MissingAgreements {
  readonly meetingId: MeetingId;
  /** When the first of them was told. */
  readonly at: Instant;
  readonly count: number;
}

/**
 * What the digest calls without agreement, the oldest meeting first. Those of today are left out: their meeting may be on,
 * or its round going; midnight ends both.
 */
export function missingAgreements(
  open: readonly (Clocked & Pick<Opening, 'meetingId'>)[],
  calendar: BusinessCalendar,
  now: Instant,
): readonly MissingAgreements[] {
  const today = localDate(now, calendar);
  const missing = new Map<MeetingId, MissingAgreements>();
  for (const { meetingId, loggedAt } of open.filter(awaitsAgreement)) {
    if (meetingId === null || localDate(loggedAt, calendar) >= today) continue;
    const known = missing.get(meetingId);
    const at = known === undefined || loggedAt < known.at ? loggedAt : known.at;
    missing.set(meetingId, { meetingId, at, count: (known?.count ?? 0) + 1 });
  }
  return [...missing.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}
