import type { Logger } from 'pino';
import type { Store } from '../app/ports.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { createLog } from '../logging.ts';
import { createStore } from '../store/create-store.ts';
import { DirectoryInUseError } from '../store/directory-lock.ts';
import { type Database, openDatabase } from '../store/open-database.ts';

/** What a command works with. */
export interface Desk {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly store: Store;
  readonly print: (line: string) => void;
}

/** A command can't do what it was asked, for a reason that fits one line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Opens the database, runs the command on it, and ends with 0, or with 1 and one line that says why. */
export async function runCommand(command: (desk: Desk) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
    const database = await openDatabase(config.database, (error) =>
      log.warn({ err: error }, 'a database connection broke'),
    );
    try {
      await database.migrate();
      const print = (line: string) => void process.stdout.write(`${line}\n`);
      await command({ config, log, database, store: createStore(database.client), print });
    } finally {
      await database.close();
    }
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exitCode = 1;
  }
}

function oneLine(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DirectoryInUseError || error instanceof CommandError)
    return error.message;
  if (!(error instanceof Error)) return 'Something went wrong.';
  const last = error.message.trim().split('\n').at(-1) ?? '';
  return `${error.name}: ${last}`;
}
