import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLog, quieter } from './logging.ts';
import { DatabaseRefusedError, EmbeddedDatabaseError } from './store/database-errors.ts';
import { DirectoryInUseError } from './store/directory-lock.ts';
import { embeddedEngine } from './store/embedded-engine.ts';

/** Longest that a stop may take before the process ends anyway: less than what orchestrators allow. */
const STOP_WITHIN_MS = 25_000;

const ONE_LINE = [ConfigError, DatabaseRefusedError, DirectoryInUseError, EmbeddedDatabaseError];

/** What the one who starts it can mend is said in one line; anything else is a fault and shows where. */
function explain(error: unknown): string {
  if (ONE_LINE.some((kind) => error instanceof kind) && error instanceof Error) return error.message;
  // The system's own refusals, as a port that is taken or a database that doesn't answer.
  if (error instanceof Error && 'syscall' in error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The bot, or the playground around one; what isn't wanted isn't even loaded, and nothing before the variables are read. */
async function begin(
  config: Config,
  log: Logger,
): Promise<{ lines: readonly string[]; stop(): Promise<void> }> {
  if ('dataDir' in config.database) void embeddedEngine();
  if (!config.playground) {
    const { startBot } = await import('./bot.ts');
    return startBot(config, log);
  }
  const { startPlayground } = await import('./playground/start-playground.ts');
  return startPlayground(config, log, { say: (line) => process.stdout.write(`${line}\n`) });
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.playground ? quieter(config.logLevel) : config.logLevel);
  const bot = await begin(config, log);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    bot.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // Said last: whoever reads that it listens may stop it.
  process.stdout.write(`Spot et job\n${bot.lines.map((line) => `  ${line}\n`).join('')}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
