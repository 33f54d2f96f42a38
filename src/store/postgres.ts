import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import type { Database } from './database.ts';
import { DatabaseRefusedError } from './database-errors.ts';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations, migrationFactory } from './migrate.ts';

const MAX_CONNECTIONS = 10;
/** A person waits at the other end, and both platforms give up after 3 s. */
const CONNECT_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 5_000;
/** Beyond the server's own limit: for a server that went away without closing the connection. */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 1_000;

/** Ours alone; any number that isn't the schema engine's own (72707369). */
const MIGRATION_LOCK = 72_707_370;

/** A pool to PostgreSQL that outlives the server's restarts: a broken connection fails its query and is replaced. */
export function openPostgres(databaseUrl: string, onProblem: (error: Error) => void): Database {
  const settings = connectionSettings(databaseUrl);
  const pool = new pg.Pool({
    ...settings,
    max: MAX_CONNECTIONS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  pool.on('error', onProblem);
  const nameOf = namesOfStatements();
  const adapter = new PrismaPg(pool, {
    onConnectionError: onProblem,
    statementNameGenerator: ({ sql }) => nameOf(sql),
  });
  const client = new PrismaClient({ adapter, errorFormat: 'minimal' });
  const { host, pathname } = new URL(databaseUrl);
  return {
    client,
    query: async ({ text, values }) => {
      const { rows } = await pool.query({ name: nameOf(text), text, values });
      return rows;
    },
    describe: `PostgreSQL at ${host}${pathname}`,
    migrate: () => migrateAlone(settings, onProblem),
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/** More than the store has; each takes some ten kilobytes of each connection's memory at the server. */
const MAX_PREPARED = 400;

/**
 * Where a table's columns, whichever they are, go out to the reader, and not into another table. PostgreSQL runs such a
 * statement no more once another replica's migration added a column ("cached plan must not change result type").
 */
const READS_WHOLE_ROWS = /(?<!INSERT INTO [^()]*(?:\([^()]*\)\s*)?)\bSELECT (?:\w+\.)?\*/;

/**
 * Names under which the server keeps statements, planned, for as long as a connection lasts: to read and plan one takes it
 * several times as long as to run it. `''`, which is none, for what can't be kept, comes for the first time, as lists of
 * every length do, or is more than the most.
 */
function namesOfStatements(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const name = names.get(sql);
    if (name === undefined) {
      if (names.size < MAX_PREPARED) names.set(sql, READS_WHOLE_ROWS.test(sql) ? '' : `s${names.size + 1}`);
      return '';
    }
    return name;
  };
}

/** The adapter reads and writes instants as if the session were in UTC, whatever zone the server prefers. */
function connectionSettings(databaseUrl: string): pg.ClientConfig {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c TimeZone=UTC`.trim());
  return {
    connectionString: url.href,
    application_name: 'spot-et-job',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

/**
 * Migrates while no other replica does. The schema engine takes an advisory lock too, against `prisma migrate deploy`,
 * but gives up after 10 s; ours waits for as long as a replica that migrates needs. Both are a session's: a killed
 * process frees them, and the engine must have one connection. Neither has a statement timeout, since filling a new
 * column may take its time.
 */
async function migrateAlone(
  settings: pg.ClientConfig,
  onProblem: (error: Error) => void,
): Promise<readonly string[]> {
  const holder = new pg.Client(settings);
  const pool = new pg.Pool({ ...settings, max: 1, idleTimeoutMillis: 0 });
  holder.on('error', onProblem);
  pool.on('error', onProblem);
  await holder.connect().catch((error: unknown) => {
    // The system's own refusals say what they are.
    if (!(error instanceof Error) || 'syscall' in error) throw error;
    throw new DatabaseRefusedError(error);
  });
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await applyMigrations(migrationFactory(() => migrationAdapter(pool)));
  } finally {
    await pool.end();
    await holder.end();
  }
}

/** The adapter cuts scripts at each semicolon, also within a function's body; the server reads them whole. */
async function migrationAdapter(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(pool).connect();
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}
