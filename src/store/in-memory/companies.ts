import type { Companies } from '../../app/ports/overview.ts';
import { companyKey } from '../../domain/typed/company.ts';
import type { State } from './state.ts';

export function companiesIn(state: State): Companies {
  return {
    openings: async (taskForceId, key, limit) =>
      [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId && companyKey(opening.company) === key)
        .sort((a, b) => b.number - a.number)
        .slice(0, limit),

    named: async (taskForceId, part, limit) => {
      const byKey = new Map<string, string>();
      for (const { taskForceId: home, company } of [...state.openings.values()].sort(
        (a, b) => a.number - b.number,
      )) {
        if (home === taskForceId && companyKey(company).includes(part))
          byKey.set(companyKey(company), company);
      }
      return [...byKey]
        .sort(([a], [b]) => Number(a !== part) - Number(b !== part) || (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([, company]) => company);
    },
  };
}
