import { expect, test } from 'vitest';
import { saidBy, startVillage, type Village } from './village.ts';

const say = (text: string) => ({ kind: 'command', text }) as const;

/** The code that "forbind" told. */
async function codeFor({ ask }: Village, user: string): Promise<string> {
  const told = saidBy(await ask(user, 'direct', say('forbind')));
  const code = /(?:forbind|connect) ([\w-]+)”/.exec(told)?.[1];
  if (code === undefined) throw new Error(told);
  return code;
}

test('the one who links is answered in the language that the joined person has', async () => {
  const village = await startVillage();
  await village.ask('Mette', 'jobcentre', say('sprog en'));
  const code = await codeFor(village, 'Mette');
  const asked = await village.ask('Mette i Teams', 'direct', say(`forbind ${code}`));
  expect(saidBy(asked)).toContain('Koden er lavet af Mette. Er det dig?');
  const press = { act: 'link_accounts', code } as const;
  const joined = await village.ask('Mette i Teams', 'direct', { kind: 'press', press });
  expect(saidBy(joined)).toContain('Your accounts are linked.');
  expect(saidBy(await village.ask('Mette i Teams', 'direct', say('mine')))).toContain('This waits for you');
});

test('a code that another made is asked about, and nothing is joined until that is answered', async () => {
  const village = await startVillage();
  const bodil = await village.give('Bodil', ['coordinator']);
  await village.ask('Bodil', 'direct', say(`forbind ${await codeFor(village, 'Jens')}`));
  const members = await village.store.directory.members(village.taskForce.id);
  expect(members.map(({ person }) => person.id)).toEqual([bodil]);
  expect(saidBy(await village.ask('Jens', 'direct', say('medlemmer')))).toContain('Her er ingen taskforce');
});
