import type { Instant } from '../../domain/ids.ts';
import { closeForgotten, type Meeting } from '../../domain/meeting.ts';
import { changeMeeting } from '../meetings/change-meeting.ts';
import type { Store } from '../ports/store.ts';

/** More than can be forgotten on one evening; the rest is for the next minute. */
const BATCH = 100;

export interface ClosedMeetings {
  /** Closed by this call. */
  readonly closed: readonly Meeting[];
  /** Could not be closed; the others were. */
  readonly failures: readonly { readonly meeting: Meeting; readonly error: unknown }[];
}

/**
 * Ends the meetings that nobody ended by local midnight; their card and recap say so. Each is decided again from its
 * stored version, so that of several replicas one closes it, and one that was ended at the last minute stays as it was.
 */
export async function closeForgottenMeetings(store: Store, now: Instant): Promise<ClosedMeetings> {
  const closed: Meeting[] = [];
  const failures: { meeting: Meeting; error: unknown }[] = [];
  for (const meeting of await store.meetings.due(now, BATCH)) {
    try {
      const outcome = await changeMeeting(store, meeting, null, (current) => closeForgotten(current, now));
      if (outcome?.changed) closed.push(outcome.meeting);
    } catch (error) {
      failures.push({ meeting, error });
    }
  }
  return { closed, failures };
}
