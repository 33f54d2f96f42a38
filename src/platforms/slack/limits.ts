import type { Pace } from '../../app/outgoing/pace.ts';

/**
 * What Slack accepts, in characters (UTF-16 units, the strictest reading) and counts. Slack refuses a whole message or
 * modal for one text that is too long, so everything is cut to these before it goes out.
 */
export const MESSAGE = {
  blocks: 50,
  /** Slack refuses somewhere near 13,000 characters over all blocks; below it with room for what it counts unseen. */
  text: 12_000,
  /** The plain line for notifications; escaping can make it five times as long, and Slack cuts at 40,000. */
  fallback: 3_000,
} as const;

export const MODAL = { blocks: 100, title: 24, submit: 24, close: 24, privateMetadata: 3_000 } as const;

export const TEXT = {
  header: 150,
  context: 2_000,
  /** One block of lines. Rich text names no limit of its own; a section's is known to be safe. */
  lines: 3_000,
  buttonLabel: 75,
  buttonValue: 2_000,
  fieldLabel: 2_000,
  fieldHint: 2_000,
  fieldError: 2_000,
  placeholder: 150,
  option: 75,
  imageAlt: 2_000,
  imageUrl: 3_000,
  /** Of an uploaded picture's own description. */
  fileAlt: 1_000,
  input: 3_000,
  id: 255,
} as const;

export const CONFIRM = { title: 100, text: 300, button: 30 } as const;

export const COUNT = {
  /** Slack allows 25 in one block; five are a row on a phone that a thumb still reads. */
  buttonsInRow: 5,
  options: 100,
  checkboxes: 10,
  menu: 5,
} as const;

/** Slack takes no answer to an interaction after 3 s; the rest is the way there and back. */
export const SUBMISSION_MS = 2_200;

/** Slack accepts about one message a second in one channel. */
export const PAUSE_MS = 1_000;

/**
 * What Slack allows a workspace, whatever the channel. For chat.postMessage it says "several hundred a minute" and no
 * number; chat.update and conversations.history are of tier 3, 50 a minute each.
 */
export const PACES: readonly Pace[] = [
  { of: 'post', per: 'workspace', most: 240, withinMs: 60_000, burst: 40 },
  { of: 'update', per: 'workspace', most: 50, withinMs: 60_000, burst: 6 },
  { of: 'look_up', per: 'workspace', most: 50, withinMs: 60_000, burst: 6 },
];

/** Messages that one look into a conversation returns; Slack recommends no more than 200. */
export const LOOK_UP_MESSAGES = 200;

/** For drawing and uploading a picture: longer than this no message waits for its own. */
export const UPLOAD_MS = 7_000;

/**
 * Slack makes an uploaded picture ready by itself, most often within a second; till then it refuses a message with it. A Slack
 * so slow that `withinMs` are over by then gets the words at once.
 */
export const PICTURE_READY = { pauseMs: 1_000, tries: 3, withinMs: 4_000 } as const;

/** A request from Slack: a view is at most 250 kB, and its form encoding up to three times that. */
export const REQUEST_BYTES = 1_000_000;

/** How far a request's timestamp may be from the clock, before or after, in seconds. */
export const CLOCK_SKEW_S = 300;
