import { expect, test } from 'vitest';
import { logInSlack, setUpInSlack, startTown } from './town.ts';

test('what was done gets its place in the chain of the audit by the clock alone', async () => {
  const town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
  const { audit } = town.bot.store;
  expect((await audit.verify()).waiting).toBeGreaterThan(0);

  await town.bot.tick();

  const { waiting, broken, heads } = await audit.verify();
  expect({ waiting, broken }).toEqual({ waiting: 0, broken: [] });
  expect(heads.map(({ length }) => length)).toContainEqual(expect.any(Number));
  expect(Math.max(...heads.map(({ length }) => length))).toBeGreaterThan(0);
});
