/**
 * Runs before the tests of each process: all that it and its children write is listened to. What is found goes to a file
 * that `no-secret-told.ts` reads at the end of the run.
 */
import { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { createEar, type Leak } from './ear.ts';

/** Where findings are written to; unset where tests run without the whole run's set-up. */
export const FINDINGS = 'SPOTJOB_TEST_FINDINGS';

const startedSchema = z.object({ process: z.instanceof(ChildProcess) });

const HEARD = Symbol.for('spotjob.overheard');

function found({ where, line }: Leak): void {
  const file = process.env[FINDINGS];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ where, line: line.slice(0, 400) })}\n`);
}

/** Listens to a log that is kept in memory. */
export function overhearing(where: string): (part: string) => void {
  return createEar(where, found);
}

/** To what goes out by `write`, before it does. */
export function overhearStream(where: string, stream: NodeJS.WriteStream): void {
  const ear = overhearing(where);
  stream.write = new Proxy(stream.write, {
    apply: (write, self, args) => {
      const chunk: unknown = args[0];
      ear(chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : String(chunk));
      return Reflect.apply(write, self, args);
    },
  });
}

function overhearChild(child: ChildProcess): void {
  const listen = (stream: Readable | null, name: string) => {
    const ear = overhearing(`${name} of ${child.spawnargs.join(' ')}`);
    stream?.on('data', (chunk) => ear(String(chunk)));
  };
  // Whoever started it listens by now too: nothing is taken from them.
  child.once('spawn', () => {
    listen(child.stdout, 'stdout');
    listen(child.stderr, 'stderr');
  });
}

/** Once a process, however many files of tests it runs. */
if (!(HEARD in globalThis)) {
  Object.defineProperty(globalThis, HEARD, { value: true });
  overhearStream('stdout', process.stdout);
  overhearStream('stderr', process.stderr);
  subscribe('child_process', (message) => {
    overhearChild(startedSchema.parse(message).process);
  });
}
