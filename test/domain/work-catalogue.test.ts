import { describe, expect, test } from 'vitest';
import { isBuiltInTask, isCategory, isOwn, tasksOf } from '../../src/domain/typed/categories.ts';
import {
  addCategory,
  BUILT_IN_WORK,
  type ChangedWork,
  changeCategory,
  offeredWork,
  splitNames,
  type WorkCatalogue,
  wholeWork,
  workKey,
} from '../../src/domain/typed/work-catalogue.ts';

const made = (changed: ChangedWork): WorkCatalogue => {
  if (changed.kind === 'refused') throw new Error(changed.refusal.code);
  return changed.work;
};
const LIBRARY = made(addCategory(BUILT_IN_WORK, 'Bibliotek', ['bøger', 'udlån'], ['Kantine']));
const nothing = { shown: true, tasks: ['own_2', 'own_3'], added: [] };

test('an own category has ids of its own, and stands before "other"', () => {
  expect(LIBRARY).toEqual({
    own: [{ id: 'own_1', name: 'Bibliotek' }],
    ownTasks: [
      { id: 'own_2', category: 'own_1', name: 'bøger' },
      { id: 'own_3', category: 'own_1', name: 'udlån' },
    ],
    hidden: [],
  });
  expect(wholeWork(LIBRARY).categories.slice(-3)).toEqual(['digital', 'own_1', 'other']);
  expect(wholeWork(LIBRARY).tasks('own_1')).toEqual(['own_2', 'own_3']);
  expect(wholeWork(LIBRARY).tasks('grounds')).toEqual(['grass', 'snow', 'leaves', 'weeds']);
});

test('ids go on from the last, whichever it was given to', () => {
  const more = made(
    changeCategory(LIBRARY, 'canteen', { shown: true, tasks: ['plating'], added: ['brød'] }, []),
  );
  expect(more.ownTasks.at(-1)).toEqual({ id: 'own_4', category: 'canteen', name: 'brød' });
  const second = made(addCategory(more, 'Museum', ['vagt'], []));
  expect(second.own.at(-1)).toEqual({ id: 'own_5', name: 'Museum' });
  expect(second.ownTasks.at(-1)).toEqual({ id: 'own_6', category: 'own_5', name: 'vagt' });
});

describe('hiding', () => {
  const hidden = made(
    changeCategory(LIBRARY, 'own_1', { shown: false, tasks: ['own_3'], added: ['kaffe'] }, []),
  );

  test('keeps what is hidden in the catalogue, and offers it to what has it already', () => {
    expect(hidden.hidden).toEqual(['own_1', 'own_2']);
    expect(hidden.own).toEqual(LIBRARY.own);
    expect(offeredWork(hidden).categories).not.toContain('own_1');
    expect(offeredWork(hidden).tasks('own_1')).toEqual(['own_3', 'own_4']);
    expect(offeredWork(hidden, ['own_1', 'own_2']).categories).toContain('own_1');
    expect(offeredWork(hidden, ['own_1', 'own_2']).tasks('own_1')).toEqual(['own_2', 'own_3', 'own_4']);
    expect(offeredWork(hidden).categories).toHaveLength(16);
  });

  test('is undone by showing it, and leaves what is hidden elsewhere', () => {
    const two = made(changeCategory(hidden, 'grounds', { shown: false, tasks: ['grass'], added: [] }, []));
    expect(two.hidden).toEqual(['own_1', 'own_2', 'grounds', 'snow', 'leaves', 'weeds']);
    const shown = made(changeCategory(two, 'own_1', { ...nothing, tasks: ['own_2', 'own_3', 'own_4'] }, []));
    expect(shown.hidden).toEqual(['grounds', 'snow', 'leaves', 'weeds']);
  });

  test('leaves one task at least, which may be a new one', () => {
    expect(changeCategory(LIBRARY, 'own_1', { ...nothing, tasks: [] }, [])).toEqual({
      kind: 'refused',
      refusal: { code: 'no_tasks' },
    });
    const last = made(changeCategory(LIBRARY, 'own_1', { ...nothing, tasks: [], added: ['kaffe'] }, []));
    expect(offeredWork(last).tasks('own_1')).toEqual(['own_4']);
  });
});

