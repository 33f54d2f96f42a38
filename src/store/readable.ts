import type { OnUnreadable } from '../app/ports/unreadable.ts';

/** What can be read of these rows; of the others `onUnreadable` is told, and without it the first of them throws. */
export function readable<Row extends { readonly id: string }, Read>(
  rows: readonly Row[],
  read: (row: Row) => Read,
  onUnreadable?: OnUnreadable,
): Read[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (onUnreadable === undefined) throw error;
      onUnreadable(row.id, error);
      return [];
    }
  });
}
