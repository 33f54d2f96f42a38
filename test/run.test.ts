import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';

// A machine that does other things as well takes ten times as long for a start.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A program of its own within the project, and where its bundle is. */
async function makeProgram() {
  const about = `node_modules/.cache/spot-et-job/probe-${randomUUID()}`;
  const source = join(ROOT, about);
  const into = join(ROOT, 'node_modules/.cache/spot-et-job/run', about);
  await mkdir(source, { recursive: true });
  onTestFinished(async () => {
    for (const path of [source, into]) await rm(path, { recursive: true, force: true });
  });
  const names = async (end: string) => (await readdir(into)).filter((name) => name.endsWith(end));
  const newest = async (end: string) => {
    const all = await Promise.all(
      (await names(end)).map(async (name) => {
        const path = join(into, name);
        return { path, at: (await stat(path)).mtimeMs };
      }),
    );
    const found = all.toSorted((a, b) => b.at - a.at)[0];
    if (found === undefined) throw new Error(`nothing that ends in ${end} was made`);
    return found;
  };
  return {
    source,
    into,
    newest,
    names,
    write: (name: string, text: string) => writeFile(join(source, `${name}.ts`), text),
    run: async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['src/run.mjs', `${about}/main.ts`], {
        cwd: ROOT,
      });
      return stdout.trim();
    },
  };
}

function fail(): never {
  throw new Error('it ended well');
}

test('a program is bundled anew when one of its files changed, and only then', async () => {
  const { write, run, newest } = await makeProgram();
  await write('main', "import { word } from './word.ts';\nconsole.log(word satisfies string);\n");
  await write('word', "export const word: string = 'one';\n");
  expect(await run()).toBe('one');
  const first = await newest('.made-of.json');
  expect(await run()).toBe('one');
  expect(await newest('.made-of.json')).toEqual(first);
  await write('word', "export const word: string = 'two';\n");
  expect(await run()).toBe('two');
  expect((await newest('.made-of.json')).at).toBeGreaterThan(first.at);
});

test('also when it is data that changed', async () => {
  const { write, run, source } = await makeProgram();
  await write('main', "import data from './data.json' with { type: 'json' };\nconsole.log(data.word);\n");
  await writeFile(join(source, 'data.json'), '{ "word": "one" }');
  expect(await run()).toBe('one');
  await writeFile(join(source, 'data.json'), '{ "word": "three" }');
  expect(await run()).toBe('three');
});

test('a process that runs a program holds nothing of what made its bundle', async () => {
  const { write, run } = await makeProgram();
  await write(
    'main',
    "import { createRequire } from 'node:module';\nconsole.log(Object.keys(createRequire(__filename).cache).filter((path) => path.includes('esbuild')).length);\n",
  );
  expect(await run()).toBe('0');
});

test('traces name the lines of the source', async () => {
  const { write, run, source } = await makeProgram();
  await write(
    'main',
    "interface Unused {\n  a: string;\n}\n\nfunction fail(): never {\n  throw new TypeError('no');\n}\ntry {\n  fail();\n} catch (error) {\n  console.log((error as Error).stack);\n}\n",
  );
  const [said, first, second] = (await run()).split('\n');
  expect(said).toBe('TypeError: no');
  expect(first).toBe(`    at fail (${source}/main.ts:6:9)`);
  expect(second).toContain(`${source}/main.ts:9:3`);
});

test('of packages traces name the file, and the source after them is named still', async () => {
  const { write, run, source } = await makeProgram();
  await write(
    'main',
    "import { DateTime } from 'luxon';\ntry {\n  DateTime.fromObject({ nowhere: 1 } as never);\n} catch (error) {\n  console.log((error as Error).stack);\n}\n",
  );
  const lines = (await run()).split('\n');
  expect(lines.find((line) => line.includes('luxon'))).toMatch(
    /node_modules\/luxon\/[\w/.-]+:main-\w+\.cjs:\d+:\d+/,
  );
  expect(lines.at(-1)).not.toContain('luxon');
  expect(lines.join('\n')).toContain(`${source}/main.ts:`);
});

test('a fault that nobody catches is shown by its line, not by all that was bundled', async () => {
  const { write, run, source } = await makeProgram();
  await write('main', "import { DateTime } from 'luxon';\nDateTime.fromObject({ nowhere: 1 } as never);\n");
  const { stderr } = await run().then(fail, (error: { stderr: string }) => error);
  expect(stderr).toContain(`${source}/main.ts:2:`);
  expect(stderr.length).toBeLessThan(3_000);
});

test('what V8 compiled is kept for the next start, and made anew when it is damaged', async () => {
  const { write, run, newest } = await makeProgram();
  await write('main', "console.log('said');\n");
  await run();
  const first = await newest('.compiled');
  await run();
  expect(await newest('.compiled')).toEqual(first);
  await truncate(first.path, 100);
  expect(await run()).toBe('said');
  expect((await stat(first.path)).size).toBeGreaterThan(100);
});

test.skipIf(process.getuid?.() === 0)(
  'where nothing can be written the bundle that is there is run',
  async () => {
    const { write, run, into } = await makeProgram();
    await write('main', "console.log('said');\n");
    await run();
    await write('main', "console.log('never bundled');\n");
    await chmod(into, 0o500);
    onTestFinished(() => chmod(into, 0o700));
    expect(await run()).toBe('said');
  },
);

test('what a package reads beside itself is found, and what is imported later is run', async () => {
  const { write, run, newest } = await makeProgram();
  // The second is outside of the bundle.
  await write(
    'main',
    "Promise.all([import('./late.ts'), import('pdfkit')]).then(([{ late }, { default: Pdf }]) => console.log(typeof Pdf, late));\n",
  );
  await write('late', "export const late = import.meta.resolve('pg/package.json');\n");
  for (const _ of ['first', 'by what was compiled'])
    expect(await run()).toMatch(/^function file:.*node_modules\/pg\/package\.json$/);
  expect(await readFile((await newest('.cjs')).path, 'utf8')).not.toContain('import(');
});

test('of a start that failed nothing compiled is kept', async () => {
  const { write, run, names } = await makeProgram();
  await write('main', 'process.exit(process.env.NOWHERE === undefined ? 1 : 0);\n');
  await expect(run()).rejects.toMatchObject({ code: 1 });
  expect(await names('.compiled')).toEqual([]);
});

test('the picture and the page of the results are made by what was bundled, as from the source', async () => {
  const { write, run } = await makeProgram();
  await write(
    'main',
    `import { createDraw } from '${ROOT}src/files/draw-chart.ts';
import { writeReport } from '${ROOT}src/files/write-report.ts';

const chart = {
  title: 'Birkholm',
  progress: { label: 'i job', value: 1, of: 10 },
  heading: 'Nu',
  bars: [{ label: 'Spottet', count: 3 }],
};
const none = { heading: '', rows: [], lines: [] };
const report = { locale: 'da', title: 'Birkholm', subtitle: '', facts: [], chart, forms: none, since: none, note: '' } as const;
const kindOf = (file: Uint8Array) => Buffer.from(file.subarray(1, 4)).toString('latin1');
Promise.all([createDraw()(chart), writeReport(report, new Date())]).then((made) => console.log(made.map(kindOf).join(' ')));
`,
  );
  expect(await run()).toBe('PNG PDF');
});
