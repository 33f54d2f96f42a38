import type { Companies } from '../app/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { readOpening } from './rows.ts';

export function createCompanies(client: PrismaClient): Companies {
  return {
    openings: async (taskForceId, key, limit) => {
      const rows = await client.opening.findMany({
        where: { task_force_id: taskForceId, company_key: key },
        orderBy: { number: 'desc' },
        take: limit,
      });
      return rows.map(readOpening);
    },
  };
}
