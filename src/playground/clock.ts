/** A clock that runs as the one on the wall, ahead or behind, and can be moved forward. */
export interface MovableClock {
  now(): Date;
  /** Never backwards: what happened stays in the past. */
  moveTo(instant: Date): void;
  /** Milliseconds ahead of the wall. */
  aheadMs(): number;
}

export function createMovableClock(aheadMs: number): MovableClock {
  let ahead = aheadMs;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    moveTo: (instant) => {
      ahead += Math.max(0, instant.getTime() - now().getTime());
    },
    aheadMs: () => ahead,
  };
}
