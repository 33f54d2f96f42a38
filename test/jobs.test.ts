import { pino } from 'pino';
import { expect, test } from 'vitest';
import { scheduledJobs } from '../src/jobs.ts';
import { createMetrics } from '../src/metrics.ts';
import { runSchedule } from '../src/schedule/run-schedule.ts';
import { startVillage } from './app/village.ts';
import { at } from './support/builders.ts';

const log = pino({ level: 'silent' });

/** The jobs of a village; it takes a moment to read who is a member. */
async function watch() {
  const village = await startVillage();
  const { id } = village.taskForce;
  const store = {
    ...village.store,
    directory: {
      ...village.store.directory,
      members: async (asked: typeof id) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return village.store.directory.members(asked);
      },
    },
  };
  let weekday = village.taskForce.digestTime.weekday;
  const taskForces = {
    ...village.store.taskForces,
    all: async () => [{ ...village.taskForce, digestTime: { ...village.taskForce.digestTime, weekday } }],
  };
  let now = at('2026-11-23T08:00:00+01:00');
  const metrics = createMetrics(store.outbox, () => ({ working: 0, waiting: 0 }));
  const clock = { now: () => now };
  const jobs = scheduledJobs({ store: { ...store, taskForces }, clock, metrics, log, wake: () => {} });
  metrics.begun({ platforms: [], tasks: jobs.map(({ name }) => name) }, now);
  const schedule = runSchedule(jobs, clock.now, log, false);
  return {
    village,
    chooseDay: (chosen: typeof weekday) => {
      weekday = chosen;
    },
    runAt: async (instant: string) => {
      now = at(instant);
      await schedule.runNow();
    },
    tells: async (name: string) =>
      (await metrics.expose()).text.split('\n').find((line) => line.startsWith(name)) ?? null,
  };
}

const LAG = 'spotjob_slot_lag_seconds{task="digest"}';
const UNPLANNED = 'spotjob_omissions_total{what="digest_not_planned"}';

test('a digest that is moved to a day that is past is neither late nor missing', async () => {
  const { village, chooseDay, runAt, tells } = await watch();
  await runAt('2026-11-23T08:00:30+01:00');
  expect(await tells(LAG)).toBe(`${LAG} 30`);
  chooseDay(2);
  await runAt('2026-11-25T10:00:00+01:00');
  expect(await tells(LAG)).toBe(`${LAG} 30`);
  expect(await tells(UNPLANNED)).toBe(`${UNPLANNED} 0`);
  // Nor is it for who has none of that week's yet.
  await village.give('Eva', ['coordinator']);
  chooseDay(3);
  await runAt('2026-11-25T10:00:00+01:00');
  expect(await tells(LAG)).toBe(`${LAG} 30`);
});

test('a digest that an outage held up is late, and is planned before it is missed', async () => {
  const { runAt, tells } = await watch();
  await runAt('2026-11-23T10:00:00+01:00');
  expect(await tells(LAG)).toBe(`${LAG} 7200`);
  expect(await tells(UNPLANNED)).toBe(`${UNPLANNED} 0`);
});

test('what is done with is deleted in one night, however much it is', async () => {
  const { store } = await startVillage();
  let left = 12_000;
  const prune = async () => {
    const messages = Math.min(left, 5_000);
    left -= messages;
    return { messages, receipts: 0, slots: 0, sent: 0 };
  };
  const now = at('2026-11-23T08:00:00+01:00');
  const told: { messages?: number }[] = [];
  const metrics = createMetrics(store.outbox, () => ({ working: 0, waiting: 0 }));
  const jobs = scheduledJobs({
    store: { ...store, upkeep: { ...store.upkeep, prune } },
    clock: { now: () => now },
    metrics,
    log: pino({ level: 'info' }, { write: (line: string) => told.push(JSON.parse(line)) }),
    wake: () => {},
  });
  await runSchedule(jobs, () => now, log, false).runNow();
  expect(left).toBe(0);
  expect(told.filter(({ messages }) => messages !== undefined)).toMatchObject([{ messages: 12_000 }]);
});
