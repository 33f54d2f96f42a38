import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm run demo` runs, with nothing of this machine's but the path. */
function demo(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['src/run.mjs', 'src/playground/demo.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

// Both at once: most of a demo is waiting for the pace that the platforms allow.
let danish: ReturnType<typeof demo>;
let english: ReturnType<typeof demo>;
beforeAll(() => {
  danish = demo();
  english = demo('en');
});

test('npm run demo runs just that', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  expect(manifest.scripts.demo).toBe('node src/run.mjs src/playground/demo.ts');
});

test('it tells one opening’s life, with what each person reads', async () => {
  const { code, output } = await danish;
  expect(output).toMatch(
    /1\/\d+ {2}Konrad starter et møde[\s\S]*Taskforcemøde er i gang[\s\S]*SJ-3 · Café Æblet[\s\S]*Jens Jolle har den og ringer senest fredag/,
  );
  expect(output).toMatch(/Slack → Karla Kringle\n.*Så er der en, der ringer/);
  expect(output).toMatch(/Teams → Jens Jolle\n[\s\S]*Fik du fat i dem\?/);
  expect(output).toMatch(/Besat![\s\S]*1 af 100 er i lønnede timer/);
  expect(output).toMatch(/Morgenen efter[\s\S]*Hvordan går det\?[\s\S]*ugens overblik/);
  expect(output).toMatch(/^1\/\d+ .* \(tirsdag 17\. november kl\. 10\.00\)$/m);
  // His own check-in alone says whom it is about.
  const naming = output.split(/\n(?= {3}(?:Slack|Teams) )/).filter((shown) => shown.includes('K-142'));
  expect(naming.map((shown) => shown.split('\n')[0]?.trim())).toEqual(['Teams → Jens Jolle']);
  expect(code).toBe(0);
}, 240_000);

test('in English too', async () => {
  const { code, output } = await english;
  expect(output).toMatch(
    /Konrad starts a meeting[\s\S]*Jens Jolle has it[\s\S]*Filled![\s\S]*Try it yourself/,
  );
  expect(output).toMatch(/^1\/\d+ .* \(Tuesday 17 November at 10:00\)$/m);
  expect(output).not.toMatch(/jobcentret|kl\./);
  expect(code).toBe(0);
}, 240_000);

test.each([[['xx']], [['en', 'xx']]])('it refuses words that it doesn’t know: %s', async (words) => {
  expect(await demo(...words)).toEqual({
    code: 1,
    output: "The demo doesn't know xx: `npm run demo` tells it in Danish, `npm run demo -- en` in English.\n",
  });
});
