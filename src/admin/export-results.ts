import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recordExport } from '../app/keep-audit.ts';
import type { FileFormat, TableFormat } from '../app/ports/links.ts';
import { readingOf } from '../app/scene.ts';
import { localDate } from '../domain/calendar.ts';
import { type ResultFacts, type Results, resultsOf, WHOLE } from '../domain/reports/results.ts';
import { type NestedPeriod, withoutSmallNumbers } from '../domain/reports/small-numbers.ts';
import type { TogetherBy } from '../domain/reports/together.ts';
import type { TaskForce } from '../domain/task-force.ts';
import { fileName, reportOf, writeTables } from '../files/serve-files.ts';
import { textsIn } from '../messages/reading.ts';
import { resultTables, type Table, tablesTogether } from '../messages/results/result-tables.ts';
import { CommandError, type Desk } from './run-command.ts';

/** What is written, for whom and where to. */
export interface Export {
  readonly format: FileFormat;
  readonly period: NestedPeriod;
  /** As a steering group may see it: no number that tells of too few people. */
  readonly hidesSmall: boolean;
  /** Null: a file named after its content and today. */
  readonly out: string | null;
  /** As of when it is counted; the audit holds when it was. */
  readonly now: Date;
}

/** Writes a task force's results to a file. */
export async function exportResults({ store, print }: Desk, name: string, asked: Export): Promise<void> {
  const taskForce = await taskForceNamed(store, name);
  const { locale, calendar } = taskForce;
  const { now, format } = asked;
  const file = fileName(taskForce.name, format, locale, localDate(now, calendar));
  await recordExport(store, taskForce.id, { at: new Date(), by: null, format });
  if (format === 'pdf') {
    const page = await reportOf(store, taskForce, asked.period, locale, now);
    print(
      `${taskForce.name}: a page for the steering group written to ${await writeOut(page, resolve(asked.out ?? file))}`,
    );
    return;
  }
  const facts = await store.results.facts(taskForce.id);
  const reading = await readingOf({ app: { store }, now, texts: textsIn(locale) }, taskForce, []);
  const tables = resultTables(counted(facts, taskForce, asked), facts.meetings, reading);
  const path = await write(tables, file, format, asked);
  print(`${taskForce.name}: ${tables.length} tables written to ${path}`);
}

/** Writes both result tables over every task force to a file. */
export async function exportTogether(
  { store, config, print }: Desk,
  by: TogetherBy,
  asked: Export,
): Promise<void> {
  const { format } = asked;
  if (format === 'pdf') throw new CommandError('The page for a steering group is of one task force.');
  const texts = textsIn(config.locale);
  const all = await store.taskForces.all();
  const at = new Date();
  for (const { id } of all) await recordExport(store, id, { at, by: null, format });
  const results = await Promise.all(
    all.map(async (taskForce) => ({
      name: taskForce.name,
      results: counted(await store.results.facts(taskForce.id), taskForce, asked),
    })),
  );
  const today = asked.now.toLocaleDateString('sv-SE', { timeZone: config.timezone });
  const tables = tablesTogether(results, by, { texts, made: today });
  const { every } = texts.results.table;
  const path = await write(tables, fileName(every, format, config.locale, today), format, asked);
  print(`${all.length} task forces: ${tables.length} tables written to ${path}`);
}

function counted(facts: ResultFacts, taskForce: TaskForce, { period, hidesSmall, now }: Export): Results {
  return hidesSmall
    ? withoutSmallNumbers(facts, period, taskForce, now)
    : resultsOf(facts, { ...WHOLE, period: { kind: period } }, taskForce, now);
}

/** @throws CommandError where none, or several, are called so */
export async function taskForceNamed(store: Desk['store'], name: string): Promise<TaskForce> {
  const all = await store.taskForces.all();
  const named = all.filter((taskForce) => taskForce.name.toLowerCase() === name.toLowerCase());
  const [taskForce] = named;
  if (taskForce === undefined) throw new CommandError(`There is no task force called ${name}.`);
  if (named.length > 1) throw new CommandError(`${named.length} task forces are called ${name}.`);
  return taskForce;
}

async function write(
  tables: readonly Table[],
  name: string,
  format: TableFormat,
  { out }: Export,
): Promise<string> {
  return writeOut(await writeTables(tables, format), resolve(out ?? name));
}

/** @throws CommandError where it can't be written */
export async function writeOut(bytes: Uint8Array, path: string): Promise<string> {
  await writeFile(path, bytes).catch((error: unknown) => {
    throw new CommandError(
      `${path} can't be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return path;
}
