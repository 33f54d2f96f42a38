import type { Column, Table } from '../results/result-tables.ts';
import type { Texts } from '../texts/da.ts';
import { IMPORT_COLUMNS } from './columns.ts';

/** What is wrong, by the row and the column (from 0) that a spreadsheet shows it at. */
export interface ImportProblem {
  /** From 1, the headings' row; null: the file as a whole. */
  readonly row: number | null;
  readonly column: number | null;
  readonly text: string;
}

export function problemLine({ row, column, text }: ImportProblem, { importing: t }: Texts): string {
  return row === null ? text : `${t.where(row, column === null ? null : columnLetter(column))}: ${text}`;
}

/** A, B, … Z, AA, as spreadsheets count. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (column % 26));
  return column < 26 ? last : `${columnLetter(Math.floor(column / 26) - 1)}${last}`;
}

/** An empty table to fill in. */
export function templateTable({ importing }: Texts): Table {
  const columns = IMPORT_COLUMNS.map((id): Column => ({ label: importing.columns[id], kind: 'text' }));
  return { name: importing.sheet, columns, rows: [], total: null };
}
