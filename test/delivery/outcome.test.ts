import { expect, test } from 'vitest';
import type { SendOutcome } from '../../src/app/ports/platform.ts';
import { settlementOf } from '../../src/delivery/outcome.ts';
import { startVillage } from '../app/village.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';

const HOUR_MS = 60 * 60_000;

/** What comes of a try that ends like this, after so many others, in the hours since it was queued. */
async function after(attempts: number, hours: number, end: SendOutcome) {
  const { store } = await startVillage();
  const [room] = await store.taskForces.rooms(BIRKHOLM.id);
  if (room === undefined) throw new Error('no room');
  const message = {
    id: '1',
    lane: 'room:1',
    fence: 1,
    taskForceId: BIRKHOLM.id,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'nudges' },
    attempts,
    queuedAt: new Date(Date.now() - hours * HOUR_MS),
    inDoubt: false,
    cause: null,
    waited: false,
  } as const;
  const platform = barePlatform(async () => end);
  const tools = bareTools({ store, platform, compose: async () => null });
  return settlementOf(end, { tools, message }, () => ({ kind: 'dropped' }));
}

const throttled: SendOutcome = { kind: 'later', afterMs: 1_000, reason: 'ratelimited' };
const out: SendOutcome = { kind: 'later', afterMs: null, reason: 'HTTP 500' };

test('a platform that asks for a second each time for an hour loses nothing', async () => {
  expect(await after(3_599, 1, throttled)).toMatchObject({ kind: 'retry', afterMs: 1_000 });
});

test.each([
  ['a day of asking for patience', 86_399, 24.1, throttled, 'dead'],
  ['two days of backing off', 299, 47, out, 'dead'],
  ['a day in the queue, of which little was tried', 3, 30, out, 'retry'],
])('after %s: %s tries, %s hours', async (_what, attempts, hours, end, kind) => {
  expect(await after(attempts, hours, end)).toMatchObject({ kind });
});
