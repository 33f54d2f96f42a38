import { describe, expect, test } from 'vitest';
import type { Field, Option } from '../../../src/messages/view.ts';
import {
  errorsByBlock,
  fieldName,
  renderCardView,
  renderForm,
} from '../../../src/platforms/slack/render-form.ts';
import { type Modal, modal } from '../../../src/playground/slack/block-rules.ts';
import fc from '../../support/properties.ts';
import { card, context, form, TEXTS, textField } from './start-bot.ts';

function drawn(fields: readonly Field[], showErrors = false): Modal {
  return modal.parse(renderForm(form(fields), showErrors));
}

function element(field: Field) {
  const [block] = drawn([field]).blocks;
  if (block?.type !== 'input') throw new Error('Not an input.');
  return block.element;
}

function options(count: number): Option[] {
  return Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Valg ${index}` }));
}

function choice(of: Partial<Extract<Field, { kind: 'choice' }>> = {}): Field {
  return {
    kind: 'choice',
    name: 'c',
    label: 'Vælg',
    required: true,
    value: null,
    options: options(3),
    reshapes: false,
    ...of,
  };
}

function choices(of: Partial<Extract<Field, { kind: 'choices' }>> = {}): Field {
  return {
    kind: 'choices',
    name: 'cs',
    label: 'Vælg',
    required: true,
    value: [],
    options: options(3),
    ...of,
  };
}

describe('a form in Slack', () => {
  test('carries its context, its labels and what is required', () => {
    const view = drawn([
      textField('company', { label: 'Virksomhed' }),
      textField('cvr', { required: false, help: '8 cifre' }),
    ]);
    expect(JSON.parse(view.private_metadata ?? '')).toEqual(context());
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual([
      'Spot et job',
      'Send',
      'Fortryd',
    ]);
    expect(view.blocks).toMatchObject([
      { block_id: expect.stringMatching(/^company#/), label: { text: 'Virksomhed' }, optional: false },
      { block_id: expect.stringMatching(/^cvr#/), optional: true, hint: { text: '8 cifre' } },
    ]);
  });

  test('keeps what was typed while it is the same form, and starts anew in the place of another', () => {
    const fields = [textField('company'), choice()];
    const ids = (token: string) => {
      const one = form(fields);
      return renderForm({ ...one, context: { ...one.context, token } }, false).blocks.map(
        (block) => block.block_id,
      );
    };
    expect(ids('a')).toEqual(ids('a'));
    expect(ids('b').filter((id) => ids('a').includes(id))).toEqual([]);
    expect(ids('b').map((id) => fieldName(id ?? ''))).toEqual(['company', 'c']);
  });

  test('starts with what is known, and leaves out what Slack would refuse as a start', () => {
    expect(element(textField('t', { value: 'Café' }))).toMatchObject({
      initial_value: 'Café',
      max_length: 120,
    });
    expect(element(textField('t', { value: '' }))).not.toHaveProperty('initial_value');
    const number = { kind: 'number', name: 'n', label: 'Antal', required: true, min: 1, max: 99 } as const;
    expect(element({ ...number, value: '7' })).toMatchObject({
      initial_value: '7',
      min_value: '1',
      max_value: '99',
    });
    expect(element({ ...number, value: '100' })).not.toHaveProperty('initial_value');
    expect(element({ ...number, value: 'mange' })).not.toHaveProperty('initial_value');
    const date = { kind: 'date', name: 'd', label: 'Dato', required: true } as const;
    expect(element({ ...date, value: '2026-02-03' })).toMatchObject({ initial_date: '2026-02-03' });
    expect(element({ ...date, value: 'i morgen' })).not.toHaveProperty('initial_date');
    expect(element(choice({ value: 'v1' }))).toMatchObject({ initial_option: { value: 'v1' } });
    expect(element(choice({ value: 'gone' }))).not.toHaveProperty('initial_option');
    expect(element(choices({ value: ['v2', 'gone'] }))).toMatchObject({ initial_options: [{ value: 'v2' }] });
    expect(element({ kind: 'person', name: 'p', label: 'Hvem', required: true, value: 'U1' })).toMatchObject({
      type: 'users_select',
      initial_user: 'U1',
    });
    expect(element({ kind: 'room', name: 'r', label: 'Rum', required: true, value: null })).toMatchObject({
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
    });
  });

  test('shows up to ten choices as boxes and more as a list', () => {
    expect(element(choices({ options: options(10) })).type).toBe('checkboxes');
    expect(element(choices({ options: options(11) })).type).toBe('multi_static_select');
  });

  test.each([
    ['no options', choice({ options: [] })],
    ['more than a hundred', choices({ options: options(101) })],
    ['a value over 75 characters', choice({ options: [{ value: 'x'.repeat(76), label: 'x' }] })],
  ])('refuses %s: that is a mistake of ours', (_what, field) => {
    expect(() => renderForm(form([field]), false)).toThrow();
  });

  test('asks to be told of a choice only where other fields depend on it', () => {
    expect(drawn([choice({ reshapes: true }), choice({ name: 'd' })]).blocks).toMatchObject([
      { dispatch_action: true },
      expect.not.objectContaining({ dispatch_action: expect.anything() }),
    ]);
  });

  test('has the same block for the same options, and another for others', () => {
    const id = (field: Field) => drawn([field]).blocks[0]?.block_id ?? '';
    expect(id(choices({ options: options(2), value: ['v1'] }))).toBe(id(choices({ options: options(2) })));
    expect(id(choices({ options: options(2) }))).not.toBe(id(choices({ options: options(3) })));
    expect(fieldName(id(choices()))).toBe('cs');
  });

  test('names its errors by block, or shows each under its field', () => {
    const fields = [textField('a', { error: 'Skriv noget.' }), choice({ error: 'Vælg en.' }), textField('b')];
    const [a, c] = drawn(fields).blocks;
    expect(errorsByBlock(form(fields))).toEqual({
      [a?.block_id ?? '']: 'Skriv noget.',
      [c?.block_id ?? '']: 'Vælg en.',
    });
    expect(drawn(fields, true).blocks.map((block) => block.type)).toEqual([
      'input',
      'context',
      'input',
      'context',
      'input',
    ]);
  });

  test('leaves out a note without words', () => {
    expect(drawn([textField('a'), { kind: 'note', name: 'n', lines: [['']] }]).blocks).toHaveLength(1);
  });

  test('is taken by Slack whatever its texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 60, max: 4_000 }).map((length) => 'æ👩‍👩‍👧'.repeat(length).slice(0, length)),
      fc.constantFrom('', ' ', '\uD83D'),
    );
    const base = { name: fc.constant('f'), label: text, help: text, error: text, required: fc.boolean() };
    const labelled = fc
      .array(text, { minLength: 1, maxLength: 100 })
      .map((labels) => labels.map((label, index) => ({ value: `v${index}`, label })));
    const field: fc.Arbitrary<Field> = fc.oneof(
      fc.record({
        ...base,
        kind: fc.constant('text' as const),
        value: text,
        placeholder: text,
        maxLength: fc.integer({ min: 1, max: 5_000 }),
        multiline: fc.boolean(),
      }),
      fc.record({
        ...base,
        kind: fc.constant('choice' as const),
        value: fc.constant('v0'),
        options: labelled,
        placeholder: text,
        reshapes: fc.boolean(),
      }),
      fc.record({
        ...base,
        kind: fc.constant('choices' as const),
        value: fc.constant(['v0']),
        options: labelled,
      }),
      fc.record({
        kind: fc.constant('note' as const),
        name: fc.constant('n'),
        lines: fc.array(fc.array(text)),
      }),
    );
    const frame = { title: text, submit: text, cancel: text };
    fc.assert(
      fc.property(fc.record(frame), field, fc.boolean(), (labels, one, showErrors) => {
        modal.parse(renderForm(form([textField('first'), one], labels), showErrors));
      }),
      { numRuns: 60 },
    );
  });
});

test('an answer in a modal has nothing to send, and knows where it was asked for', () => {
  const frame = { title: TEXTS.answerTitle, close: TEXTS.close, more: TEXTS.more, conversationId: 'C1' };
  const view = modal.parse(renderCardView(card({ title: 'Tak!' }), frame));
  expect(view.submit).toBeUndefined();
  expect(JSON.parse(view.private_metadata ?? '')).toEqual({ conversationId: 'C1' });
});
