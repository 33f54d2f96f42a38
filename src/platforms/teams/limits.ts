import type { Pace } from '../../app/outgoing/pace.ts';

/**
 * What Teams accepts, with its numbers. Sizes of a message are counted the dearer way, UTF-8 or UTF-16, because Teams
 * doesn't say which of the two it means.
 */
export const LIMITS = {
  /** Bytes of one message with everything in it; above it Teams answers 413. */
  message: 80_000,
  /** Buttons that are shown at once; the rest goes into the overflow menu. */
  primaryActions: 6,
  /** Ours: more buttons than these on one card nobody reads. */
  actions: 12,
  title: 150,
  text: 2_000,
  summary: 400,
  buttonTitle: 80,
  confirmText: 300,
  /** The line that is shown under a card after a press. */
  invokeMessage: 1_000,
  dialogTitle: 64,
  /** People in a room for whom a card can be asked for anew each for themselves. */
  refreshedFor: 60,
  /** Bytes kept free for them: an id of Teams has up to a hundred letters. */
  refreshWeight: 15_000,
  /** Choices that the list under a field shows while one writes. */
  choicesShown: 15,
} as const;

/** Bytes we read of a request; an activity of Teams stays far below. */
export const MAX_REQUEST_BYTES = 256 * 1024;

/** Teams shows an error at 10 s; what takes longer than this is answered with a sentence instead. */
export const ANSWER_WITHIN_MS = 8_000;

/** For Microsoft's key server, asked when the keys are a day old or unknown. */
export const AUTHENTICATE_WITHIN_MS = 5_000;

/** For the list of a team's channels, which only helps a form along. */
export const CHANNELS_WITHIN_MS = 2_000;

/** Members told at a time; Teams takes 50 to 500. */
export const MEMBERS_PAGE = 100;

/** How long the members of a room are remembered; Teams tells of most changes before that. */
export const MEMBERS_KEPT_MS = 10 * 60_000;

/** For who is in a room, which only makes a card the better for it. */
export const MEMBERS_WITHIN_MS = 2_000;

/** A bot may write 7 times in 1 s, 8 in 2 s, 60 in 30 s to one thread; twice a second keeps all three. */
export const PAUSE_MS = 500;

/** And 1,800 times an hour to one thread; all of a tenant's threads together 50 times a second. */
export const PACES: readonly Pace[] = [
  { of: 'any', per: 'conversation', most: 1_800, withinMs: 3_600_000, burst: 60 },
  { of: 'any', per: 'workspace', most: 50, withinMs: 1_000, burst: 10 },
];

/** How many bytes a value takes in a message, counted the dearer way. */
export function weightOf(value: unknown): number {
  const json = JSON.stringify(value);
  return Math.max(Buffer.byteLength(json, 'utf8'), json.length * 2);
}
