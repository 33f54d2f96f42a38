import type { ArrivalKey, Arrivals } from '../../app/ports/arrivals.ts';
import type { Instant } from '../../domain/ids.ts';

interface Told {
  readonly key: ArrivalKey;
  readonly here: boolean;
  readonly at: Instant;
}

export function arrivalsIn(): Arrivals {
  const told = new Map<string, Told>();
  const tell = (key: ArrivalKey, here: boolean, at: Instant) => {
    told.set(nameOf(key), { key, here, at });
    return true;
  };
  return {
    arrive: async (key, at) => {
      const known = told.get(nameOf(key));
      return known !== undefined && (known.here || known.at >= at) ? false : tell(key, true, at);
    },
    leave: async (key, at) => {
      const known = told.get(nameOf(key));
      return known !== undefined && (!known.here || known.at > at) ? false : tell(key, false, at);
    },
    isAnywhere: async ({ platform, workspaceId }) =>
      [...told.values()].some(
        ({ key, here }) => here && key.platform === platform && key.workspaceId === workspaceId,
      ),
  };
}

function nameOf({ platform, workspaceId, placeId }: ArrivalKey): string {
  return JSON.stringify([platform, workspaceId, placeId]);
}
