import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { tryLock } from 'fs-native-extensions';

/** Two processes on one embedded database lose rows without a word, so the second is refused. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(directory: string) {
    super(
      `The data directory ${directory} is in use by another process. Stop that one, give this one another DATA_DIR, ` +
        'or set DATABASE_URL: PostgreSQL serves several processes.',
    );
  }
}

const LOCK_FILE = 'in-use.lock';

/**
 * Takes the directory for this process, making it if need be. The operating system holds the lock on an open file, so
 * a killed process leaves none behind. Returns what releases it.
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  const directory = resolve(path);
  await mkdir(directory, { recursive: true });
  const file = await open(join(directory, LOCK_FILE), 'a');
  try {
    if (!tryLock(file.fd)) throw new DirectoryInUseError(directory);
  } catch (error) {
    await file.close();
    throw error;
  }
  return () => file.close();
}
