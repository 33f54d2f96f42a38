import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import type { Values } from '../../src/messages/view.ts';
import cases from '../domain/cases/form-inputs.json' with { type: 'json' };
import { COMPLETE, errorsOf, formOf, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
});

const spot = { kind: 'command', text: '' } as const;
const send = (values: Values) => village.fillIn('Karen', 'task_force', spot, values);
const stored = async () => (await village.store.openings.open(village.taskForce.id, {}, 100)).items;

/** What a case types, put into the fields of step 1; the fields of step 2 have no place here yet. */
const typedSchema = z.object({
  company: z.string().optional(),
  hours: z.string().optional(),
  contact: z.string().optional(),
  place: z.string().optional(),
  visit: z.boolean().optional(),
});
const expectSchema = z.object({
  hours: z.object({ min: z.number(), max: z.number() }).nullable().optional(),
  contact: z.string().optional(),
  municipality: z.string().optional(),
  kind: z.string().optional(),
  blocked: z.boolean().optional(),
  field: z.string().optional(),
  shownAs: z.string().optional(),
});

describe('what people type', () => {
  const STEP_ONE = ['company', 'hours', 'contact', 'place', 'visit'];
  const here = cases.cases.filter(({ typed }) =>
    Object.keys(typed).some((field) => STEP_ONE.includes(field)),
  );

  test.each(here.map((one) => [one.id, one] as const))('%s', async (_, { typed, expect: wanted }) => {
    const { hours, visit, ...rest } = typedSchema.parse(typed);
    const expected = expectSchema.parse(wanted);
    const { hours: _band, ...complete } = COMPLETE;
    const answer = await send({
      ...complete,
      ...JSON.parse(JSON.stringify(rest)),
      hours_text: hours ?? '3-5',
      ...(visit === true ? { category: 'visit_request' } : {}),
    });
    if (expected.blocked === true) {
      const field = expected.field === 'hours' ? 'hours_text' : (expected.field ?? '');
      expect(Object.keys(errorsOf(answer))).toEqual([field]);
      expect(valuesOf(answer)).toMatchObject({ contact_name: 'Karen Krogh', place: '8800' });
      expect(await stored()).toEqual([]);
      return;
    }
    expect(saidBy(answer)).toContain('Tak!');
    const [opening] = await stored();
    if (expected.hours !== undefined) expect(opening?.hours).toEqual(expected.hours);
    if (expected.contact !== undefined) expect(opening?.contact.phone).toBe(expected.contact);
    if (expected.municipality !== undefined) expect(opening?.municipality).toBe(expected.municipality);
    if (expected.kind !== undefined) expect(opening).toMatchObject({ kind: expected.kind, tasks: [] });
    if (expected.shownAs !== undefined) expect(opening?.company).toBe(expected.shownAs);
  });
});

test('everything that is missing is said at once, each beside its field', async () => {
  expect(errorsOf(await send({ category: 'canteen' }))).toEqual({
    tasks: 'Vælg mindst én opgave.',
    hours: 'Vælg timer, eller skriv dem nedenfor.',
    company: 'Udfyld feltet.',
    contact_name: 'Udfyld feltet.',
    contact: 'Skriv et telefonnummer eller en e-mail, så jobcentret kan få fat i jer.',
    place: 'Skriv et postnummer på fire cifre eller kommunens navn.',
  });
});

test('a number that lacks a digit is told apart from no contact at all', async () => {
  expect(errorsOf(await send({ category: 'canteen', contact: '20 30 40 5' })).contact).toBe(
    'Nummeret er for kort: et dansk nummer har otte cifre.',
  );
  expect(errorsOf(await send({ category: 'canteen', contact: 'ring til Mette' })).contact).toBe(
    'Skriv et telefonnummer eller en e-mail, så jobcentret kan få fat i jer.',
  );
});

