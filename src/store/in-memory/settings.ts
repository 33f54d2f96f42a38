import type { SettingsStore } from '../../app/ports/task-forces.ts';
import { leaveUnshown, queue, type State } from './state.ts';

export function settingsIn(state: State): SettingsStore {
  return {
    save: async ({ taskForce, openings, outbox }) => {
      const home = state.taskForces.get(taskForce.id);
      if (home === undefined) throw new Error(`there is no task force ${taskForce.id}`);
      const stands = openings.every(({ id, taskForceId, version }) => {
        const before = state.openings.get(id);
        return before?.taskForceId === taskForceId && before.version === version - 1;
      });
      if (!stands) return 'clash';
      for (const opening of openings) {
        state.openings.set(opening.id, opening);
        leaveUnshown(state, opening);
      }
      state.taskForces.set(taskForce.id, { ...home, taskForce });
      queue(state, outbox);
      return 'saved';
    },
  };
}
