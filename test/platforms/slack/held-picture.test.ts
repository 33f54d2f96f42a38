import { expect, test } from 'vitest';
import { LONGEST_CALL_MS } from '../../../src/app/ports/platform.ts';
import { messageCard } from '../../../src/messages/note-card.ts';
import type { Card } from '../../../src/messages/view.ts';
import { showing } from '../../../src/platforms/slack/held-picture.ts';
import { PICTURE_READY } from '../../../src/platforms/slack/limits.ts';
import { ResponseRefused } from '../../../src/platforms/slack/respond.ts';

const card: Card = {
  ...messageCard('Ugen', ['12 åbninger']),
  picture: { alt: '12 åbninger', from: { kind: 'held', id: 'F1' } },
};

/** Whether each try had its picture, where Slack never takes one and has taken so long. */
async function tries(tookMs: number): Promise<boolean[]> {
  const tried: boolean[] = [];
  await showing(
    card,
    async ({ picture }) => {
      tried.push(picture !== undefined);
      if (picture !== undefined) throw new ResponseRefused(400);
    },
    () => tookMs,
  ).catch((error: Error) => expect(error.name).toBe('TooSlowError'));
  return tried;
}

test('a picture that Slack hasn’t ready in time gives way to its words', async () => {
  expect(await tries(PICTURE_READY.withinMs + 1)).toEqual([true, false]);
});

test('what would outlast the lease is left to the next try', async () => {
  expect(await tries(LONGEST_CALL_MS + 1)).toEqual([true]);
});
