import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';
import { startPlayground } from '../../src/playground/start-playground.ts';
import { until } from '../../src/playground/until.ts';

const SLACK = { SLACK_SIGNING_SECRET: 'secret', SLACK_BOT_TOKEN: 'xoxb-1' };
const TEAMS = {
  MICROSOFT_APP_ID: 'app',
  MICROSOFT_APP_PASSWORD: 'password',
  MICROSOFT_APP_TENANT_ID: 'tenant',
};

test.each([
  ['nothing is configured', {}, true],
  ['it is asked for', { PLAYGROUND: '1' }, true],
  ['it is declined', { PLAYGROUND: '0' }, false],
  ['Slack is connected', SLACK, false],
  ['Teams is connected', TEAMS, false],
  ['it is production', { NODE_ENV: 'production' }, false],
])('when %s', (_when, environment, playground) => {
  expect(readConfig(environment).playground).toBe(playground);
});

test.each([
  ['in production', { NODE_ENV: 'production', PLAYGROUND: '1' }],
  ['beside a real Slack', { ...SLACK, PLAYGROUND: '1' }],
  ['beside a real Teams', { ...TEAMS, PLAYGROUND: 'true' }],
])('it is refused %s, with the name of the variable', (_where, environment) => {
  expect(() => readConfig(environment)).toThrow(/^PLAYGROUND: /);
});

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('other machines can’t be let in', async () => {
  const config = readConfig({ HOST: '0.0.0.0', PORT: '0', DATA_DIR: dir });
  await expect(startPlayground(config, createLog('silent'))).rejects.toThrow(/^HOST: .*127\.0\.0\.1 alone/);
});

test('it can’t be started in production by any way round', async () => {
  const config = { ...readConfig({ PORT: '0', DATA_DIR: dir }), production: true };
  await expect(startPlayground(config, createLog('silent'))).rejects.toThrow(ConfigError);
});

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm start` runs, with nothing set but where it may listen and write. */
async function npmStart(): Promise<{ url: string; seconds: number; stop: () => Promise<number | null> }> {
  const began = Date.now();
  const child = spawn(process.execPath, ['src/run.mjs', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      DATA_DIR: dir,
      LOG_LEVEL: 'warn',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await until(() => /open (http:\/\/127\.0\.0\.1:\d+) in a browser/.exec(output)?.[1], 120_000);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, seconds: (Date.now() - began) / 1_000, stop };
}

test('npm start with nothing configured tells the address of a page; SIGTERM ends it with 0; so does the second start', async () => {
  const first = await npmStart();
  expect(await (await fetch(first.url)).text()).toContain('Spot et job');
  expect(await first.stop()).toBe(0);
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const [, database = ''] = /own database in `DATA_DIR\/([^`]+)`/.exec(readme) ?? [];
  expect((await stat(join(dir, database, 'pglite'))).isDirectory()).toBe(true);
  const second = await npmStart();
  const page = await fetch(second.url);
  process.stdout.write(
    `To a usable page: ${first.seconds} s at the first start, ${second.seconds} s at the second.\n`,
  );
  expect(page.status).toBe(200);
  expect(await second.stop()).toBe(0);
}, 240_000);
