import type { Column, Table } from '../results/result-tables.ts';
import type { Texts } from '../texts/da.ts';

/** The columns of the table that a task force brings along, in the order of the template. */
export const IMPORT_COLUMNS = [
  'ref',
  'company',
  'contact_name',
  'contact',
  'place',
  'category',
  'tasks',
  'hours',
  'places',
  'cvr',
  'told_on',
  'status',
  'consultant',
  'candidate',
  'form',
  'started_on',
  'job_hours',
  'ended_on',
  'note',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** The others may be left out of the file. */
export const NEEDED_COLUMNS: readonly ImportColumn[] = [
  'company',
  'contact_name',
  'contact',
  'place',
  'category',
];

/** Where an opening without a job can stand when it is brought along. */
export const IMPORT_STATUSES = ['logged', 'contacted', 'matching'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

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
