import { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from './database.ts';
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

/** The embedded database in a directory, which is this process's alone until it is closed. */
export async function openDirectory(dataDir: string): Promise<Database> {
  const unlock = await lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: `${dataDir}/pglite`, ...(await embeddedEngine()) });
    return await databaseOn(pglite, `the embedded database in ${dataDir}`, unlock);
  } catch (error) {
    await unlock();
    throw error;
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
