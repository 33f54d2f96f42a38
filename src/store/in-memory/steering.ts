import type { SteeringStore } from '../../app/ports/overview.ts';
import { awaitsDecision } from '../../domain/opening/asking-again.ts';
import type { State } from './state.ts';

export function steeringIn(state: State): SteeringStore {
  return {
    input: async (taskForceId, now) => {
      const ended = [...state.meetings.values()].flatMap((meeting) =>
        meeting.taskForceId === taskForceId &&
        meeting.kind === 'steering_group' &&
        meeting.status === 'ended' &&
        meeting.endedAt <= now
          ? [meeting.endedAt]
          : [],
      );
      const since = ended.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
      const isAfter = (at: Date) => since === null || at > since;
      const ours = [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId)
        .sort((a, b) => a.number - b.number);
      return {
        since,
        open: ours.filter(({ status }) => status !== 'closed'),
        logged: ours.filter(({ loggedAt }) => isAfter(loggedAt)).length,
        closed: ours.filter((opening) => opening.status === 'closed' && isAfter(opening.since)),
        toDecide: ours.filter(awaitsDecision),
        stories: [...ours]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ id }) => state.timelines.get(id) ?? [])
          .filter((story) => story.some(({ at, event }) => event.kind === 'handover_agreed' && isAfter(at))),
      };
    },
  };
}
