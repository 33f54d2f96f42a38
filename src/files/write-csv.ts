import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';
import type { Cell, Column, Table } from '../messages/results/result-tables.ts';
import { isNumber, totalOf } from './totals.ts';

/**
 * A table as a Danish Excel opens it by a double click: UTF-8 with its mark, semicolons, decimal commas, dates day
 * first, CRLF. A text that begins like a formula gets an apostrophe before it.
 */
export function writeCsv(table: Table): string {
  const { columns, rows, total } = table;
  const totals = columns.map((_, at) => (at === 0 ? total : totalOf(table, at)));
  const all = [
    columns.map(({ label }) => label),
    ...[...rows, ...(total === null || rows.length === 0 ? [] : [totals])].map((row) =>
      columns.map((column, at) => words(row[at] ?? null, column)),
    ),
  ];
  return stringify(all, { bom: true, delimiter: ';', record_delimiter: 'windows' });
}

/** Numbers are ours and may be negative: only texts are disarmed. */
function words(value: Cell, { kind }: Column): string {
  if (value === null) return '';
  if (isNumber(value)) return String(Math.round(value * 100) / 100).replace('.', ',');
  if (kind === 'date') return value.split('-').reverse().join('-');
  return LIKE_A_FORMULA.test(value) ? `'${value}` : value;
}

/** What spreadsheets take for a formula: also behind blanks, a tab or a line end, and in their wide forms. */
const LIKE_A_FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** One file a table, in a zip. */
export function zipCsv(tables: readonly Table[]): Uint8Array {
  return zipSync(Object.fromEntries(tables.map((table) => [`${table.name}.csv`, strToU8(writeCsv(table))])));
}
