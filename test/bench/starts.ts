import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../src/playground/until.ts';
import { makeDataDirectory } from '../support/databases.ts';
import { pairs, type Row } from './measure.ts';
import { type Server, startServer } from './processes.ts';
import type { Bare } from './requests.ts';
import { SECRET, type Town } from './town.ts';

const started = async (program: string, variables: Record<string, string>): Promise<number> => {
  const server = await startServer(program, variables);
  await server.stop();
  return server.startMs;
};

/** Each on an embedded database that stands, in a process of its own. */
export async function startRow(rounds: number): Promise<Row> {
  const directory = await makeDataDirectory();
  try {
    const { base, mine, ratio } = await pairs(
      rounds,
      () => started('test/bench/servers/bare-pglite.ts', { DATA_DIR: directory.path }),
      () =>
        started('src/main.ts', {
          DATA_DIR: directory.path,
          SLACK_SIGNING_SECRET: SECRET,
          SLACK_BOT_TOKEN: 'xoxb-birkholm',
          TEAMS_ALLOW_ANONYMOUS: '1',
        }),
    );
    return {
      what: 'start to ready on an existing embedded database, both platforms',
      baseline: 'bare PGlite, reopened',
      base: `${(base / 1_000).toFixed(1)} s`,
      mine: `${(mine / 1_000).toFixed(1)} s`,
      ratio,
      goal: { at: 'most', ratio: 1.5 },
    };
  } finally {
    await directory.remove();
  }
}

/** @param when "idle" or "after load" */
export async function memoryRow({ bot }: Town, { bolt, teams }: Bare, when: string): Promise<Row> {
  const [ours, theirs] = [await bot.residentMb(), (await bolt.residentMb()) + (await teams.residentMb())];
  return {
    what: `resident memory, ${when}`,
    baseline: 'bare Bolt and bare botbuilder, a process each',
    base: `${theirs.toFixed(0)} MB`,
    mine: `${ours.toFixed(0)} MB`,
    ratio: ours / theirs,
    goal: { at: 'most', ratio: 2 },
  };
}

/** From `npm start` with nothing set to a page that can be used, the second time, in seconds. */
export async function playgroundStart(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'spot-et-job-'));
  const open = async (): Promise<{ seconds: number; server: Server }> => {
    const begun = performance.now();
    const server = await startServer('src/main.ts', { DATA_DIR: directory });
    await until(async () => (await fetch(server.url).catch(() => null))?.status === 200, 120_000);
    return { seconds: (performance.now() - begun) / 1_000, server };
  };
  try {
    await (await open()).server.stop();
    const { seconds, server } = await open();
    await server.stop();
    return seconds;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
