import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { asCause } from './store/cause.ts';

/** Answers one request; the body is unread. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** What is served, by `METHOD /path`. */
export type Routes = Readonly<Record<string, Handler>>;

/** How long a client may take to send a request: slow ones hold no connection for ever. In milliseconds. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  /** How often connections are looked through for those that took too long. */
  readonly look: number;
}
const PATIENCE: Patience = { headers: 10_000, request: 15_000, look: 5_000 };

/** Answers are for machines and stand alone: nothing in them may run, be framed, be guessed at or be kept. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** Told of each answer: the route as it is named in `Routes`, the status, and the seconds that it took. */
export type Observe = (route: string, status: number, seconds: number) => void;

/**
 * One HTTP server for all platforms and for those who watch over it. Each request is a cause of its own, whose id the
 * answer names too (`x-request-id`). Every answer bears the security headers; a page that needs others sets them over
 * these.
 */
export function serve(
  routes: Routes,
  onError: (error: unknown) => void,
  observe: Observe = () => {},
  { headers, request: whole, look }: Patience = PATIENCE,
): Server {
  const server = createServer({ connectionsCheckingInterval: look }, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    // A connection in use when the server was closed would otherwise go on, and hold the process, for as long as it is used.
    if (!server.listening) response.setHeader('connection', 'close');
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = `${request.method} ${path}`;
    const handler = routes[route];
    if (handler === undefined) {
      plain(response, 404, 'Not found');
      return;
    }
    const begun = performance.now();
    response.once('close', () => observe(route, response.statusCode, (performance.now() - begun) / 1_000));
    const id = randomUUID();
    response.setHeader('x-request-id', id);
    asCause(id, async () => handler(request, response)).catch((error: unknown) => {
      onError(error);
      if (!response.headersSent) plain(response, 500, 'Something went wrong');
      else response.destroy();
    });
  });
  server.headersTimeout = headers;
  server.requestTimeout = whole;
  return server;
}

export function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

/** Starts listening; the port that was got, for those who asked for any (0). */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Longer than any answer takes that a platform still waits for. */
const FINISH_WITHIN_MS = 10_000;

/**
 * Takes nothing new, lets what is under way finish. Connections that asked for nothing, or for half, are no idle ones to
 * Node, and whoever opened them may keep them for ever: what is left after `withinMs` is cut off.
 */
export function close(server: Server, withinMs: number = FINISH_WITHIN_MS): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
