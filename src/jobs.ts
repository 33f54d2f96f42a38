import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { linkAudit } from './app/keep-audit.ts';
import type { Clock } from './app/ports/clock.ts';
import type { Store } from './app/ports/store.ts';
import { KEEP_DAYS, NIGHT, type Pruned } from './app/ports/upkeep.ts';
import { celebrateTargets } from './app/timed/celebrate-targets.ts';
import { closeForgottenMeetings } from './app/timed/close-forgotten-meetings.ts';
import { type Found, findUntold, mendCards } from './app/timed/mend-omissions.ts';
import { retainDue } from './app/timed/retain.ts';
import { sendDigests } from './app/timed/send-digests.ts';
import { sweep } from './app/timed/sweep.ts';
import { askAboutClosed } from './app/timed/sweep-asking-again.ts';
import { lapseCallsAhead } from './app/timed/sweep-call-ahead.ts';
import type { Swept } from './app/timed/swept.ts';
import { latestDaily } from './domain/calendar.ts';
import type { Metrics } from './metrics.ts';
import type { Job } from './schedule/run-schedule.ts';
import { asCause } from './store/cause.ts';

/** What a job is given to work with. */
export interface JobParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** There is something to deliver. */
  readonly wake: () => void;
}

/** What a job does each time. Of what it can't do it tells `failed`, by an id, and goes on with the rest. */
type Run = (now: Date, failed: OnFailed) => Promise<void>;
type OnFailed = (item: string, error: unknown) => void;

/** Everything that the clock starts, each under the name it has in metrics and log. */
export function scheduledJobs(parts: JobParts): Job[] {
  const runs: Readonly<Record<string, Run>> = {
    sweep: nudgeDue(parts),
    'calls-ahead': endCallsAhead(parts),
    'asking-again': askAgain(parts),
    meetings: closeMeetings(parts),
    digest: digestsDue(parts),
    targets: celebrate(parts),
    cards: lookAfterCards(parts),
    untold: tellTheUntold(parts),
    prune: pruneAtNight(parts),
    retention: forgetDue(parts),
    audit: chainAudit(parts),
  };
  return Object.entries(runs).map(([name, run]) => ({ ...watched(name, run, parts), ...AFTER[name] }));
}

/** Digests that are due are planned before it is looked for those that weren't. */
const AFTER: Readonly<Record<string, Pick<Job, 'after'>>> = { untold: { after: 'digest' } };

/** Each run is a cause of its own, and is counted, as is each of the things that it can't do. */
function watched(name: string, run: Run, { clock, metrics, log }: JobParts): Job {
  const failed: OnFailed = (item, error) => {
    metrics.jobItemFailed(name);
    log.error({ err: error, job: name, item, part: 'schedule' }, 'a scheduled job left something undone');
  };
  return {
    name,
    run: (now) =>
      asCause(`${name}-${randomUUID()}`, async () => {
        try {
          await run(now, failed);
          metrics.jobDone(name, clock.now());
        } catch (error) {
          metrics.jobFailed(name);
          log.error({ err: error, job: name, part: 'schedule' }, 'a scheduled job failed');
        }
      }),
  };
}

function nudgeDue({ store, metrics, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await sweep(store, now, false);
    for (const { item, error } of failures) failed(item, error);
    metrics.swept(sweepLagMs(done, now) / 1_000);
    if (done.length > 0) wake();
  };
}

function endCallsAhead({ store, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await lapseCallsAhead(store, now, false);
    for (const { item, error } of failures) failed(item, error);
    if (done.length > 0) wake();
  };
}

function askAgain({ store, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await askAboutClosed(store, now, false);
    for (const { item, error } of failures) failed(item.join(' '), error);
    if (done.length > 0) wake();
  };
}

function closeMeetings({ store, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await closeForgottenMeetings(store, now);
    for (const { item, error } of failures) failed(item.id, error);
    if (done.length > 0) wake();
  };
}

function digestsDue({ store, metrics, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await sendDigests(store, now, await store.taskForces.all(failed));
    for (const { item, error } of failures) failed(item.id, error);
    const lagsMs = done.flatMap(({ planned, firstOfWeek }) =>
      firstOfWeek ? [now.getTime() - planned.getTime()] : [],
    );
    if (lagsMs.length > 0) metrics.slotWonAfter('digest', Math.max(...lagsMs) / 1_000);
    if (done.length > 0) wake();
  };
}

function celebrate({ store, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await celebrateTargets(store, now, await store.taskForces.all(failed));
    for (const { item, error } of failures) failed(item.id, error);
    if (done.length > 0) wake();
  };
}

function lookAfterCards({ store, metrics, log, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await mendCards(store, now, await store.taskForces.all(failed));
    for (const { item, error } of failures) failed(item.id, error);
    for (const { taskForce, planned, found } of done) {
      metrics.slotWonAfter('cards', (now.getTime() - planned.getTime()) / 1_000);
      tellOmissions(found, metrics, log.child({ taskForce: taskForce.id }));
    }
    if (done.length > 0) wake();
  };
}

function tellTheUntold({ store, metrics, log }: JobParts): Run {
  return async (now, failed) => {
    const found = await findUntold(store, now, await store.taskForces.all(failed));
    for (const { item, error } of found.failures) failed(item.id, error);
    tellOmissions(found, metrics, log);
    if (found.drafts.length > 0) await store.mailroom.enqueue(found.drafts);
  };
}

function pruneAtNight({ store, log }: JobParts): Run {
  return async (now) => {
    const planned = latestDaily(now, NIGHT, 'UTC');
    if ((await store.slots.won('prune', planned)) || !(await store.slots.win('prune', planned, []))) return;
    log.info(await pruneAll(store), 'what is done with was deleted');
  };
}

/** So many times as there is something left: a night that deleted less than a day brings would never be done. */
async function pruneAll({ upkeep }: Store): Promise<Pruned> {
  let all: Pruned = { messages: 0, receipts: 0, slots: 0, sent: 0 };
  for (;;) {
    const { messages, receipts, slots, sent } = await upkeep.prune(KEEP_DAYS);
    if (messages + receipts + slots + sent === 0) return all;
    all = {
      messages: all.messages + messages,
      receipts: all.receipts + receipts,
      slots: all.slots + slots,
      sent: all.sent + sent,
    };
  }
}

function forgetDue({ store, metrics, log, wake }: JobParts): Run {
  return async (now, failed) => {
    const { done, failures } = await retainDue(store, now, await store.taskForces.all(failed), failed);
    for (const { item, error } of failures) failed(item.id, error);
    for (const { taskForce, ...counts } of done) {
      metrics.forgot(counts);
      log.info({ taskForce: taskForce.id, ...counts }, 'forgot what was kept for long enough');
    }
    if (done.length > 0) wake();
  };
}

function chainAudit({ store, log }: JobParts): Run {
  return async () => {
    for (const { taskForceId, length, hash } of await linkAudit(store))
      log.info({ taskForce: taskForceId, length, hash }, 'audit linked');
  };
}

/** How long the nudge that was due first had been due. */
function sweepLagMs(swept: readonly Swept[], now: Date): number {
  const due = swept.flatMap(({ does, opening }) =>
    does === 'nudge' && opening.nudging.at !== null ? [opening.nudging.at.getTime()] : [],
  );
  return due.length === 0 ? 0 : Math.max(0, now.getTime() - Math.min(...due));
}

function tellOmissions({ omissions }: Found, metrics: Metrics, log: Logger): void {
  for (const { what, about } of omissions) {
    metrics.omitted(what);
    log.warn({ what, about }, 'something that should have gone out had not');
  }
}
