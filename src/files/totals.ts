import type { Cell, Table } from '../messages/results/result-tables.ts';

/** The total of a column; null where there is no data to add up, and for what isn't counted. */
export function totalOf({ columns, rows }: Table, column: number): number | null {
  const kind = columns[column]?.kind;
  if (kind !== 'count' && kind !== 'decimal') return null;
  const numbers = rows.map((row) => row[column]).filter(isNumber);
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0);
}

export function isNumber(cell: Cell | undefined): cell is number {
  return typeof cell === 'number';
}
