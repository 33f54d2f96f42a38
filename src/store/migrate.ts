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
  const names = migrationsList.migrationDirectories.map(({ path }) => path);
  if (await isUpToDate(factory, names)) return [];
  return withSchemaEngine(factory, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    return appliedMigrationNames;
  });
}

/**
 * Whether all are applied and none stands half done. Then the schema engine, whose loading is a good part of a start, isn't
 * needed: it would look at the same rows and do nothing.
 */
async function isUpToDate(
  factory: SqlMigrationAwareDriverAdapterFactory,
  names: readonly string[],
): Promise<boolean> {
  const adapter = await factory.connect();
  const read = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  try {
    const [[table] = []] = await read("SELECT to_regclass('_prisma_migrations')::text");
    if (table == null) return false;
    const rows = await read(`
      SELECT migration_name FROM _prisma_migrations
      WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NULL
      )`);
    const applied = new Set(rows.map(([name]) => name));
    return names.every((name) => applied.has(name));
  } finally {
    await adapter.dispose();
  }
}
