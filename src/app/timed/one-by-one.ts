import type { Opening } from '../../domain/opening/opening.ts';
import type { OnUnreadable } from '../ports/unreadable.ts';

/** What could not be done, and why. */
export interface Failure<Item> {
  readonly item: Item;
  readonly error: unknown;
}

/** What came of a look at everything that is due. */
export interface Looked<Item, Done> {
  readonly done: readonly Done[];
  /** Those for which it failed; the others were done. */
  readonly failures: readonly Failure<Item>[];
}

/**
 * Does what is due, one after the other, and goes on after one that fails: a row that can't be dealt with must not keep the
 * others waiting.
 *
 * @param does gives what came of it; nothing, where somebody else was there first
 */
export async function oneByOne<Item, Done>(
  due: readonly Item[],
  does: (item: Item) => Promise<readonly Done[]>,
): Promise<Looked<Item, Done>> {
  const done: Done[] = [];
  const failures: Failure<Item>[] = [];
  for (const item of due) {
    try {
      done.push(...(await does(item)));
    } catch (error) {
      failures.push({ item, error });
    }
  }
  return { done, failures };
}

/** Openings read at a time. */
export const BATCH = 200;

/**
 * The same with openings that are read so many at a time, past those that fail, can't be read, or are left as they are.
 *
 * @returns what was done, and the ids of those that failed
 */
export async function eachDue<Done>(
  read: (limit: number, onUnreadable: OnUnreadable) => Promise<readonly Opening[]>,
  does: (opening: Opening) => Promise<readonly Done[]>,
): Promise<Looked<string, Done>> {
  const done: Done[] = [];
  const failures: Failure<string>[] = [];
  const seen = new Set<string>();
  const failed = (item: string, error: unknown) => {
    if (!seen.has(item)) failures.push({ item, error });
    seen.add(item);
  };
  for (;;) {
    const before = seen.size;
    const due = (await read(BATCH + before, failed)).filter((opening) => !seen.has(opening.id));
    const looked = await oneByOne(due, does);
    done.push(...looked.done);
    for (const { item, error } of looked.failures) failed(item.id, error);
    for (const { id } of due) seen.add(id);
    if (seen.size - before < BATCH) return { done, failures };
  }
}
