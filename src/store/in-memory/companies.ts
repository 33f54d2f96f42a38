import type { Companies } from '../../app/ports.ts';
import { companyKey } from '../../domain/company.ts';
import type { State } from './state.ts';

export function companiesIn(state: State): Companies {
  return {
    openings: async (taskForceId, key, limit) =>
      [...state.openings.values()]
        .filter((opening) => opening.taskForceId === taskForceId && companyKey(opening.company) === key)
        .sort((a, b) => b.number - a.number)
        .slice(0, limit),
  };
}
