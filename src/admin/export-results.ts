import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileFormat } from '../app/ports/links.ts';
import { WHOLE } from '../domain/reports/results.ts';
import { fileName, tablesOf, writeTables } from '../files/serve-files.ts';
import { CommandError, type Desk } from './run-command.ts';

/** Writes a task force's results, everything since its beginning, to a file: `out`, or one named after it and today. */
export async function exportResults(
  { store, print }: Desk,
  name: string,
  format: FileFormat,
  out: string | null,
  now: Date,
): Promise<void> {
  const all = await store.taskForces.all();
  const named = all.filter((taskForce) => taskForce.name.toLowerCase() === name.toLowerCase());
  const [taskForce] = named;
  if (taskForce === undefined) throw new CommandError(`There is no task force called ${name}.`);
  if (named.length > 1) throw new CommandError(`${named.length} task forces are called ${name}.`);
  const { locale } = taskForce;
  const tables = await tablesOf(store, taskForce, WHOLE, locale, now);
  const path = resolve(out ?? fileName(taskForce, format, locale, now));
  await writeFile(path, await writeTables(tables, format)).catch((error: unknown) => {
    throw new CommandError(
      `${path} can't be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  print(`${taskForce.name}: ${tables.length} tables written to ${path}`);
}
