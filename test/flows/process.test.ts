import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { until } from '../../src/playground/until.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { account, fresh, settled, stored } from '../contract/fixtures.ts';
import { TUESDAY } from '../support/builders.ts';
import { isPostgresReachable, makePostgresDatabase } from '../support/databases.ts';

// A machine that does other things as well takes ten times as long for a start.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  readonly process: ChildProcess;
  output(): string;
  ended(): Promise<number | null>;
}

/** Only what is named here reaches the process: the machine's own variables must not. */
function run(command: string, args: readonly string[], variables: Record<string, string>): Run {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...variables },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  // Not when it exits: what it said last may not be read by then.
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { process: child, output: () => output, ended: () => ended };
}

/** What `npm start` and `npm run bot` run; npm itself would end by the signal that it was sent. */
const node = (program: string, args: readonly string[], variables: Record<string, string>) =>
  run(process.execPath, ['src/run.mjs', program, ...args], variables);
const start = (variables: Record<string, string>) =>
  node('src/main.ts', [], { PORT: '0', PLAYGROUND: '0', ...variables });
const bot = (args: readonly string[], variables: Record<string, string>) =>
  node('src/admin/main.ts', args, variables);
const listening = (started: Run) =>
  until(() => /Listens on (http:\/\/\S+)/.exec(started.output())?.[1], 60_000);

const postgres = await isPostgresReachable();

/** Processes side by side, where they have nothing to do with each other. */
const AT_ONCE = 3;

test('npm start and npm run bot run just that', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  expect(manifest.scripts).toMatchObject({
    start: 'node src/run.mjs src/main.ts',
    bot: 'node src/run.mjs src/admin/main.ts',
  });
});

describe('npm start without a platform and without the playground', () => {
  let dir: string;
  let first: Run;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
    first = start({ DATA_DIR: dir });
    await listening(first);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('says in a few plain lines what it runs on, and tells the first code once', async () => {
    expect(first.output()).toMatch(
      /Database: the embedded database in [\s\S]*Slack: not connected\.[\s\S]*Teams: not connected\.[\s\S]*First set-up code, shown only now: [A-Z2-9]{4}-[A-Z2-9]{4}/,
    );
  });

  test('is alive, ready and measured', async () => {
    const url = await listening(first);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('spotjob_outbox_waiting 0');
    expect(metrics).toContain('spotjob_deliveries_total{platform="none",result="sent"} 0');
    expect(metrics).toContain('spotjob_job_failures_total{task="untold"} 0');
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  test('a second process on the same directory is refused in one clear line', async () => {
    const second = start({ DATA_DIR: dir });
    expect(await second.ended()).toBe(1);
    expect(second.output().trim().split('\n')).toHaveLength(1);
    expect(second.output()).toContain(dir);
  });

  test('SIGTERM ends it with 0, and the next start keeps what it had', async () => {
    first.process.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    const again = start({ DATA_DIR: dir });
    await listening(again);
    expect(again.output()).not.toContain('First set-up code');
    again.process.kill('SIGTERM');
    expect(await again.ended()).toBe(0);
  });
});

test('a process that stops says first that it isn’t ready, answers meanwhile, and then ends with 0', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  const draining = start({ DATA_DIR: dir, DRAIN_SECONDS: '2' });
  const url = await listening(draining);
  await until(async () => (await fetch(`${url}/readyz`)).status === 200);
  draining.process.kill('SIGTERM');
  await until(async () => (await fetch(`${url}/readyz`)).status === 503, 1_500);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await draining.ended()).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  await rm(dir, { recursive: true, force: true });
});

test('a start that finds its port taken says so in one line, and the next one still tells the first code', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port));
  });
  const refused = start({ DATA_DIR: dir, PORT: String(port) });
  expect(await refused.ended()).toBe(1);
  expect(refused.output().trim()).toMatch(/^listen EADDRINUSE\b.*$/);
  taken.close();
  const again = start({ DATA_DIR: dir });
  await listening(again);
  expect(again.output()).toContain('First set-up code');
  again.process.kill('SIGTERM');
  await again.ended();
  await rm(dir, { recursive: true, force: true });
});

test('a first start that is killed while it makes the embedded database is no harm to the next', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  const killed = start({ DATA_DIR: dir });
  await until(() => stat(join(dir, 'pglite', 'base')).catch(() => undefined), 60_000);
  killed.process.kill('SIGKILL');
  await killed.ended();
  const again = start({ DATA_DIR: dir });
  await listening(again);
  expect(again.output()).toContain('First set-up code');
  again.process.kill('SIGTERM');
  expect(await again.ended()).toBe(0);
  await rm(dir, { recursive: true, force: true });
});

