import { schedule as everyMinute } from 'node-cron';
import type { Logger } from 'pino';

/** What the clock starts: each decides itself, from the database, whether anything is due. */
export interface Job {
  readonly name: string;
  /** A job that stands before it, whose end it waits for. */
  readonly after?: string;
  run(now: Date): Promise<void>;
}

export interface Schedule {
  /** Runs the jobs once, now, and waits for them: for a clock that was moved. */
  runNow(): Promise<void>;
  /** Waits for what runs and starts nothing new. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs at the start, which catches up what an outage missed, and every minute. A job that still runs is not
 * started again; one that fails is logged and tried the next minute, and delays no other.
 *
 * @param byMinute false: nothing is started but by `runNow`
 */
export function runSchedule(jobs: readonly Job[], now: () => Date, log: Logger, byMinute: boolean): Schedule {
  const running = new Map<string, Promise<void>>();

  const start = (job: Job) => {
    if (running.has(job.name)) return;
    const at = now();
    const before = job.after === undefined ? undefined : running.get(job.after);
    const run = (before === undefined ? job.run(at) : before.then(() => job.run(at)))
      .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a scheduled job failed'))
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  };
  const startAll = () => jobs.forEach(start);

  if (byMinute) startAll();
  const task = byMinute ? everyMinute('* * * * *', startAll, { noOverlap: true }) : null;
  return {
    runNow: async () => {
      await Promise.all(running.values());
      startAll();
      await Promise.all(running.values());
    },
    stop: async () => {
      await task?.destroy();
      await Promise.all(running.values());
    },
  };
}
