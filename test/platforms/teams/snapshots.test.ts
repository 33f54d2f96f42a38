import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../src/domain/task-force.ts';
import { cardSchema, MAX_MESSAGE_BYTES, sizeOf } from '../../../src/playground/teams/card-rules.ts';
import { fileNameOf } from '../snapshot-name.ts';
import { teamsSamplesIn } from './rendered-samples.ts';

/** `npm test -- test/platforms/teams/snapshots.test.ts -u` writes them anew. */
describe.each(LOCALES)('what Teams gets, in %s', (locale) => {
  const samples = teamsSamplesIn(locale);

  test.each(samples.map((sample) => [sample.name, sample.card] as const))('%s', async (name, card) => {
    expect(cardSchema.safeParse(card).error).toBeUndefined();
    const json = `${JSON.stringify(card, null, 2)}\n`;
    expect(sizeOf(json)).toBeLessThan(MAX_MESSAGE_BYTES);
    await expect(json).toMatchFileSnapshot(`./snapshots/${locale}/${fileNameOf(name)}`);
  });

  test('nothing lies there that is sent no more', async () => {
    const there = await readdir(fileURLToPath(new URL(`./snapshots/${locale}`, import.meta.url)));
    expect(there.toSorted()).toEqual(samples.map(({ name }) => fileNameOf(name)).toSorted());
  });
});
