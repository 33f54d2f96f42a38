import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { lockDirectory } from './directory-lock.ts';

/** A backup can't be made or put back, for a reason that fits one line. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const databaseIn = (dataDir: string) => join(dataDir, 'pglite');

/**
 * Writes the embedded database into one file, whole or not at all. The bot must be stopped: the directory is this
 * process's meanwhile.
 *
 * @throws BackupError when there is no database, or the file exists
 * @throws DirectoryInUseError while the bot runs
 */
export async function backUp(dataDir: string, file: string): Promise<void> {
  if (!existsSync(databaseIn(dataDir))) throw new BackupError(`There is no embedded database in ${dataDir}.`);
  if (existsSync(file)) throw new BackupError(`${file} exists already.`);
  const unlock = await lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: databaseIn(dataDir) });
    const dump = await pglite.dumpDataDir('gzip');
    await pglite.close();
    await writeWhole(file, Buffer.from(await dump.arrayBuffer()));
  } finally {
    await unlock();
  }
}

/**
 * Makes the embedded database anew from such a file, in a directory that has none. It must be a file of the same version
 * of PGlite.
 *
 * @throws BackupError when the directory has a database, or the file is no backup
 */
export async function restore(dataDir: string, file: string): Promise<void> {
  if (existsSync(databaseIn(dataDir)))
    throw new BackupError(`There is a database in ${dataDir} already: give DATA_DIR another name.`);
  if (!existsSync(file)) throw new BackupError(`There is no file ${file}.`);
  const unlock = await lockDirectory(dataDir);
  const beside = `${databaseIn(dataDir)}-${randomUUID()}`;
  try {
    await load(beside, new Blob([await readFile(file)]), file);
    await rename(beside, databaseIn(dataDir));
  } finally {
    await rm(beside, { recursive: true, force: true });
    await unlock();
  }
}

async function load(directory: string, dump: Blob, file: string): Promise<void> {
  try {
    // PGlite lets the error of what isn't packed escape, and the process end by it.
    await promisify(gunzip)(await dump.arrayBuffer());
    const pglite = await PGlite.create({ dataDir: directory, loadDataDir: dump });
    await pglite.query('SELECT count(*) FROM task_force');
    await pglite.close();
  } catch (error) {
    // What its file system refuses is no `Error`.
    if (!(error instanceof Error))
      throw new BackupError(`${dirname(directory)} can't be written: is the disk full?`, { cause: error });
    throw new BackupError(`${file} is no backup of Spot et job that this version can read.`, {
      cause: error,
    });
  }
}

/** On the disk before it has its name: a half-written file never looks like a backup. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomUUID()}`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
