import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { withSchemaEngine } from './schema-engine.ts';

export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

const LOCK_FILE = 'migration_lock.toml';
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** How the schema engine reaches a database. `shadow` is an empty one that it fills to compare, never to apply. */
export function migrationFactory(
  connect: () => Promise<SqlDriverAdapter>,
  shadow: () => Promise<SqlDriverAdapter> = noShadow,
): SqlMigrationAwareDriverAdapterFactory {
  return { provider: 'postgres', adapterName: 'spot-et-job', connect, connectToShadowDb: shadow };
}

async function noShadow(): Promise<never> {
  throw new Error('applying migrations needs no shadow database');
}

/** The migrations of a directory in Prisma's layout: `<timestamp>_<name>/migration.sql`, in the order of their names. */
export async function readMigrations(baseDir: string = MIGRATIONS_DIRECTORY): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: LOCK_FILE, content: await readFile(`${baseDir}/${LOCK_FILE}`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${baseDir}/${name}/migration.sql`, 'utf8') },
        },
      })),
    ),
  };
}

/** Applies what is missing, each under its name in Prisma's `_prisma_migrations`; returns the names applied. */
export async function applyMigrations(
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<readonly string[]> {
  const migrationsList = await readMigrations();
  return withSchemaEngine(factory, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  });
}
