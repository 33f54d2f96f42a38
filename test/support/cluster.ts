import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const INSTALLED = '/usr/lib/postgresql';

/** A PostgreSQL server of a test's own, which may be restarted without anybody else noticing. */
export interface Cluster {
  readonly url: string;
  /** `immediate` is a crash: what was under way is lost, and the server recovers at its start. Resolves when it takes connections. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian puts the newest server's programs; null where there is none. */
export async function postgresPrograms(): Promise<string | null> {
  const versions = await readdir(INSTALLED).catch(() => []);
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  return newest === undefined ? null : join(INSTALLED, newest, 'bin');
}

export async function startCluster(programs: string): Promise<Cluster> {
  const home = await mkdtemp(join(tmpdir(), 'spot-et-job-pg-'));
  const user = await whoRuns();
  if (user !== null) await chown(home, user.uid, user.gid);
  const data = join(home, 'data');
  const port = await freePort();
  const program = (name: string, ...args: string[]) =>
    run(join(programs, name), args, { ...(user ?? {}), cwd: home });
  const control = (...args: string[]) => program('pg_ctl', '-D', data, '-w', '-t', '60', ...args);
  await program('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync');
  const log = join(home, 'log');
  await control('-l', log, '-o', `-p ${port} -k ${home} -c listen_addresses=127.0.0.1`, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: async (how) => {
      await control('-l', log, '-m', how, 'restart');
    },
    stop: async () => {
      await control('-m', 'immediate', 'stop');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The server refuses to run as root. */
async function whoRuns(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
