import type { Instant } from './ids.ts';

const MINUTE_MS = 60_000;

/** A code is typed within minutes, by somebody with both screens before them. */
export const LINK_CODE_MINUTES = 10;

/** Wrong codes that one person may try within the window: enough for fingers, too few for guessing 8 letters. */
export const MOST_WRONG_CODES = 5;
const WRONG_CODES_MINUTES = 10;

export function linkCodeUntil(now: Instant): Instant {
  return new Date(now.getTime() + LINK_CODE_MINUTES * MINUTE_MS);
}

/** Wrong codes after this instant count. */
export function wrongCodesCountFrom(now: Instant): Instant {
  return new Date(now.getTime() - WRONG_CODES_MINUTES * MINUTE_MS);
}

/** Whole minutes, at least one, until the wrong code tried at `since` counts no more. */
export function minutesToWait(since: Instant, now: Instant): number {
  const left = since.getTime() - wrongCodesCountFrom(now).getTime();
  return Math.max(1, Math.ceil(left / MINUTE_MS));
}
