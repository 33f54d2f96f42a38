import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDraw } from '../../src/files/draw-chart.ts';
import type { Chart } from '../../src/messages/results/chart.ts';

/** Looked at, and kept: `DRAW_ANEW=1 npx vitest run test/files/draw-chart.test.ts` draws them again. */
const PICTURES = new URL('../browser/pictures/', import.meta.url).pathname;

const COUNTS = [
  ['Spottet', 25],
  ['Taget', 22],
  ['Kontaktet', 20],
  ['Klar til kandidat', 16],
  ['Kandidat præsenteret', 12],
  ['Aftalt', 9],
  ['Startet', 7],
] as const;
const bars = COUNTS.map(([label, count]) => ({ label, count }));
const heading = 'Så langt er vi nået';
const label = 'i lønnede timer nu';

const CHARTS: Readonly<Record<string, Chart>> = {
  'results-busy': { title: 'Birkholm · fra start', progress: { label, value: 62, of: 100 }, heading, bars },
  'results-first-week': {
    title: 'Birkholm · uge 1',
    progress: { label, value: 0, of: null },
    heading,
    bars: bars.map((bar, index) => ({ ...bar, count: index === 0 ? 3 : 0 })),
  },
  'results-long-hidden-beyond': {
    title:
      'Taskforce Østlige Sønderjylland, Ærø og Als for unge uden for job og uddannelse · 4. kvartal 2026',
    progress: { label: 'in paid hours now', value: 12_040, of: 10_000 },
    heading: 'How far we got',
    bars: bars.map((bar, index) => ({ ...bar, count: index > 3 ? null : bar.count * 1_000 })),
  },
};

const draw = createDraw();

test.each(Object.entries(CHARTS))('%s is drawn as it was when it was looked at', async (name, chart) => {
  const path = join(PICTURES, `${name}.png`);
  const drawn = await draw(chart);
  if (process.env.DRAW_ANEW === '1') await writeFile(path, drawn);
  expect(Buffer.compare(Buffer.from(drawn), await readFile(path))).toBe(0);
});

test('stays within what Teams takes, also with the longest words', async () => {
  const title = 'Æ'.repeat(20).concat(' ').repeat(7).trim();
  const png = await draw({
    title,
    progress: { label: 'w'.repeat(60), value: 99_999, of: 99_999 },
    heading,
    bars: Array.from({ length: 7 }, () => ({ label: 'Kandidat præsenteret', count: 99_999 })),
  });
  const view = new DataView(png.buffer, png.byteOffset);
  expect(view.getUint32(16)).toBeLessThanOrEqual(1_024);
  expect(view.getUint32(20)).toBeLessThanOrEqual(1_024);
  expect(png.length).toBeLessThan(1_000_000);
});