describe('names', () => {
  const add = (name: string, tasks: readonly string[] = ['vagt']) =>
    addCategory(LIBRARY, name, tasks, ['Grønne områder']);

  test.each(['BIBLIOTEK', ' bibliotek', 'Biblio-tek', 'Groenne omraader', 'grønne  områder'])(
    '%s is there already',
    (name) => {
      expect(add(name)).toEqual({ kind: 'refused', refusal: { code: 'double', field: 'name', name } });
    },
  );

  test.each(['x', '!?', 'y'.repeat(41)])('%s is no name', (name) => {
    expect(add(name)).toEqual({ kind: 'refused', refusal: { code: 'length', field: 'name', name } });
  });

  test.each(['ab', 'y'.repeat(40)])('%s is one', (name) => {
    expect(made(add(name)).own.at(-1)).toEqual({ id: 'own_4', name });
  });

  test('a task twice, or one that is built in or hidden, is refused by its name', () => {
    const double = (name: string) => ({ kind: 'refused', refusal: { code: 'double', field: 'tasks', name } });
    expect(add('Museum', ['vagt', 'Vagt'])).toEqual(double('Vagt'));
    expect(changeCategory(LIBRARY, 'own_1', { ...nothing, added: ['BØGER'] }, [])).toEqual(double('BØGER'));
    const canteen = { shown: true, tasks: ['plating'], added: ['opvask'] };
    expect(changeCategory(LIBRARY, 'canteen', canteen, ['Opvask'])).toEqual(double('opvask'));
    expect(add('Museum', ['v'])).toEqual({
      kind: 'refused',
      refusal: { code: 'length', field: 'tasks', name: 'v' },
    });
  });

  test('the key of a name', () => {
    expect(workKey('Café-Ærø  Å 2')).toBe('cafe\u0301aeroeaa2'.normalize('NFKD').replace('\u0301', ''));
  });

  test('are told apart by commas, semicolons and lines', () => {
    expect(splitNames(' bøger ,udlån;\n  kaffe   og te ,, ')).toEqual(['bøger', 'udlån', 'kaffe og te']);
    expect(splitNames('')).toEqual([]);
  });
});

describe('how many', () => {
  const letters = (count: number, before = 'nr') => Array.from({ length: count }, (_, n) => `${before} ${n}`);
  const refusal = (code: string) => ({ kind: 'refused', refusal: { code } });

  test('a new category has one to ten tasks', () => {
    expect(addCategory(BUILT_IN_WORK, 'Museum', [], [])).toEqual(refusal('no_tasks'));
    expect(addCategory(BUILT_IN_WORK, 'Museum', letters(11), [])).toEqual(refusal('too_many_tasks'));
    expect(made(addCategory(BUILT_IN_WORK, 'Museum', letters(10), [])).ownTasks).toHaveLength(10);
  });

  test('a task force has twenty of its own', () => {
    let work = BUILT_IN_WORK;
    for (const name of letters(20, 'Afdeling')) work = made(addCategory(work, name, ['vagt'], []));
    expect(work.own).toHaveLength(20);
    expect(work.own.at(-1)).toEqual({ id: 'own_39', name: 'Afdeling 19' });
    expect(addCategory(work, 'Museum', ['vagt'], [])).toEqual(refusal('too_many_categories'));
  });

  test('a category has twenty own tasks, those of others not counted', () => {
    const add = (work: WorkCatalogue, count: number) =>
      changeCategory(work, 'canteen', { shown: true, tasks: ['plating'], added: letters(count) }, []);
    expect(made(add(LIBRARY, 20)).ownTasks).toHaveLength(22);
    expect(add(LIBRARY, 21)).toEqual(refusal('too_many_tasks'));
  });
});

test('ids are told from other words', () => {
  expect(['own_1', 'own_123456', 'own_0', 'own_', 'xown_1', 'own_1x', 'own_1234567'].map(isOwn)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(['canteen', 'own_7', 'toString', 'dishwashing'].map(isCategory)).toEqual([true, true, false, false]);
  expect(['dishwashing', 'own_7', 'canteen'].map(isBuiltInTask)).toEqual([true, false, false]);
  expect(tasksOf('canteen', ['own_2', 'dishwashing', 'chopping', 'snow', 'own_1'])).toEqual([
    'chopping',
    'dishwashing',
    'own_2',
    'own_1',
  ]);
  expect(tasksOf('own_1', ['own_2', 'chopping'])).toEqual(['own_2']);
});
