/** Waits double from one second to this. */
const LONGEST_WAIT_MS = 10 * 60_000;
const FIRST_WAIT_MS = 1_000;

/** Somebody is asked to invite the bot: what waits follows within this time after they did. */
export const BLOCKED_WAIT_MS = 5 * 60_000;

/** What waits for a workspace that is shut waits without counting tries; who isn't back after this won't read it. */
export const SHUT_KEPT_MS = 30 * 24 * 60 * 60_000;

/** After a call whose end nobody knows: the platform shows in its own records what it took only after a while. */
export const DOUBT_WAIT_MS = 1_000;

/** Together about two days of trying: a platform's outage over a weekend night loses nothing. */
export const MOST_ATTEMPTS = 300;

/** And never fewer hours than these since it was queued: a platform that asks for a second each time has had 300 in minutes. */
export const LEAST_TRIED_MS = 24 * 60 * 60_000;

/**
 * For what can't be read, some twenty minutes: another replica's update that is under way may mend it, waiting doesn't, and all
 * that is for the same receiver waits behind it.
 */
export const MOST_READINGS = 12;

/**
 * How long to wait before the next try.
 *
 * @param attempts tries that failed before this one: 0 after the first
 * @param jitter from 0 up to 1: half of the wait is fixed, half is spread
 */
export function backoffMs(attempts: number, jitter: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 30));
  return Math.round(full / 2 + (full / 2) * jitter);
}
