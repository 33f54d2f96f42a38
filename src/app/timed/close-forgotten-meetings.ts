import type { Instant } from '../../domain/ids.ts';
import { closeForgotten, type Meeting } from '../../domain/meeting.ts';
import { changeMeeting } from '../meetings/change-meeting.ts';
import type { Store } from '../ports/store.ts';
import { type Looked, oneByOne } from './one-by-one.ts';

/** More than can be forgotten on one evening; the rest is for the next minute. */
const BATCH = 100;

/**
 * Ends the meetings that nobody ended by local midnight; their card and recap say so. Each is decided again from its
 * stored version, so that of several replicas one closes it, and one that was ended at the last minute stays as it was.
 *
 * @returns the meetings that this call closed
 */
export async function closeForgottenMeetings(store: Store, now: Instant): Promise<Looked<Meeting, Meeting>> {
  return oneByOne(await store.meetings.due(now, BATCH), async (meeting) => {
    const outcome = await changeMeeting(store, meeting, null, (current) => closeForgotten(current, now));
    return outcome?.changed ? [outcome.meeting] : [];
  });
}
