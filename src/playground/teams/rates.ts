/** How much a bot may write to one conversation: so many calls within so many milliseconds. */
const RATES: readonly { readonly calls: number; readonly withinMs: number }[] = [
  { calls: 7, withinMs: 1_000 },
  { calls: 8, withinMs: 2_000 },
  { calls: 60, withinMs: 30_000 },
  { calls: 1_800, withinMs: 3_600_000 },
];

export interface Rates {
  /** Milliseconds after which the call may be made; 0: it was made. */
  take(conversation: string, now: number): number;
}

/** Counts by conversation, a channel with all of its threads. What was refused doesn't count. */
export function createRates(): Rates {
  const made = new Map<string, number[]>();
  return {
    take: (conversation, now) => {
      const calls = (made.get(conversation) ?? []).filter((at) => at > now - 3_600_000);
      const waits = RATES.map(({ calls: most, withinMs }) => {
        const first = calls.at(-most);
        return first === undefined ? 0 : first + withinMs - now;
      });
      const waitMs = Math.max(0, ...waits);
      made.set(conversation, waitMs === 0 ? [...calls, now] : calls);
      return waitMs;
    },
  };
}
