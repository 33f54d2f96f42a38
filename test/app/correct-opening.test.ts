import { beforeEach, expect, test } from 'vitest';
import type { Intent } from '../../src/app/intent.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Values } from '../../src/messages/view.ts';
import { COMPLETE, errorsOf, formOf, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  opening = await village.opening();
});

const on = (act: 'correct' | 'claim' | 'withdraw'): Intent => ({
  kind: 'press',
  press: { act, taskForceId: opening.taskForceId, openingId: opening.id },
});
/** Opens the form, changes these fields of what stands there, and sends it. */
async function correct(values: Values, user = 'Karen') {
  const answer = await village.ask(user, 'task_force', on('correct'));
  if (answer.kind !== 'form') return answer;
  const { context } = answer.form;
  return village.ask(user, 'task_force', {
    kind: 'submit',
    context,
    values: { ...(valuesOf(answer) as Values), ...values },
  });
}
const now = async () => {
  const found = await village.store.openings.find(village.taskForce.id, opening.id);
  if (found === null) throw new Error('it is gone');
  return found;
};
const lastEvent = async () =>
  (await village.store.openings.timeline(village.taskForce.id, opening.id)).at(-1)?.event;

test('the form shows what was said, and the timeline names the fields, not the words', async () => {
  expect(valuesOf(await village.ask('Karen', 'task_force', on('correct')))).toMatchObject({
    category: 'canteen',
    tasks: ['dishwashing'],
    hours: '1-4',
    hours_text: null,
    company: 'Café Æblet',
    contact_name: 'Karen Krogh',
    contact: '+4520304057',
    place: '8800',
  });
  const answer = await correct({ company: 'Café Pæren', contact: '20304057, karen@paeren.dk' });
  expect(saidBy(answer)).toContain('SJ-1 er rettet.');
  expect(await now()).toMatchObject({
    company: 'Café Pæren',
    contact: { phone: '+4520304057', email: 'karen@paeren.dk' },
  });
  expect(await lastEvent()).toEqual({ kind: 'corrected', fields: ['company', 'contact'] });
});

test.each([
  ['7,5', { min: 7.5, max: 7.5 }],
  ['3-5', { min: 3, max: 5 }],
])('hours told as “%s” stand until others are chosen', async (told, hours) => {
  await correct({ hours_text: told });
  expect(valuesOf(await village.ask('Karen', 'task_force', on('correct')))).toMatchObject({
    hours: told,
    hours_text: null,
  });
  await correct({ contact_name: 'Asta Holm' });
  expect((await now()).hours).toEqual(hours);
  await correct({ hours: '11-15' });
  expect((await now()).hours).toEqual({ min: 11, max: 15 });
});

test('the municipality that was chosen for a postcode stays chosen', async () => {
  await correct({ place: '2800', municipality: 'Gentofte' });
  await correct({ company: 'Café Pæren' });
  expect(await now()).toMatchObject({ company: 'Café Pæren', postcode: '2800', municipality: 'Gentofte' });
});

test('everything is checked again, and nothing is changed while something is wrong', async () => {
  expect(errorsOf(await correct({ company: 'X', place: '0000', tasks: [] }))).toEqual({
    company: 'Skriv mellem 2 og 120 tegn.',
    place: 'Skriv et postnummer på fire cifre eller kommunens navn.',
    tasks: 'Vælg mindst én opgave.',
  });
  expect((await now()).version).toBe(1);
});

test('nothing changed is nothing done', async () => {
  expect(saidBy(await correct({}))).toContain('SJ-1 er rettet.');
  expect((await now()).version).toBe(1);
});

test('a stranger to it reads no contact details and corrects nothing; a coordinator may', async () => {
  expect(saidBy(await correct({ company: 'Café Pæren' }, 'Ove'))).toContain(
    'Det kan kun den, der spottede jobbet, eller en koordinator.',
  );
  await correct({ company: 'Café Pæren' }, 'Bodil');
  expect((await now()).company).toBe('Café Pæren');
});

test('a form left open while it was taken says so; what was typed stands, and may be sent again', async () => {
  const { context } = formOf(await village.ask('Karen', 'task_force', on('correct')));
  await village.ask('Mette', 'jobcentre', on('claim'));
  const values = { ...COMPLETE, company: 'Café Pæren' };
  const back = await village.ask('Karen', 'task_force', { kind: 'submit', context, values });
  expect(JSON.stringify(formOf(back).fields[0])).toContain('Den er blevet ændret, mens du skrev.');
  expect(valuesOf(back)).toMatchObject({ company: 'Café Pæren' });
  expect((await now()).company).toBe('Café Æblet');
  const again = { kind: 'submit', context: formOf(back).context, values } as const;
  expect(saidBy(await village.ask('Karen', 'task_force', again))).toContain('SJ-1 er rettet.');
  expect(await now()).toMatchObject({ company: 'Café Pæren', status: 'claimed' });
});

test('a form that is sent twice is one correction', async () => {
  const { context } = formOf(await village.ask('Karen', 'task_force', on('correct')));
  const submit = { kind: 'submit', context, values: { ...COMPLETE, company: 'Café Pæren' } } as const;
  await village.ask('Karen', 'task_force', submit);
  expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('SJ-1 er rettet.');
  expect((await now()).version).toBe(2);
});

test('what is closed is not corrected', async () => {
  await village.fillIn('Karen', 'task_force', on('withdraw'), { note: 'De ombestemte sig.' });
  expect(saidBy(await village.ask('Karen', 'task_force', on('correct')))).toContain('Den er lukket.');
});

test('nothing is withdrawn without a reason, which the story then tells', async () => {
  const without = await village.fillIn('Karen', 'task_force', on('withdraw'), { note: '  ' });
  expect(errorsOf(without)).toEqual({
    note: 'Skriv med et par ord hvorfor, så jobcentret ved besked.',
  });
  expect((await now()).status).toBe('logged');
  await village.fillIn('Karen', 'task_force', on('withdraw'), { note: 'De ombestemte sig.' });
  const { id, taskForceId, status } = await now();
  expect(status).toBe('closed');
  expect((await village.store.openings.timeline(taskForceId, id)).at(-1)?.event).toMatchObject({
    kind: 'closed',
    reason: 'withdrawn',
    note: 'De ombestemte sig.',
  });
});
