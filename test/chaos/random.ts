/** Numbers that are the same for the same seed (mulberry32). What processes make of them in time still differs. */
export interface Random {
  /** A whole number from 0 up to, and not including, this. */
  below(end: number): number;
  pick<T>(of: readonly [T, ...T[]]): T;
  shuffled<T>(of: readonly T[]): T[];
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    pick: (of) => of[below(of.length)] ?? of[0],
    shuffled: (of) =>
      of
        .map((one) => ({ one, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one),
  };
}
