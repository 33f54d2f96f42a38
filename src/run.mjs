/**
 * Runs a program of this project: `node src/run.mjs src/main.ts`; what follows is handed on to it.
 *
 * Its TypeScript is made a bundle of JavaScript first (packages stay where they are), and that is run: read file by file
 * through a loader the bot takes half as long again to start. The bundle is made anew when any file that it was made of
 * is another by now, so it is never older than the source; where nothing can be written, as in the container, the one
 * that was made with the image is run (`node src/run.mjs --prepare src/main.ts`).
 */
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import module from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Within node_modules, so that the bundle finds the packages that it asks for. */
const INTO = join(ROOT, 'node_modules/.cache/spot-et-job/run');

/** What the bundle depends on besides the program's own files: how it is made. */
const MADE_BY = ['src/run.mjs', 'tsconfig.json', 'node_modules/esbuild/package.json'];

/** Parts of an older source are kept for so long: a process that still runs may not have loaded all of its own. */
const KEPT_MS = 30 * 24 * 3_600_000;

const NOT_WRITABLE = ['EROFS', 'EACCES', 'EPERM'];

/** A file that reads what lies beside it still finds it there. */
const placed = {
  name: 'placed',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

const bundleOf = (program) => join(INTO, program.replace(/\.ts$/, '.mjs'));
const recordOf = (program) => join(INTO, program.replace(/\.ts$/, '.made-of.json'));

/** A file as it is: another time or size is another file. */
function markOf(path) {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  return `${mtimeMs} ${size}`;
}

/** Whether the bundle is there, made of the very files that are there now. */
async function isFresh(program) {
  try {
    const { inputs, outputs } = JSON.parse(await readFile(recordOf(program), 'utf8'));
    return (
      outputs.every((path) => existsSync(join(INTO, path))) &&
      Object.entries(inputs).every(([path, mark]) => markOf(path) === mark)
    );
  } catch {
    // No record, half of one, or a file of it is gone: whatever it is, the answer is to make it anew.
    return false;
  }
}

async function bundle(program) {
  const { build, stop } = await import('esbuild');
  // Marked before they are read: what changes meanwhile makes the next start bundle again.
  const before = new Map(MADE_BY.map((path) => [path, markOf(path)]));
  const marking = {
    name: 'marking',
    setup: ({ onLoad }) => {
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        before.set(relative(ROOT, path), markOf(relative(ROOT, path)));
        return undefined;
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, program)],
    outbase: ROOT,
    outdir: INTO,
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [marking, placed],
  });
  await stop();
  for (const { path, contents } of outputFiles) await put(path, contents);
  const outputs = outputFiles.map(({ path }) => relative(INTO, path));
  await put(recordOf(program), JSON.stringify({ inputs: Object.fromEntries(before), outputs }));
  await forget(new Set(outputFiles.map(({ path }) => basename(path))));
}

/** Several may start at once: each file is there whole or not at all. Parts are named by what is in them. */
async function put(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, contents);
  await rename(beside, path);
}

async function forget(kept) {
  for (const entry of await readdir(INTO, { withFileTypes: true })) {
    if (!entry.isFile() || kept.has(entry.name)) continue;
    const file = join(INTO, entry.name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > KEPT_MS) await rm(file, { force: true });
  }
}

const [program, ...args] = process.argv.slice(2);
if (program === '--prepare') for (const one of args) await bundle(one);
else {
  const file = bundleOf(program);
  if (!(await isFresh(program))) {
    await bundle(program).catch((error) => {
      if (!(existsSync(file) && NOT_WRITABLE.includes(error.code))) throw error;
    });
  }
  process.argv = [process.argv[0], file, ...args];
  process.setSourceMapsEnabled(true);
  module.enableCompileCache?.();
  await import(pathToFileURL(file).href);
}