test('an embedded database that can’t be opened stops the start and a command with one line, and stays as it is', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  await mkdir(join(dir, 'pglite', 'global'), { recursive: true });
  for (const begun of [start, (at: Record<string, string>) => bot(['migrate'], at)]) {
    const refused = begun({ DATA_DIR: dir });
    expect(await refused.ended()).toBe(1);
    expect(refused.output().trim()).toMatch(/^The embedded database in \S+ can't be opened\b.*$/);
  }
  expect((await stat(join(dir, 'pglite', 'global'))).isDirectory()).toBe(true);
  await rm(dir, { recursive: true, force: true });
});

test('what is no backup ends the restore with one line, and leaves nothing behind', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  const [file, target] = [join(dir, 'letter.txt'), join(dir, 'restored')];
  await writeFile(file, 'Kære jobcenter\n'.repeat(200));
  const refused = bot(['restore', '--from', file], { DATA_DIR: target });
  expect(await refused.ended()).toBe(1);
  expect(refused.output().trim()).toBe(`${file} is no backup of Spot et job that this version can read.`);
  expect(await readdir(target)).toEqual(['in-use.lock']);
  await rm(dir, { recursive: true, force: true });
});

test('a database that does not answer stops the start with one line', async () => {
  const refused = start({ DATABASE_URL: 'postgresql://somebody@127.0.0.1:1/spotjob' });
  expect(await refused.ended()).toBe(1);
  expect(refused.output().trim()).toMatch(/^connect ECONNREFUSED\b.*$/);
});

test.skipIf(!postgres)('a database that refuses the start does so in one line', async () => {
  const { url, drop } = await makePostgresDatabase();
  const missing = new URL(url);
  missing.pathname += '_missing';
  const refused = start({ DATABASE_URL: missing.href });
  expect(await refused.ended()).toBe(1);
  expect(refused.output().trim()).toMatch(/^DATABASE_URL: database "\w+_missing" does not exist$/);
  await drop();
});

