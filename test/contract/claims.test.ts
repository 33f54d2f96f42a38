import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDispatch, type Dispatch } from '../../src/app/dispatch.ts';
import { createTurns } from '../../src/app/in-turn.ts';
import type { Store } from '../../src/app/ports/store.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, senderIn, settled, stored } from './fixtures.ts';

const CLAIMANTS = 20;

/** One process, with turns of its own, and how often it tried to write an opening. */
function replica(store: Store): { dispatch: Dispatch; written: () => number } {
  let written = 0;
  const openings: Store['openings'] = {
    ...store.openings,
    commit: (change) => {
      written += 1;
      return store.openings.commit(change);
    },
  };
  const dispatch = createDispatch({
    store: { ...store, openings },
    clock: { now: () => TUESDAY },
    newId: randomUUID,
    newCode: randomUUID,
    defaults: { locale: 'da', timezone: 'Europe/Copenhagen' },
    commandPrefix: () => '/spotjob ',
    hasHomePage: () => true,
    wake: () => {},
    inTurn: createTurns(),
  });
  return { dispatch, written: () => written };
}

describeEachStore('claims at one instant', (store) => {
  async function claimAt(dispatches: readonly Dispatch[]) {
    const home = await settled(store());
    const opening = await stored(store(), fresh(home.taskForce));
    const press = { act: 'claim', taskForceId: home.taskForce.id, openingId: opening.id } as const;
    const answers = await Promise.all(
      Array.from({ length: CLAIMANTS }, (_, nth) => {
        const sender = senderIn(home.room, `Konsulent ${nth}`, `U${nth}`);
        const dispatch = dispatches[nth % dispatches.length] as Dispatch;
        return dispatch({ sender, intent: { kind: 'press', press }, key: randomUUID() });
      }),
    );
    const timeline = await store().openings.timeline(home.taskForce.id, opening.id);
    expect(timeline.filter(({ event }) => event.kind === 'claimed')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  }

  test('in one process one is written, and the others see it before they try', async () => {
    const { dispatch, written } = replica(store());
    await claimAt([dispatch]);
    expect(written()).toBe(1);
  });

  test('in several processes one wins, and whoever tried as well decides again', async () => {
    await claimAt([replica(store()).dispatch, replica(store()).dispatch, replica(store()).dispatch]);
  });
});
