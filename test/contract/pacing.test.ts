import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Turn } from '../../src/app/ports/outbox.ts';
import { describeEachStore } from './each-store.ts';

describeEachStore('pacing', (store) => {
  const take = (...turns: Turn[]) => store().pacing.take(turns, false);
  const takeAsTold = (...turns: Turn[]) => store().pacing.take(turns, true);
  const turn = (key: string, burst: number, everyMs = 60_000): Turn => ({ key, everyMs, burst });

  test('a burst goes at once, and what follows waits for its time', async () => {
    for (const _ of [1, 2, 3]) expect(await take(turn('slack T1', 3, 200))).toBe(0);
    const waitMs = await take(turn('slack T1', 3, 200));
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(200);
    await sleep(waitMs + 5);
    expect(await take(turn('slack T1', 3, 200))).toBe(0);
    expect(await take(turn('slack T1', 3, 200))).toBeGreaterThan(0);
  });

  test('one workspace’s limit is no other’s', async () => {
    await take(turn('slack T1', 1));
    expect(await take(turn('slack T1', 1))).toBeGreaterThan(59_000);
    expect(await take(turn('slack T2', 1))).toBe(0);
  });

  test('where one of two limits is used up, no turn of the other is lost', async () => {
    await take(turn('thread', 1));
    for (const _ of [1, 2, 3]) expect(await take(turn('thread', 1), turn('tenant', 2))).toBeGreaterThan(0);
    expect(await take(turn('tenant', 2))).toBe(0);
    expect(await take(turn('tenant', 2))).toBe(0);
    expect(await take(turn('tenant', 2))).toBeGreaterThan(0);
  });

  test('many at one instant get no more than there is', async () => {
    await take(turn('slack T1', 5));
    const waits = await Promise.all(Array.from({ length: 20 }, () => take(turn('slack T1', 5))));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(4);
  });

  test('nor do the first ever', async () => {
    const waits = await Promise.all(Array.from({ length: 9 }, () => take(turn('slack T1', 5))));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(5);
  });

  test('each who must wait is told another time, one turn after the other', async () => {
    expect(await take(turn('slack T1', 1))).toBe(0);
    for (const nth of [1, 2, 3]) {
      const waitMs = await take(turn('slack T1', 1));
      expect(waitMs).toBeGreaterThan(nth * 60_000 - 1_000);
      expect(waitMs).toBeLessThanOrEqual(nth * 60_000);
    }
  });

  test('who comes as told goes before who comes now', async () => {
    await take(turn('slack T1', 1, 500));
    const first = await take(turn('slack T1', 1, 500));
    await take(turn('slack T1', 1, 500));
    await sleep(first + 5);
    expect(await take(turn('slack T1', 1, 500))).toBeGreaterThan(500);
    expect(await takeAsTold(turn('slack T1', 1, 500))).toBe(0);
    expect(await takeAsTold(turn('slack T1', 1, 500))).toBeGreaterThan(0);
  });

  test('a promise is no turn: who comes too early waits until there is one', async () => {
    await take(turn('slack T1', 1));
    await take(turn('slack T1', 1));
    const waitMs = await takeAsTold(turn('slack T1', 1));
    expect(waitMs).toBeGreaterThan(59_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  test('a turn for which nobody in the line came is whoever’s comes', async () => {
    await take(turn('slack T1', 1, 200));
    for (const _ of [1, 2, 3, 4]) await take(turn('slack T1', 1, 200));
    await sleep(450);
    expect(await take(turn('slack T1', 1, 200))).toBe(0);
    expect(await take(turn('slack T1', 1, 200))).toBeGreaterThan(0);
  });

  test('without limits there is nothing to wait for', async () => {
    expect(await take()).toBe(0);
  });
});
