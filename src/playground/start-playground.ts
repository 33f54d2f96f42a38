import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { close, listen, serve } from '../server.ts';
import { lockDirectory } from '../store/directory-lock.ts';
import { bundlePage } from './bundle-page.ts';
import { createPlayground } from './playground.ts';
import { routesOfPage } from './serve-page.ts';

export interface StartedPlayground {
  readonly port: number;
  /** What it is and where, for the one who started it. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Is told at once what takes its time. */
  readonly say?: (line: string) => void;
  /** What time it is when Birkholm is founded. */
  readonly startsAt?: Date;
  readonly storyPauseMs?: number;
}

const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * Opens the playground: the page on this machine's own address alone, the bot behind it on a port of its own, and an
 * embedded database beside the real one, never in it.
 *
 * @throws ConfigError where other machines should reach it, and in production
 */
export async function startPlayground(
  config: Config,
  log: Logger,
  { say = () => {}, startsAt, storyPauseMs }: StartOptions = {},
): Promise<StartedPlayground> {
  if (config.production) throw new ConfigError('PLAYGROUND: not allowed when NODE_ENV is production.');
  if (!LOOPBACK.includes(config.host)) {
    throw new ConfigError(
      `HOST: the playground listens on 127.0.0.1 alone, not on ${config.host}. Connect Slack or Teams, or set PLAYGROUND=0.`,
    );
  }
  const dataDir = 'dataDir' in config.database ? config.database.dataDir : '.data';
  const directory = join(dataDir, 'playground');
  const files = await bundlePage();
  const unlock = await lockDirectory(directory);
  const { locale, timezone } = config;
  let { port } = config;
  const publicUrl = () => `http://127.0.0.1:${port}`;
  const world = { directory, locale, timezone, log, startsAt, publicUrl };
  const playground = createPlayground(world, storyPauseMs);
  const server = serve(
    routesOfPage(playground, files, () => port),
    (error) => log.error({ err: error }, 'a request of the page failed'),
  );
  try {
    // Before Birkholm is opened: a start that finds its port taken leaves nothing behind.
    port = await listen(server, config.port, '127.0.0.1');
    say(`Playground: opening Birkholm at http://127.0.0.1:${port}. The first time takes some seconds …`);
    await playground.open();
    return {
      port,
      lines: [
        `Playground: open http://127.0.0.1:${port} in a browser. Nothing leaves this machine.`,
        'Slack and Teams are not connected: set their variables to run it for real, or PLAYGROUND=0 to run it without.',
      ],
      stop: async () => {
        server.closeAllConnections();
        await close(server);
        await playground.stop();
        await unlock();
      },
    };
  } catch (error) {
    server.closeAllConnections();
    server.close();
    await unlock();
    throw error;
  }
}
