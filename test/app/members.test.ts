import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Intent } from '../../src/app/intent.ts';
import type { Values } from '../../src/messages/view.ts';
import { formOf, saidBy, startVillage, type Village, valuesOf } from './village.ts';

const MEMBERS: Intent = { kind: 'command', text: 'medlemmer' };

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Mette', ['consultant']);
  await village.give('Bodil', ['coordinator', 'consultant']);
});

const fieldNames = (answer: Answer) => formOf(answer).fields.map(({ name }) => name);
const send = (after: Answer, values: Values): Promise<Answer> =>
  village.ask('Bodil', 'direct', { kind: 'submit', context: formOf(after).context, values });
const choose = async (person: string): Promise<Answer> =>
  send(await village.ask('Bodil', 'direct', MEMBERS), { person });
async function rolesOf(name: string): Promise<readonly string[]> {
  const members = await village.store.directory.members(village.taskForce.id);
  return members.find(({ person }) => person.name === name)?.roles ?? [];
}

test('asks first who, and ticks the roles that the person has', async () => {
  const first = await village.ask('Bodil', 'direct', MEMBERS);
  expect(fieldNames(first)).toEqual(['person', 'now']);
  expect(formOf(first).submit).toBe('Næste');
  const second = await send(first, { person: 'Mette' });
  expect(fieldNames(second)).toEqual(['who', 'roles']);
  expect(formOf(second).fields[0]).toMatchObject({ name: 'who', lines: [['Mette']] });
  expect(valuesOf(second).roles).toEqual(['consultant']);
  expect(formOf(second).submit).toBe('Gem');
});

test('gives one more role and keeps the others', async () => {
  const form = await choose('Mette');
  const ticked = valuesOf(form).roles as readonly string[];
  const answer = await send(form, { roles: [...ticked, 'job_broker'] });
  expect(saidBy(answer)).toContain('virksomhedskonsulent og jobformidler');
  expect(await rolesOf('Mette')).toEqual(['consultant', 'job_broker']);
});

test('asks again where nobody was chosen', async () => {
  const answer = await send(await village.ask('Bodil', 'direct', MEMBERS), { person: null });
  expect(formOf(answer).fields[0]).toMatchObject({ name: 'person', error: 'Vælg en person.' });
});

test('has no ticks for somebody whom it meets for the first time, and gives them what is ticked', async () => {
  const form = await choose('UNEW');
  expect(formOf(form).fields[0]).toMatchObject({ lines: [['Ny her: har ingen roller endnu.']] });
  expect(valuesOf(form).roles).toEqual([]);
  await send(form, { roles: ['ambassador'] });
  const members = await village.store.directory.members(village.taskForce.id);
  expect(members.flatMap(({ roles }) => roles)).toContain('ambassador');
});

test('keeps the last coordinator, and what was ticked', async () => {
  const answer = await send(await choose('Bodil'), { roles: ['consultant'] });
  expect(formOf(answer).fields.find(({ name }) => name === 'roles')).toMatchObject({
    value: ['consultant'],
    error: 'Taskforcen skal have mindst én koordinator.',
  });
  expect(await rolesOf('Bodil')).toEqual(['coordinator', 'consultant']);
});

test('takes every role where every tick is gone', async () => {
  expect(saidBy(await send(await choose('Mette'), { roles: [] }))).toContain('Mette har ingen roller nu.');
});
