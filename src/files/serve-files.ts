import type { ServerResponse } from 'node:http';
import { recordExport } from '../app/keep-audit.ts';
import type { Clock } from '../app/ports/clock.ts';
import type { FileFormat, TableFormat } from '../app/ports/links.ts';
import type { Store } from '../app/ports/store.ts';
import { readingOf } from '../app/scene.ts';
import { localDate } from '../domain/calendar.ts';
import { may } from '../domain/permissions.ts';
import { resultsOf, type Selection } from '../domain/reports/results.ts';
import { isNested, type NestedPeriod, withoutSmallNumbers } from '../domain/reports/small-numbers.ts';
import { steeringOf } from '../domain/reports/steering.ts';
import type { TaskForce } from '../domain/task-force.ts';
import { textsIn } from '../messages/reading.ts';
import type { Chart } from '../messages/results/chart.ts';
import { resultTables, type Table } from '../messages/results/result-tables.ts';
import { steeringReport } from '../messages/results/steering-report.ts';
import type { Draw } from './draw-chart.ts';
import { readFileRequest, readPicture } from './sign-links.ts';
import { zipCsv } from './write-csv.ts';
import { writeReport } from './write-report.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface FileDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly draw: Draw;
  /** The link's key of this installation. */
  readonly key: Uint8Array;
}

const YEAR_S = 365 * 24 * 60 * 60;
/** A message is seen by many; a picture that was drawn is kept for the next who looks. */
const MOST_PICTURES = 50;

/** Pictures, to whoever has their signed address: it shows what its message said, and never anything else. */
export function servePicture({ draw, key }: FileDesk) {
  const drawn = new Map<string, Promise<Uint8Array>>();
  const pictureOf = (url: string, chart: Chart) => {
    const known = drawn.get(url);
    if (known !== undefined) return known;
    const drawing = draw(chart);
    const oldest = drawn.keys().next().value;
    if (drawn.size >= MOST_PICTURES && oldest !== undefined) drawn.delete(oldest);
    drawn.set(url, drawing);
    drawing.catch(() => drawn.delete(url));
    return drawing;
  };
  return async (url: string, response: ServerResponse) => {
    const chart = readPicture(url, key);
    if (chart === null) {
      answer(response, 404, 'text/plain; charset=utf-8', Buffer.from('Not found\n'));
      return;
    }
    answer(response, 200, 'image/png', await pictureOf(url, chart), {
      'cache-control': `private, max-age=${YEAR_S}, immutable`,
    });
  };
}

export const FILE_TYPES: Readonly<Record<FileFormat, { readonly type: string; readonly extension: string }>> =
  {
    xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
    csv: { type: 'application/zip', extension: 'csv.zip' },
    pdf: { type: 'application/pdf', extension: 'pdf' },
  };

/**
 * A file of results, made when it is fetched: to whom the link was given, while it is valid and while that person may
 * see what it holds. Otherwise a page that says what to do.
 */
export function serveResults({ store, clock, key }: FileDesk) {
  return async (url: string, response: ServerResponse) => {
    const request = readFileRequest(url, key);
    if (request === null) {
      refuse(response, 404, 'da', 'denied');
      return;
    }
    const { taskForceId, personId, format, selection, locale, until } = request;
    const now = clock.now();
    if (now > until) {
      refuse(response, 410, locale, 'expired');
      return;
    }
    const [taskForce, members, person] = await Promise.all([
      store.taskForces.find(taskForceId),
      store.directory.members(taskForceId),
      store.mailroom.person(personId),
    ]);
    const roles = members.find((member) => member.person.id === person?.id)?.roles ?? [];
    if (taskForce === null || !may(roles, format === 'pdf' ? 'view_results' : 'view_small_numbers')) {
      refuse(response, 403, locale, 'denied');
      return;
    }
    const { kind } = selection.period;
    const file =
      format === 'pdf'
        ? await reportOf(store, taskForce, isNested(kind) ? kind : 'all', locale, now)
        : await writeTables(await tablesOf(store, taskForce, selection, locale, now), format);
    await recordExport(store, taskForceId, { at: now, by: personId, format });
    const { type } = FILE_TYPES[format];
    const name = fileName(taskForce.name, format, locale, localDate(now, taskForce.calendar));
    answer(response, 200, type, file, {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    });
  };
}

/** Results as the tables of a file, every number of them. */
async function tablesOf(
  store: Store,
  taskForce: TaskForce,
  selection: Selection,
  locale: TaskForce['locale'],
  now: Date,
): Promise<readonly Table[]> {
  const facts = await store.results.facts(taskForce.id);
  const reading = await readingOf({ app: { store }, now, texts: textsIn(locale) }, taskForce, []);
  return resultTables(resultsOf(facts, selection, taskForce, now), facts.meetings, reading);
}

/** The steering group's page: the whole task force, without small numbers whoever asks. */
export async function reportOf(
  store: Store,
  taskForce: TaskForce,
  period: NestedPeriod,
  locale: TaskForce['locale'],
  now: Date,
): Promise<Uint8Array> {
  const [facts, steering] = await Promise.all([
    store.results.facts(taskForce.id),
    store.steering.input(taskForce.id, now),
  ]);
  const reading = await readingOf({ app: { store }, now, texts: textsIn(locale) }, taskForce, []);
  const results = withoutSmallNumbers(facts, period, taskForce, now);
  return writeReport(steeringReport(results, steeringOf(steering, taskForce, now), reading), now);
}

export async function writeTables(tables: readonly Table[], format: TableFormat): Promise<Uint8Array> {
  switch (format) {
    case 'xlsx':
      return writeWorkbook(tables);
    case 'csv':
      return zipCsv(tables);
  }
}

/** `resultater-birkholm-2026-11-23.xlsx`: no character that a file system dislikes. */
export function fileName(
  whose: string,
  format: FileFormat,
  locale: TaskForce['locale'],
  day: string,
): string {
  const name = whose
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const { report, table } = textsIn(locale).results;
  return `${format === 'pdf' ? report.file : table.file}-${name}-${day}.${FILE_TYPES[format].extension}`;
}

function refuse(
  response: ServerResponse,
  status: number,
  locale: TaskForce['locale'],
  why: 'expired' | 'denied',
): void {
  const { gone } = textsIn(locale).results;
  const page = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${gone.title}</title><body style="font:18px/1.5 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em"><h1>${gone.title}</h1><p>${gone[why]}</p>`;
  answer(response, status, 'text/html; charset=utf-8', Buffer.from(page), { 'cache-control': 'no-store' });
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    ...headers,
  });
  response.end(body);
}
