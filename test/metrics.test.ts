import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMetrics, type Metrics } from '../src/metrics.ts';

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
  metrics.jobItemFailed('sweep');
  metrics.swept(30);
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
    'spotjob_job_last_success_timestamp_seconds{task="sweep"} 1',
    'spotjob_job_failures_total{task="digest"} 1',
    'spotjob_slot_lag_seconds{task="digest"} 12',
    'spotjob_sweep_lag_seconds 30',
    'spotjob_job_item_failures_total{task="sweep"} 1',
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
  for (const [, values] of rules.matchAll(/spotjob_\w+\{(?:result|why|task)="([^"]+)"/g)) {
    expect(['failed', 'sent', 'shut', 'unknown', 'busy', 'digest']).toContain(values);
  }
});

test('the README says what to do at each alert', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const [, name] of rules.matchAll(/- alert: (\w+)/g)) expect(readme).toContain(`\`${name}\``);
});

test('what can be counted is there from the start, at 0', async () => {
  const metrics = createMetrics({ depth: async () => FINE } as never, () => ({ working: 0, waiting: 0 }));
  metrics.begun({ platforms: ['slack'], tasks: ['sweep'] }, new Date(60_000));
  const { text } = await metrics.expose();
  for (const line of [
    'spotjob_deliveries_total{platform="slack",result="sent"} 0',
    'spotjob_deliveries_total{platform="none",result="dead"} 0',
    'spotjob_refused_total{why="busy"} 0',
    'spotjob_omissions_total{what="digest_not_planned"} 0',
    'spotjob_forgotten_total{what="notes"} 0',
    'spotjob_job_failures_total{task="sweep"} 0',
    'spotjob_job_item_failures_total{task="sweep"} 0',
    'spotjob_job_last_success_timestamp_seconds{task="sweep"} 60',
  ])
    expect(text.split('\n')).toContain(line);
});

test('without the database all is told but the outbox', async () => {
  let answers = true;
  const depth = async () => {
    if (!answers) throw new Error('the database is away');
    return FINE;
  };
  const metrics = createMetrics({ depth } as never, () => ({ working: 2, waiting: 0 }));
  metrics.answered('slack', 'press', 'failed', 0.1);
  expect((await metrics.expose()).text).toContain('spotjob_outbox_waiting 0');
  answers = false;
  const { text } = await metrics.expose();
  expect(text).toContain('spotjob_answer_seconds_count{platform="slack",intent="press",result="failed"} 1');
  expect(text).toContain('spotjob_requests_working 2');
  expect(text).not.toMatch(/^spotjob_(outbox_|dead_letters)/m);
  answers = true;
  expect((await metrics.expose()).text).toContain('spotjob_dead_letters 0');
});

