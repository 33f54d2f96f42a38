/**
 * Runs a program of this project: `node src/run.mjs src/main.ts`; what follows is handed on to it.
 *
 * Its TypeScript and the packages that it asks for are made one file of JavaScript first (`run/bundle.mjs`), and that is run:
 * to find, read and look through a thousand files takes longer than to run them. The bundle is made anew when any of the
 * project's files that it was made of is another by now, or when npm installed anything, so it is never older than the
 * source; a package that was edited by hand isn't noticed. Where nothing can be written, as in the container, the one
 * that was made with the image is run (`node src/run.mjs --prepare src/main.ts`).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import { INTO, isPackaged, markOf, put, ROOT, recordOf } from './run/kept.mjs';

/** What V8 compiled is kept when the program has run for so long, or ends well before. V8 forgets what ran once. */
const KEEP_COMPILED_AFTER_MS = 3_000;
/** So many times as large as what is there. */
const WORTH_WRITING = 1.05;

/**
 * V8 lets the heap grow to four times of what lives in it before it looks for what doesn't, where the machine has the memory.
 * By half is as fast, and leaves a third of the memory to others.
 */
const HEAP_GROWS_BY_PERCENT = 50;

const NOT_WRITABLE = ['EROFS', 'EACCES', 'EPERM'];
/** How `--prepare` ends where nothing can be written; sysexits.h calls it EX_CANTCREAT. */
const CANNOT_CREATE = 73;

/** What there is of a program, and whether it was made of the very files that are there now. */
function made(program) {
  try {
    const { inputs, bundle } = JSON.parse(readFileSync(recordOf(program), 'utf8'));
    const file = join(INTO, bundle);
    if (!(existsSync(file) && existsSync(`${file}.map`))) return { file: null, fresh: false };
    return { file, fresh: Object.entries(inputs).every(([path, mark]) => isStill(path, mark)) };
  } catch {
    // No record, or half of one: whatever it is, the answer is to make it anew.
    return { file: null, fresh: false };
  }
}

function isStill(path, mark) {
  return existsSync(join(ROOT, path)) && markOf(path) === mark;
}

/**
 * The bundle to run. It is made by a process of its own: what that takes of memory, this one would hold for as long as it
 * runs.
 */
function upToDate(program) {
  const { file, fresh } = made(program);
  if (fresh) return file;
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--prepare', program],
    { stdio: ['ignore', 'inherit', 'pipe'] },
  );
  if (status === CANNOT_CREATE && file !== null) return file;
  process.stderr.write(stderr);
  if (status !== 0) process.exit(status ?? 1);
  return made(program).file;
}

async function prepare(programs) {
  const { bundle } = await import('./run/bundle.mjs');
  try {
    for (const program of programs) await bundle(program);
  } catch (error) {
    if (!NOT_WRITABLE.includes(error.code)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = CANNOT_CREATE;
  }
}

/**
 * Traces name the lines of the source, and of packages the file, with the bundle's line. The map is read when the first trace is.
 */
function nameSources(file) {
  let map = null;
  const place = (frame) => {
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    if (frame.getFileName() !== file) return String(frame);
    map ??= readMap(`${file}.map`);
    const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
    if (originalSource === undefined) return String(frame);
    const source = join(dirname(file), originalSource);
    const at = isPackaged(source)
      ? `${basename(file)}:${line}:${column}`
      : `${originalLine + 1}:${originalColumn + 1}`;
    return String(frame).replace(`${file}:${line}:${column}`, () => `${source}:${at}`);
  };
  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${place(frame)}`)].join('\n');
}

/** Gone, when another bundle was made long after this process began: its frames stay as they are. */
function readMap(path) {
  const nothing = '{"version":3,"sources":[],"mappings":""}';
  return new SourceMap(JSON.parse(existsSync(path) ? readFileSync(path, 'utf8') : nothing));
}

/**
 * Runs a bundle. What V8 compiled of it is kept beside it, under a name that says which V8 with which flags: the next start
 * doesn't compile it again. V8 itself refuses what isn't its own or is damaged; then it is made anew.
 */
function run(file) {
  const kept = `${file}.${v8.cachedDataVersionTag()}.compiled`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  const script = new vm.Script(readFileSync(file, 'latin1'), { filename: file, cachedData });
  keepCompiled(script, kept, cachedData === undefined || script.cachedDataRejected ? 0 : cachedData.length);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

/** What ran is in it: another start may have run less, as one without Slack, and left `had` bytes. */
function keepCompiled(script, kept, had) {
  const keep = () => {
    clearTimeout(timer);
    process.off('exit', atExit);
    const compiled = script.createCachedData();
    if (compiled.length < had * WORTH_WRITING) return;
    try {
      put(kept, compiled);
    } catch (error) {
      // Without it the next start takes longer and is the same: no reason to end this one, whatever the disk says.
      if (error.syscall === undefined) throw error;
    }
  };
  // One that failed ran little.
  const atExit = (code) => {
    if (code === 0 && had === 0) keep();
  };
  const timer = setTimeout(keep, KEEP_COMPILED_AFTER_MS).unref();
  process.on('exit', atExit);
}

const [program, ...args] = process.argv.slice(2);
if (program === '--prepare') await prepare(args);
else {
  const file = upToDate(program);
  process.argv = [process.argv[0], join(ROOT, program), ...args];
  nameSources(file);
  v8.setFlagsFromString(`--heap-growing-percent=${HEAP_GROWS_BY_PERCENT}`);
  run(file);
}
