import type { Cell, Table } from '../messages/results/result-tables.ts';

/**
 * The total of a column; null where there is no data to add up, and for what isn't counted. Where one of its numbers is
 * hidden its words: the rest of the total would tell it.
 */
export function totalOf({ columns, rows }: Table, column: number): Cell {
  const kind = columns[column]?.kind;
  if (kind !== 'count' && kind !== 'decimal') return null;
  const cells = rows.map((row) => row[column] ?? null);
  const hidden = cells.find((cell) => typeof cell === 'string');
  if (hidden !== undefined) return hidden;
  const numbers = cells.filter(isNumber);
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0);
}

export function isNumber(cell: Cell | undefined): cell is number {
  return typeof cell === 'number';
}
