import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { OpeningId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/permissions.ts';
import { CHOICE_LISTS, type ChoiceList, readSource, writeSource } from '../../src/messages/choice-source.ts';
import type { Field } from '../../src/messages/view.ts';
import { COMPLETE, errorsOf, formOf, saidBy, startVillage, type Village } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  for (const name of ['Åse Mølgård', 'Jens Juhl', 'Mette Aagaard']) await village.give(name, ['consultant']);
});

const choosing = (list: ChoiceList, words = '', openingId: OpeningId | null = null) =>
  ({
    kind: 'choose',
    source: { list, taskForceId: village.taskForce.id, openingId },
    words,
  }) as const;

function labelsOf(answer: Answer): string[] {
  if (answer.kind !== 'choices') throw new Error(`no choices, but: ${saidBy(answer)}`);
  return answer.options.map(({ label }) => label);
}

function fieldOf(answer: Answer, name: string): Extract<Field, { kind: 'choice' }> {
  const found = formOf(answer).fields.find((field) => field.name === name);
  if (found?.kind !== 'choice') throw new Error(`no choice ${name}`);
  return found;
}

test('colleagues are found by the beginning of any of their names, however their letters are written', async () => {
  const asked = async (words: string) =>
    labelsOf(await village.ask('Jens Juhl', 'jobcentre', choosing('receivers', words)));
  expect(await asked('')).toEqual(['Bodil', 'Jens Juhl', 'Mette Aagaard', 'Åse Mølgård', 'Tilbage til alle']);
  expect(await asked('aase')).toEqual(['Åse Mølgård']);
  expect(await asked('å')).toEqual(['Mette Aagaard', 'Åse Mølgård']);
  expect(await asked('moel')).toEqual(['Åse Mølgård']);
  expect(await asked('alle')).toEqual(['Tilbage til alle']);
});

test('where nothing fits, that is said in words', async () => {
  const answer = await village.ask('Jens Juhl', 'jobcentre', choosing('receivers', 'Xerxes'));
  expect(labelsOf(answer)).toEqual([]);
  expect(saidBy(answer).trim()).toBe('Intet passer på “Xerxes”. Prøv et andet ord.');
  expect(saidBy(await village.ask('Jens Juhl', 'jobcentre', choosing('companies'))).trim()).toBe(
    'Her er intet at vælge endnu.',
  );
});

test('of hundreds a hundred are offered, with what stands last under them; the others are found by name', async () => {
  for (let n = 0; n < 120; n += 1) await village.give(`Anna ${String(n).padStart(3, '0')}`, ['consultant']);
  const first = labelsOf(await village.ask('Jens Juhl', 'jobcentre', choosing('receivers')));
  expect([first.length, first.at(-1)]).toEqual([100, 'Tilbage til alle']);
  expect(first).not.toContain('Anna 119');
  expect(labelsOf(await village.ask('Jens Juhl', 'jobcentre', choosing('receivers', 'an 119')))).toEqual([
    'Anna 119',
  ]);
  expect(labelsOf(await village.ask('Jens Juhl', 'jobcentre', choosing('receivers', 'anna')))).toHaveLength(
    100,
  );
});

test('somebody beyond the first hundred can be given to, and stands in the form when it comes back', async () => {
  for (let n = 0; n < 120; n += 1) await village.give(`Anna ${String(n).padStart(3, '0')}`, ['consultant']);
  const last = await village.give('Anna 119', ['consultant']);
  const opening = await village.opening();
  const about = { openingId: opening.id, taskForceId: opening.taskForceId };
  await village.ask('Jens Juhl', 'jobcentre', { kind: 'press', press: { act: 'claim', ...about } });
  const form = await village.ask('Jens Juhl', 'jobcentre', {
    kind: 'press',
    press: { act: 'hand_over', ...about },
  });
  const { context } = formOf(form);
  const shown = fieldOf(
    await village.ask('Jens Juhl', 'jobcentre', { kind: 'reshape', context, values: { to: last } }),
    'to',
  );
  expect([shown.value, shown.options.length, shown.options[0]?.label]).toEqual([last, 100, 'Anna 119']);
  const sent = await village.ask('Jens Juhl', 'jobcentre', { kind: 'submit', context, values: { to: last } });
  expect(saidBy(sent)).toContain('Anna 119');
});