describe('half a configuration stops the start with one line that names the variable', () => {
  test.concurrent.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces'],
    [{ MICROSOFT_APP_TENANT_ID: 't' }, 'MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD'],
    [{ NODE_ENV: 'production', TEAMS_ALLOW_ANONYMOUS: '1' }, 'TEAMS_ALLOW_ANONYMOUS'],
    [{ PORT: 'http' }, 'PORT'],
    [{ DRAIN_SECONDS: '60' }, 'DRAIN_SECONDS'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ DEFAULT_TIMEZONE: 'Europe/Birkholm' }, 'DEFAULT_TIMEZONE'],
  ])('%o', async (variables, named) => {
    const refused = start(variables as Record<string, string>);
    expect(await refused.ended()).toBe(1);
    const lines = refused.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${named}:`));
  });
});

describe.skipIf(!postgres)('on PostgreSQL', () => {
  test('two start at once on an empty database, and both serve', async () => {
    const database = await makePostgresDatabase();
    const both = [start({ DATABASE_URL: database.url }), start({ DATABASE_URL: database.url })];
    for (const one of both) {
      const url = await listening(one);
      expect(one.output()).toMatch(/Database: PostgreSQL at 127\.0\.0\.1/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    }
    for (const one of both) one.process.kill('SIGTERM');
    expect(await Promise.all(both.map((one) => one.ended()))).toEqual([0, 0]);
    await database.drop();
  });

  test('each command of npm run bot has help, does its work and ends with 0; a wrong one ends with 1 and says why', async () => {
    const database = await makePostgresDatabase();
    const variables = { DATABASE_URL: database.url };
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['setup-code'], 0, /^[A-Z2-9]{4}-[A-Z2-9]{4}$/],
      [
        ['sweep', '--now', '2026-11-23T08:00:00+01:00', '--dry-run'],
        0,
        /^0 due at 2026-11-23T07:00:00\.000Z, nothing changed\.$/,
      ],
      [['digest', '--now', '2026-11-23T08:00:00+01:00'], 0, /^0 digests queued\.$/],
      [['digest', '--task-force', 'Ukendt'], 1, /^There is no task force called Ukendt\.$/],
      [['export', '--task-force', 'Ukendt'], 1, /^There is no task force called Ukendt\.$/],
      [['export'], 1, /^Say --task-force <name>, or --all\.$/],
      [['export', '--all', '--by', 'person'], 1, /Allowed choices are task-force, municipality/],
      [['export', '--all', '--task-force', 'Birkholm'], 1, /cannot be used with option/],
      [['export', '--task-force', 'Birkholm', '--format', 'ods'], 1, /Allowed choices are xlsx, csv, pdf/],
      [['export', '--all', '--format', 'pdf'], 1, /^The page for a steering group is of one task force\.$/],
      [
        ['import', '--task-force', 'Birkholm'],
        1,
        /^Say --task-force <name> and a file, or --template <file>\.$/,
      ],
      [['digest', '--dry-run'], 0, /^There is no task force yet, and so no digest\.$/],
      [['audit', 'verify'], 0, /^The audit has no entries yet\.$/],
      [['audit', 'show'], 0, /^The audit of the installation has no entries yet\.$/],
      [['deliver'], 0, /^Nothing to send\. 0 waiting\.$/],
      [['dead-letters'], 0, /^0 dead letters\.$/],
      [['backup', '--to', '/tmp/never'], 1, /pg_dump/],
      [['restore', '--from', '/tmp/never'], 1, /pg_restore/],
      ...['i morgen', '5', '202611', '2026-11-23T08:00:00', '2026-02-31T08:00:00+01:00'].map(
        (now) =>
          [
            ['sweep', '--now', now, '--dry-run'],
            1,
            /Write an instant as 2026-11-23T08:00:00\+01:00\./,
          ] as const,
      ),
      [['sweep', '--now', '2026-11-23T08:00Z', '--dry-run'], 0, /^0 due at 2026-11-23T08:00:00\.000Z/],
      [['sweep', '--help'], 0, /--dry-run/],
      [['deliver', '--help'], 0, /ends when every\s+destination pauses/],
      [['retention', '--dry-run'], 0, /^Nothing changed\.$/],
      [['retention', '--task-force', 'Ukendt'], 1, /^There is no task force called Ukendt\.$/],
      [['my-data', '--person', 'Ukendt'], 1, /^There is no person Ukendt\.$/],
      [['erase'], 1, /^Say whom: --person or --contact\.$/],
      [['erase', '--person', '0b6f0e2e-7f5e-4d0c-9a51-6a3f3b8f1c01'], 1, /^There is no person 0b6f0e2e/],
    ];
    const tried = async ([args, code, says]: (typeof cases)[number]) => {
      const ran = bot(args, variables);
      expect([args, await ran.ended()]).toEqual([args, code]);
      expect(ran.output().trim()).toMatch(says);
    };
    await tried([['migrate'], 0, /up to date\.$/]);
    // None of the others sees what another does; some at a time, since each is a process.
    for (let first = 0; first < cases.length; first += AT_ONCE)
      await Promise.all(cases.slice(first, first + AT_ONCE).map(tried));
    await database.drop();
  });

  test('my-data, erase and retention show what they would do and change nothing, then do it', async () => {
    const database = await makePostgresDatabase();
    const open = openPostgres(database.url, () => undefined);
    await open.migrate();
    const store = createStore(open);
    const home = await settled(store);
    const { id: asta } = await store.directory.personOf(account('Asta Holm'));
    await stored(store, fresh(home.taskForce, {}, TUESDAY, asta));
    await stored(store, fresh(home.taskForce, { contact: { phone: '+4540506070', email: null } }));
    await store.directory.personOf(account('Ib'));
    await store.directory.personOf(account('IB'));
    await open.close();
    const says = async (code: number, ...args: string[]) => {
      const ran = bot(args, { DATABASE_URL: database.url });
      expect([args, await ran.ended(), ran.output()]).toEqual([args, code, ran.output()]);
      return ran.output().trim();
    };
    const held = JSON.parse(await says(0, 'my-data', '--person', 'asta holm'));
    expect(held).toMatchObject({ person: { id: asta }, openingsLogged: [{ phone: '+4520304057' }] });
    expect(await says(0, 'audit', 'show', '--last', '1')).toContain(` bot - data_exported ${asta}`);
    expect(await says(1, 'erase', '--person', 'Ib')).toMatch(
      /^2 people are called Ib\. Use one of their ids: /,
    );
    expect(await says(1, 'erase', '--person', home.coordinator)).toBe(
      'Nothing was erased: they are the only coordinator of Birkholm: name another.',
    );
    const would = await says(0, 'erase', '--person', asta, '--dry-run');
    expect(would).toMatch(/^Nothing changed\. This would happen:\n[\s\S]*1 open opening withdrawn/);
    expect(await says(0, 'erase', '--person', asta)).toContain('Contact details erased in 1 opening.');
    expect(await says(1, 'my-data', '--person', asta)).toBe(`There is no person ${asta}.`);
    expect(await says(0, 'erase', '--contact', '40 50 60 70', '--dry-run')).toMatch(
      /^Nothing changed\. This would happen:\nContact details erased in 1 opening\.\n1 open opening withdrawn\./,
    );
    expect(await says(0, 'erase', '--contact', '40 50 60 70')).toMatch(/\nNot erased:\n(• .+\n?){4}$/);
    expect(await says(1, 'erase', '--contact', '40 50 60 70')).toBe('No opening is reached by 40 50 60 70.');
    const later = ['retention', '--now', '2029-01-02T10:00:00+01:00'];
    const companies = 'Birkholm: contact data of 0 openings, notes of 0, 1 company names.';
    expect(await says(0, ...later, '--dry-run')).toBe(`${companies}\nNothing changed.`);
    expect(await says(0, ...later)).toBe(`${companies}\nForgotten.`);
    expect(await says(0, ...later)).toContain('0 company names.');
    await database.drop();
  });

  test('sweep and digest show what they would do and change nothing, then do it, once', async () => {
    const begun = Date.now();
    const database = await makePostgresDatabase();
    const open = openPostgres(database.url, () => undefined);
    await open.migrate();
    const store = createStore(open);
    const { taskForce } = await settled(store);
    await stored(store, fresh(taskForce));
    await open.close();
    const says = async (...args: string[]) => {
      const ran = bot(args, { DATABASE_URL: database.url });
      expect(await ran.ended()).toBe(0);
      return ran.output().trim();
    };
    const due = ['--now', '2026-11-18T10:00:00+01:00'];
    const nudge = /^Birkholm: SJ-1 nudge → slack jobcentre room C-/;
    expect(await says('sweep', ...due, '--dry-run')).toMatch(nudge);
    expect(await says('sweep', ...due, '--dry-run')).toMatch(nudge);
    expect(await says('sweep', ...due)).toMatch(nudge);
    expect(await says('sweep', ...due)).toMatch(/^0 due/);
    const monday = ['--now', '2026-11-23T08:00:00+01:00'];
    expect(await says('digest', ...monday, '--dry-run')).toMatch(
      /^To Karen\n {2}Spot et job · uge 48 · Birkholm\n[\s\S]*Haster: 1/,
    );
    expect(await says('digest', ...monday)).toMatch(
      /^Birkholm: digest of 2026-11-23T07:00:00\.000Z queued\.\n1 digests queued\.$/,
    );
    expect(await says('digest', ...monday)).toBe('0 digests queued.');
    const directory = await mkdtemp(join(tmpdir(), 'spotjob-export-'));
    const zip = join(directory, 'results.zip');
    expect(await says('export', '--task-force', 'birkholm', '--format', 'csv', '--out', zip, ...monday)).toBe(
      `Birkholm: 10 tables written to ${zip}`,
    );
    const files = unzipSync(new Uint8Array(await readFile(zip)));
    expect(strFromU8(files['Deltagere og job.csv'] ?? new Uint8Array())).toContain('Viborg;;;;0;1');
    const together = join(directory, 'all.zip');
    expect(
      await says('export', '--all', '--hide-small', '--format', 'csv', '--out', together, ...monday),
    ).toBe(`1 task forces: 3 tables written to ${together}`);
    const all = unzipSync(new Uint8Array(await readFile(together)));
    expect(strFromU8(all['Deltagere og job.csv'] ?? new Uint8Array())).toContain(
      'Taskforce;Virksomhedsrepræsentanter;Andre deltagere;Deltagere i alt;I job;Åbninger\r\nBirkholm;;;;0;1',
    );
    const audited = (await says('audit', 'show', '--task-force', 'birkholm', '--last', '2')).split('\n');
    expect(audited).toEqual([
      expect.stringMatching(/ bot - results_exported - {"format":"csv"}$/),
      expect.stringMatching(/ bot - results_exported - {"format":"csv"}$/),
    ]);
    // When it was, whatever `--now` said.
    for (const line of audited) expect(Date.parse(line.slice(0, 24))).toBeGreaterThan(begun);
    const filled = join(directory, 'openings.csv');
    expect(await says('import', '--template', filled)).toBe(`${filled}: written.`);
    const heading = await readFile(filled, 'utf8');
    const importing = ['import', '--task-force', 'birkholm', ...monday, filled];
    await writeFile(filled, `${heading};Solbakken;Eva;20304057;Viborg;Kantine;opvask;5;;;;;;;;;;;;\r\n`);
    expect(await says(...importing, '--dry-run')).toBe('Ville tilføje 1 åbning med 0 job. Intet er ændret.');
    expect(await says(...importing)).toBe('Tilføjede 1 åbning med 0 job.');
    expect(await says(...importing)).toBe('Tilføjede 0 åbninger med 0 job.\n1 åbning er der allerede.');
    await rm(directory, { recursive: true });
    await database.drop();
  });
});
