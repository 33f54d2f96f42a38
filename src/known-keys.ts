import { ConfigError } from './config.ts';
import type { Database } from './store/open-database.ts';
import { keysInUse } from './store/seal-anew.ts';
import type { Sealing } from './store/sealing.ts';

/**
 * How many contact persons and names there are under each key; null: in plain.
 *
 * @throws ConfigError when something is sealed under a key that isn't among ours: nearly every request would fail, and
 * what is written would lie beside it in plain or under a key of its own
 */
export async function knownKeysInUse(
  { query }: Database,
  { keyIds }: Sealing,
): Promise<ReadonlyMap<string | null, number>> {
  const inUse = await keysInUse(query);
  const unknown = [...inUse.keys()].find((id) => id !== null && !keyIds.has(id));
  if (unknown != null)
    throw new ConfigError(
      `ENCRYPTION_KEY: the database holds what was sealed under key ${unknown}, and that key isn't given.`,
    );
  return inUse;
}
