/** Databases for tests: empty, migrated, quick to make, and gone afterwards. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Database } from '../../src/store/database.ts';
import { readMigrations } from '../../src/store/migrate.ts';
import { databaseOn } from '../../src/store/pglite.ts';
import { openPostgres } from '../../src/store/postgres.ts';

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Whether a PostgreSQL server answers, so that tests which need one can be skipped. Says so when not. */
export async function isPostgresReachable(): Promise<boolean> {
  try {
    await onServer('SELECT 1');
    return true;
  } catch (error) {
    const { host } = new URL(SERVER);
    process.stderr.write(`Skipping tests on PostgreSQL: none answers at ${host} (${String(error)}).\n`);
    return false;
  }
}

const NO_SUCH_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

interface PostgresDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new, empty database on the server, not migrated yet. */
export function makePostgresDatabase(): Promise<PostgresDatabase> {
  return createDatabase('');
}

async function createDatabase(from: string): Promise<PostgresDatabase & { name: string }> {
  const name = `spotjob_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} ${from}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/**
 * A new migrated database on the server, copied: to migrate each anew took several times as long. What is copied is made
 * once for each set of migrations, and stays on the server.
 */
export async function copyPostgresDatabase(): Promise<PostgresDatabase> {
  const template = `spotjob_template_${await migrationsHash()}`;
  const copy = () => createDatabase(`TEMPLATE ${template}`);
  return copy().catch(async (error: unknown) => {
    if (codeOf(error) !== NO_SUCH_DATABASE) throw error;
    await makeTemplate(template);
    return copy();
  });
}

/** Made under another name and renamed, so that nobody copies half of it; of two that make it at once one is enough. */
async function makeTemplate(template: string): Promise<void> {
  const { name, url, drop } = await createDatabase('');
  const database = openPostgres(url, () => undefined);
  await database.migrate();
  await database.close();
  await onServer(`ALTER DATABASE ${name} RENAME TO ${template}`).catch(async (error: unknown) => {
    await drop();
    if (codeOf(error) !== DUPLICATE_DATABASE) throw error;
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** A new migrated database on the server; closing it drops it. */
export async function openFreshPostgres(): Promise<Database> {
  const { url, drop } = await copyPostgresDatabase();
  const database = openPostgres(url, () => undefined);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, close };
}

/** A new migrated embedded database in memory. */
export async function openFreshPglite(): Promise<Database> {
  const pglite = await PGlite.create({ loadDataDir: await template() });
  return databaseOn(pglite, 'the embedded database in memory', async () => undefined);
}

/** A directory with a migrated embedded database in it, for a process to be started on. */
export async function makeDataDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'spot-et-job-'));
  const pglite = await PGlite.create({ dataDir: join(path, 'pglite'), loadDataDir: await template() });
  await pglite.close();
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/spot-et-job', import.meta.url));

/** Making an embedded database takes seconds, loading one a fraction: it is made once for each set of migrations. */
async function template(): Promise<Blob> {
  const version = await readFile(
    fileURLToPath(import.meta.resolve('@electric-sql/pglite')).replace(/dist.*/, 'package.json'),
  );
  const file = join(CACHE, `pglite-${await migrationsHash(version)}.tar`);
  if (!existsSync(file)) await writeTemplate(file);
  return new Blob([await readFile(file)]);
}

async function migrationsHash(version: Uint8Array = new Uint8Array()): Promise<string> {
  const { migrationDirectories } = await readMigrations();
  return createHash('sha256')
    .update(JSON.stringify(migrationDirectories))
    .update(version)
    .digest('hex')
    .slice(0, 16);
}

/** Written beside and renamed, so that another test process never reads half of it. */
async function writeTemplate(file: string): Promise<void> {
  const pglite = await PGlite.create();
  const database = await databaseOn(pglite, 'a template', async () => undefined);
  await database.migrate();
  const dump = await pglite.dumpDataDir('none');
  await database.close();
  await mkdir(CACHE, { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, Buffer.from(await dump.arrayBuffer()));
  await rename(beside, file);
}
