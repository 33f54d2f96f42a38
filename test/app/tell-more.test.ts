import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Intent } from '../../src/app/intent.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { openingCard } from '../../src/messages/openings/opening-card.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import type { Values } from '../../src/messages/view.ts';
import cases from '../domain/cases/form-inputs.json' with { type: 'json' };
import { readingFor } from '../messages/reading-for.ts';
import { COMPLETE, errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  opening = await village.opening();
  await village.give('Admin', ['admin']);
});

const on = (act: 'tell_more' | 'delete_note' | 'claim'): Intent => ({
  kind: 'press',
  press: { act, taskForceId: opening.taskForceId, openingId: opening.id },
});
const tell = (values: Values, user = 'Karen') => village.fillIn(user, 'task_force', on('tell_more'), values);
const now = async () => {
  const found = await village.store.openings.find(village.taskForce.id, opening.id);
  if (found === null) throw new Error('it is gone');
  return found;
};
const jobcentreCard = async () =>
  cardLines(openingCard(await now(), { kind: 'room', room: 'jobcentre' }, { ...readingFor('da'), now: NOW }));
/** Takes everything out of the outbox; what each message was about. */
const drain = async (): Promise<string[]> => {
  const taken: string[] = [];
  for (;;) {
    const leased = await village.store.outbox.lease(100, 1_000);
    if (leased.length === 0) return taken;
    for (const message of leased) {
      taken.push(message.outgoing.kind);
      await village.store.outbox.settle(message, { kind: 'dropped' });
    }
  }
};
const EVERYTHING: Values = {
  places: '3',
  start: 'on_date',
  start_date: '2026-12-14',
  days: ['monday', 'wednesday'],
  time: 'morning',
  duration: 'season',
  physical: ['on_feet', 'light_lifting'],
  requirements: ['danish'],
  employment_form: 'flex_job',
  mentor: 'maybe',
  call_ahead: 'yes',
  cvr: 'DK 90 12 34 08',
  note: 'Indgang fra gården.',
};

test('the confirmation offers to add more', async () => {
  const answer = await village.fillIn(
    'Karen',
    'task_force',
    { kind: 'command', text: '' },
    {
      ...COMPLETE,
      company: 'Ny Café',
    },
  );
  expect(saidBy(answer)).toContain('[Tilføj mere]');
});

test('everything stands on the jobcentre’s card; nothing of it on the leaders’', async () => {
  expect(saidBy(await tell(EVERYTHING))).toContain('Jobcentret kan nu se mere om SJ-1.');
  expect(await jobcentreCard()).toEqual([
    'SJ-1 · Café Æblet',
    'Ny. Ring senest onsdag.',
    'Opgave: Kantine: opvask',
    'Timer: 1–4 timer om ugen',
    'Sted: 8800 Viborg',
    'Kontakt: Karen Krogh · 20 30 40 57',
    'Pladser: 3',
    'Start: 14. december',
    'Dage: Mandag og onsdag',
    'Tidspunkt: Morgen',
    'Varighed: Sæson',
    'Fysisk: Man går og står og lette løft',
    'Krav: Dansk',
    'Ansættelsesform: Fleksjob',
    'Mentor: Måske',
    'Ambassadør må ringe først: Ja',
    'CVR-nr.: 90123408',
    'Bemærkning: Indgang fra gården.',
    '[Tag den] [Udsæt] [Luk] [Historik] [Slet bemærkning]',
  ]);
  const leaders = openingCard(await now(), { kind: 'room', room: 'task_force' }, readingFor('da'));
  expect(JSON.stringify(leaders)).not.toMatch(/gården|90123408|Mandag|Pladser/);
  const shared = openingCard(await now(), { kind: 'room', room: 'shared' }, readingFor('da'));
  expect(JSON.stringify(shared)).toContain('Mandag og onsdag');
  expect(JSON.stringify(shared)).not.toMatch(/gården|Slet bemærkning/);
});

test('the form shows what was added before, and ordinary hours until somebody chose', async () => {
  expect(valuesOf(await village.ask('Karen', 'task_force', on('tell_more')))).toMatchObject({
    places: '1',
    employment_form: 'ordinary_part_time',
  });
  await tell(EVERYTHING);
  expect(valuesOf(await village.ask('Karen', 'task_force', on('tell_more')))).toEqual({
    ...EVERYTHING,
    cvr: '90123408',
  });
});

test('the jobcentre’s clock goes on, the one who logged it is asked later', async () => {
  await tell({ note: 'Ring efter kl. 10.' });
  const { nudging, round, actedAt } = await now();
  expect({ nudging, round, actedAt }).toEqual({
    nudging: opening.nudging,
    round: opening.round,
    actedAt: opening.actedAt,
  });
});

