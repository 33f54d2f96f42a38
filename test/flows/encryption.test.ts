import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import { textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openDirectory } from '../../src/store/pglite.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { createSealing, KEY_BYTES } from '../../src/store/sealing.ts';
import { account, fresh, settled, stored } from '../contract/fixtures.ts';
import { TUESDAY } from '../support/builders.ts';
import { copyPostgresDatabase, isPostgresReachable, makeDataDirectory } from '../support/databases.ts';
import {
  JOBCENTRE,
  logInSlack,
  OPENING,
  pressAndSubmit,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

// Each start and each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const postgres = await isPostgresReachable();
const newKey = () => randomBytes(KEY_BYTES).toString('base64');

const canDump = await run('pg_dump', ['--version']).then(
  () => true,
  () => false,
);

/** What was kept before there was a key, or under one: a coordinator, a leader and an opening's contact person. */
async function keepKaren(store: Store): Promise<void> {
  const { taskForce } = await settled(store);
  const { id } = await store.directory.personOf(account('Karen Krogh'));
  await stored(store, fresh(taskForce, { contactName: 'Karen Krogh' }, TUESDAY, id));
}

/** Only what is named here reaches the process: the machine's own variables must not. */
async function node(program: string, args: readonly string[], variables: Record<string, string>) {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    PORT: '0',
    PLAYGROUND: '0',
    ...variables,
  };
  const child = run(process.execPath, ['src/run.mjs', program, ...args], { cwd: ROOT, env });
  // A bot that started goes on until it is told to stop.
  child.child.stdout?.on('data', (chunk) => {
    if (String(chunk).includes('Listens on')) child.child.kill('SIGTERM');
  });
  return child.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      said: stdout + stderr,
    }),
  );
}

const given = (key: string | null): Record<string, string> => (key === null ? {} : { ENCRYPTION_KEY: key });
const nameOf = (key: string) => createSealing([Buffer.from(key, 'base64')]).keyId;
const notGiven = (key: string) =>
  `ENCRYPTION_KEY: the database holds what was sealed under key ${nameOf(key)}, and that key isn't given.\n`;

describe.skipIf(!postgres)('the key that people’s data are sealed under', () => {
  let database: Awaited<ReturnType<typeof copyPostgresDatabase>>;
  beforeAll(async () => {
    database = await copyPostgresDatabase();
    const open = openPostgres(database.url, () => undefined);
    await keepKaren(createStore(open));
    await open.close();
  });
  afterAll(() => database.drop());

  const onIt = (program: string, args: readonly string[], key: string | null) =>
    node(program, args, { DATABASE_URL: database.url, ...given(key) });
  const start = (key: string | null) => onIt('src/main.ts', [], key);
  const bot = (key: string | null, ...args: string[]) => onIt('src/admin/main.ts', args, key);
  const rotate = (key: string | null) => bot(key, 'rotate-keys');
  const [first, second] = [newKey(), newKey()];

  test('without one the start says so, and there is nothing to rotate to', async () => {
    const { code, said } = await start(null);
    expect(code).toBe(0);
    expect(said).toContain('Encryption at rest: none, contact data is stored as it is. Set ENCRYPTION_KEY');
    expect(await rotate(null)).toEqual({
      code: 1,
      said: 'ENCRYPTION_KEY: missing. There is no key to seal under.\n',
    });
  });

  test('with one the start names it, never tells it, and counts what isn’t sealed yet', async () => {
    const { code, said } = await start(first);
    expect(code).toBe(0);
    expect(said).toContain(
      `Encryption at rest: contact data is sealed under key ${nameOf(first)}; 3 names aren't yet, run`,
    );
    expect(said).not.toContain(first);
  });

  test('rotate-keys seals it, says what it did, and can be repeated', async () => {
    const { code, said } = await rotate(first);
    expect(code).toBe(0);
    expect(said).toContain(`openings: 1 sealed under key ${nameOf(first)}\n`);
    expect(said).toContain(`people: 2 sealed under key ${nameOf(first)}\n`);
    expect(said).toMatch(/Former keys open nothing any more\.\n$/);
    expect((await rotate(first)).said).toContain(`people: 0 sealed under key ${nameOf(first)}\n`);
  });

  test('what is sealed under a key that isn’t given stops the start with one line', async () => {
    const refused = { code: 1, said: notGiven(first) };
    expect(await start(null)).toEqual(refused);
    expect(await start(second)).toEqual(refused);
  });

  test('and each command that works with it, which changes nothing', async () => {
    const refused = { code: 1, said: notGiven(first) };
    expect(await bot(null, 'sweep', '--dry-run')).toEqual(refused);
    expect(await bot(second, 'audit', 'verify')).toEqual(refused);
    expect(await bot(second, 'setup-code')).toEqual(refused);
    // The tables are brought up to date by any process, whatever its keys.
    expect((await bot(null, 'migrate')).code).toBe(0);
    expect((await bot(first, 'sweep', '--dry-run')).code).toBe(0);
  });

  test('rotate-keys without the former key leaves what it can’t open, says where, and ends with 1', async () => {
    const { code, said } = await rotate(second);
    expect(code).toBe(1);
    expect(said).toMatch(/3 rows are left: repeat it before a former key is taken away\.\n$/);
    expect(said).not.toContain('Karen');
  });

  test('with both keys it is sealed under the new one, and the former may go', async () => {
    expect((await rotate(`${second},${first}`)).said).toContain(
      `people: 2 sealed under key ${nameOf(second)}\n`,
    );
    expect((await start(second)).said).toContain(
      `Encryption at rest: contact data is sealed under key ${nameOf(second)}\n`,
    );
    expect((await start(first)).code).toBe(1);
  });
});

