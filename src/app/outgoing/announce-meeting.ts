import type { MeetingId, TaskForceId } from '../../domain/ids.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import type { BoundRoom } from '../ports/people.ts';
import type { MeetingPart, OutboxDraft } from './outgoing.ts';

/** Where a meeting is shown while it is on: not where the jobcentre is by itself, unless there is no other room. */
export function meetingRooms(rooms: readonly BoundRoom[]): readonly BoundRoom[] {
  const open = rooms.filter((room) => room.kind !== 'jobcentre');
  return open.length > 0 ? open : rooms;
}

/** "Show this part of the meeting as it is now", in each of these rooms. Several that wait are one. */
export function meetingRefreshes(
  meeting: { readonly id: MeetingId; readonly taskForceId: TaskForceId },
  part: MeetingPart,
  rooms: readonly BoundRoom[],
): OutboxDraft[] {
  return rooms.map((room) => ({
    taskForceId: meeting.taskForceId,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'meeting_card', meetingId: meeting.id, part },
    unique: { kind: 'latest', key: `${part}:${meeting.id}:${room.id}` },
  }));
}

/** The card in the rooms where it stood, and the recap in every room, the jobcentre's too. */
export function announceEnd(
  meeting: { readonly id: MeetingId; readonly taskForceId: TaskForceId },
  rooms: readonly BoundRoom[],
): OutboxDraft[] {
  return [
    ...meetingRefreshes(meeting, 'meeting', meetingRooms(rooms)),
    ...meetingRefreshes(meeting, 'recap', rooms),
  ];
}

/**
 * What a change of an opening does to the meeting it was told at: the counter goes up, or the recap says anew who has
 * what. Later steps are the opening's own matter.
 */
export function refreshMeetingOf(
  opening: Opening,
  event: OpeningEvent,
  rooms: readonly BoundRoom[],
): OutboxDraft[] {
  if (opening.meetingId === null) return [];
  const meeting = { id: opening.meetingId, taskForceId: opening.taskForceId };
  switch (event.kind) {
    case 'logged':
      return meetingRefreshes(meeting, 'meeting', meetingRooms(rooms));
    case 'claimed':
    case 'handover_agreed':
    case 'handed_over':
    case 'put_back':
    case 'released':
    case 'closed':
    case 'reopened':
    case 'merged_into':
      return meetingRefreshes(meeting, 'recap', rooms);
    case 'broker_named':
    case 'checked_in':
    case 'retained':
    case 'hours_changed':
    case 'follow_up_nudged':
    case 'follow_up_snoozed':
    case 'search_continued':
    case 'search_closed':
    case 'contacted':
    case 'visit_booked':
    case 'visit_held':
    case 'matching_started':
    case 'candidate_presented':
    case 'candidate_declined':
    case 'agreed':
    case 'started':
    case 'ended_early':
    case 'corrected':
    case 'details_told':
    case 'note_deleted':
    case 'contact_erased':
    case 'place_added':
    case 'attempted':
    case 'snoozed':
    case 'closing_asked':
    case 'call_ahead_asked':
    case 'called_ahead':
    case 'call_ahead_skipped':
    case 'call_ahead_lapsed':
    case 'merged_with':
    case 'asked_again':
    case 'asking_postponed':
    case 'asking_ended':
    case 'reopening_wanted':
    case 'visit_again':
    case 'still_open_asked':
    case 'still_open_confirmed':
    case 'story_answered':
    case 'nudged':
      return [];
  }
}
