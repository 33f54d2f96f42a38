import { AsyncLocalStorage } from 'node:async_hooks';

/** What is under way: one request from a platform, or one run of a job. Random, so that it tells nothing of a person. */
const causes = new AsyncLocalStorage<string>();

/** Runs the work as this cause: the log lines it writes and the messages it queues carry it, however deep they arise. */
export function asCause<T>(cause: string, work: () => T): T {
  return causes.run(cause, work);
}

/** Null outside of any request or job. */
export function currentCause(): string | null {
  return causes.getStore() ?? null;
}
