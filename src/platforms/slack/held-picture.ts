import { setTimeout as sleep } from 'node:timers/promises';
import { LONGEST_CALL_MS } from '../../app/ports/platform.ts';
import { inWordsOnly } from '../../messages/plain-text.ts';
import type { Card } from '../../messages/view.ts';
import { slackCode } from './failure.ts';
import { PICTURE_READY } from './limits.ts';
import { ResponseRefused } from './respond.ts';

/**
 * Shows a card, and without its picture where Slack refuses it for that: one that it can't fetch at once, one that it
 * holds after a few tries, since it makes it ready in its own time and doesn't say when.
 *
 * @param tookMs how long the whole has taken so far, where it may not take for ever
 * @throws what `show` throws for any other reason; TooSlowError where there is no time left even for the words
 */
export async function showing<T>(
  card: Card,
  show: (card: Card) => Promise<T>,
  tookMs: () => number = () => 0,
): Promise<T> {
  const tries = card.picture?.from.kind === 'held' ? PICTURE_READY.tries : 1;
  for (let tried = 1; ; tried++) {
    try {
      return await show(card);
    } catch (error) {
      if (card.picture === undefined || !isRefusedAsDrawn(error)) throw error;
      if (tookMs() > LONGEST_CALL_MS) throw new TooSlowError();
      if (tried >= tries || tookMs() > PICTURE_READY.withinMs) return show(inWordsOnly(card));
      await sleep(PICTURE_READY.pauseMs);
    }
  }
}

/** Nothing was taken, and what is tried anew has its whole time again. */
class TooSlowError extends Error {
  override readonly name = 'TooSlowError';
}

/** Slack's words for blocks that it doesn't take, a picture that it couldn't fetch among them. */
const NOT_AS_DRAWN = ['invalid_blocks', 'invalid_arguments', 'invalid_attachments'];

/** Whether Slack refused the message, or the modal, for its blocks; a response URL doesn't tell why. */
function isRefusedAsDrawn(error: unknown): boolean {
  return error instanceof ResponseRefused || NOT_AS_DRAWN.includes(slackCode(error) ?? '');
}
