import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { until } from '../../src/playground/until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STARTS_WITHIN_MS = 120_000;

export interface Server {
  readonly url: string;
  /** From the start of the process until it listened. */
  readonly startMs: number;
  /** What it holds of the machine's memory now, in megabytes. */
  residentMb(): Promise<number>;
  kill(): void;
  stop(): Promise<void>;
}

/** A program of this project as a process of its own, which says where it listens. */
export async function startServer(program: string, variables: Record<string, string>): Promise<Server> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/run.mjs', program], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      LOG_LEVEL: 'error',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`${program} ended at its start: ${output}`);
    return /(?:Listens on|Playground: open) (http:\/\/[\w.:]+)/.exec(output)?.[1];
  }, STARTS_WITHIN_MS);
  return {
    url,
    startMs: performance.now() - begun,
    residentMb: () => residentMb(child),
    kill: () => child.kill('SIGKILL'),
    stop: () => stop(child),
  };
}

async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
