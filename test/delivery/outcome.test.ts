import { expect, test } from 'vitest';
import * as z from 'zod';
import type { SendOutcome } from '../../src/app/ports/platform.ts';
import { attempt } from '../../src/delivery/attempt.ts';
import { settlementOf } from '../../src/delivery/outcome.ts';
import { startVillage } from '../app/village.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';

const HOUR_MS = 60 * 60_000;

/** A message after so many tries in the hours since it was queued. */
async function errand(attempts: number, hours: number) {
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
  const platform = barePlatform(async () => ({ kind: 'sent', messageId: '1' }));
  return { message, tools: bareTools({ store, platform, compose: async () => null }) };
}

/** What comes of a try that ends like this. */
async function after(attempts: number, hours: number, end: SendOutcome) {
  return settlementOf(end, await errand(attempts, hours), () => ({ kind: 'dropped' }));
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

test.each([
  ['what can’t be read', z.string().safeParse(1).error, 10, { kind: 'retry', reason: 'unreadable' }],
  [
    'the same after some twenty minutes',
    z.string().safeParse(1).error,
    11,
    { kind: 'dead', reason: 'unreadable' },
  ],
  ['any other fault then', new Error('gone'), 11, { kind: 'retry', reason: 'internal_error' }],
])('%s', async (_what, error, attempts, settlement) => {
  const { message, tools } = await errand(attempts, 0.3);
  const fails = { ...tools, compose: () => Promise.reject(error) };
  expect((await attempt(fails, message)).settlement).toMatchObject(settlement);
});
