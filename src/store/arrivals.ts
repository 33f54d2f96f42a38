import type { Arrivals } from '../app/ports/arrivals.ts';
import type { PrismaClient } from './generated/client.ts';

export function createArrivals(client: PrismaClient): Arrivals {
  return {
    arrive: async ({ platform, workspaceId, placeId }, at) => {
      const told = await client.$executeRaw`
        INSERT INTO arrival (platform, workspace_id, place_id, here, told_at)
        VALUES (${platform}, ${workspaceId}, ${placeId}, true, ${at})
        ON CONFLICT (platform, workspace_id, place_id) DO UPDATE SET here = true, told_at = EXCLUDED.told_at
        WHERE NOT arrival.here AND arrival.told_at < EXCLUDED.told_at`;
      return told > 0;
    },

    leave: async ({ platform, workspaceId, placeId }, at) => {
      const told = await client.$executeRaw`
        INSERT INTO arrival (platform, workspace_id, place_id, here, told_at)
        VALUES (${platform}, ${workspaceId}, ${placeId}, false, ${at})
        ON CONFLICT (platform, workspace_id, place_id) DO UPDATE SET here = false, told_at = EXCLUDED.told_at
        WHERE arrival.here AND arrival.told_at <= EXCLUDED.told_at`;
      return told > 0;
    },

    isAnywhere: async ({ platform, workspaceId }) => {
      const found = await client.arrival.findFirst({
        where: { platform, workspace_id: workspaceId, here: true },
        select: { place_id: true },
      });
      return found !== null;
    },
  };
}
