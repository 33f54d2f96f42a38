import { beforeAll, expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { COMPLETE, saidBy, startVillage, startWithOpening, type Village } from './village.ts';

let village: Village;
let opening: Opening;
beforeAll(async () => {
  village = await startVillage();
  opening = await village.opening();
  const about = { openingId: opening.id, taskForceId: opening.taskForceId };
  await village.ask('Mette', 'jobcentre', { kind: 'press', press: { act: 'claim', ...about } });
  const attempt = { kind: 'press', press: { act: 'record_attempt', ...about } } as const;
  await village.fillIn('Mette', 'jobcentre', attempt, { channel: 'phone' });
});

const story = async (user: string, from: 'task_force' | 'jobcentre') =>
  saidBy(await village.ask(user, from, { kind: 'command', text: 'SJ-1' }));

test('the jobcentre and the one who logged it read the story of an opening', async () => {
  for (const [user, from] of [
    ['Mette', 'jobcentre'],
    ['Karen', 'task_force'],
  ] as const) {
    expect(await story(user, from)).toContain('Mette prøvede (telefon), ingen svarede');
  }
});

test('another leader reads its state, and not how often the jobcentre called', async () => {
  const read = await story('Søren', 'task_force');
  expect(read).toContain('Mette har den');
  expect(read).not.toContain('prøvede');
});

test('a leader who gave both a number and an address finds both in the next form', async () => {
  const both = { ...COMPLETE, company: 'Møllens Bageri', contact: '20304057, karen@aeblet.dk' };
  const open = { kind: 'command', text: '' } as const;
  await village.fillIn('Anna', 'task_force', open, both);
  const again = await village.ask('Anna', 'task_force', open);
  if (again.kind !== 'form') throw new Error('no form');
  expect(again.form.fields.find(({ name }) => name === 'contact')).toMatchObject({
    value: '20 30 40 57, karen@aeblet.dk',
  });
});

test('a room’s card names tomorrow by its weekday, since it is read on other days too; an answer doesn’t', async () => {
  const { village, about } = await startWithOpening();
  const press = (act: 'claim' | 'book_visit') => ({ kind: 'press', press: { act, ...about } }) as const;
  await village.ask('Mette', 'jobcentre', press('claim'));
  await village.fillIn('Mette', 'jobcentre', press('book_visit'), { date: '2026-11-21' });
  const again = await village.ask('Mette', 'jobcentre', press('claim'));
  expect(saidBy(again)).toContain('Mette besøger virksomheden lørdag.');
  const asked = await village.ask('Mette', 'direct', { kind: 'command', text: 'SJ-1' });
  expect(saidBy(asked)).toContain('Mette besøger virksomheden i morgen.');
});
