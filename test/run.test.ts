import { execFile } from 'node:child_process';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('a program is bundled anew when one of its files changed, and only then', async () => {
  const about = `node_modules/.cache/spot-et-job/probe-${process.pid}`;
  await mkdir(`${ROOT}${about}`, { recursive: true });
  const bundle = `${ROOT}node_modules/.cache/spot-et-job/run/${about}/main.mjs`;
  onTestFinished(async () => {
    for (const path of [`${ROOT}${about}`, bundle.replace('/main.mjs', '')])
      await rm(path, { recursive: true });
  });
  const write = (name: string, text: string) => writeFile(`${ROOT}${about}/${name}.ts`, text);
  const run = async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['src/run.mjs', `${about}/main.ts`], {
      cwd: ROOT,
    });
    return { said: stdout.trim(), madeAt: (await stat(bundle)).mtimeMs };
  };
  await write('main', "import { word } from './word.ts';\nconsole.log(word satisfies string);\n");
  await write('word', "export const word: string = 'one';\n");
  const first = await run();
  expect(first.said).toBe('one');
  expect(await run()).toEqual(first);
  await write('word', "export const word: string = 'another';\n");
  const second = await run();
  expect(second.said).toBe('another');
  expect(second.madeAt).toBeGreaterThan(first.madeAt);
});