describe('an embedded database that was sealed', () => {
  let directory: Awaited<ReturnType<typeof makeDataDirectory>>;
  const [first, second] = [newKey(), newKey()];
  beforeAll(async () => {
    directory = await makeDataDirectory();
    const open = await openDirectory(directory.path);
    await keepKaren(createStore(open, createSealing([Buffer.from(first, 'base64')])));
    await open.close();
  });
  afterAll(() => directory.remove());

  const bot = (key: string | null, ...args: string[]) =>
    node('src/admin/main.ts', args, { DATA_DIR: directory.path, ...given(key) });

  test('isn’t exported, and nothing is added to it in plain, without its key', async () => {
    const [file, written] = [join(directory.path, 'openings.csv'), join(directory.path, 'results.zip')];
    // What doesn't touch the database needs no key.
    expect((await bot(null, 'import', '--template', file)).code).toBe(0);
    await appendFile(file, ';Solbakken;Eva;20304057;Viborg;Kantine;opvask;5;;;;;;;;;;;;\r\n');
    const refused = { code: 1, said: notGiven(first) };
    expect(await bot(null, 'import', '--task-force', 'Birkholm', file)).toEqual(refused);
    expect(await bot(second, 'import', '--task-force', 'Birkholm', file)).toEqual(refused);
    expect(await bot(second, 'export', '--all', '--format', 'csv', '--out', written)).toEqual(refused);
    expect(existsSync(written)).toBe(false);
    const added = await bot(first, 'import', '--task-force', 'Birkholm', file);
    expect(added).toEqual({ code: 0, said: 'Tilføjede 1 åbning med 0 job.\n' });
  });
});

describe.skipIf(!postgres || !canDump)('a dump of a database that was used with a key', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'], sealed: true });
  });
  afterAll(() => town.stop());

  test('holds no contact data, name, note, reference or token', async () => {
    await setUpInSlack(town);
    await logInSlack(town, 'UKAREN', { ...OPENING, contact_name: 'Kim Kontakt', contact: 'kim@vvs.example' });
    await town.calm();
    await logInSlack(town);
    await town.calm();
    const card = () =>
      until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith('SJ-2 ·')));
    const act = async (label: string, values: Record<string, string>) =>
      pressAndSubmit(town, 'UMETTE', await card(), label, values);
    await town.slack.press('UMETTE', await card(), 'Tag den');
    await town.calm();
    await act('Book besøg', { date: '2026-11-19' });
    await town.setClock('2026-11-20T08:00:00+01:00');
    await act('Besøg holdt', { outcome: 'ready' });
    await act('Kandidat fundet', { candidate: 'K-142-hemmelig' });
    await act('De sagde ja', { starts_on: '2026-11-23', form: 'flex_job' });
    await town.setClock('2026-11-24T09:00:00+01:00');
    await act('Startet', { hours: '7,5', expectations: 'yes', mentor: 'Mona Mentor' });
    await town.bot.store.installations.keep({
      platform: 'slack',
      id: 'T9',
      secret: 'en hemmelighed for et rum',
      installedAt: TUESDAY,
    });
    const { environment } = town.database;
    if (!('DATABASE_URL' in environment)) throw new Error('not on PostgreSQL');
    const { stdout } = await run('pg_dump', [environment.DATABASE_URL], { maxBuffer: 100_000_000 });
    // The dump is whole, and what the database compares stands in it as it is.
    expect(stdout).toContain('Café Æblet');
    expect(stdout).toContain('sealed:1:');
    const planted = [
      /Karen|Krogh|Bodil|Mette Holm/,
      /20 ?30 ?40 ?57|kim@vvs|Kim Kontakt/,
      /K-142|Mona/,
      /en hemmelighed for et rum/,
      /[\w-]*secret-of-birkholm|xoxb-/,
    ];
    for (const pattern of planted) expect(pattern.exec(stdout)?.[0] ?? null).toBeNull();
  });
});
