/** What can go wrong with a call. `drop` cuts the connection, before Slack acted or after. */
export type Fault =
  | { readonly kind: 'rate_limited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' };

export interface Faults {
  /** The next `times` calls of the method, in this channel alone if one is named, go wrong; `*`: every method. */
  add(method: string, fault: Fault, times: number, channel: string | null): void;
  /** The fault for this call, used up by it. */
  take(method: string, channel: string | null): Fault | null;
  clear(): void;
}

export function createFaults(): Faults {
  let planned: { method: string; fault: Fault; left: number; channel: string | null }[] = [];
  return {
    add: (method, fault, times, channel) => {
      planned.push({ method, fault, left: times, channel });
    },
    take: (method, channel) => {
      const found = planned.find(
        (plan) =>
          plan.left > 0 &&
          (plan.method === method || plan.method === '*') &&
          (plan.channel === null || plan.channel === channel),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
