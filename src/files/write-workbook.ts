import writeXlsx, { type CellObject, type Sheet } from 'write-excel-file/node';
import type { Cell, Column, Table } from '../messages/results/result-tables.ts';
import { totalOf } from './totals.ts';

/** Row 1 holds the headings. */
const FIRST_ROW = 2;
const FORMATS = { text: '@', count: '0', decimal: '0.00', date: 'dd-mm-yyyy' } as const;
const WIDEST = 48;

/**
 * The tables as an Excel workbook, a sheet each: cells of their own kind, sums and totals as formulas. A text is written
 * as text whatever it begins with, so that no cell that people named becomes a formula.
 */
export function writeWorkbook(tables: readonly Table[]): Promise<Buffer> {
  return writeXlsx(tables.map(sheetOf), { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

function sheetOf(table: Table): Sheet<Buffer> {
  const { name, columns, rows, total } = table;
  const heading = columns.map(
    ({ label }): CellObject => ({ value: label, type: String, fontWeight: 'bold', wrap: true }),
  );
  const body = rows.map((row, index) =>
    columns.map((column, at) => bodyCell(row, at, column, FIRST_ROW + index)),
  );
  return {
    sheet: name,
    data: [heading, ...body, ...(total === null || rows.length === 0 ? [] : [totalRow(table, total)])],
    columns: columns.map((column, at) => ({
      width: widthOf(
        column,
        rows.map((row) => row[at] ?? null),
      ),
    })),
    stickyRowsCount: 1,
  };
}

/** A sum of what is hidden in part is no formula: that would add up the rest. */
function bodyCell(
  cells: readonly Cell[],
  at: number,
  { kind, adds }: Column,
  row: number,
): CellObject | null {
  const value = cells[at] ?? null;
  if (value === null) return null;
  if (typeof value === 'string' && kind !== 'date') return { value, type: String };
  if (adds !== undefined && cells.slice(adds[0], adds[1] + 1).every((cell) => typeof cell !== 'string')) {
    const [from, to] = adds;
    return formula(`SUM(${letter(from)}${row}:${letter(to)}${row})`, kind);
  }
  const format = FORMATS[kind];
  switch (kind) {
    case 'text':
      return { value: String(value), type: String };
    case 'count':
    case 'decimal':
      return { value: Number(value), type: Number, format };
    case 'date':
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format };
  }
}

function totalRow(table: Table, label: string): (CellObject | null)[] {
  const last = FIRST_ROW + table.rows.length - 1;
  return table.columns.map((column, at): CellObject | null => {
    if (at === 0) return { value: label, type: String, fontWeight: 'bold' };
    const total = totalOf(table, at);
    if (total === null) return null;
    if (typeof total === 'string') return { value: total, type: String, fontWeight: 'bold' };
    const sum = formula(`SUM(${letter(at)}${FIRST_ROW}:${letter(at)}${last})`, column.kind);
    return { ...sum, fontWeight: 'bold' };
  });
}

function formula(text: string, kind: Column['kind']): CellObject {
  return { value: `=${text}`, type: 'Formula', format: FORMATS[kind] };
}

/** A, B, … Z: no table has more columns. */
function letter(column: number): string {
  if (column > 25) throw new RangeError('a table of more than 26 columns');
  return String.fromCharCode('A'.charCodeAt(0) + column);
}

function widthOf({ label, kind }: Column, cells: readonly Cell[]): number {
  const longest = Math.max(...cells.map((cell) => String(cell ?? '').length), 0);
  const words = Math.max(...label.split(' ').map((word) => word.length));
  return Math.min(WIDEST, Math.max(words, kind === 'text' ? longest : 10) + 3);
}
