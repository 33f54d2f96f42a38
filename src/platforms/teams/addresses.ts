import type { Address, SendOutcome } from '../../app/ports/platform.ts';
import { GLOBAL_SERVICE_URL } from './service-url.ts';

/** Which address people and rooms are reached at. Teams can move a tenant to another, and tells by writing from there. */
export interface Addresses {
  /** A tenant was heard from there: it is the way to those of its people who never wrote themselves. */
  heardFrom(workspaceId: string, serviceUrl: string): void;
  /** Its own, the last that was told of it, unless nothing answers there and its tenant was heard from elsewhere since. */
  of(to: Address): string;
  /**
   * What came of a call there, by its status, null for no answer. Nothing is final that was said at an address from which the tenant has
   * moved.
   */
  came(to: Address, serviceUrl: string, status: number | null, outcome: SendOutcome): SendOutcome;
}

/** Kept by the process: another one finds the same out by its own first call. */
export function createAddresses(): Addresses {
  const heard = new Map<string, string>();
  const silent = new Set<string>();
  const nameOf = (workspaceId: string, serviceUrl: string) => JSON.stringify([workspaceId, serviceUrl]);
  return {
    heardFrom: (workspaceId, serviceUrl) => {
      heard.set(workspaceId, serviceUrl);
      silent.delete(nameOf(workspaceId, serviceUrl));
    },

    of: ({ workspaceId, details }) => {
      const latest = heard.get(workspaceId);
      const own = details.serviceUrl;
      if (own === undefined) return latest ?? GLOBAL_SERVICE_URL;
      return silent.has(nameOf(workspaceId, own)) ? (latest ?? own) : own;
    },

    came: ({ workspaceId }, serviceUrl, status, outcome) => {
      if (!tellsOfNoPlace(status)) return outcome;
      const latest = heard.get(workspaceId) ?? serviceUrl;
      silent.add(nameOf(workspaceId, serviceUrl));
      // What may have been taken is in doubt wherever it is tried next.
      if (latest === serviceUrl || outcome.kind === 'unknown') return outcome;
      return { kind: 'later', afterMs: null, reason: 'moved to another address' };
    },
  };
}

/** An answer of 429 or 401 comes from an address that is served; silence, a fault of it, or 403 and 404 may not. */
function tellsOfNoPlace(status: number | null): boolean {
  return status === null || status >= 500 || status === 403 || status === 404;
}
