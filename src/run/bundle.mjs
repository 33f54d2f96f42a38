/** Makes a program and its packages one file of JavaScript; `../run.mjs` says when, and runs it. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';
import { INTO, isPackaged, markOf, put, ROOT, recordOf } from './kept.mjs';
import { ownMap } from './own-map.mjs';

/** What the bundle depends on besides the program's own files: how it is made, and what npm installed. */
const MADE_BY = [
  'src/run.mjs',
  'src/run/bundle.mjs',
  'src/run/kept.mjs',
  'src/run/own-map.mjs',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/**
 * Packages that load machine code or WebAssembly from where they lie, or are large and seldom needed. None whose CommonJS was
 * made of a module may be asked for its default from outside: `require` wraps that in another.
 */
const OUTSIDE = [
  '@electric-sql/pglite',
  '@prisma/client/runtime/query_compiler*',
  '@prisma/schema-engine-wasm',
  '@resvg/resvg-wasm',
  'esbuild',
  'fs-native-extensions',
  'pdfkit',
];

/** Bundles of an older source are kept for so long: a process that still runs names the source's lines by its map. */
const KEPT_MS = 24 * 3_600_000;

/** In CommonJS, which alone V8's compiled code can be kept of, nothing resolves as `import.meta` does. */
const RESOLVE = "const __resolve = (name) => require('node:url').pathToFileURL(require.resolve(name)).href;";

/** A file that reads what lies beside it still finds it there. */
function inPlace(text, path) {
  const placed = text
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.resolve(', '__resolve(');
  // Modules have neither, and some make their own.
  if (/\b(const|var|let) __(dir|file)name\b/.test(placed)) return placed;
  return placed
    .replace(/\b__dirname\b/g, JSON.stringify(dirname(path)))
    .replace(/\b__filename\b/g, JSON.stringify(path));
}

export async function bundle(program) {
  // Marked before they are read: what changes meanwhile makes the next start bundle again.
  const marks = new Map(MADE_BY.map((path) => [path, markOf(path)]));
  const reading = {
    name: 'reading',
    setup: ({ onLoad }) => {
      onLoad({ filter: /.*/, namespace: 'file' }, async ({ path }) => {
        const name = relative(ROOT, path);
        if (!isPackaged(path)) marks.set(name, markOf(name));
        if (!/\.[cm]?[jt]s$/.test(path)) return undefined;
        const text = await readFile(path, 'utf8');
        if (!/import\.meta|__dirname|__filename/.test(text)) return undefined;
        return { contents: inPlace(text, path), loader: path.endsWith('ts') ? 'ts' : 'js' };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, program)],
    outfile: join(INTO, program.replace(/\.ts$/, '.cjs')),
    write: false,
    bundle: true,
    external: OUTSIDE,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // V8 runs no import() in code that it compiled before.
    supported: { 'dynamic-import': false },
    banner: { js: `(function (exports, require, module, __filename, __dirname) {${RESOLVE}` },
    footer: { js: '})' },
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [reading],
  });
  await stop();
  const [code, map] = ['.cjs', '.cjs.map'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)));
  const hash = createHash('sha256').update(code.contents).digest('hex').slice(0, 12);
  const file = code.path.replace(/\.cjs$/, `-${hash}.cjs`);
  put(
    `${file}.map`,
    ownMap(map.text, (source) => !isPackaged(join(dirname(map.path), source))),
  );
  put(file, code.contents);
  put(recordOf(program), JSON.stringify({ inputs: Object.fromEntries(marks), bundle: relative(INTO, file) }));
  forget(file, recordOf(program));
  return file;
}

function forget(file, record) {
  const folder = dirname(file);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isFile() || entry.name.startsWith(basename(file)) || path === record) continue;
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}
