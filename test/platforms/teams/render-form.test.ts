import { describe, expect, test } from 'vitest';
import type { Field, Form } from '../../../src/messages/view.ts';
import { LIMITS, weightOf } from '../../../src/platforms/teams/limits.ts';
import { renderForm } from '../../../src/platforms/teams/render-form.ts';
import { cardSchema, inputsOf } from '../../../src/playground/teams/card-rules.ts';
import { errorsOf, fieldsOf } from '../../../src/playground/teams-server.ts';
import fc from '../../support/properties.ts';
import { hostile, INTERPRETED, labelled } from './hostile.ts';
import { choiceField, form, TASK_FORCE, textField, texts } from './samples.ts';

const rooms = [{ value: '19:a@thread.tacv2', label: 'Jobcenter' }];
const shown = (view: Form) => ({ card: cardSchema.parse(renderForm(view, texts, rooms)) });

const everyKind: readonly Field[] = [
  textField('company', 'Virksomhed', { value: 'Café Æblet', placeholder: 'Navn' }),
  { kind: 'number', name: 'target', label: 'Måltal', required: false, value: '100', min: 1, max: 9999 },
  { kind: 'date', name: 'until', label: 'Til', required: true, value: '2026-11-20' },
  choiceField('category', 'Opgave', { value: 'shop' }),
  {
    kind: 'choices',
    name: 'tasks',
    label: 'Hvad',
    required: true,
    value: ['a', 'b'],
    options: ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() })),
  },
  { kind: 'person', name: 'to', label: 'Til hvem', required: true, value: 'aad-1' },
  { kind: 'room', name: 'room', label: 'Rum', required: true, value: '19:a@thread.tacv2' },
  { kind: 'note', name: 'notice', lines: [['Vi bruger oplysningerne til at kontakte jer.']] },
];

describe('a form', () => {
  test('has an input for every kind of field, with what is in it', () => {
    expect(fieldsOf(shown(form(everyKind)))).toEqual({
      Virksomhed: 'Café Æblet',
      Måltal: '100',
      Til: '2026-11-20',
      Opgave: 'shop',
      Hvad: 'a,b',
      'Til hvem': 'aad-1',
      Rum: '19:a@thread.tacv2',
    });
  });

  test('lets a person be picked from the directory', () => {
    const picker = inputsOf(shown(form(everyKind)).card.body).find((input) => input.id === 'one.to');
    expect(picker).toMatchObject({
      style: 'filtered',
      'choices.data': { dataset: 'graph.microsoft.com/users' },
    });
  });

  test('marks what is required without letting the client block the buttons', () => {
    const card = renderForm(form([textField('company', 'Virksomhed')]), texts, []);
    expect(card.body[0]).toMatchObject({ label: 'Virksomhed *' });
    expect(JSON.stringify(card)).not.toContain('isRequired');
  });

  test('shows in red under a field what is wrong with it', () => {
    const wrong = textField('contact', 'Telefon eller e-mail', { value: '12', error: 'Det er for kort.' });
    const { card } = shown(form([textField('company', 'Virksomhed'), wrong]));
    expect(errorsOf({ card })).toEqual(['Det er for kort.']);
    expect(fieldsOf({ card })['Telefon eller e-mail']).toBe('12');
  });

  test('keeps what was typed even where the input could not hold it', () => {
    const fields: Field[] = [
      { kind: 'number', name: 'target', label: 'Måltal', required: true, value: 'mange', min: 1, max: 9 },
      { kind: 'date', name: 'until', label: 'Til', required: true, value: 'på fredag' },
      { kind: 'room', name: 'room', label: 'Rum', required: true, value: '19:gone@thread.tacv2' },
    ];
    expect(fieldsOf(shown(form(fields)))).toEqual({
      Måltal: 'mange',
      Til: 'på fredag',
      Rum: '19:gone@thread.tacv2',
    });
  });

  test('ends with an open choice that others depend on, and carries the rest along', () => {
    const fields = [
      choiceField('category', 'Opgave', { reshapes: true }),
      textField('company', 'Virksomhed', { value: 'Café Æblet' }),
    ];
    const { card } = shown(form(fields));
    expect(Object.keys(fieldsOf({ card }))).toEqual(['Opgave']);
    expect(card.actions).toMatchObject([
      { title: 'Næste', data: { form: { button: 'reshape', kept: { company: 'Café Æblet' } } } },
    ]);
  });

  test('offers to change a choice that is made', () => {
    const fields = [
      choiceField('category', 'Opgave', { reshapes: true, value: 'shop' }),
      textField('company', 'Virksomhed'),
    ];
    const { card } = shown(form(fields));
    expect(card.actions.map((action) => action.title)).toEqual(['Send', 'Skift opgave']);
    expect(Object.keys(fieldsOf({ card }))).toEqual(['Opgave', 'Virksomhed']);
  });
});

