/** What came of a look at everything that is due. */
export interface Looked<Item, Done> {
  readonly done: readonly Done[];
  /** Those for which it failed; the others were done. */
  readonly failures: readonly { readonly item: Item; readonly error: unknown }[];
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
  const failures: { item: Item; error: unknown }[] = [];
  for (const item of due) {
    try {
      done.push(...(await does(item)));
    } catch (error) {
      failures.push({ item, error });
    }
  }
  return { done, failures };
}
