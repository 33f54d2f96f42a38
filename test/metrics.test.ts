import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

const rules = readFileSync('.config/prometheus/alerts.yaml', 'utf8');

async function exposed(): Promise<string> {
  const depth = async () => ({ waiting: 3, oldestMs: 1_500, dead: 1 });
  const metrics = createMetrics({ depth } as never, () => ({ working: 2, waiting: 5 }));
  metrics.acknowledged('POST /slack/events', 200, 0.02);
  metrics.answered('slack', 'press', 'failed', 0.1);
  metrics.refused('busy');
  metrics.delivered('teams', 'unknown');
  metrics.sentAfter('slack', 0.5);
  metrics.jobDone('sweep', new Date(1_000));
  metrics.jobFailed('digest');
  metrics.slotWonAfter('digest', 12);
  metrics.swept(30, 2);
  metrics.omitted('card_missing');
  return (await metrics.expose()).text;
}

test('counts and ages are told in the base unit, by labels of which none is a person', async () => {
  const text = await exposed();
  for (const line of [
    'spotjob_outbox_waiting 3',
    'spotjob_outbox_oldest_seconds 1.5',
    'spotjob_dead_letters 1',
    'spotjob_requests_working 2',
    'spotjob_requests_waiting 5',
    'spotjob_refused_total{why="busy"} 1',
    'spotjob_deliveries_total{platform="teams",result="unknown"} 1',
    'spotjob_job_last_success_timestamp_seconds{job="sweep"} 1',
    'spotjob_job_failures_total{job="digest"} 1',
    'spotjob_slot_lag_seconds{job="digest"} 12',
    'spotjob_sweep_lag_seconds 30',
    'spotjob_sweep_failures_total 2',
    'spotjob_omissions_total{what="card_missing"} 1',
    'spotjob_http_request_duration_seconds_count{route="POST /slack/events",status="200"} 1',
  ])
    expect(text.split('\n')).toContain(line);
});

test('every metric and label value that an alert asks for exists', async () => {
  const text = await exposed();
  const asked = [...rules.matchAll(/spotjob_\w+/g)].map(([name]) => name);
  expect(asked.length).toBeGreaterThan(10);
  for (const name of asked) expect(text).toMatch(new RegExp(`^${name}[ {]`, 'm'));
  for (const [, values] of rules.matchAll(/spotjob_\w+\{(?:result|why|job)="([^"]+)"/g)) {
    expect(['failed', 'sent', 'shut', 'unknown', 'busy', 'digest']).toContain(values);
  }
});

test('the README says what to do at each alert', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const [, name] of rules.matchAll(/- alert: (\w+)/g)) expect(readme).toContain(`\`${name}\``);
});
