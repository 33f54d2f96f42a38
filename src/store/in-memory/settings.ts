import type { SettingsStore } from '../../app/ports/task-forces.ts';
import { giveReceipt, leaveUnshown, queue, type State, wasGiven } from './state.ts';

export function settingsIn(state: State): SettingsStore {
  return {
    save: async ({ taskForce, openings, outbox, receipt }) => {
      if (wasGiven(state, receipt)) return 'repeated';
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
      giveReceipt(state, receipt, null);
      queue(state, outbox);
      return 'saved';
    },
  };
}
