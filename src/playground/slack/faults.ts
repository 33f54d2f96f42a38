/** What can go wrong with a call. `drop` cuts the connection, before Slack acted or after. */
export type Fault =
  | { readonly kind: 'rate_limited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' };

export interface Faults {
  /** The next `times` calls of the method go wrong like this; `*` stands for every method. */
  add(method: string, fault: Fault, times: number): void;
  /** The fault for this call, used up by it. */
  take(method: string): Fault | null;
  clear(): void;
}

export function createFaults(): Faults {
  let planned: { method: string; fault: Fault; left: number }[] = [];
  return {
    add: (method, fault, times) => {
      planned.push({ method, fault, left: times });
    },
    take: (method) => {
      const found = planned.find((plan) => plan.left > 0 && (plan.method === method || plan.method === '*'));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
