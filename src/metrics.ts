import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Refused } from './app/admission.ts';
import type { Outbox } from './app/ports/outbox.ts';
import type { Omission } from './app/timed/mend-omissions.ts';
import { type DeliveryResult, NO_PLATFORM } from './delivery/tools.ts';

export interface Metrics {
  /**
   * A process begins, with these. All that is counted of them is there from now on: what comes only with its first event
   * shows Prometheus no increase, and nothing at all where an alert asks whether none came.
   */
  begun(known: Known, at: Date): void;
  /** A request from outside was answered, in this many seconds: for a platform, the time to its acknowledgement. */
  acknowledged(route: string, status: number, seconds: number): void;
  /** `result`: the kind of answer, or `failed` when there was none. */
  answered(platform: string, intent: string, result: string, seconds: number): void;
  /** Somebody was asked to come back, and why. */
  refused(why: Refused): void;
  /** One try, and what came of it. */
  delivered(platform: string, result: DeliveryResult): void;
  /** Openings that lost contact data or notes, and companies that lost their name, since their time was over. */
  forgot(counts: Readonly<Record<Forgotten, number>>): void;
  /** A message went out, this many seconds after it was queued. */
  sentAfter(platform: string, seconds: number): void;
  /** A job ran to its end. */
  jobDone(task: string, at: Date): void;
  jobFailed(task: string): void;
  /** A slot was won this many seconds after it was planned. */
  slotWonAfter(task: string, seconds: number): void;
  /** A job ran to its end, but for one opening, meeting or task force that it could not deal with. */
  jobItemFailed(task: string): void;
  /** How long the oldest nudge of the last sweep had been due. */
  swept(lagSeconds: number): void;
  /** Something should have gone out and hadn't. */
  omitted(what: Omission): void;
  /** The text that Prometheus reads, with its content type; of the outbox nothing while the database doesn't answer. */
  expose(): Promise<{ text: string; type: string }>;
}

/** What a process has to do with. */
interface Known {
  readonly platforms: readonly string[];
  /** The names of its scheduled jobs. */
  readonly tasks: readonly string[];
}

type Forgotten = 'contacts' | 'notes' | 'companies';

/** Every value of a label, and no other. */
type Values<Label extends string> = Readonly<Record<Label, true>>;
const RESULTS: Values<DeliveryResult> = {
  sent: true,
  retry: true,
  unknown: true,
  postponed: true,
  dropped: true,
  dead: true,
  shut: true,
  lost: true,
};
const REFUSALS: Values<Refused> = { person: true, workspace: true, busy: true };
const OMISSIONS: Values<Omission> = {
  card_missing: true,
  card_outdated: true,
  nudge_not_sent: true,
  digest_not_planned: true,
};
const FORGOTTEN: Values<Forgotten> = { contacts: true, notes: true, companies: true };

/**
 * Prometheus metrics in its naming conventions; no label holds anything of a person. None is called `job` or `instance`:
 * these are Prometheus' own, which it gives to all that it scrapes.
 */
export function createMetrics(
  outbox: Outbox,
  load: () => { readonly working: number; readonly waiting: number },
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `spotjob_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `spotjob_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: `spotjob_${name}`, help, labelNames, buckets, registers });

  const acks = histogram(
    'http_request_duration_seconds',
    'Time from a request to its answer; for a platform, to its acknowledgement.',
    ['route', 'status'],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
  );
  const answers = histogram(
    'answer_seconds',
    'Time from a request being understood to its answer.',
    ['platform', 'intent', 'result'],
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
  );
  const ages = histogram(
    'delivery_age_seconds',
    'Time from a message being queued to its being sent.',
    ['platform'],
    [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600],
  );
  const refusals = counter('refused_total', 'Requests whose sender was asked to come back.', ['why']);
  const deliveries = counter('deliveries_total', 'Tries to send a message, by what came of them.', [
    'platform',
    'result',
  ]);
  const omissions = counter('omissions_total', 'What should have gone out and hadn’t, by the audit.', [
    'what',
  ]);
  const jobFailures = counter('job_failures_total', 'Runs of a scheduled job that failed.', ['task']);
  const itemFailures = counter(
    'job_item_failures_total',
    'Openings, meetings and task forces that a scheduled job could not deal with.',
    ['task'],
  );
  const waiting = gauge('outbox_waiting', 'Messages waiting to be sent.');
  const oldest = gauge('outbox_oldest_seconds', 'Age of the oldest waiting message.');
  const dead = gauge('dead_letters', 'Messages that were given up.');
  const jobs = gauge(
    'job_last_success_timestamp_seconds',
    'When a scheduled job last ran to its end; before the first time, when the process began.',
    ['task'],
  );
  const slots = gauge('slot_lag_seconds', 'How late the last slot of a job was won.', ['task']);
  const sweepLag = gauge('sweep_lag_seconds', 'How long the oldest nudge of the last sweep had been due.');
  const working = gauge('requests_working', 'Requests worked on.');
  const queued = gauge('requests_waiting', 'Requests waiting for their turn.');
  const forgotten = counter('forgotten_total', 'What was erased because it had been kept for long enough.', [
    'what',
  ]);
  const each = (counted: Counter, label: string, values: Values<string>) => {
    for (const value of Object.keys(values)) counted.inc({ [label]: value }, 0);
  };
  return {
    begun: ({ platforms, tasks }, at) => {
      for (const platform of [...platforms, NO_PLATFORM])
        for (const result of Object.keys(RESULTS)) deliveries.inc({ platform, result }, 0);
      each(refusals, 'why', REFUSALS);
      each(omissions, 'what', OMISSIONS);
      each(forgotten, 'what', FORGOTTEN);
      for (const task of tasks) {
        jobFailures.inc({ task }, 0);
        itemFailures.inc({ task }, 0);
        jobs.set({ task }, at.getTime() / 1_000);
      }
    },
    acknowledged: (route, status, seconds) => acks.observe({ route, status }, seconds),
    answered: (platform, intent, result, seconds) => answers.observe({ platform, intent, result }, seconds),
    refused: (why) => refusals.inc({ why }),
    delivered: (platform, result) => deliveries.inc({ platform, result }),
    forgot: (counts) => {
      for (const [what, n] of Object.entries(counts)) forgotten.inc({ what }, n);
    },
    sentAfter: (platform, seconds) => ages.observe({ platform }, seconds),
    jobDone: (task, at) => jobs.set({ task }, at.getTime() / 1_000),
    jobFailed: (task) => jobFailures.inc({ task }),
    slotWonAfter: (task, seconds) => slots.set({ task }, seconds),
    jobItemFailed: (task) => itemFailures.inc({ task }),
    swept: (lagSeconds) => sweepLag.set(lagSeconds),
    omitted: (what) => omissions.inc({ what }),
    expose: async () => {
      // Without the database the rest is needed most: what isn't known is left out, neither old nor 0.
      const depth = await outbox.depth().catch(() => null);
      for (const one of [waiting, oldest, dead]) one.remove();
      if (depth !== null) {
        waiting.set(depth.waiting);
        oldest.set(depth.oldestMs / 1_000);
        dead.set(depth.dead);
      }
      const now = load();
      working.set(now.working);
      queued.set(now.waiting);
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
