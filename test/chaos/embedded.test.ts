import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startSlackServer } from '../../src/playground/slack-server.ts';
import { startTeamsServer } from '../../src/playground/teams-server.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { TUESDAY } from '../support/builders.ts';
import { makeDataDirectory } from '../support/databases.ts';
import type { Query } from './findings.ts';
import { settle } from './people.ts';
import { createRandom } from './random.ts';
import { NOT_OFF_MS, startReplicas } from './replicas.ts';
import { SECOND_STARTS, SEED, EMBEDDED as SHAPE } from './shape.ts';
import { judge, rage } from './storm.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The code with which a process ends that is started on a directory which another one has, and what it says. */
async function startBeside(variables: Record<string, string>): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', ...variables };
  const second: ChildProcess = spawn(process.execPath, ['src/run.mjs', 'src/main.ts'], { cwd: ROOT, env });
  let said = '';
  second.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise((resolve) => second.once('close', resolve));
  return `${code}: ${said.trim()}`;
}

test(
  `one process on the embedded database is killed again and again (seed ${SEED})`,
  async () => {
    const began = Date.now();
    const say = (what: string) =>
      process.stderr.write(`embedded, ${((Date.now() - began) / 1_000).toFixed(1)} s: ${what}\n`);
    const random = createRandom(SEED);
    const directory = await makeDataDirectory();
    const slack = await startSlackServer();
    const teams = await startTeamsServer({ appId: '' });
    const founding = await openDatabase({ dataDir: directory.path }, () => undefined);
    const villages = [await settle(createStore(founding), slack, teams, 0)];
    await founding.close();
    const variables = {
      DATA_DIR: directory.path,
      LEASE_MS: String(SHAPE.leaseMs),
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_ALLOW_ANONYMOUS: '1',
      TEAMS_SERVICE_URLS: '127.0.0.1',
    };
    const replicas = await startReplicas(
      {
        count: 1,
        variables,
        aheadMs: TUESDAY.getTime() - began,
        clocksOffMs: NOT_OFF_MS,
        signingSecret: slack.signingSecret,
      },
      random,
    );
    onTestFinished(replicas.end);
    slack.connectTo(`${replicas.url}/slack/events`);
    teams.connectTo(`${replicas.url}/api/messages`);
    slack.triggersLast(30_000);
    say('the process runs');

    const refused: string[] = [];
    const events = random.shuffled([
      ...Array.from({ length: SHAPE.kills }, () => () => replicas.kill()),
      ...Array.from({ length: SECOND_STARTS }, () => async () => {
        refused.push(await startBeside(variables));
      }),
    ]);
    // Nobody else may look into its database: its own figures tell what waits.
    const waiting = async () => {
      const metrics = await fetch(`${replicas.running()[0]}/metrics`).then(
        (answer) => answer.text(),
        () => '',
      );
      return Number(/^spotjob_outbox_waiting (\d+)/m.exec(metrics)?.[1] ?? -1);
    };
    const world = { slacks: [slack], teams, villages, replicas, random, shape: SHAPE, say, waiting };
    const raged = await rage(world, events);
    const { faults, doublesInPeace } = raged;
    const codes = await replicas.stop();
    const open = await openDatabase({ dataDir: directory.path }, () => undefined);
    const query: Query = <Row>(sql: string) => open.client.$queryRawUnsafe<Row[]>(sql);
    const { counts, wrong, doublesInTeams, mayBeTwice } = await judge(world, query, raged);
    await open.close();
    const seconds = Math.round((Date.now() - began) / 1_000);
    const printed = {
      embedded: true,
      seed: SEED,
      ...counts,
      kills: SHAPE.kills,
      faults,
      secondStartsRefused: refused.length,
      seconds,
    };
    process.stdout.write(`${JSON.stringify(printed)}\n`);

    expect(wrong).toEqual(Object.fromEntries(Object.keys(wrong).map((what) => [what, []])));
    expect(doublesInPeace).toEqual([]);
    expect(doublesInTeams).toBeLessThanOrEqual(mayBeTwice);
    expect(refused).toHaveLength(SECOND_STARTS);
    for (const said of refused) expect(said).toMatch(/^1: .*another process/i);
    expect(codes).toEqual([0]);
    expect(counts.openingsAcknowledged).toBeGreaterThan(1);
    expect(counts.claimed).toBeGreaterThan(0);
    await Promise.all([slack.stop(), teams.stop()]);
    await directory.remove();
  },
  SHAPE.testMs,
);
