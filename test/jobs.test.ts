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
