import { beforeEach, expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { formOf, startVillage, type Village } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  for (const name of ['Anna', 'Jens', 'Mette']) await village.give(name, ['consultant']);
});

const pressing = (opening: Opening, act: 'claim' | 'hand_over') =>
  ({ kind: 'press', press: { act, openingId: opening.id, taskForceId: opening.taskForceId } }) as const;

async function offered(user: string, opening: Opening): Promise<string[]> {
  const { fields } = formOf(await village.ask(user, 'jobcentre', pressing(opening, 'hand_over')));
  return fields.flatMap((field) => (field.kind === 'choice' ? field.options.map(({ label }) => label) : []));
}

test('who last had the company is offered first, and said to know it', async () => {
  const earlier = await village.opening();
  await village.ask('Mette', 'jobcentre', pressing(earlier, 'claim'));
  const opening = await village.opening();
  await village.ask('Anna', 'jobcentre', pressing(opening, 'claim'));
  expect(await offered('Anna', opening)).toEqual([
    'Mette (kender virksomheden)',
    'Anna',
    'Bodil',
    'Jens',
    'Tilbage til alle',
  ]);
});

test('nobody comes first when the company is new, or when the one who knows it has this one too', async () => {
  const opening = await village.opening();
  await village.ask('Mette', 'jobcentre', pressing(opening, 'claim'));
  const byName = ['Anna', 'Bodil', 'Jens', 'Mette', 'Tilbage til alle'];
  expect(await offered('Mette', opening)).toEqual(byName);
  const second = await village.opening();
  await village.ask('Mette', 'jobcentre', pressing(second, 'claim'));
  expect(await offered('Mette', second)).toEqual(byName);
});
