import { createServer, type IncomingMessage, type Server } from 'node:http';
import { close, listen } from '../../src/server.ts';

/** One call that the bot made, to Slack's Web API or to the Bot Connector. */
export interface Called {
  readonly what: string;
  readonly at: number;
  readonly args: Readonly<Record<string, string>>;
  readonly path: string;
}

/** What goes wrong with a call: an answer in its place, after a while. Null: nothing. */
export type Spoil = (call: Called) => { readonly status: number; readonly afterMs: number } | null;

/**
 * Slack's Web API and the Bot Connector with no rules at all, so that the machine's time goes to the bot and its baselines: the
 * strict ones of the playground look at every block.
 */
export interface Platforms {
  readonly slackApi: string;
  readonly connector: string;
  /** Resolves at the next call that fits, also for one that came while nobody waited. */
  next(fits: (call: Called) => boolean): Promise<Called>;
  /** Every call from now on. Returns how to stop it. */
  watch(see: (call: Called) => void): () => void;
  spoil(how: Spoil | null): void;
  stop(): Promise<void>;
}

export async function startPlatforms(): Promise<Platforms> {
  const watchers = new Set<(call: Called) => void>();
  let spoiling: Spoil | null = null;
  let nth = 0;
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const path = request.url ?? '';
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const call: Called = {
      what: path.startsWith('/api/') ? path.slice('/api/'.length) : 'connector',
      at: performance.now(),
      args: isForm ? Object.fromEntries(new URLSearchParams(body)) : {},
      path,
    };
    for (const see of watchers) see(call);
    const wrong = spoiling?.(call) ?? null;
    if (wrong !== null) {
      await new Promise((resolve) => setTimeout(resolve, wrong.afterMs));
      response.writeHead(wrong.status, wrong.status === 429 ? { 'retry-after': '1' } : {}).end();
      return;
    }
    nth += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(call, nth)));
  });
  const port = await listen(server, 0, '127.0.0.1');
  const watch = (see: (call: Called) => void) => {
    watchers.add(see);
    return () => watchers.delete(see);
  };
  return {
    slackApi: `http://127.0.0.1:${port}/api/`,
    connector: `http://127.0.0.1:${port}/`,
    watch,
    next: (fits) =>
      new Promise((resolve) => {
        const end = watch((call) => {
          if (!fits(call)) return;
          end();
          resolve(call);
        });
      }),
    spoil: (how) => {
      spoiling = how;
    },
    stop: () => stop(server),
  };
}

function answerTo({ what, args }: Called, nth: number): object {
  switch (what) {
    case 'connector':
      return { id: String(nth) };
    case 'users.info':
      return { ok: true, user: { id: args.user, real_name: `Person ${args.user}` } };
    case 'views.open':
      return { ok: true, view: { id: `V${nth}` } };
    case 'conversations.history':
      return { ok: true, messages: [], has_more: false };
    default:
      return {
        ok: true,
        channel: args.channel ?? { id: `D${args.users ?? ''}` },
        ts: `${1_700_000_000 + nth}.000100`,
        message: {},
      };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await close(server);
}
