/**
 * Runs a program of this project: `node src/run.mjs src/main.ts`; what follows is handed on to it.
 *
 * Its TypeScript is made a bundle of JavaScript first (packages stay where they are), and that is run: read file by file
 * through a loader the bot takes half as long again to start. The bundle is made at each start, so it is never older than
 * the source; where nothing can be written, as in the container, the one that was made with the image is run
 * (`node src/run.mjs --prepare src/main.ts`).
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Within node_modules, so that the bundle finds the packages that it asks for. */
const INTO = join(ROOT, 'node_modules/.cache/spot-et-job/run');

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

async function bundle(program) {
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
    plugins: [placed],
  });
  await stop();
  // Several may start at once: each file is there whole or not at all. Parts are named by what is in them.
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}`;
    await writeFile(beside, contents);
    await rename(beside, path);
  }
  await forget(new Set(outputFiles.map(({ path }) => basename(path))));
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
  const file = join(INTO, program.replace(/\.ts$/, '.mjs'));
  await bundle(program).catch((error) => {
    if (!(existsSync(file) && NOT_WRITABLE.includes(error.code))) throw error;
  });
  process.argv = [process.argv[0], file, ...args];
  process.setSourceMapsEnabled(true);
  module.enableCompileCache?.();
  await import(pathToFileURL(file).href);
}
