import type { Instant, MeetingId, TaskForceId } from '../../domain/ids.ts';
import type { Meeting, OpenMeeting } from '../../domain/meeting.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

/** Meetings, at most one of a task force's on at a time. */
export interface Meetings {
  find(taskForceId: TaskForceId, id: MeetingId): Promise<Meeting | null>;
  /** The one that is on. */
  current(taskForceId: TaskForceId): Promise<OpenMeeting | null>;
  /** What was told at it, closed or not, by number. */
  openings(taskForceId: TaskForceId, id: MeetingId): Promise<readonly Opening[]>;
  /** Those that are on past their closing time, the longest first. */
  due(now: Instant, limit: number): Promise<readonly OpenMeeting[]>;
  /** False, and nothing queued, while one is on; also when this very one was started before. */
  start(meeting: OpenMeeting, outbox: readonly OutboxDraft[]): Promise<boolean>;
  /**
   * Replaces the version before it. Nothing is done or queued on a `clash`, when somebody else replaced it first, and when
   * the receipt was given before.
   */
  save(
    meeting: Meeting,
    outbox: readonly OutboxDraft[],
    receipt: string | null,
  ): Promise<'saved' | 'clash' | 'repeated'>;
}
