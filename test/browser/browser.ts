import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Whether there is a browser, so that tests which need one can be skipped. Says so when not. */
export function hasBrowser(): boolean {
  if (CHROMIUM !== undefined) return true;
  process.stderr.write(
    'Skipping tests in a browser: no chromium in /usr/bin. CHROMIUM names another place.\n',
  );
  return false;
}

export function openBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('There is no browser.');
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--no-first-run', ...quiet.map((one) => `--disable-${one}`)],
  });
}
