import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eraseFrom } from '../../src/domain/erasure.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { matchesOf } from '../../src/domain/opening/broker.ts';
import type { Act } from '../../src/domain/opening/decision.ts';
import { endEarly } from '../../src/domain/opening/ending.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { agree, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { candidate, changedBy, TERMS, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newPersonId, saving, senderIn, settled, stored } from './fixtures.ts';

const CODE = 'K7QM-29PX';

describeEachStore('a job broker', (store) => {
  const known = async (name: string) =>
    (await store().directory.standing(senderIn(null, name, randomUUID()), TUESDAY)).person.id;

  /** K-1 is in a job, K-2 is presented, each with this broker; the owner is somebody else. */
  async function brokered(home: Home, broker: PersonId): Promise<Opening> {
    const act: Act = { by: newPersonId(), roles: ['consultant'], taskForce: home.taskForce, now: TUESDAY };
    let opening = await stored(store(), fresh(home.taskForce, { places: 2 }));
    opening = changedBy(startMatching(changedBy(claim(opening, act)), act));
    for (const reference of ['K-1', 'K-2'])
      opening = changedBy(presentCandidate(opening, candidate(reference), act, broker));
    opening = changedBy(agree(opening, 1, '2026-11-17', 'flex_job', act));
    opening = changedBy(start(opening, 1, TERMS, act));
    return save({ ...opening, version: 2 });
  }

  async function save(opening: Opening): Promise<Opening> {
    const committed = await store().openings.commit(saving(opening));
    if (committed.kind !== 'committed') throw new Error(committed.kind);
    return committed.opening;
  }

  const here = async ({ taskForceId, id }: Opening) => {
    const found = await store().openings.find(taskForceId, id);
    if (found === null) throw new Error('it is gone');
    return found;
  };
  const brokersHere = async (opening: Opening) =>
    matchesOf(await here(opening)).map(({ candidate, broker }) => [candidate, broker]);

  test('is found by what they follow, as its owner is', async () => {
    const home = await settled(store());
    const [signe, bo] = [await known('Signe'), await known('Bo')];
    const opening = await brokered(home, signe);
    await brokered(home, bo);
    const ids = async (who: PersonId) =>
      (await store().overview.followed(home.taskForce.id, who)).map(({ id }) => id);
    expect(await ids(signe)).toEqual([opening.id]);
    expect(await ids(newPersonId())).toEqual([]);
  });

  test('who links two accounts is the broker of both, at their places and in their jobs', async () => {
    const home = await settled(store());
    const [inSlack, inTeams, bo] = [await known('Signe'), await known('Signe S'), await known('Bo')];
    const [opening, others] = [await brokered(home, inSlack), await brokered(home, bo)];
    await store().accountLinks.issue(CODE, inSlack, new Date(TUESDAY.getTime() + 60_000));
    expect(await store().accountLinks.join(CODE, inTeams, TUESDAY)).toEqual({ kind: 'joined' });
    expect(await brokersHere(opening)).toEqual([
      ['K-2', inTeams],
      ['K-1', inTeams],
    ]);
    expect(await brokersHere(others)).toEqual([
      ['K-2', bo],
      ['K-1', bo],
    ]);
    const followed = await store().overview.followed(home.taskForce.id, inTeams);
    expect(followed.map(({ id }) => id)).toEqual([opening.id]);
  });

  test('what was decided before the accounts were linked and is written after names the united person', async () => {
    const home = await settled(store());
    const [inSlack, inTeams] = [await known('Signe'), await known('Signe S')];
    const before = await brokered(home, newPersonId());
    const decided = {
      ...before,
      version: before.version + 1,
      placements: before.placements.map((placement) => ({ ...placement, broker: inSlack })),
    };
    await store().accountLinks.issue(CODE, inSlack, new Date(TUESDAY.getTime() + 60_000));
    await store().accountLinks.join(CODE, inTeams, TUESDAY);
    await save(decided);
    expect((await here(before)).placements[0]?.broker).toBe(inTeams);
  });

  test('has the opening among what is held about them, and is out of it when they are erased', async () => {
    const home = await settled(store());
    const [signe, bo] = [await known('Signe'), await known('Bo')];
    const opening = await brokered(home, signe);
    const others = await brokered(home, bo);
    const held = await store().personalData.held(signe);
    expect(held?.openings.map(({ id }) => id)).toEqual([opening.id]);
    const erased = eraseFrom(await here(opening), new Set([signe]), false, {
      taskForce: home.taskForce,
      now: TUESDAY,
    });
    if (erased === null || held === null) throw new Error('nothing to erase');
    const timeline = erased.events.map((event) => ({ at: TUESDAY, by: null, platform: null, event }));
    await store().personalData.erase({
      person: held,
      now: TUESDAY,
      openings: [{ opening: erased.next, timeline }],
      outbox: [],
    });
    expect(await brokersHere(opening)).toEqual([
      ['K-2', null],
      ['K-1', null],
    ]);
    expect(await brokersHere(others)).toEqual([
      ['K-2', bo],
      ['K-1', bo],
    ]);
    expect(await store().overview.followed(home.taskForce.id, signe)).toEqual([]);
  });

  test('of a job that is over is no longer asked, and still held', async () => {
    const home = await settled(store());
    const signe = await known('Signe');
    const opening = await brokered(home, signe);
    const owner = 'owner' in opening && opening.owner !== null ? opening.owner : signe;
    const act: Act = { by: owner, roles: ['consultant'], taskForce: home.taskForce, now: TUESDAY };
    await save(changedBy(endEarly(opening, 1, 'as_agreed', act)));
    expect((await store().personalData.held(signe))?.openings.map(({ id }) => id)).toEqual([opening.id]);
  });
});