test('the tasks appear with the category, and another category’s are dropped', async () => {
  const opened = formOf(await village.ask('Karen', 'task_force', spot));
  expect(opened.fields.map((field) => field.name)).toEqual([
    'category',
    'company',
    'contact_name',
    'contact',
    'place',
    'notice',
  ]);
  const values = { ...COMPLETE, category: 'grounds' };
  const reshaped = await village.ask('Karen', 'task_force', {
    kind: 'reshape',
    context: opened.context,
    values,
  });
  expect(formOf(reshaped).fields.map((field) => field.name)).toContain('tasks');
  expect(valuesOf(reshaped)).toMatchObject({ category: 'grounds', tasks: [], company: 'Café Æblet' });
});

test('a postcode in several municipalities asks which, with the likeliest chosen, and takes the answer', async () => {
  const answer = await send({ ...COMPLETE, place: '2800' });
  expect(errorsOf(answer)).toEqual({ municipality: 'Tjek kommunen, og send igen.' });
  expect(valuesOf(answer)).toMatchObject({ municipality: 'Lyngby-Taarbæk' });
  expect(saidBy(await send({ ...COMPLETE, place: '2800', municipality: 'Gentofte' }))).toContain('Tak!');
  expect((await stored())[0]).toMatchObject({ postcode: '2800', municipality: 'Gentofte' });
});

test('a municipality that is forged for a postcode is asked for again', async () => {
  expect(errorsOf(await send({ ...COMPLETE, place: '2800', municipality: 'Viborg' }))).toHaveProperty(
    'municipality',
  );
});

test('what is written wins over the band that was tapped', async () => {
  await send({ ...COMPLETE, hours: '21-37', hours_text: '7,5' });
  expect((await stored())[0]?.hours).toEqual({ min: 7.5, max: 7.5 });
});

test('the form is prefilled with what does not change from job to job', async () => {
  await send(COMPLETE);
  const next = await village.ask('Karen', 'task_force', spot);
  expect(valuesOf(next)).toEqual({
    category: null,
    company: 'Café Æblet',
    contact_name: 'Karen Krogh',
    contact: '20 30 40 57',
    place: '8800',
  });
});

test('who asks by a message reads a button: nothing is looked up for a form that is made when it is pressed', async () => {
  await send(COMPLETE);
  const lookUp = vi.spyOn(village.store.openings, 'lastLoggedBy');
  await village.ask('Karen', 'task_force', spot, undefined, { form: false, card: true });
  expect(lookUp).not.toHaveBeenCalled();
  const press = { act: 'open_intake', taskForceId: village.taskForce.id } as const;
  const opened = await village.ask('Karen', 'task_force', { kind: 'press', press });
  expect(valuesOf(opened)).toMatchObject({ company: 'Café Æblet' });
});

test('where delivery shows the card anew none is made for whoever pressed', async () => {
  const { id: openingId } = await village.opening();
  const names = vi.spyOn(village.store.mailroom, 'people');
  const press = { act: 'claim', taskForceId: village.taskForce.id, openingId } as const;
  const shows = { form: true, card: false };
  expect(await village.ask('Mette', 'jobcentre', { kind: 'press', press }, undefined, shows)).toEqual({
    kind: 'done',
    card: null,
  });
  expect(names).not.toHaveBeenCalled();
});

test('a form that is sent twice is one opening, thanked twice', async () => {
  const { context } = formOf(await village.ask('Karen', 'task_force', spot));
  const submit = { kind: 'submit', context, values: COMPLETE } as const;
  const [first, second] = await Promise.all([
    village.ask('Karen', 'task_force', submit),
    village.ask('Karen', 'task_force', submit),
  ]);
  expect(saidBy(first)).toContain('SJ-1');
  expect(saidBy(second)).toContain('SJ-1');
  expect(await stored()).toHaveLength(1);
});