describe('what people type', () => {
  const typedSchema = z.object({
    cvr: z.string().optional(),
    places: z.number().optional(),
    note: z.string().optional(),
  });
  const expectSchema = z.object({
    cvr: z.string().optional(),
    warnings: z.array(z.string()).optional(),
    blocked: z.boolean().optional(),
    places: z.number().optional(),
    confirm: z.string().optional(),
  });
  const here = cases.cases.filter(({ typed }) => 'cvr' in typed || 'places' in typed || 'note' in typed);

  test.each(here.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const { places, ...typed } = typedSchema.parse(one.typed);
    const expected = expectSchema.parse(one.expect);
    const values = JSON.parse(
      JSON.stringify({ ...typed, places: places === undefined ? undefined : String(places) }),
    );
    const answer = await tell(values);
    if (expected.confirm !== undefined) {
      expect(Object.keys(errorsOf(answer))).toEqual(['places_sure']);
      const sure = await tell({ ...values, places_sure: values.places });
      expect(saidBy(sure)).toContain('Tak!');
      expect((await now()).places).toBe(expected.places);
      return;
    }
    if (expected.blocked === true) {
      expect(Object.keys(errorsOf(answer))).toEqual(Object.keys(typed));
      expect((await now()).details.note).toBeNull();
      return;
    }
    expect(saidBy(answer).includes('CVR-nummeret ser ikke rigtigt ud')).toBe(
      expected.warnings?.includes('cvr') ?? false,
    );
    if (expected.cvr !== undefined) expect((await now()).details.cvr).toBe(expected.cvr);
  });

  test('a doubtful CVR number is marked for the jobcentre', async () => {
    await tell({ cvr: '90494512' });
    expect(await jobcentreCard()).toContain('CVR-nr.: 90494512 (tjek nummeret)');
  });

  test('what can’t be read is said beside its field, all at once', async () => {
    const values = { places: '0', start: 'on_date', requirements: ['none', 'danish'], cvr: '1234' };
    expect(errorsOf(await tell(values))).toEqual({
      places: 'Skriv et helt tal fra 1 til 99.',
      start_date: 'Vælg en dato.',
      requirements: 'Vælg enten “Ingen krav” eller de krav, der er.',
      cvr: 'Skriv de otte cifre i CVR-nummeret.',
    });
  });

  test('a date without a choice beside it is the start, and a choice beside an old date stands', async () => {
    await tell({ start_date: '2026-12-14' });
    expect((await now()).details.start).toEqual({ kind: 'on_date', date: '2026-12-14' });
    await tell({ start: 'now', start_date: '2026-12-14' });
    expect((await now()).details.start).toEqual({ kind: 'now' });
  });

  test('a yes to another number of places is no yes, and a no sends it back', async () => {
    expect(errorsOf(await tell({ places: '80', places_sure: '8' }))).toHaveProperty('places_sure');
    expect(errorsOf(await tell({ places: '80', places_sure: 'no' }))).toEqual({ places: 'Ret tallet her.' });
    expect((await now()).places).toBe(1);
  });
});

describe('who may', () => {
  test('a stranger to it neither sees the form nor sends one', async () => {
    const { context } = formOf(await village.ask('Karen', 'task_force', on('tell_more')));
    expect(saidBy(await village.ask('Ove', 'task_force', on('tell_more')))).toContain(
      'Det kan kun den, der spottede jobbet, eller en koordinator.',
    );
    const forged = await village.ask('Ove', 'task_force', {
      kind: 'submit',
      context,
      values: { note: 'Væk med den' },
    });
    expect(saidBy(forged)).toContain('Det kan kun den, der spottede jobbet');
    expect((await now()).version).toBe(1);
  });

  test('a coordinator may, and the note then is the coordinator’s own', async () => {
    await tell({ note: 'Ring til lageret.' }, 'Bodil');
    expect(saidBy(await village.ask('Karen', 'task_force', on('delete_note')))).toContain(
      'Det kan kun den, der skrev bemærkningen, eller en koordinator.',
    );
    expect(errorsOf(await tell({ note: 'Ring ikke.' }))).toEqual({
      note: 'Det kan kun den, der skrev bemærkningen, eller en koordinator.',
    });
    expect((await now()).details.note?.text).toBe('Ring til lageret.');
  });

  test.each(['Karen', 'Bodil', 'Admin'])(
    '%s deletes the note, and the cards are drawn anew',
    async (user) => {
      await tell({ note: 'Indgang fra gården.' });
      await drain();
      expect(saidBy(await village.ask(user, 'direct', on('delete_note')))).toContain(
        'Bemærkningen er slettet.',
      );
      expect((await now()).details.note).toBeNull();
      expect(await jobcentreCard()).not.toContain('Bemærkning: Indgang fra gården.');
      expect(await drain()).toEqual(['opening_card', 'opening_card', 'opening_card']);
      expect(
        JSON.stringify(await village.store.openings.timeline(village.taskForce.id, opening.id)),
      ).not.toContain('gården');
    },
  );
});

describe('at once with others', () => {
  test('what changed while the form was open is said, and everything typed is still there', async () => {
    const { context } = formOf(await village.ask('Karen', 'task_force', on('tell_more')));
    await tell({ places: '4' }, 'Bodil');
    const send = (about = context) =>
      village.ask('Karen', 'task_force', {
        kind: 'submit',
        context: about,
        values: { places: '1', note: 'Ring til kantinen.' },
      });
    const back = await send();
    expect(JSON.stringify(formOf(back).fields[0])).toContain('Den er blevet ændret, mens du skrev.');
    expect(valuesOf(back)).toMatchObject({ note: 'Ring til kantinen.' });
    expect(await now()).toMatchObject({ places: 4, details: { note: null } });
    expect(saidBy(await send(formOf(back).context))).toContain('Tak!');
    expect((await now()).details.note?.text).toBe('Ring til kantinen.');
  });

  test('a form that is sent twice is one change, thanked twice', async () => {
    const { context } = formOf(await village.ask('Karen', 'task_force', on('tell_more')));
    const submit = { kind: 'submit', context, values: EVERYTHING } as const;
    expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('Tak!');
    expect(saidBy(await village.ask('Karen', 'task_force', submit))).toContain('Tak!');
    expect((await now()).version).toBe(2);
  });
});
