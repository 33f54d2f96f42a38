import type { Logger } from 'pino';
import type { Store } from '../app/ports/store.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { knownKeysInUse } from '../known-keys.ts';
import { createLog, quieter } from '../logging.ts';
import { BackupError } from '../store/backup.ts';
import { createStore } from '../store/create-store.ts';
import { DatabaseRefusedError, EmbeddedDatabaseError } from '../store/database-errors.ts';
import { DirectoryInUseError } from '../store/directory-lock.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { createSealing, type Sealing } from '../store/sealing.ts';

/** What a command works with. */
export interface Desk {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly store: Store;
  readonly sealing: Sealing;
  readonly print: (line: string) => void;
}

/** A command can't do what it was asked, for a reason that fits one line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Opens the database, runs the command on it, and ends with 0, or with 1 and one line that says why. As the bot does, it
 * refuses a database that holds what is sealed under a key that isn't given.
 */
export function runCommand(command: (desk: Desk) => Promise<void>): Promise<void> {
  return runWithAnyKeys(async (desk) => {
    await knownKeysInUse(desk.database, desk.sealing);
    await command(desk);
  });
}

/** The same for a command that needs no key, or says itself what it can't open. */
export function runWithAnyKeys(command: (desk: Desk) => Promise<void>): Promise<void> {
  return runOnFiles(async ({ config, print }) => {
    const log = createLog(quieter(config.logLevel));
    const database = await openDatabase(config.database, (error) =>
      log.warn({ err: error }, 'a database connection broke'),
    );
    try {
      await database.migrate();
      const sealing = createSealing(config.encryptionKeys);
      await command({ config, log, database, store: createStore(database, sealing), sealing, print });
    } finally {
      await database.close();
    }
  });
}

/** The same for a command that works on the database's files. */
export async function runOnFiles(
  command: (desk: Pick<Desk, 'config' | 'print'>) => Promise<void>,
): Promise<void> {
  try {
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await command({ config: readConfig(process.env), print });
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exitCode = 1;
  }
}

const ONE_LINE = [
  ConfigError,
  DatabaseRefusedError,
  DirectoryInUseError,
  EmbeddedDatabaseError,
  CommandError,
  BackupError,
];

function oneLine(error: unknown): string {
  if (ONE_LINE.some((kind) => error instanceof kind) && error instanceof Error) return error.message;
  if (!(error instanceof Error)) return 'Something went wrong.';
  const last = error.message.trim().split('\n').at(-1) ?? '';
  return `${error.name}: ${last}`;
}
