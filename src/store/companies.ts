import type { Companies } from '../app/ports/overview.ts';
import type { PrismaClient } from './generated/client.ts';
import type { Rows } from './sealed-rows.ts';

export function createCompanies(client: PrismaClient, { readOpening }: Rows): Companies {
  return {
    openings: async (taskForceId, key, limit) => {
      const rows = await client.opening.findMany({
        where: { task_force_id: taskForceId, company_key: key },
        orderBy: { number: 'desc' },
        take: limit,
      });
      return rows.map(readOpening);
    },

    // No LIKE: a percent sign in a name is a percent sign.
    named: async (taskForceId, part, limit) => {
      const rows = await client.$queryRaw<{ company: string }[]>`
        SELECT company FROM (
          SELECT DISTINCT ON (company_key) company_key, company FROM opening
          WHERE task_force_id = ${taskForceId}::uuid AND position(${part} IN company_key) > 0
          ORDER BY company_key, number DESC
        ) AS named
        ORDER BY company_key <> ${part}, company_key COLLATE "C" LIMIT ${limit}`;
      return rows.map(({ company }) => company);
    },
  };
}
