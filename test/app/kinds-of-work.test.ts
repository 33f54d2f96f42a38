import { beforeEach, describe, expect, test } from 'vitest';
import { readingOf } from '../../src/app/scene.ts';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import { readMessage } from '../../src/domain/typed/message-hints.ts';
import { textsIn } from '../../src/messages/reading.ts';
import { resultTables } from '../../src/messages/results/result-tables.ts';
import { partWords } from '../../src/messages/results/results-words.ts';
import type { Values } from '../../src/messages/view.ts';
import { offeredNames } from '../../src/messages/work-words.ts';
import { COMPLETE, errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
});

const spot = { kind: 'command', text: '' } as const;
const taskForce = async () => {
  const found = await village.store.taskForces.find(village.taskForce.id);
  if (found === null) throw new Error('the task force is gone');
  return found;
};
/** Chooses a category in the settings, changes these of what stands there, and sends the form. */
async function change(work_category: string, values: Values) {
  const groups = await village.settings('work');
  const { context } = formOf(groups);
  const chosen = { group: 'work', work_category };
  const shown = await village.ask('Bodil', 'direct', { kind: 'reshape', context, values: chosen });
  return village.ask('Bodil', 'direct', {
    kind: 'submit',
    context: formOf(shown).context,
    values: { ...(valuesOf(shown) as Values), ...values },
  });
}
const addLibrary = () => change('new', { work_name: 'Bibliotek & arkiv', work_added_new: 'bøger, udlån' });
const optionsOf = async (values: Values, name: string) => {
  const opened = await village.ask('Karen', 'task_force', spot);
  const { context } = formOf(opened);
  const shown = await village.ask('Karen', 'task_force', { kind: 'reshape', context, values });
  const field = formOf(shown).fields.find((one) => one.name === name);
  return field !== undefined && 'options' in field ? field.options.map(({ label }) => label) : null;
};

describe('an own kind of work', () => {
  beforeEach(async () => {
    expect(saidBy(await addLibrary())).toContain('Gemt. Det gælder for nye åbninger.');
  });

  test('is offered with its tasks, before what is called other', async () => {
    const offered = await optionsOf({}, 'category');
    expect(offered?.slice(-3)).toEqual(['Bibliotek & arkiv', 'Andet', 'Vi vil gerne have besøg']);
    expect(await optionsOf({ category: 'own_1' }, 'tasks')).toEqual(['bøger', 'udlån']);
  });

  test('names the opening that is about it, also after it was hidden', async () => {
    const filled = { ...COMPLETE, category: 'own_1', tasks: ['own_3'] };
    expect(saidBy(await village.fillIn('Karen', 'task_force', spot, filled))).toContain('Tak!');
    await change('own_1', { work_shown_own_1: 'hidden' });
    expect(await optionsOf({}, 'category')).not.toContain('Bibliotek & arkiv');
    expect((await village.store.openings.open(village.taskForce.id, {}, 9)).items[0]).toMatchObject({
      category: 'own_1',
      tasks: ['own_3'],
    });
    const list = await village.ask('Mette', 'jobcentre', { kind: 'command', text: 'liste' });
    expect(JSON.stringify(list)).toContain('Bibliotek & arkiv: udlån');
    const card = await village.ask('Mette', 'jobcentre', { kind: 'command', text: 'SJ-1' });
    expect(JSON.stringify(card)).toContain('Bibliotek & arkiv: udlån');
    const refused = await village.fillIn('Karen', 'task_force', spot, filled);
    expect(Object.keys(errorsOf(refused))).toEqual(['category']);
  });

  test('stays in an opening that is corrected after it was hidden', async () => {
    const filled = { ...COMPLETE, category: 'own_1', tasks: ['own_3'] };
    await village.fillIn('Karen', 'task_force', spot, filled);
    await change('own_1', { work_shown_own_1: 'hidden' });
    const [opening] = (await village.store.openings.open(village.taskForce.id, {}, 9)).items;
    if (opening === undefined) throw new Error('nothing was logged');
    const press = { act: 'correct', openingId: opening.id, taskForceId: opening.taskForceId } as const;
    const form = await village.ask('Karen', 'direct', { kind: 'press', press });
    expect(valuesOf(form)).toMatchObject({ category: 'own_1', tasks: ['own_3'] });
    const values = { ...(valuesOf(form) as Values), company: 'Birkholm Bibliotek' };
    await village.ask('Karen', 'direct', { kind: 'submit', context: formOf(form).context, values });
    expect(await village.store.openings.find(opening.taskForceId, opening.id)).toMatchObject({
      company: 'Birkholm Bibliotek',
      category: 'own_1',
      tasks: ['own_3'],
    });
  });

  test('is counted by its name in results, and they can be narrowed to it', async () => {
    const filled = { ...COMPLETE, category: 'own_1', tasks: ['own_3'] };
    await village.fillIn('Karen', 'task_force', spot, filled);
    await change('own_1', { work_shown_own_1: 'hidden' });
    const { store } = village;
    const after = await taskForce();
    const facts = await store.results.facts(after.id);
    const reading = await readingOf({ app: { store }, now: NOW, texts: textsIn('da') }, after, []);
    const selection = { ...WHOLE, category: 'own_1' as const };
    const results = resultsOf(facts, selection, after, NOW);
    const tables = resultTables(results, facts.meetings, reading);
    expect(tables.flatMap(({ rows }) => rows)).toContainEqual(['Bibliotek & arkiv', 1, 0, 0]);
    expect(partWords(selection, [], reading)).toBe('Bibliotek & arkiv');
    const form = await village.ask('Bodil', 'direct', {
      kind: 'press',
      press: { act: 'choose_results', taskForceId: after.id },
    });
    expect(JSON.stringify(form)).toContain('Bibliotek & arkiv');
  });

  test('is called by its name in what a person is shown of their own data', async () => {
    const filled = { ...COMPLETE, category: 'own_1', tasks: ['own_3'] };
    await village.fillIn('Karen', 'task_force', spot, filled);
    const press = { act: 'export_my_data', page: 1 } as const;
    const said = saidBy(await village.ask('Karen', 'direct', { kind: 'press', press }));
    expect(said).toContain('"category":"Bibliotek & arkiv","tasks":["udlån"]');
  });

  test('is found in a message', async () => {
    const reading = await readingOf(
      { app: { store: village.store }, now: NOW, texts: textsIn('da') },
      await taskForce(),
      [],
    );
    expect(readMessage('De vil have hjælp til udlån', offeredNames(reading))).toMatchObject({
      category: 'own_1',
      tasks: ['own_3'],
    });
  });
});

