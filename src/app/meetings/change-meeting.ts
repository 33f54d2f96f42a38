import type { MeetingId } from '../../domain/ids.ts';
import type { Meeting, MeetingDecision } from '../../domain/meeting.ts';
import { isMeetingId } from '../../messages/press.ts';
import type { Answer } from '../answer.ts';
import { announceEnd, meetingRefreshes, meetingRooms } from '../outgoing/announce-meeting.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

import type { BoundRoom } from '../ports/people.ts';
import type { Store } from '../ports/store.ts';
import { type Scene, say } from '../scene.ts';

/** How often a change is decided again when others change the same meeting first. More means something is wrong. */
const MOST_CLASHES = 20;

/**
 * One act on one meeting: loads it, decides, and writes it with what the rooms shall show. Whoever was faster is met by
 * deciding again.
 *
 * @param receipt the same for every delivery of one request; null where none comes twice
 * @returns the meeting as it stands now, null when there is none
 */
export async function changeMeeting(
  store: Store,
  { taskForceId, id }: Pick<Meeting, 'taskForceId' | 'id'>,
  receipt: string | null,
  decide: (meeting: Meeting) => MeetingDecision,
): Promise<{ readonly meeting: Meeting; readonly changed: boolean } | null> {
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const meeting = await store.meetings.find(taskForceId, id);
    if (meeting === null) return null;
    const next = decide(meeting);
    if (next === null) return { meeting, changed: false };
    const rooms = await store.taskForces.rooms(taskForceId);
    const saved = await store.meetings.save(next, announceChange(meeting, next, rooms), receipt);
    if (saved === 'saved') return { meeting: next, changed: true };
    if (saved === 'repeated') return { meeting, changed: false };
  }
  throw new Error(`a meeting was changed ${MOST_CLASHES} times while one act was decided`);
}

function announceChange(before: Meeting, after: Meeting, rooms: readonly BoundRoom[]): OutboxDraft[] {
  return after.status === 'ended' || before.status === 'ended'
    ? announceEnd(after, rooms)
    : meetingRefreshes(after, 'meeting', meetingRooms(rooms));
}

/** The meeting a form is about; null when it is gone, or another task force's. */
export async function meetingAbout(scene: Scene, extra: string | null): Promise<Meeting | null> {
  return isMeetingId(extra) ? findMeeting(scene, extra) : null;
}

export function findMeeting({ app, taskForce }: Scene, id: MeetingId): Promise<Meeting | null> {
  return app.store.meetings.find(taskForce.id, id);
}

export function noSuchMeeting({ texts }: Scene): Answer {
  return say(texts.product, texts.meeting.gone);
}
