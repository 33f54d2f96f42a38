import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../src/playground/until.ts';
import { type Arrived, arrive } from '../playground/arrive.ts';
import { hasBrowser, openBrowser } from './browser.ts';

/** Taken anew with PICTURES=1, as they stand in the README. */
const PICTURES = fileURLToPath(new URL('./pictures', import.meta.url));

const DESKTOP = { viewport: { width: 1440, height: 860 } };
const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

describe.skipIf(!hasBrowser())('the playground in a browser', () => {
  let here: Arrived;
  let browser: Browser;
  beforeAll(async () => {
    [here, browser] = await Promise.all([arrive(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await here.leave();
  });

  async function visit(options: BrowserContextOptions, locale = 'da-DK'): Promise<Page> {
    const context = await browser.newContext({ ...options, locale });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('close', () => expect(faults).toEqual([]));
    await page.goto(here.url);
    await page.locator('body[data-ready=yes]').waitFor();
    return page;
  }

  async function picture(of: Page | Locator, name: string): Promise<void> {
    if (process.env.PICTURES !== '1') return;
    await mkdir(PICTURES, { recursive: true });
    await of.screenshot({ path: `${PICTURES}/${name}.png` });
  }

  const dialog = (page: Page, side: 'slack' | 'teams') => page.locator(`.${side} [role=dialog]`);
  const chip = (page: Page, side: 'slack' | 'teams', name: string) =>
    page.locator(`.${side} .chip`).getByText(name, { exact: true });
  const card = (page: Page, side: 'slack' | 'teams', words: string): Locator =>
    page.locator(`.${side} .message`, { hasText: words }).last();
  const field = (page: Page, name: string) => page.locator(`.slack [data-block^="${name}#"]`);

  test('a leader spots a job on a phone, with a thumb, in under a minute', async () => {
    const page = await visit(PHONE);
    let taps = 0;
    const tap = async (on: Locator) => {
      taps += 1;
      await on.tap();
    };
    const began = Date.now();
    await tap(chip(page, 'slack', '/spotjob'));
    taps += 1;
    await field(page, 'category').locator('select').selectOption('canteen');
    await tap(field(page, 'tasks').getByLabel('opvask'));
    await tap(field(page, 'tasks').getByLabel('afrydning'));
    taps += 1;
    await field(page, 'hours').locator('select').selectOption('5-10');
    taps += 1;
    await field(page, 'company').locator('input').fill('Café Æblet');
    await picture(page, 'form-on-a-phone');
    await tap(dialog(page, 'slack').getByRole('button', { name: 'Send' }));
    await dialog(page, 'slack').getByText('Tak!').waitFor();
    const seconds = (Date.now() - began) / 1_000;
    process.stdout.write(
      `From the command to the thanks: ${taps} taps, ${seconds.toFixed(1)} s without thinking.\n`,
    );
    expect(taps).toBeLessThanOrEqual(8);
    expect(seconds).toBeLessThan(30);
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
    await tap(dialog(page, 'slack').getByRole('button', { name: 'Luk vinduet' }));
    await dialog(page, 'slack').waitFor({ state: 'detached' });
    await page.close();
  });

  test('an error stands at its field, which has the focus, and nothing typed is lost', async () => {
    const page = await visit(DESKTOP);
    await page.locator('#slack-who').selectOption('asta');
    await chip(page, 'slack', '/spotjob').click();
    await field(page, 'company').locator('input').fill('Hotel Fyrtårnet');
    await field(page, 'category').locator('select').selectOption('hospitality');
    await field(page, 'tasks').waitFor();
    expect(await field(page, 'company').locator('input').inputValue()).toBe('Hotel Fyrtårnet');
    await dialog(page, 'slack').getByRole('button', { name: 'Send' }).click();
    await field(page, 'tasks').getByText('Udfyld feltet.').waitFor();
    await field(page, 'tasks').locator('input').first().check();
    await field(page, 'hours').locator('select').selectOption('1-4');
    await field(page, 'contact_name').locator('input').fill('Asta Anker');
    await field(page, 'contact').locator('input').fill('ring bare');
    await field(page, 'place').locator('input').fill('Viborg');
    await dialog(page, 'slack').getByRole('button', { name: 'Send' }).click();
    await field(page, 'contact').locator('.error').waitFor();
    await field(page, 'contact').locator('input:focus').waitFor();
    expect(await page.locator(':focus').inputValue()).toBe('ring bare');
    expect(await field(page, 'company').locator('input').inputValue()).toBe('Hotel Fyrtårnet');
    expect(await field(page, 'tasks').locator('input').first().isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog(page, 'slack').waitFor({ state: 'detached' });
    await page.close();
  });

  test('taken in Teams, the card in Slack says so by itself', async () => {
    const page = await visit(DESKTOP);
    await page.locator('#slack-who').selectOption('mette');
    const inTeams = card(page, 'teams', 'SJ-3 · Café Æblet');
    await inTeams.getByRole('button', { name: 'Tag den' }).click();
    await card(page, 'slack', 'Jens Jolle har den og ringer senest').waitFor();
    await card(page, 'teams', 'Jens Jolle har den og ringer senest').waitFor();
    await card(page, 'teams', 'Jens Jolle har den').scrollIntoViewIfNeeded();
    await card(page, 'slack', 'Jens Jolle har den').scrollIntoViewIfNeeded();
    await picture(page, 'two-windows-after-a-claim');
    await inTeams.getByRole('button', { name: 'Kontaktet' }).click();
    await dialog(page, 'teams').locator('select').selectOption('matching');
    await dialog(page, 'teams').locator('.ac-pushButton').first().click();
    await card(page, 'slack', 'Jens Jolle leder efter en kandidat').waitFor();
    await page.close();
  });

  test('a list that the bot keeps is searched, and a rare act is found in its menu', async () => {
    const page = await visit(DESKTOP);
    await page.locator('#slack-who').selectOption('mette');
    await page.locator('.slack .words').fill('/spotjob virksomhed');
    await page.keyboard.press('Enter');
    const company = field(page, 'company');
    await company.getByRole('searchbox').fill('aebl');
    const found = company.locator('select option', { hasText: 'Café Æblet' });
    await expect.poll(() => company.locator('select option').count()).toBe(2);
    await company.locator('select').selectOption({ label: (await found.textContent()) ?? '' });
    await dialog(page, 'slack').getByRole('button', { name: 'Vis' }).click();
    await dialog(page, 'slack').getByText('1 åbning').waitFor();
    await dialog(page, 'slack').getByRole('button', { name: 'Luk vinduet' }).click();
    await dialog(page, 'slack').waitFor({ state: 'detached' });
    const shown = card(page, 'slack', 'SJ-3 · Café Æblet');
    await shown.locator('summary').click();
    await shown.getByRole('button', { name: 'Historik' }).click();
    await dialog(page, 'slack').waitFor();
    expect(await shown.locator('details[open]').count()).toBe(0);
    await page.close();
  });

  test('everything can be done with the keyboard alone', async () => {
    const page = await visit(DESKTOP);
    const tabTo = async (wanted: Locator) => {
      for (let presses = 0; presses < 250; presses += 1) {
        if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab doesn't lead to ${wanted}`);
    };
    await tabTo(page.locator('.slack .words'));
    await page.keyboard.type('/spotjob');
    await page.keyboard.press('Enter');
    await dialog(page, 'slack').waitFor();
    await page.locator('.slack [data-block^="category#"] select:focus').waitFor();
    await page.keyboard.type('Lager');
    await field(page, 'tasks').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo(field(page, 'hours').locator('select'));
    await page.keyboard.type('1');
    await tabTo(dialog(page, 'slack').getByRole('button', { name: 'Send' }));
    await page.keyboard.press('Enter');
    await dialog(page, 'slack').getByText('Tak!').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.slack .words:focus').waitFor();
    await page.close();
  }, 90_000);

  test('the clock moves, and what was due goes out', async () => {
    const page = await visit(DESKTOP);
    await page.locator('.upcoming li', { hasText: 'SJ-2 · Vimpel Lager' }).first().waitFor();
    await page.getByRole('button', { name: 'Til det næste' }).click();
    await page.getByText('Tiden går').waitFor();
    await card(page, 'teams', 'Ingen har taget den. Den har ventet 1 hverdag.').waitFor();
    await page.close();
  });

  interface Found {
    readonly violations: readonly { id: string; impact: string; nodes: readonly { html: string }[] }[];
  }
  const seriousIn = async (page: Page): Promise<string[]> => {
    const { violations } = (await page.evaluate('axe.run(document)')) as Found;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  };

  test.each([
    ['wide', DESKTOP],
    ['on a phone', PHONE],
  ])('axe finds nothing serious, %s', async (_how, options) => {
    const page = await visit(options);
    await page.evaluate(axe.source);
    expect(await seriousIn(page)).toEqual([]);
    await chip(page, 'slack', '/spotjob').click();
    await dialog(page, 'slack').waitFor();
    expect(await seriousIn(page)).toEqual([]);
    if (options === DESKTOP) {
      await page.locator('.teams .message').getByRole('button', { name: 'Luk' }).last().click();
      await dialog(page, 'teams').waitFor();
      expect(await seriousIn(page)).toEqual([]);
    }
    await dialog(page, 'slack').getByRole('button', { name: 'Annuller' }).click();
    await dialog(page, 'slack').waitFor({ state: 'detached' });
    await page.close();
  });

  test('the story turns the windows to whom each step is about, and ends with the week and its picture', async () => {
    const page = await visit(DESKTOP);
    const seen = new Set<string>();
    const watching = setInterval(() => {
      Promise.all(['slack', 'teams'].map((side) => page.locator(`#${side}-who`).inputValue()))
        .then((who) => seen.add(who.join()))
        .catch(() => undefined);
    }, 100);
    await page.getByRole('button', { name: 'Afspil historien' }).click();
    await page.getByText('Trin 13 af 13').waitFor({ timeout: 120_000 });
    await page.locator('body[data-ready=yes]').waitFor({ timeout: 60_000 });
    clearInterval(watching);
    expect([...seen]).toEqual(expect.arrayContaining(['konrad,jens', 'karla,jens']));
    expect(await page.locator('#slack-who').inputValue()).toBe('konrad');
    const digest = card(page, 'slack', 'Spot et job · uge');
    const image = digest.locator('img');
    await image.waitFor();
    await digest.scrollIntoViewIfNeeded();
    await until(() =>
      page.evaluate<boolean>('[...document.querySelectorAll(".slack img")].at(-1).naturalWidth > 0'),
    );
    expect(await image.getAttribute('alt')).toMatch(/1 af 100 i lønnede timer/);
    expect(await dialog(page, 'slack').count()).toBe(0);
    await page.setViewportSize({ width: 1440, height: 1400 });
    await picture(digest, 'digest-with-its-picture');
    await page.close();
  }, 200_000);

  test('whose browser is English reads an English page', async () => {
    const page = await visit(DESKTOP, 'en-GB');
    await page.getByRole('button', { name: 'Play the story' }).waitFor();
    await page.getByText('Invented people in Birkholm').waitFor();
    await page.getByLabel('Language of the page').selectOption('da');
    await page.getByRole('button', { name: 'Afspil historien' }).waitFor();
    await page.close();
  });
});
