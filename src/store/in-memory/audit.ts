import type { Audit } from '../../app/ports/audit.ts';
import { audited, type State } from './state.ts';

/** Nobody but us can reach what stands in memory: a chain here is its length. */
export function auditIn(state: State): Audit {
  const of = (id: string | null) => state.audit.filter(({ entry }) => entry.taskForceId === id);
  const headsOf = (ids: readonly (string | null)[]) =>
    state.audit
      .filter(
        ({ entry }, index, all) =>
          all.findIndex((one) => one.entry.taskForceId === entry.taskForceId) === index,
      )
      .filter(({ entry }) => ids.includes(entry.taskForceId))
      .map(({ entry: { taskForceId } }) => {
        const { length } = of(taskForceId).filter(({ linked }) => linked);
        return { taskForceId, length, hash: String(length) };
      });
  return {
    record: async (draft) => audited(state, draft),

    link: async (limit) => {
      const waiting = state.audit.filter(({ linked }) => !linked).slice(0, limit);
      for (const one of waiting) one.linked = true;
      return headsOf(waiting.map(({ entry }) => entry.taskForceId));
    },

    verify: async () => {
      const linked = state.audit.filter((one) => one.linked);
      return {
        heads: headsOf(linked.map(({ entry }) => entry.taskForceId)),
        broken: [],
        waiting: state.audit.length - linked.length,
        unlinked: 0,
      };
    },

    last: async (taskForceId, limit) =>
      of(taskForceId)
        .slice(-limit)
        .map(({ entry }) => entry),
  };
}