const named = { name: fc.constantFrom('a', 'b', 'c'), label: labelled, required: fc.boolean() };
const told = { help: hostile, error: hostile };
const anyOptions = fc
  .array(labelled, { minLength: 1, maxLength: 12 })
  .map((labels) => labels.map((label, at) => ({ value: `v${at}`, label })));
const anyField: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    ...named,
    ...told,
    value: fc.option(hostile),
    placeholder: labelled,
    maxLength: fc.constantFrom(120, 3_000),
    multiline: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    ...named,
    ...told,
    value: fc.option(hostile),
    min: fc.constant(1),
    max: fc.constant(9),
  }),
  fc.record({ kind: fc.constant('date' as const), ...named, ...told, value: fc.option(hostile) }),
  fc.record({
    kind: fc.constant('choice' as const),
    ...named,
    ...told,
    options: anyOptions,
    value: fc.constantFrom(null, 'v0'),
    reshapes: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    ...named,
    ...told,
    options: anyOptions,
    value: fc.constantFrom([], ['v0']),
  }),
  fc.record({
    kind: fc.constant('note' as const),
    name: fc.constant('n'),
    lines: fc.array(fc.tuple(labelled), { minLength: 1 }),
  }),
);

describe('text from people in a form', () => {
  const anyForm = fc
    .uniqueArray(anyField, { minLength: 1, maxLength: 3, selector: ({ name }) => name })
    .chain((fields) => fc.record({ fields: fc.constant(fields), title: labelled, submit: labelled }))
    .map(({ fields, title, submit }) => form(fields, { title, submit }));

  test('breaks no rule of Teams, whatever it is, and is interpreted nowhere', () => {
    fc.assert(
      fc.property(anyForm, (view) => {
        const rendered = renderForm(view, texts, rooms);
        expect(cardSchema.safeParse(rendered).error).toBeUndefined();
        // What stands in a field is what was typed; only what is shown around it could be interpreted.
        const around = rendered.body.filter(({ type }) => type === 'RichTextBlock');
        const titles = rendered.actions.map(({ title }) => title);
        const labels = rendered.body.flatMap((one) => ('label' in one ? [one.label] : []));
        expect(JSON.stringify([around, titles, labels])).not.toMatch(INTERPRETED);
      }),
      { numRuns: 150 },
    );
  });
});

test('one long list under many fields stays within a message, with what is chosen, and is asked for by writing', () => {
  const source = { list: 'item_receivers', taskForceId: TASK_FORCE, openingId: null } as const;
  const options = Array.from({ length: 99 }, (_, at) => ({ value: `p${at}`, label: `Kollega ${at} Hansen` }));
  const fields = Array.from({ length: 30 }, (_, at) =>
    choiceField(`to${at}`, `SJ-${at}`, { source, options, value: 'p98' }),
  );
  const rendered = renderForm(form(fields), texts, rooms);
  expect(weightOf(rendered)).toBeLessThan(LIMITS.message);
  const [first] = inputsOf(cardSchema.parse(rendered).body);
  expect(first).toMatchObject({
    value: 'p98',
    choices: expect.arrayContaining([{ title: 'Kollega 98 Hansen', value: 'p98' }]),
    'choices.data': { dataset: expect.stringContaining('item_receivers') },
  });
});
