import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Outbox } from './app/ports.ts';

export interface Metrics {
  /** `result`: the kind of answer, or `failed` when there was none. */
  answered(platform: string, intent: string, result: string, seconds: number): void;
  delivered(platform: string, result: string): void;
  /** Openings that lost contact data or notes, and companies that lost their name, since their time was over. */
  forgot(counts: { readonly contacts: number; readonly notes: number; readonly companies: number }): void;
  /** The text that Prometheus reads, with its content type. */
  expose(): Promise<{ text: string; type: string }>;
}

/** Prometheus metrics in its naming conventions; no label holds anything of a person. */
export function createMetrics(outbox: Outbox): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'spotjob_answer_seconds',
    help: 'Time from a request being understood to its answer.',
    labelNames: ['platform', 'intent', 'result'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
    registers,
  });
  const deliveries = new Counter({
    name: 'spotjob_deliveries_total',
    help: 'Tries to send a message, by what came of them.',
    labelNames: ['platform', 'result'],
    registers,
  });
  const forgotten = new Counter({
    name: 'spotjob_forgotten_total',
    help: 'What was erased because it had been kept for long enough.',
    labelNames: ['what'],
    registers,
  });
  const waiting = new Gauge({
    name: 'spotjob_outbox_waiting',
    help: 'Messages waiting to be sent.',
    registers,
  });
  const oldest = new Gauge({
    name: 'spotjob_outbox_oldest_seconds',
    help: 'Age of the oldest waiting message.',
    registers,
  });
  const dead = new Gauge({ name: 'spotjob_dead_letters', help: 'Messages that were given up.', registers });
  return {
    answered: (platform, intent, result, seconds) => answers.observe({ platform, intent, result }, seconds),
    delivered: (platform, result) => deliveries.inc({ platform, result }),
    forgot: (counts) => {
      for (const [what, n] of Object.entries(counts)) forgotten.inc({ what }, n);
    },
    expose: async () => {
      const depth = await outbox.depth();
      waiting.set(depth.waiting);
      oldest.set(depth.oldestMs / 1000);
      dead.set(depth.dead);
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
