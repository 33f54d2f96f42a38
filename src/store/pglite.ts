import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from './database.ts';
import { EmbeddedDatabaseError } from './database-errors.ts';
import { lockDirectory } from './directory-lock.ts';
import { embeddedEngine } from './embedded-engine.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { applyMigrations, migrationFactory } from './migrate.ts';

/** The adapter doesn't wait for its scripts and so loses their errors; a migration needs both. */
export async function migrationAdapter(pglite: PGlite): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPGlite(pglite).connect();
  adapter.executeScript = async (script) => {
    await pglite.exec(script);
  };
  return adapter;
}

/** Stands among the first files while they are written: what a process leaves that is ended meanwhile is no database. */
const BEING_MADE = 'being-made';

/** The embedded database in a directory, which is this process's alone until it is closed. */
export async function openDirectory(dataDir: string): Promise<Database> {
  const unlock = await lockDirectory(dataDir);
  try {
    return await databaseOn(await openFiles(dataDir), `the embedded database in ${dataDir}`, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** @throws EmbeddedDatabaseError */
async function openFiles(dataDir: string): Promise<PGlite> {
  const files = join(dataDir, 'pglite');
  const mark = join(files, BEING_MADE);
  try {
    if (existsSync(mark)) await rm(files, { recursive: true, force: true });
    if (!existsSync(files)) {
      await mkdir(files);
      await writeFile(mark, '');
    }
    const pglite = await PGlite.create({ dataDir: files, ...(await embeddedEngine()) });
    await rm(mark, { force: true });
    return pglite;
  } catch (error) {
    throw new EmbeddedDatabaseError(dataDir, error);
  }
}

/**
 * The adapter reads and writes instants as if the session were in UTC.
 *
 * @param release is called when the database is closed
 */
export async function databaseOn(
  pglite: PGlite,
  describe: string,
  release: () => Promise<void>,
): Promise<Database> {
  await pglite.exec("SET TIME ZONE 'UTC'");
  const client = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  return {
    client,
    query: async <Row>({ text, values }: Prisma.Sql) => (await pglite.query<Row>(text, values)).rows,
    describe,
    migrate: () => applyMigrations(migrationFactory(() => migrationAdapter(pglite))),
    ping: async () => {
      await pglite.query('SELECT 1');
    },
    close: async () => {
      await client.$disconnect();
      await pglite.close();
      await release();
    },
  };
}
