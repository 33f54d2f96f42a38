import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPostgresDatabase, isPostgresReachable } from './databases.ts';

/** A database of a test's own, as the variables that make the bot use it. */
export interface FreshDatabase {
  readonly environment: { readonly DATABASE_URL: string } | { readonly DATA_DIR: string };
  drop(): Promise<void>;
}

/** PostgreSQL where a server answers, otherwise the embedded database: journeys run on either. */
export async function freshDatabase(kind: 'embedded' | 'any'): Promise<FreshDatabase> {
  if (kind === 'any' && (await isPostgresReachable())) {
    const { url, drop } = await copyPostgresDatabase();
    return { environment: { DATABASE_URL: url }, drop };
  }
  const dir = await mkdtemp(join(tmpdir(), 'spotjob-'));
  return { environment: { DATA_DIR: dir }, drop: () => rm(dir, { recursive: true, force: true }) };
}
