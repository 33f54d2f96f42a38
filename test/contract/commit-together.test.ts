import { expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { changedBy, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newPersonId, note, saving, settled, stored } from './fixtures.ts';

describeEachStore('several openings changed in one act', (store) => {
  const owner = newPersonId();

  async function three() {
    const home = await settled(store());
    const openings = [];
    for (let count = 0; count < 3; count += 1) openings.push(await stored(store(), fresh(home.taskForce)));
    return { home, openings };
  }

  function claiming(home: Home, openings: readonly Opening[], receipt: string | null, told = true) {
    const act = { by: owner, roles: [], taskForce: home.taskForce, now: TUESDAY };
    return openings.map((opening, index) =>
      saving(changedBy(claim(opening, act)), {
        receipt: index === 0 ? receipt : null,
        timeline: [{ at: TUESDAY, by: owner, platform: 'slack', event: { kind: 'claimed' } }],
        outbox: told ? [note(home, owner)] : [],
      }),
    );
  }
  const owned = async ({ taskForce }: Home) =>
    (await store().openings.open(taskForce.id, { owner }, 10)).items.map(({ id }) => id);

  test('are all changed, each with its timeline and messages', async () => {
    const { home, openings } = await three();
    expect(await store().openings.commitTogether(claiming(home, openings, 'form:1'))).toBe('committed');
    expect((await owned(home)).toSorted()).toEqual(openings.map(({ id }) => id).toSorted());
    for (const { id } of openings) {
      const entries = await store().openings.timeline(home.taskForce.id, id);
      expect(entries.map(({ event }) => event.kind)).toEqual(['logged', 'claimed']);
    }
    expect((await store().outbox.depth()).waiting).toBe(3);
  });

  test('are none of them changed when one was changed first', async () => {
    const { home, openings } = await three();
    const changes = claiming(home, openings, 'form:1');
    const last = changes.at(-1);
    if (last === undefined) throw new Error('there are three');
    await store().openings.commit({ ...last, outbox: [] });
    expect(await store().openings.commitTogether(changes)).toBe('clash');
    expect(await owned(home)).toEqual([last.opening.opening.id]);
    expect((await store().outbox.depth()).waiting).toBe(0);
    const again = claiming(home, openings.slice(0, 2), 'form:1');
    expect(await store().openings.commitTogether(again)).toBe('committed');
  });

  test('are changed once when the act is sent many times at one instant', async () => {
    const { home, openings } = await three();
    const changes = claiming(home, openings, 'form:1');
    const all = await Promise.all(Array.from({ length: 5 }, () => store().openings.commitTogether(changes)));
    expect(all.toSorted()).toEqual(['committed', 'repeated', 'repeated', 'repeated', 'repeated']);
    expect((await store().outbox.depth()).waiting).toBe(3);
  });
});
