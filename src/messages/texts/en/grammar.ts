export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Behind a sentence about one of several places; null: there is but one. */
export const onPlace = (place: number | null) => (place === null ? '' : ` (place ${place})`);
