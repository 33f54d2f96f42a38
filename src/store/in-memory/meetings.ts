import type { Meetings } from '../../app/ports/meetings.ts';
import type { TaskForceId } from '../../domain/ids.ts';
import type { Meeting, OpenMeeting } from '../../domain/meeting.ts';
import { giveReceipt, queue, type State, wasGiven } from './state.ts';

const isOpen = (meeting: Meeting): meeting is OpenMeeting => meeting.status === 'open';

function currentOf(state: State, taskForceId: TaskForceId): OpenMeeting | null {
  return (
    [...state.meetings.values()].filter(isOpen).find((meeting) => meeting.taskForceId === taskForceId) ?? null
  );
}

export function meetingsIn(state: State): Meetings {
  return {
    find: async (taskForceId, id) => {
      const meeting = state.meetings.get(id);
      return meeting?.taskForceId === taskForceId ? meeting : null;
    },

    current: async (taskForceId) => currentOf(state, taskForceId),

    openings: async (taskForceId, id) =>
      [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId && opening.meetingId === id)
        .sort((a, b) => a.number - b.number),

    due: async (now, limit) =>
      [...state.meetings.values()]
        .filter(isOpen)
        .filter((meeting) => meeting.closesAt <= now)
        .sort((a, b) => a.closesAt.getTime() - b.closesAt.getTime() || (a.id < b.id ? -1 : 1))
        .slice(0, limit),

    start: async (meeting, outbox) => {
      if (state.meetings.has(meeting.id) || currentOf(state, meeting.taskForceId) !== null) return false;
      state.meetings.set(meeting.id, meeting);
      queue(state, outbox);
      return true;
    },

    save: async (meeting, outbox, receipt) => {
      const before = state.meetings.get(meeting.id);
      if (before?.taskForceId !== meeting.taskForceId || before.version !== meeting.version - 1)
        return 'clash';
      if (wasGiven(state, receipt)) return 'repeated';
      giveReceipt(state, receipt, null);
      state.meetings.set(meeting.id, meeting);
      queue(state, outbox);
      return 'saved';
    },
  };
}
