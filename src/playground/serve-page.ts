import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { LOCALES } from '../domain/task-force.ts';
import { type Handler, plain, type Routes } from '../server.ts';
import type { PageFile } from './bundle-page.ts';
import { moveSchema } from './clock-moves.ts';
import { actSchema } from './desk.ts';
import { PAGE_HEADERS, refusalOf } from './guard.ts';
import type { Playground } from './playground.ts';

/** Far more than a form filled to the brim. */
const MOST_BYTES = 256 * 1024;
const HEARTBEAT_MS = 20_000;

/** The page, what it asks for, and a way through to the bot's pictures and files and to what it tells those who watch. */
export function routesOfPage(
  playground: Playground,
  files: Readonly<Record<string, PageFile>>,
  port: () => number,
): Routes {
  const routes: Record<string, Handler> = {
    'GET /live': (request, response) => sendLive(playground, request, response),
    'GET /state.json': async (_request, response) => {
      const snapshot = await playground.snapshot();
      response.writeHead(200, {
        ...PAGE_HEADERS,
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="spot-et-job-playground.json"',
      });
      response.end(JSON.stringify(snapshot, null, 2));
    },
    'POST /act': answering(actSchema, async (act) => playground.perform(act)),
    'POST /clock': answering(z.object({ move: moveSchema }), async ({ move }) => playground.move(move)),
    'POST /story': answering(z.object({}), async () => playground.story()),
    'POST /reset': answering(z.object({ locale: z.enum(LOCALES) }), async ({ locale }) =>
      playground.reset(locale),
    ),
  };
  for (const [path, { type, content }] of Object.entries(files)) {
    routes[`GET ${path}`] = (_request, response) => {
      response.writeHead(200, { ...PAGE_HEADERS, 'content-type': type });
      response.end(content);
    };
  }
  for (const path of ['/healthz', '/readyz', '/metrics', '/files/picture.png', '/files/results']) {
    routes[`GET ${path}`] = (request, response) => passOn(playground, request.url ?? path, response);
  }
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [route, guarded(handler, port)]),
  );
}

function guarded(handler: Handler, port: () => number): Handler {
  return (request, response) => {
    const refusal = refusalOf(request, port());
    return refusal === null ? handler(request, response) : plain(response, 403, refusal);
  };
}

/** Takes JSON of this shape and answers `{ outcome }`. */
function answering<T>(schema: z.ZodType<T>, act: (asked: T) => Promise<unknown>): Handler {
  return async (request, response) => {
    const asked = schema.safeParse(await readJson(request));
    if (!asked.success) {
      plain(response, 400, z.prettifyError(asked.error));
      return;
    }
    const outcome = await act(asked.data);
    response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ outcome }));
  };
}

/** Undefined for what is no JSON or too long, which fits no shape. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The whole state, now and after every change, one at a time: a change while one is taken is in the next. */
function sendLive(playground: Playground, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/event-stream' });
  let sending = false;
  let again = false;
  const send = async (): Promise<void> => {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    try {
      do {
        again = false;
        const snapshot = await playground.snapshot();
        if (!response.writableEnded) response.write(`data: ${JSON.stringify(snapshot)}\n\n`);
      } while (again);
    } catch (error) {
      // The page connects again and starts anew.
      response.destroy(error instanceof Error ? error : undefined);
    } finally {
      sending = false;
    }
  };
  const unwatch = playground.watch(() => void send());
  const heartbeat = setInterval(() => response.write(': \n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    unwatch();
    clearInterval(heartbeat);
    response.end();
  });
  void send();
}

async function passOn(playground: Playground, path: string, response: ServerResponse): Promise<void> {
  const port = playground.botPort();
  if (port === null) {
    plain(response, 503, 'not ready');
    return;
  }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  for (const name of ['content-type', 'content-disposition']) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.writeHead(answer.status);
  response.end(Buffer.from(await answer.arrayBuffer()));
}
