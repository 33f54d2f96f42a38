/** Where what is made of the programs is kept, and how. */
import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Within node_modules, so that the bundle finds the packages that stay outside of it. */
export const INTO = join(ROOT, 'node_modules/.cache/spot-et-job/run');

/** What a program's bundle was made of, and its name. */
export const recordOf = (program) => join(INTO, program.replace(/\.ts$/, '.made-of.json'));

/** A file as it is: another time or size is another file. */
export function markOf(path) {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  return `${mtimeMs} ${size}`;
}

/** Several may start at once: each file is there whole or not at all. */
export function put(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, contents);
  renameSync(beside, path);
}

/** Whether npm put it there; a test's own program may lie within the cache. */
export function isPackaged(path) {
  const name = relative(ROOT, path);
  return name.startsWith('node_modules/') && !name.startsWith('node_modules/.cache/');
}