test('a category and single tasks are hidden and shown again', async () => {
  await change('farming', { work_shown_farming: 'hidden' });
  await change('grounds', { work_tasks_grounds: ['grass', 'leaves'], work_added_grounds: 'hække' });
  expect(await optionsOf({}, 'category')).not.toContain('Landbrug');
  expect(await optionsOf({ category: 'grounds' }, 'tasks')).toEqual(['græs', 'blade', 'hække']);
  await change('farming', { work_shown_farming: 'shown' });
  expect(await optionsOf({}, 'category')).toContain('Landbrug');
});

test('what is there already, too short, too many or a CPR number is told beside its field', async () => {
  const wrong = async (values: Values) => errorsOf(await change('new', values));
  expect(await wrong({ work_name: 'KANTINE', work_added_new: 'te' })).toEqual({
    work_name: '“KANTINE” er der i forvejen. Er den skjult, kan du vise den igen.',
  });
  expect(await wrong({ work_name: 'Canteen', work_added_new: 'te' })).toHaveProperty('work_name');
  expect(await wrong({ work_name: 'M', work_added_new: 'te' })).toEqual({
    work_name: 'Skriv mellem 2 og 40 tegn.',
  });
  expect(await wrong({ work_name: 'Museum', work_added_new: 't' })).toEqual({
    work_added_new: 'Skriv hver opgave med 2 til 40 tegn.',
  });
  expect(await wrong({ work_name: 'Museum', work_added_new: 'a1,a2,a3,a4,a5,a6,a7,a8,a9,b1,b2' })).toEqual({
    work_added_new: 'Der er plads til 10 af jeres egne opgaver.',
  });
  expect(Object.keys(await wrong({ work_name: 'Museum 010190-1234', work_added_new: 'te' }))).toEqual([
    'work_name',
  ]);
  expect(errorsOf(await change('canteen', { work_added_canteen: 'opvask' }))).toHaveProperty(
    'work_added_canteen',
  );
  expect(errorsOf(await change('', {}))).toHaveProperty('work_category');
  expect((await taskForce()).work).toEqual(village.taskForce.work);
});

test('of two coordinators who change it at once, the second sees it as it stands', async () => {
  const groups = await village.settings('work');
  const values = { group: 'work', work_category: 'new', work_name: 'Museum', work_added_new: 'vagt' };
  await addLibrary();
  const { context } = formOf(groups);
  const shown = await village.ask('Bodil', 'direct', { kind: 'submit', context, values });
  expect(valuesOf(shown)).toMatchObject({ work_name: 'Museum' });
  expect((await taskForce()).work.own).toEqual([{ id: 'own_1', name: 'Bibliotek & arkiv' }]);
  const again = { kind: 'submit', context: formOf(shown).context, values } as const;
  await village.ask('Bodil', 'direct', again);
  expect((await taskForce()).work.own.map(({ name }) => name)).toEqual(['Bibliotek & arkiv', 'Museum']);
});
