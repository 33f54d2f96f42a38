import { describe, expect, test } from 'vitest';
import type { Field, Form } from '../../../src/messages/view.ts';
import { renderForm } from '../../../src/platforms/teams/render-form.ts';
import { cardSchema, inputsOf } from '../../../src/playground/teams/card-rules.ts';
import { errorsOf, fieldsOf } from '../../../src/playground/teams-server.ts';
import { choiceField, form, textField, texts } from './samples.ts';

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
