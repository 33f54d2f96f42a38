import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runDelivery } from '../../src/delivery/run-delivery.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A delivery with one message, whose lane then waits so long; the milliseconds at which the outbox was looked at. */
function looksAfter(pauseMs: number): { looks: number[]; stop: () => Promise<void> } {
  const began = Date.now();
  const looks: number[] = [];
  const loop = runDelivery(
    {
      begin: async () => {
        looks.push(Date.now() - began);
        return looks.length === 1 ? [Promise.resolve(pauseMs)] : [];
      },
      deliverOnce: async () => 0,
    },
    pino({ enabled: false }),
  );
  return { looks, stop: loop.stop };
}

test('a lane goes on as soon as its pause is over, not at the next look', async () => {
  const { looks, stop } = looksAfter(120);
  await vi.advanceTimersByTimeAsync(119);
  expect(Math.max(...looks)).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(looks.at(-1)).toBe(120);
  await stop();
});

test('a long pause is found to be over by looking', async () => {
  const { looks, stop } = looksAfter(60_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks.filter((at) => at > 0)).toEqual([500, 1_000, 1_500, 2_000]);
  await stop();
});

test('who got less than asked for took all there is, and looks again only when a message is done', async () => {
  const looks: number[] = [];
  const loop = runDelivery(
    {
      begin: async (most) => {
        looks.push(most);
        return looks.length === 1 ? [new Promise(() => {})] : [];
      },
      deliverOnce: async () => 0,
    },
    pino({ enabled: false }),
  );
  await vi.advanceTimersByTimeAsync(400);
  expect(looks).toHaveLength(1);
  void loop.stop();
});
