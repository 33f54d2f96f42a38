import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { migrationFactory, NO_FILTERS, readMigrations } from './migrate.ts';
import { migrationAdapter } from './pglite.ts';
import { withSchemaEngine } from './schema-engine.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));
const EMPTY = '-- This is an empty migration.';

/** The SQL from what the migrations make to what prisma/schema.prisma says; null when these are the same. */
export async function schemaDifference(): Promise<string | null> {
  const content = await readFile(SCHEMA_FILE, 'utf8');
  const migrations = await readMigrations();
  const pglite = await PGlite.create();
  const connect = () => migrationAdapter(pglite);
  try {
    return await withSchemaEngine(migrationFactory(connect, connect), async (engine) => {
      const { stdout } = await engine.diff({
        from: { tag: 'migrations', ...migrations },
        to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA_FILE, content }] },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      });
      return stdout === null || stdout.trim() === EMPTY ? null : stdout;
    });
  } finally {
    await pglite.close();
  }
}
