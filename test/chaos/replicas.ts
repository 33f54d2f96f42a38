import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { until } from '../../src/playground/until.ts';
import { listen } from '../../src/server.ts';
import type { Random } from './random.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STARTS_WITHIN_MS = 180_000;

/** By how much the clocks of replicas are off, in turn: the database's decides. The embedded one has no clock but theirs. */
export const TEN_MINUTES_OFF_MS = [0, 600_000, -600_000] as const;
export const NOT_OFF_MS = [0] as const;

interface Replica {
  readonly process: ChildProcess;
  readonly url: string;
  /** By how much its clock is off. */
  readonly shiftMs: number;
}

/** Processes of the bot, as `npm start` runs them, behind one address that sends each request to any of them. */
export interface Replicas {
  /** Where Slack and Teams send to. */
  readonly url: string;
  /** kill -9 of one that runs; another one is started in its place. */
  kill(): Promise<void>;
  /** The addresses of those that run. */
  running(): readonly string[];
  /** Requests of the platforms, and copies of them that were sent besides. */
  readonly counts: { requests: number; copies: number };
  /** What none may say: faults that nobody handled, and ends that nobody asked for. */
  readonly faults: string[];
  /** SIGTERM to all; the codes with which they end. */
  stop(): Promise<readonly (number | null)[]>;
  /** Whatever still runs is killed: for a test that didn't come to its end. */
  end(): void;
}

export interface ReplicasOptions {
  readonly count: number;
  readonly variables: Readonly<Record<string, string>>;
  /** How far ahead of now all of them believe it is (behind, if negative), in milliseconds. */
  readonly aheadMs: number;
  readonly clocksOffMs: readonly number[];
  readonly signingSecret: string;
}

export async function startReplicas(
  { count, variables, aheadMs, clocksOffMs, signingSecret }: ReplicasOptions,
  random: Random,
): Promise<Replicas> {
  const running: Replica[] = [];
  const children: ChildProcess[] = [];
  const faults: string[] = [];
  const counts = { requests: 0, copies: 0 };
  let stopping = false;
  let started = 0;

  const start = async (): Promise<void> => {
    const shiftMs = aheadMs + (clocksOffMs[started % clocksOffMs.length] ?? 0);
    started += 1;
    const child = spawn(
      process.execPath,
      ['--import', './test/chaos/shift-clock.mjs', 'src/run.mjs', 'test/chaos/replica.ts'],
      {
        cwd: ROOT,
        env: {
          PATH: process.env.PATH ?? '',
          HOME: process.env.HOME ?? '',
          PORT: '0',
          LOG_LEVEL: 'error',
          CLOCK_SHIFT_MS: String(shiftMs),
          ...variables,
        },
      },
    );
    children.push(child);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => faults.push(String(chunk)));
    child.on('exit', (code, signal) => {
      if (!stopping && signal !== 'SIGKILL') faults.push(`ended by itself: ${code} ${signal}`);
    });
    const url = await until(() => /Listens on (http:\/\/\S+)/.exec(output)?.[1], STARTS_WITHIN_MS);
    running.push({ process: child, url, shiftMs });
  };

  await Promise.all(Array.from({ length: count }, start));
  const { server, url } = await balance(() => running, signingSecret, random, counts);
  return {
    url,
    counts,
    faults,
    running: () => running.map((replica) => replica.url),
    kill: async () => {
      const [victim] = running.splice(random.below(running.length), 1);
      victim?.process.kill('SIGKILL');
      await start();
    },
    end: () => {
      stopping = true;
      for (const child of children) child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
    },
    stop: async () => {
      stopping = true;
      const ends = running.map(
        ({ process: child }) => new Promise<number | null>((resolve) => child.once('exit', resolve)),
      );
      for (const { process: child } of running) child.kill('SIGTERM');
      const codes = await Promise.all(ends);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      return codes;
    },
  };
}

interface Forwarded {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Slack's signatures name the time, and are refused when it is five minutes off. So each is made anew by the clock of the
 * replica it goes to: that the door holds is tested elsewhere, here it is about what is behind it.
 */
function signature(
  headers: Forwarded['headers'],
  body: Buffer,
  secret: string,
  shiftMs: number,
): Record<string, string> {
  if (headers['x-slack-signature'] === undefined) return {};
  const stamp = String(Math.floor((Date.now() + shiftMs) / 1_000));
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` };
}

/**
 * Sends each request to one replica and gives back its answer, and up to three copies of it to any, whose answers nobody
 * reads: as platforms do that believe they saw none. A replica that takes no connection is passed over.
 */
async function balance(
  replicas: () => readonly Replica[],
  signingSecret: string,
  random: Random,
  counts: Replicas['counts'],
): Promise<{ server: Server; url: string }> {
  const forward = async (path: string, { headers, body, ...init }: Forwarded): Promise<Response | null> => {
    for (const { url, shiftMs } of random.shuffled(replicas())) {
      try {
        const resigned = { ...headers, ...signature(headers, body, signingSecret, shiftMs) };
        return await fetch(`${url}${path}`, { ...init, body: new Uint8Array(body), headers: resigned });
      } catch (error) {
        const refused = error instanceof Error && String(error.cause).includes('ECONNREFUSED');
        if (!refused) return null;
      }
    }
    return null;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { host, connection, 'content-length': length, ...headers } = request.headers;
    const init: Forwarded = {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      body: Buffer.concat(chunks),
    };
    const path = request.url ?? '/';
    counts.requests += 1;
    const copies = random.below(10) < 6 ? 0 : 1 + random.below(3);
    for (let copy = 0; copy < copies; copy += 1) {
      counts.copies += 1;
      setTimeout(
        () =>
          void forward(path, init)
            .then((answer) => answer?.arrayBuffer())
            .catch(() => undefined),
        random.below(400),
      );
    }
    const answer = await forward(path, init);
    const body = answer === null ? null : await answer.arrayBuffer().catch(() => null);
    if (answer === null || body === null) response.writeHead(502).end();
    else {
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(Buffer.from(body));
    }
  });
  return { server, url: `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}` };
}
