import { LONGEST_CALL_MS } from '../app/ports/platform.ts';

/**
 * No call to a platform begins later than this part of the lease after a message was leased. The rest is enough for one that
 * opens a conversation first, and so is two requests: it has ended before the lease has, and nobody else sends the same at the
 * same time.
 */
export const BEGIN_WITHIN = 1 / 5;

/** For how long a process has a message, in milliseconds; what a killed one had is taken over after this. */
export const LEASE_MS = (2 * LONGEST_CALL_MS) / (1 - BEGIN_WITHIN);
