import { expect, test } from 'vitest';
import { describeEachStore } from './each-store.ts';
import { fresh, settled, stored } from './fixtures.ts';

describeEachStore('companies', (store) => {
  test('are found by a part of their name, each once as it was written last, the very name first', async () => {
    const { taskForce } = await settled(store());
    const other = await settled(store(), 'Solbakken');
    for (const company of ['Café Æblet', 'Æblet 100 %', 'CAFÉ ÆBLET', 'Æblet', 'Bageriet']) {
      await stored(store(), fresh(taskForce, { company }));
    }
    await stored(store(), fresh(other.taskForce, { company: 'Æblet i Solbakken' }));
    const named = (part: string, limit = 9) => store().companies.named(taskForce.id, part, limit);
    expect(await named('æblet')).toEqual(['Æblet', 'CAFÉ ÆBLET', 'Æblet 100 %']);
    expect(await named('æblet', 2)).toEqual(['Æblet', 'CAFÉ ÆBLET']);
    expect(await named('%')).toEqual(['Æblet 100 %']);
    expect(await named('_')).toEqual([]);
  });

  test('have their openings, the newest first, however the name was written', async () => {
    const { taskForce } = await settled(store());
    const first = await stored(store(), fresh(taskForce, { company: 'Café Æblet' }));
    const second = await stored(store(), fresh(taskForce, { company: ' café  æblet' }));
    await stored(store(), fresh(taskForce, { company: 'Bageriet' }));
    const { companies } = store();
    expect(await companies.openings(taskForce.id, 'café æblet', 9)).toEqual([second, first]);
    expect(await companies.openings(taskForce.id, 'café æblet', 1)).toEqual([second]);
  });
});