describe('the same company with the same kind of work', () => {
  const again = { ...COMPLETE, company: 'café æblet', contact_name: 'Asta Holm' };
  /** Sends the form a second time, and once more with the answer to the question. */
  const answered = async (values: Values) => {
    const { context } = formOf(await send(again));
    return village.ask('Karen', 'task_force', { kind: 'submit', context, values: { ...again, ...values } });
  };
  beforeEach(async () => {
    await send(COMPLETE);
  });

  test('is asked about before a second is made, with everything typed kept', async () => {
    const asked = await send(again);
    expect(formOf(asked).fields[0]).toMatchObject({
      name: 'same',
      value: 'add',
      help: 'I har allerede SJ-1 åben med samme slags opgave.',
      options: [{ label: 'Læg pladsen til SJ-1' }, { label: 'Nej, det er en ny' }],
    });
    expect(valuesOf(asked)).toMatchObject({ company: 'café æblet', contact_name: 'Asta Holm' });
    expect(await stored()).toHaveLength(1);
  });

  test('is one more place on the first, told in its story, once however often it is sent', async () => {
    const { context } = formOf(await send(again));
    const submit = { kind: 'submit', context, values: { ...again, same: 'add' } } as const;
    for (let sent = 0; sent < 2; sent += 1) {
      expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('SJ-1 har nu 2 pladser.');
    }
    const all = await stored();
    expect(all.map(({ places, contactName }) => ({ places, contactName }))).toEqual([
      { places: 2, contactName: 'Karen Krogh' },
    ]);
    const [first] = all;
    const story =
      first === undefined ? [] : await village.store.openings.timeline(village.taskForce.id, first.id);
    expect(story.at(-1)?.event).toEqual({ kind: 'place_added', places: 2 });
  });

  test('is a new one when they say so, once however often it is sent', async () => {
    const { context } = formOf(await send(again));
    const submit = { kind: 'submit', context, values: { ...again, same: 'another' } } as const;
    for (let sent = 0; sent < 2; sent += 1) {
      expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('nummer SJ-2');
    }
    expect((await stored()).map(({ places }) => places)).toEqual([1, 1]);
  });

  test('a form that is sent again after it made its opening doesn’t meet itself', async () => {
    const { context } = formOf(await village.ask('Karen', 'task_force', spot));
    const submit = { kind: 'submit', context, values: { ...COMPLETE, company: 'Ny Café' } } as const;
    await village.ask('Karen', 'task_force', submit);
    expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('nummer SJ-2');
    expect(await stored()).toHaveLength(2);
  });

  test('the answer counts for the opening it was given about', async () => {
    await send({ ...COMPLETE, company: 'Ny Café' });
    const other = await answered({ company: 'Ny Café', same: 'add' });
    expect(formOf(other).fields[0]).toMatchObject({ help: expect.stringContaining('SJ-2') });
    expect(saidBy(await answered({ company: 'En helt anden', same: 'add' }))).toContain('nummer SJ-3');
  });

  test('another kind of work is no question, nor is the same once it is closed', async () => {
    expect(saidBy(await send({ ...COMPLETE, category: 'grounds', tasks: ['grass'] }))).toContain(
      'nummer SJ-2',
    );
    const [first] = await stored();
    if (first === undefined) throw new Error('nothing was logged');
    const press = { act: 'withdraw', taskForceId: first.taskForceId, openingId: first.id } as const;
    await village.fillIn('Karen', 'task_force', { kind: 'press', press }, { note: 'De ombestemte sig.' });
    expect(saidBy(await send(COMPLETE))).toContain('nummer SJ-3');
  });

  test('a hundredth place is refused beside the question', async () => {
    const [first] = await stored();
    if (first === undefined) throw new Error('nothing was logged');
    await village.store.openings.commit({
      receipt: null,
      opening: { kind: 'save', opening: { ...first, places: 99, version: first.version + 1 } },
      timeline: [],
      nudges: [],
      outbox: [],
    });
    expect(errorsOf(await answered({ same: 'add' }))).toEqual({
      same: 'Der er 99 pladser på den allerede. Vælg “Nej, det er en ny”.',
    });
  });
});

test.each(['company', 'contact_name', 'hours_text', 'contact', 'place'])(
  'a CPR number in %s is refused there and not sent back',
  async (field) => {
    const answer = await send({ ...COMPLETE, [field]: 'Karl 120785-4321' });
    expect(errorsOf(answer)).toEqual({ [field]: expect.stringContaining('CPR-nummer') });
    expect(valuesOf(answer)[field] ?? null).toBeNull();
    expect(await stored()).toEqual([]);
  },
);
