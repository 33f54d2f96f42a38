import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';
import type { Snapshot } from '../../src/playground/snapshot.ts';
import { type StartedPlayground, startPlayground } from '../../src/playground/start-playground.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';

/** A Tuesday in working hours with no holiday near. */
const ARRIVAL = at('2026-11-17T10:00:00+01:00');

/** A playground of a test's own, and what its page does by hand. */
export interface Arrived {
  readonly url: string;
  readonly directory: string;
  snapshot(): Promise<Snapshot>;
  /** The state, once it is like this. */
  when(is: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  post(path: string, body: object): Promise<unknown>;
  /** Stops it and starts it again on what it kept. */
  restart(): Promise<void>;
  leave(): Promise<void>;
}

export async function arrive(locale: 'da' | 'en' = 'da'): Promise<Arrived> {
  const directory = await mkdtemp(join(tmpdir(), 'spotjob-playground-'));
  const config = readConfig({ PORT: '0', DATA_DIR: directory, DEFAULT_LOCALE: locale });
  const start = () => startPlayground(config, createLog('silent'), { startsAt: ARRIVAL, storyPauseMs: 0 });
  let playground: StartedPlayground = await start();
  const url = () => `http://127.0.0.1:${playground.port}`;
  const snapshot = async () =>
    (await (await fetch(`${url()}/state.json`, { headers: { connection: 'close' } })).json()) as Snapshot;
  return {
    get url() {
      return url();
    },
    directory,
    snapshot,
    when: (is) =>
      until(async () => {
        const now = await snapshot();
        return now !== null && is(now) ? now : null;
      }, 30_000),
    post: async (path, body) => {
      const answer = await fetch(`${url()}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      const { outcome } = (await answer.json()) as { outcome: unknown };
      return outcome;
    },
    restart: async () => {
      await playground.stop();
      playground = await start();
    },
    leave: async () => {
      await playground.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