test('no label has a name that Prometheus gives to what it scrapes', async () => {
  const labels = new Set([...(await exposed()).matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
  expect(labels).toContain('task');
  expect([...labels].filter((label) => label === 'job' || label === 'instance')).toEqual([]);
});

const FINE = { waiting: 0, oldestMs: 0, dead: 0 };

/** A process that is scraped every minute of half an hour from its start. */
interface HalfHour {
  readonly name: string;
  /** What happens in this minute, before it is scraped. */
  readonly live: (metrics: Metrics, minute: number) => void;
  readonly oldestMs?: (minute: number) => number;
  /** From when on Prometheus no longer knows whom to ask. */
  readonly lostFrom?: number;
  /** The alert that fires in the last minute, with its labels and what it says; no other does. */
  readonly fires: readonly [string, Readonly<Record<string, string>>, string] | null;
}

const MINUTES = 30;
const TASKS = ['sweep', 'digest'];
const allDone = (metrics: Metrics, minute: number) => {
  for (const task of TASKS) metrics.jobDone(task, new Date(minute * 60_000));
};
const HALF_HOURS: readonly HalfHour[] = [
  { name: 'nothing is wrong', live: allDone, fires: null },
  {
    name: 'no process that could be asked',
    live: allDone,
    lostFrom: 20,
    fires: ['SpotjobDown', { severity: 'page' }, 'No process answers.'],
  },
  {
    name: 'a job that no longer ends well',
    live: (metrics, minute) => metrics.jobDone('sweep', new Date(minute * 60_000)),
    fires: [
      'SpotjobJobLate',
      { severity: 'page', task: 'digest' },
      'A job that runs every minute has not ended well for ten: digest.',
    ],
  },
  {
    name: 'a digest that was planned late',
    live: (metrics, minute) => {
      allDone(metrics, minute);
      if (minute === 3) metrics.slotWonAfter('digest', 7_200);
    },
    fires: ['SpotjobDigestLate', { severity: 'ticket' }, 'A digest was planned more than an hour late.'],
  },
  {
    name: 'a process that sends nothing of what waits',
    live: allDone,
    oldestMs: (minute) => minute * 60_000,
    fires: ['SpotjobOutboxStuck', { severity: 'page' }, 'Messages wait and none goes out.'],
  },
  {
    name: 'a process that sends, though an old message waits',
    live: (metrics, minute) => {
      allDone(metrics, minute);
      metrics.delivered('slack', 'sent');
    },
    oldestMs: (minute) => minute * 60_000,
    fires: null,
  },
  ...[0, 12].map(
    (when): HalfHour => ({
      name: `a row that a job can’t deal with, in minute ${when}`,
      live: (metrics, minute) => {
        allDone(metrics, minute);
        if (minute === when) metrics.jobItemFailed('sweep');
      },
      fires: [
        'SpotjobLeftUndone',
        { severity: 'ticket', task: 'sweep' },
        'A job leaves something undone, such as a row that can not be read: sweep.',
      ],
    }),
  ),
  {
    name: 'omissions that are found once, all at the same time',
    live: (metrics, minute) => {
      allDone(metrics, minute);
      if (minute === 5) for (const _ of [1, 2, 3]) metrics.omitted('nudge_not_sent');
    },
    fires: [
      'SpotjobOmissions',
      { severity: 'ticket', what: 'nudge_not_sent' },
      'Something that should have gone out had not, and was mended: nudge_not_sent.',
    ],
  },
  {
    name: 'an omission that is found before the first scrape',
    live: (metrics, minute) => {
      allDone(metrics, minute);
      if (minute === 0) metrics.omitted('card_missing');
    },
    fires: [
      'SpotjobOmissions',
      { severity: 'ticket', what: 'card_missing' },
      'Something that should have gone out had not, and was mended: card_missing.',
    ],
  },
];

/** Prometheus' own labels go before ours of the same name, which it calls `exported_…`. */
function scrapedLabels(ours: string): string {
  const kept = ours.replaceAll(/(^|,)(job|instance)=/g, '$1exported_$2=');
  return `{${kept === '' ? '' : `${kept},`}job="spot-et-job",instance="bot:3000"}`;
}

async function seriesOf({
  live,
  oldestMs,
  lostFrom = MINUTES + 1,
}: HalfHour): Promise<{ series: string; values: string }[]> {
  let minute = 0;
  const depth = async () => ({ ...FINE, oldestMs: oldestMs?.(minute) ?? 0 });
  const metrics = createMetrics({ depth } as never, () => ({ working: 0, waiting: 0 }));
  metrics.begun({ platforms: ['slack'], tasks: TASKS }, new Date(0));
  const series = new Map([[`up${scrapedLabels('')}`, new Map<number, string>()]]);
  for (; minute < lostFrom && minute <= MINUTES; minute += 1) {
    live(metrics, minute);
    series.get(`up${scrapedLabels('')}`)?.set(minute, '1');
    for (const [, name = '', , labels = '', value = ''] of (await metrics.expose()).text.matchAll(
      /^(spotjob_\w+)(\{(.*)\})? (\S+)$/gm,
    )) {
      const one = `${name}${scrapedLabels(labels)}`;
      series.set(one, (series.get(one) ?? new Map<number, string>()).set(minute, value));
    }
  }
  return [...series].map(([name, values]) => ({
    series: name,
    values: Array.from(
      { length: MINUTES + 1 },
      (_, at) => values.get(at) ?? (at === lostFrom ? 'stale' : '_'),
    ).join(' '),
  }));
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) process.stderr.write('Skipping the tests of the alerts: there is no promtool.\n');

describe.skipIf(!hasPromtool)('the alerts, by what Prometheus makes of our metrics', () => {
  test.each(HALF_HOURS)('$name', async (half) => {
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
    const [, labels, summary] = half.fires ?? [];
    const expected = { exp_labels: labels, exp_annotations: { summary } };
    const directory = mkdtempSync(join(tmpdir(), 'spotjob-alerts-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, 'test.yaml');
    const asked = {
      rule_files: [resolve('.config/prometheus/alerts.yaml')],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: await seriesOf(half),
          alert_rule_test: alerts.map((alertname) => ({
            eval_time: `${MINUTES}m`,
            alertname,
            exp_alerts: half.fires?.[0] === alertname ? [expected] : [],
          })),
        },
      ],
    };
    writeFileSync(file, JSON.stringify(asked));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
    expect({ status, said: `${stdout}${stderr}` }).toEqual({
      status: 0,
      said: expect.stringContaining('SUCCESS'),
    });
  });
});
