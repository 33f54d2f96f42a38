import { expect, test } from 'vitest';
import type { TaskForceId } from '../../src/domain/ids.ts';
import { succeeding } from '../../src/domain/opening/decision.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import { at, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, refresh, saving, settled, stored } from './fixtures.ts';

const LATER = at('2026-11-19T10:00:00+01:00');

describeEachStore('settings', (store) => {
  const changed = (taskForce: TaskForce, by = 'coordinator'): TaskForce => ({
    ...taskForce,
    thresholds: { ...taskForce.thresholds, loggedDays: 4 },
    calendar: { ...taskForce.calendar, closedDays: ['2026-07-24'], workingHours: { from: 9, to: 15 } },
    digestTime: { weekday: 5, hour: 14 },
    work: {
      own: [{ id: 'own_1', name: 'Bibliotek' }],
      ownTasks: [{ id: 'own_2', category: 'own_1', name: 'sætte bøger på plads' }],
      hidden: ['snow', 'farming'],
    },
    target: 80,
    targetHistory: [{ target: 80, from: TUESDAY, by: by as TaskForce['targetHistory'][number]['by'] }],
    locale: 'en',
  });
  const moved = (opening: Opening): Opening =>
    succeeding(opening, {
      ...opening,
      nudging: { ...opening.nudging, at: LATER },
      askStillOpenAt: LATER,
    });

  test('are saved with the openings they move and the cards to draw anew', async () => {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const after = changed(home.taskForce, home.coordinator);
    const { waiting } = await store().outbox.depth();
    const outbox = [refresh(home, opening.id)];
    const saved = await store().settings.save({
      taskForce: after,
      openings: [moved(opening)],
      outbox,
      receipt: null,
    });
    expect(saved).toBe('saved');
    expect(await store().taskForces.find(after.id)).toEqual(after);
    expect(await store().openings.find(after.id, opening.id)).toEqual(moved(opening));
    expect((await store().outbox.depth()).waiting).toBe(waiting + 1);
  });

  test('are not saved at all when one opening was changed meanwhile', async () => {
    const home = await settled(store());
    const [still, acted] = [
      await stored(store(), fresh(home.taskForce)),
      await stored(store(), fresh(home.taskForce)),
    ];
    await store().openings.commit(saving({ ...acted, version: 2 }));
    const openings = [moved(still), moved(acted)];
    const outbox = [refresh(home, still.id)];
    const { waiting } = await store().outbox.depth();
    expect(
      await store().settings.save({ taskForce: changed(home.taskForce), openings, outbox, receipt: null }),
    ).toBe('clash');
    expect(await store().taskForces.find(home.taskForce.id)).toEqual(home.taskForce);
    expect(await store().openings.find(home.taskForce.id, still.id)).toEqual(still);
    expect((await store().outbox.depth()).waiting).toBe(waiting);
  });

  test('move no opening of another task force', async () => {
    const [home, other] = [await settled(store()), await settled(store(), 'Nabo')];
    const foreign = await stored(store(), fresh(other.taskForce));
    const claimedAsOurs = { ...moved(foreign), taskForceId: home.taskForce.id satisfies TaskForceId };
    const change = {
      taskForce: changed(home.taskForce),
      openings: [claimedAsOurs],
      outbox: [],
      receipt: null,
    };
    expect(await store().settings.save(change)).toBe('clash');
    expect(await store().openings.find(other.taskForce.id, foreign.id)).toEqual(foreign);
  });
});
