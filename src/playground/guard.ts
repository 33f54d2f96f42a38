import type { IncomingMessage } from 'node:http';

/**
 * Why a request isn't served; null when it is. A page of some other site that is open in the same browser can reach
 * this machine's ports too, also under a name of its own that points here: so the name that was asked for must be this
 * machine's, and whoever changes something, or listens, must be our own page.
 */
export function refusalOf(request: IncomingMessage, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'content-type': type = '', 'sec-fetch-site': site } = request.headers;
  if (!hosts.includes(host)) return `The playground is at http://${hosts[0]} alone.`;
  if (origin !== undefined && !hosts.some((one) => origin === `http://${one}`)) {
    return 'Another site can’t use the playground.';
  }
  if (site === 'cross-site' || site === 'same-site') {
    // A link from elsewhere may open the page itself, and nothing more.
    return request.method === 'GET' && request.url === '/' ? null : 'Another site can’t use the playground.';
  }
  // A form of another site can send neither of these without being asked first.
  if (request.method !== 'GET' && !type.startsWith('application/json')) return 'Only JSON is taken here.';
  return null;
}

/** What the page may do: scripts, styles and requests of its own, nothing else. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
