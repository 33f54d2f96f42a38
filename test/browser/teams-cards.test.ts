import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/task-force.ts';
import { type TeamsSample, teamsSamplesIn } from '../platforms/teams/rendered-samples.ts';
import { hasBrowser, openBrowser } from './browser.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Teams on a small phone, and in a window of a desktop. */
const WIDTHS = { phone: 360, desktop: 720 } as const;

/** What the README shows, at this width; taken anew with PICTURES=1. */
const PICTURES: readonly { name: string; file: string; locale: Locale; width: keyof typeof WIDTHS }[] = [
  { name: 'opening, claimed, jobcentre', file: 'teams-card', locale: 'da', width: 'desktop' },
  { name: 'form intake, with errors', file: 'teams-form-on-a-phone', locale: 'da', width: 'phone' },
  { name: 'nudge, several', file: 'teams-nudge-on-a-phone', locale: 'en', width: 'phone' },
];

describe.skipIf(!hasBrowser())('every card and dialog, drawn by Microsoft’s renderer', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const [bundle, style] = await Promise.all([
      build({ entryPoints: [here('page/card-page.ts')], bundle: true, write: false, format: 'iife' }),
      readFile(here('../../src/playground/page/page.css'), 'utf8'),
    ]);
    browser = await openBrowser();
    page = await browser.newPage();
    // The cards stand in the room that Teams leaves them; the page's own frame isn't drawn.
    const frame = 'body{padding:0 8px;background:#fff}section{margin:0 0 24px}h6{margin:0;font-size:11px}';
    await page.setContent(
      `<html lang="da"><style>${style}${frame}</style><body class="teams"></body></html>`,
    );
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  }, 60_000);
  afterAll(() => browser.close());

  const drawn = (samples: readonly object[]) =>
    page.evaluate<string[]>(`drawAll(${JSON.stringify(samples)})`);

  describe.each(LOCALES)('in %s', (locale) => {
    test.each(Object.entries(WIDTHS))(
      'on a %s nothing is cut, unnamed or unknown',
      async (name, width) => {
        await page.setViewportSize({ width, height: 900 });
        const samples = teamsSamplesIn(locale);
        expect(await drawn(samples)).toEqual([]);
        expect(await page.locator('section').count()).toBe(samples.length);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await keepPictures(samples, locale, name);
      },
      120_000,
    );
  });

  async function keepPictures(samples: readonly TeamsSample[], locale: Locale, width: string): Promise<void> {
    if (process.env.PICTURES !== '1') return;
    await mkdir(here('pictures'), { recursive: true });
    for (const { name, file } of PICTURES.filter((one) => one.locale === locale && one.width === width)) {
      const at = samples.findIndex((sample) => sample.name === name);
      await page
        .locator('section .card')
        .nth(at)
        .screenshot({ path: here(`pictures/${file}.png`) });
    }
  }

  const bad = (body: readonly object[], actions: readonly object[] = []) => ({
    name: 'bad',
    card: { type: 'AdaptiveCard', version: '1.5', body, actions },
  });
  test.each([
    ['a picture without words', bad([{ type: 'Image', url: 'data:,' }]), 'has no words'],
    ['a field without a label', bad([{ type: 'Input.Text', id: 'one.x' }]), 'has no label'],
    ['what the renderer doesn’t know', bad([{ type: 'Sparkle' }]), 'the renderer says'],
    [
      'what is wider than a phone',
      bad([{ type: 'ColumnSet', columns: [{ type: 'Column', width: '500px', items: [] }] }]),
      'out of the card',
    ],
    [
      'words that are cut',
      bad([
        { type: 'TextBlock', text: 'Nordvestsjællands Genbrugsmateriale A/S i Frederikshavn', wrap: false },
      ]),
      'is cut',
    ],
  ])('would notice %s', async (_what, sample, fault) => {
    await page.setViewportSize({ width: WIDTHS.phone, height: 900 });
    expect((await drawn([sample])).join('\n')).toContain(fault);
  });
});
