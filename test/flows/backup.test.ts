import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';
import { textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { BackupError, backUp, restore } from '../../src/store/backup.ts';
import { DirectoryInUseError } from '../../src/store/directory-lock.ts';
import { at } from '../support/builders.ts';
import { isPostgresReachable, makePostgresDatabase } from '../support/databases.ts';
import { JOBCENTRE, logInSlack, setUpInSlack, startTown, type Town } from './town.ts';

const run = promisify(execFile);
const hasPgDump = await run('pg_dump', ['--version']).then(
  () => true,
  () => false,
);
const postgres = await isPostgresReachable();

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const cards = (town: Town) =>
  town.slack.messages(JOBCENTRE).filter((message) => /^SJ-\d+ ·/.test(textOf(message)));

/** A bot on what was restored, before the same Slack: it knows the opening, its card, and the next number. */
async function goesOn(town: Town, database: Record<string, string>): Promise<void> {
  const { slack } = town;
  const config = readConfig({
    PORT: '0',
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...database,
  });
  const bot = await startBot(config, createLog('silent'), {
    clock: { now: () => at('2026-11-17T11:00:00+01:00') },
    pauseMs: 0,
  });
  slack.connectTo(`http://127.0.0.1:${bot.port}/slack/events`);
  const [card] = cards(town);
  if (card === undefined) throw new Error('the card stands');
  await slack.press('UMETTE', card, 'Tag den');
  await until(() => textOf(card).includes('Mette'));
  await logInSlack(town);
  await until(async () => (await bot.store.outbox.depth()).waiting === 0);
  expect(cards(town).map((one) => textOf(one).slice(0, 4))).toEqual(['SJ-1', 'SJ-2']);
  await bot.stop();
}

describe('the embedded database', () => {
  test('is written into a file, and goes on from it', async () => {
    const town = await startTown({ platforms: ['slack'], kind: 'embedded' });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    const { environment } = town.database;
    if (!('DATA_DIR' in environment)) throw new Error('it is embedded');
    const file = join(dir, 'backups', 'spot-et-job.tar.gz');
    await expect(backUp(environment.DATA_DIR, file)).rejects.toThrow(DirectoryInUseError);
    await town.bot.stop();
    await backUp(environment.DATA_DIR, file);
    await expect(backUp(environment.DATA_DIR, file)).rejects.toThrow(`${file} exists already.`);
    await expect(restore(environment.DATA_DIR, file)).rejects.toThrow(BackupError);
    const restored = join(dir, 'restored');
    await restore(restored, file);
    await goesOn(town, { DATA_DIR: restored });
    await Promise.all([town.slack.stop(), town.teams.stop()]);
    await town.database.drop();
  }, 60_000);

  test('what is no backup is refused, and leaves nothing behind', async () => {
    const file = join(dir, 'letter.txt');
    await writeFile(file, 'Kære jobcenter');
    const target = join(dir, 'nothing');
    await expect(restore(target, file)).rejects.toThrow('is no backup of Spot et job');
    await expect(restore(target, join(dir, 'none'))).rejects.toThrow('There is no file');
    await expect(backUp(target, join(dir, 'never'))).rejects.toThrow('There is no embedded database');
  });
});

describe.skipIf(!postgres || !hasPgDump)('PostgreSQL', () => {
  test('is dumped while the bot runs, restored as the README says, and goes on from there', async () => {
    const town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    const { environment } = town.database;
    if (!('DATABASE_URL' in environment)) throw new Error('it is a server');
    const file = join(dir, 'spot-et-job.dump');
    await run('pg_dump', ['--format=custom', `--file=${file}`, environment.DATABASE_URL]);
    await town.bot.stop();
    const target = await makePostgresDatabase();
    await run('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${target.url}`, file]);
    await goesOn(town, { DATABASE_URL: target.url });
    await Promise.all([town.slack.stop(), town.teams.stop()]);
    await town.database.drop();
    await target.drop();
  }, 60_000);
});