test('each form about people names the list that it is searched in', async () => {
  await village.give('Jens Juhl', ['consultant', 'job_broker', 'coordinator']);
  const [first, second] = [await village.opening(), await village.opening()];
  const about = { openingId: first.id, taskForceId: first.taskForceId };
  for (const { id } of [first, second]) {
    await village.ask('Jens Juhl', 'jobcentre', {
      kind: 'press',
      press: { act: 'claim', ...about, openingId: id },
    });
  }
  const contact = { kind: 'press', press: { act: 'record_contact', ...about } } as const;
  await village.fillIn('Jens Juhl', 'jobcentre', contact, { outcome: 'matching' });
  const listsIn = (answer: Answer) =>
    formOf(answer).fields.flatMap((field) =>
      field.kind === 'choice' && field.source !== undefined ? [field.source] : [],
    );
  const press = async (act: 'hand_over' | 'merge' | 'present_candidate') =>
    listsIn(await village.ask('Jens Juhl', 'jobcentre', { kind: 'press', press: { act, ...about } }));
  const command = async (text: string) =>
    listsIn(await village.ask('Jens Juhl', 'jobcentre', { kind: 'command', text }));
  const { taskForceId } = first;
  expect(await press('hand_over')).toEqual([{ list: 'receivers', taskForceId, openingId: first.id }]);
  expect(await press('merge')).toEqual([{ list: 'duplicates', taskForceId, openingId: first.id }]);
  expect(await press('present_candidate')).toEqual([{ list: 'brokers', taskForceId, openingId: first.id }]);
  expect(await command('virksomhed')).toEqual([{ list: 'companies', taskForceId, openingId: null }]);
  expect((await command('giv alt videre')).map(({ list }) => list)).toEqual([
    'other_receivers',
    'item_receivers',
    'item_receivers',
  ]);
});

describe('a company is found by a part of its name', () => {
  beforeEach(async () => {
    for (const company of ['Café Æblet', 'Nørregård VVS', 'Aarhus Lager A/S']) {
      await village.fillIn('Karen', 'task_force', { kind: 'command', text: '' }, { ...COMPLETE, company });
    }
  });

  test('the one that is chosen is shown', async () => {
    const form = await village.ask('Jens Juhl', 'jobcentre', { kind: 'command', text: 'virksomhed' });
    expect(labelsOf(await village.ask('Jens Juhl', 'jobcentre', choosing('companies')))).toEqual([
      'Café Æblet',
      'Nørregård VVS',
      'Aarhus Lager A/S',
    ]);
    const answer = await village.ask('Jens Juhl', 'jobcentre', choosing('companies', 'noerre'));
    expect(labelsOf(answer)).toEqual(['Nørregård VVS']);
    const company = answer.kind === 'choices' ? (answer.options[0]?.value ?? '') : '';
    const { context } = formOf(form);
    const page = await village.ask('Jens Juhl', 'jobcentre', {
      kind: 'submit',
      context,
      values: { company },
    });
    expect(saidBy(page)).toContain('Nørregård VVS');
    expect(saidBy(page)).toContain('Karen Krogh');
  });

  test('one that was made up is asked for again, with the form as it was', async () => {
    const { context } = formOf(
      await village.ask('Jens Juhl', 'jobcentre', { kind: 'command', text: 'virksomhed' }),
    );
    const answer = await village.ask('Jens Juhl', 'jobcentre', {
      kind: 'submit',
      context,
      values: { company: 'made-up' },
    });
    expect(Object.keys(errorsOf(answer))).toEqual(['company']);
  });
});

describe('a list is for those who may choose from it', () => {
  const roles: readonly Role[] = ['business_leader', 'ambassador', 'observer', 'admin'];

  test.each(CHOICE_LISTS)('%s is kept from leaders, ambassadors, observers and admins', async (list) => {
    await village.opening();
    for (const role of roles) {
      await village.give('Nora', [role]);
      const answer = await village.ask('Nora', 'direct', choosing(list));
      expect([role, answer.kind]).toEqual([role, 'say']);
      expect(saidBy(answer)).not.toContain('Mølgård');
    }
  });

  test('nobody reads a list of another task force', async () => {
    const answer = await village.ask('Jens Juhl', 'jobcentre', {
      kind: 'choose',
      source: { list: 'receivers', taskForceId: randomUUID(), openingId: null },
      words: '',
    });
    expect(answer.kind).toBe('say');
  });

  test('what may be a CPR number is refused before anything is looked up', async () => {
    const answer = await village.ask('Jens Juhl', 'jobcentre', choosing('companies', '010190-1234'));
    expect(answer.kind).toBe('say');
    expect(saidBy(answer)).toContain('CPR');
  });
});

describe('a list travels as an id', () => {
  const openingId = randomUUID() as OpeningId;

  test('and comes back as it was', () => {
    for (const list of CHOICE_LISTS) {
      for (const about of [null, openingId]) {
        const source = { list, taskForceId: randomUUID(), openingId: about };
        const written = writeSource(source);
        expect(written).toMatch(/^[\w:-]{1,100}$/);
        expect(readSource(written)).toEqual(source);
      }
    }
  });

  test('and one that was tampered with is none', () => {
    const written = writeSource({ list: 'receivers', taskForceId: randomUUID(), openingId });
    for (const other of [
      '',
      'receivers',
      written.replace('receivers', 'everybody'),
      `${written}:more`,
      written.slice(0, -1),
      null,
      { list: 'receivers' },
    ]) {
      expect(() => readSource(other)).toThrow();
    }
  });
});
