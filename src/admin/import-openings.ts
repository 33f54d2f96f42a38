import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importOpenings } from '../app/importing/import-openings.ts';
import type { OpeningId } from '../domain/ids.ts';
import { LOCALES } from '../domain/task-force.ts';
import { readTable } from '../files/read-table.ts';
import { writeCsv } from '../files/write-csv.ts';
import { writeWorkbook } from '../files/write-workbook.ts';
import { problemLine, templateTable } from '../messages/importing/import-table.ts';
import { textsIn } from '../messages/reading.ts';
import { taskForceNamed, writeOut } from './export-results.ts';
import { CommandError, type Desk } from './run-command.ts';

const LANGUAGES = LOCALES.map(textsIn);

/** Takes a file over, and prints what came of it in the task force's language; ends with 1 when it has problems. */
export async function importFile(
  { store, print }: Desk,
  name: string,
  file: string,
  { now, dry }: { readonly now: Date; readonly dry: boolean },
): Promise<void> {
  const taskForce = await taskForceNamed(store, name);
  const texts = textsIn(taskForce.locale);
  const { importing: t } = texts;
  const bytes = await readFile(resolve(file)).catch((error: unknown) => {
    throw new CommandError(
      `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const cells = await readTable(bytes);
  if (cells === null) throw new CommandError(t.unreadable);
  const reading = { taskForce, now, texts, languages: LANGUAGES };
  const end = await importOpenings(store, { cells, dry, idOf }, reading);
  switch (end.kind) {
    case 'no_coordinator':
      throw new CommandError(`${taskForce.name} has no coordinator to stand for what is told.`);
    case 'problems':
      for (const problem of end.problems) print(problemLine(problem, texts));
      throw new CommandError(t.problems(end.problems.length));
    case 'done':
      print(dry ? t.wouldAdd(end.added, end.jobs) : t.added(end.added, end.jobs));
      if (end.there > 0) print(t.there(end.there));
  }
}

/** An empty table to fill in: a workbook, or CSV where the file is called so. */
export async function writeTemplate(
  { config, print }: Pick<Desk, 'config' | 'print'>,
  file: string,
): Promise<void> {
  const table = templateTable(textsIn(config.locale));
  const bytes = /\.csv$/i.test(file) ? Buffer.from(writeCsv(table)) : await writeWorkbook([table]);
  print(`${await writeOut(bytes, resolve(file))}: written.`);
}

/** A UUID made of a hash (RFC 9562, version 8). */
function idOf(identity: string): OpeningId {
  const hex = createHash('sha256').update(identity).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as OpeningId;
}
