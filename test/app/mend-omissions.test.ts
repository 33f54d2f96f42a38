import { expect, test } from 'vitest';
import { findUntold, mendCards } from '../../src/app/timed/mend-omissions.ts';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { at, BIRKHOLM } from '../support/builders.ts';
import { startVillage } from './village.ts';

const MONDAY = at('2026-11-23T08:00:00+01:00');
const minutesLater = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

test('a digest that nobody planned a quarter of an hour after its time is missed, and not once it was', async () => {
  const { store, taskForce } = await startVillage();
  const omissions = async (now: Date) =>
    (await findUntold(store, now, [taskForce])).omissions.map(({ what }) => what);
  expect(await omissions(minutesLater(MONDAY, 15))).toEqual([]);
  expect(await omissions(minutesLater(MONDAY, 16))).toEqual(['digest_not_planned']);
  await sendDigests(store, minutesLater(MONDAY, 16), [taskForce]);
  expect(await omissions(minutesLater(MONDAY, 16))).toEqual([]);
});

test('one task force whose digest can’t be queued holds up no other, and is told of', async () => {
  const { store, taskForce } = await startVillage();
  const broken = { ...taskForce, id: 'broken' as typeof taskForce.id };
  const directory = {
    ...store.directory,
    members: async (id: typeof taskForce.id) => {
      if (id === broken.id) throw new Error('a row that can’t be read');
      return store.directory.members(id);
    },
  };
  const { done, failures } = await sendDigests({ ...store, directory }, MONDAY, [broken, taskForce]);
  expect(done.map((queued) => queued.taskForce)).toEqual([taskForce]);
  expect(failures.map(({ item }) => item)).toEqual([broken]);
  expect(await store.slots.won(`digest:${taskForce.id}`, MONDAY)).toBe(true);
});

test('the nightly pass runs once a night in the task force’s own zone, and catches up one that was missed', async () => {
  const { store, opening } = await startVillage();
  const { id } = await opening();
  const auckland = {
    ...BIRKHOLM,
    calendar: { ...BIRKHOLM.calendar, zone: 'Pacific/Auckland' },
  };
  const pass = async (now: string, taskForce = BIRKHOLM) =>
    (await mendCards(store, at(now), [taskForce])).done.map(({ planned }) => planned);
  // Three nights missed are one.
  expect(await pass('2026-11-24T03:59:00+01:00')).toEqual([at('2026-11-23T04:00:00+01:00')]);
  expect(await pass('2026-11-24T03:59:30+01:00')).toEqual([]);
  expect(await pass('2026-11-24T04:00:00+01:00')).toEqual([at('2026-11-24T04:00:00+01:00')]);
  expect(await pass('2026-11-24T17:00:00+01:00', auckland)).toEqual([at('2026-11-25T04:00:00+13:00')]);
  expect(id).toBeDefined();
});

test('one task force that can’t be looked at holds up no other, and is told of', async () => {
  const { store, taskForce } = await startVillage();
  const broken = { ...taskForce, id: 'broken' as typeof taskForce.id };
  const slots = {
    ...store.slots,
    won: async (job: string, planned: Date) => {
      if (job.endsWith(broken.id)) throw new Error('a row that can’t be read');
      return store.slots.won(job, planned);
    },
  };
  const late = minutesLater(MONDAY, 16);
  const cards = await mendCards({ ...store, slots }, late, [broken, taskForce]);
  expect(cards.done.map((mended) => mended.taskForce)).toEqual([taskForce]);
  expect(cards.failures.map(({ item }) => item)).toEqual([broken]);
  const untold = await findUntold({ ...store, slots }, late, [broken, taskForce]);
  expect(untold.omissions).toEqual([{ what: 'digest_not_planned', about: `task force ${taskForce.id}` }]);
  expect(untold.failures.map(({ item }) => item)).toEqual([broken]);
});
