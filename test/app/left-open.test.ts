import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Values } from '../../src/messages/view.ts';
import { errorsOf, formOf, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await startVillage();
  await village.give('Bodil', ['coordinator']);
});

const askForMore = (after: Answer, values: Values): Promise<Answer> =>
  village.ask('Bodil', 'direct', { kind: 'reshape', context: formOf(after).context, values });
const open = (text: string): Promise<Answer> => village.ask('Bodil', 'direct', { kind: 'command', text });

describe('whoever asks for the rest of a form before the choice it depends on', () => {
  test('reads it at the choice, with all that was typed', async () => {
    const answer = await askForMore(await open(''), { company: 'Café Æblet' });
    expect(errorsOf(answer)).toEqual({ category: 'Vælg en af mulighederne.' });
    expect(valuesOf(answer)).toMatchObject({ company: 'Café Æblet' });
  });

  test('reads nothing of a further choice that only now came', async () => {
    const answer = await askForMore(await open('indstillinger'), { group: 'work' });
    expect(valuesOf(answer)).toHaveProperty('work_category', null);
    expect(errorsOf(answer)).toEqual({});
  });

  test('reads it at the further choice the next time', async () => {
    const second = await askForMore(await open('indstillinger'), { group: 'work' });
    expect(errorsOf(await askForMore(second, { group: 'work', work_category: '' }))).toEqual({
      work_category: 'Vælg en af mulighederne.',
    });
  });
});

describe('the button of the settings', () => {
  test('says what comes next until there is something to save', async () => {
    const first = await open('indstillinger');
    expect(formOf(first).submit).toBe('Næste');
    expect(formOf(await askForMore(first, { group: 'first_days' })).submit).toBe('Gem');
    const second = await askForMore(first, { group: 'work' });
    expect(formOf(second).submit).toBe('Næste');
    const third = await askForMore(second, { group: 'work', work_category: 'canteen' });
    expect(formOf(third).submit).toBe('Gem');
  });
});
