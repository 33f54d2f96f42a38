import { Agent, request } from 'node:http';

/** One line of the table: what was measured beside its baseline, in one unit. */
export interface Row {
  readonly what: string;
  readonly baseline: string;
  /** Medians of the same run, with their unit. */
  readonly base: string;
  readonly mine: string;
  /** Ours by the baseline's: of the same pair, then the median of the pairs. */
  readonly ratio: number;
  readonly goal: Goal;
  readonly remark?: string;
}

export interface Goal {
  readonly at: 'least' | 'most';
  readonly ratio: number;
}

export function isMet({ ratio, goal }: Row): boolean {
  return goal.at === 'least' ? ratio >= goal.ratio : ratio <= goal.ratio;
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1));
  const value = sorted[at];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Both in turns, so that what else the machine does weighs on both; the ratio is the median of those of the pairs. */
export async function pairs(
  rounds: number,
  base: () => Promise<number>,
  mine: () => Promise<number>,
): Promise<{ base: number; mine: number; ratio: number }> {
  const seen: { base: number; mine: number }[] = [];
  // The first of each warms it up.
  await base();
  await mine();
  for (let round = 0; round < rounds; round += 1) {
    // The one that goes first changes, in case the second always finds the machine warmer.
    if (round % 2 === 0) {
      const first = await base();
      seen.push({ base: first, mine: await mine() });
    } else {
      const first = await mine();
      seen.push({ mine: first, base: await base() });
    }
  }
  return {
    base: median(seen.map((pair) => pair.base)),
    mine: median(seen.map((pair) => pair.mine)),
    ratio: median(seen.map((pair) => pair.mine / pair.base)),
  };
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** POST, and the whole answer read. @throws for any status but 200 to 202 */
export function post(url: string, { headers, body }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // A kept connection that the other side closed just now.
      if (asked.reusedSocket && error.code === 'ECONNRESET')
        post(url, { headers, body }).then(resolve, reject);
      else reject(error);
    });
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode <= 202) resolve(text);
        else reject(new Error(`${url} answered ${statusCode}: ${text.slice(0, 200)}`));
      });
    });
    asked.end(body);
  });
}

/**
 * So many people at it for so long, each the next as soon as the last is done: how many a second, and how long one took. What
 * ends in `false` was answered, but not done, and doesn't count.
 */
export async function drive(
  connections: number,
  forMs: number,
  once: () => Promise<unknown>,
): Promise<{ perSecond: number; took: readonly number[] }> {
  const took: number[] = [];
  const begun = performance.now();
  const one = async () => {
    while (performance.now() - begun < forMs) {
      const from = performance.now();
      if ((await once()) !== false) took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return { perSecond: (took.length / (performance.now() - begun)) * 1_000, took };
}

/** One each `everyMs`, whether the last was answered or not: how long each took from when it should have begun. */
export async function steady(
  everyMs: number,
  count: number,
  once: () => Promise<unknown>,
): Promise<readonly number[]> {
  const begun = performance.now();
  return Promise.all(
    Array.from({ length: count }, async (_, nth) => {
      const due = begun + nth * everyMs;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await once();
      return performance.now() - due;
    }),
  );
}
