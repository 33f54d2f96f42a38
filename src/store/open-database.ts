import type { Database } from './database.ts';

export type { Database };

export type DatabaseLocation = { readonly databaseUrl: string } | { readonly dataDir: string };

/**
 * Opens PostgreSQL, or the embedded database in a directory, which is made if missing. PostgreSQL is reached lazily:
 * an unreachable server shows at the first query.
 *
 * @param onProblem hears of connections that break while nobody uses them, as when the server restarts
 * @throws DirectoryInUseError when another process has the directory
 */
export async function openDatabase(
  location: DatabaseLocation,
  onProblem: (error: Error) => void,
): Promise<Database> {
  if ('databaseUrl' in location) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(location.databaseUrl, onProblem);
  }
  const { openDirectory } = await import('./pglite.ts');
  return openDirectory(location.dataDir);
}
