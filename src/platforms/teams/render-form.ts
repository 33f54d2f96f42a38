import { writeSource } from '../../messages/choice-source.ts';
import { MOST_OFFERED } from '../../messages/fields.ts';
import type { Field, Form, Option, Values } from '../../messages/view.ts';
import {
  type AdaptiveCard,
  type Choice,
  cardOf,
  type Element,
  type Input,
  type SubmitAction,
} from './adaptive-card.ts';
import { LIMITS, weightOf } from './limits.ts';
import { literal } from './literal.ts';
import { blocks, lineBlocks } from './render-card.ts';
import type { TeamsTexts } from './texts.ts';

type FieldOf<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;
type ChoiceSet = Extract<Input, { type: 'Input.ChoiceSet' }>;
type InputField = Exclude<Field, { kind: 'note' }>;

/**
 * A form as the card of a dialog. Teams can't change a card while it is filled in: as long as a choice is open on which
 * other fields depend, the form ends with it and its button asks for the rest; afterwards a quiet button asks again.
 * The values of the fields that aren't shown travel with the buttons, so nothing that was typed is lost on the way.
 *
 * Nothing is checked by the client: it would stop the quiet button too, say it in its own words, and know less than
 * the server, which checks everything anyway. What is required says so by an asterisk.
 */
export function renderForm(form: Form, texts: TeamsTexts, rooms: readonly Option[]): AdaptiveCard {
  const card = renderWith(form, texts, rooms, MOST_OFFERED);
  // One list under many fields, as when all one has is given on: each shows its beginning, and the client asks for more.
  return weightOf(card) <= LIMITS.message ? card : renderWith(form, texts, rooms, FEW_OFFERED);
}

const FEW_OFFERED = 5;

function renderWith(form: Form, texts: TeamsTexts, rooms: readonly Option[], most: number): AdaptiveCard {
  const open = form.fields.findIndex(
    (field) => field.kind === 'choice' && field.reshapes && field.value === null,
  );
  const shown = open === -1 ? form.fields : form.fields.slice(0, open + 1);
  const kept = valuesOf(open === -1 ? [] : form.fields.slice(open + 1));
  const button = (title: string, name: 'submit' | 'reshape'): SubmitAction => ({
    type: 'Action.Submit',
    title: literal(title, LIMITS.buttonTitle),
    data: { form: { context: form.context, button: name, kept } },
  });
  const reshapes = shown.some((field) => field.kind === 'choice' && field.reshapes);
  const actions: SubmitAction[] =
    open === -1
      ? [
          { ...button(form.submit, 'submit'), style: 'positive' },
          ...(reshapes ? [button(texts.change, 'reshape')] : []),
        ]
      : [{ ...button(texts.next, 'reshape'), style: 'positive' }];
  return cardOf(
    literal(form.title, LIMITS.title),
    shown.flatMap((field) => fieldElements(field, rooms, most)),
    actions,
  );
}

/** What is typed in these fields, as it would be submitted. */
function valuesOf(fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields.flatMap((field) => (field.kind === 'note' ? [] : [[field.name, field.value]])),
  );
}

function fieldElements(field: Field, rooms: readonly Option[], most: number): readonly Element[] {
  if (field.kind === 'note') return field.lines.flatMap(lineBlocks);
  const help = blocks([{ text: field.help ?? '', size: 'Small', isSubtle: true }], { spacing: 'None' });
  const error = blocks([{ text: field.error ?? '', color: 'Attention', weight: 'Bolder' }], {
    spacing: 'None',
  });
  return [inputOf(field, rooms, most), ...help, ...error];
}

/** The name under which a value comes back; it says whether there can be several. */
export const INPUT_ID = { one: 'one.', many: 'many.' } as const;

function inputOf(field: InputField, rooms: readonly Option[], most: number): Input {
  switch (field.kind) {
    case 'text':
      return {
        type: 'Input.Text',
        ...named(field),
        ...filled(field),
        maxLength: field.maxLength,
        isMultiline: field.multiline,
      };
    case 'number':
      return numberInput(field);
    case 'date':
      return field.value !== null && !/^\d{4}-\d{2}-\d{2}$/.test(field.value)
        ? { type: 'Input.Text', ...named(field), value: field.value }
        : { type: 'Input.Date', ...named(field), ...(field.value === null ? {} : { value: field.value }) };
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        style: field.source === undefined ? 'compact' : 'filtered',
        ...named(field),
        ...filled(field),
        ...offered(field, most),
      };
    case 'choices':
      return {
        type: 'Input.ChoiceSet',
        style: 'expanded',
        isMultiSelect: true,
        wrap: true,
        ...named(field),
        choices: choicesOf(field.options),
        value: field.value.join(','),
      };
    case 'person':
      return {
        type: 'Input.ChoiceSet',
        style: 'filtered',
        ...named(field),
        ...filled(field),
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      };
    case 'room':
      return {
        type: 'Input.ChoiceSet',
        style: 'compact',
        ...named(field),
        ...filled(field),
        choices: roomChoices(field, rooms),
      };
  }
}

/**
 * A list that is there in full is filtered by the client itself, in every client and at once. Of one that is longer the
 * client asks us for what fits; one that can't ask still has the first of it.
 */
function offered(
  { source, options, value }: FieldOf<'choice'>,
  most: number,
): Pick<ChoiceSet, 'choices' | 'choices.data'> {
  if (source === undefined || options.length < most) return { choices: choicesOf(options) };
  const first = options.filter((option, at) => at < most || option.value === value);
  const dataset = writeSource(source);
  return { choices: choicesOf(first), 'choices.data': { type: 'Data.Query', dataset } };
}

/** What isn't a number can only be shown as text, and must be: it is what the person typed. */
function numberInput(field: FieldOf<'number'>): Input {
  if (field.value === null || field.value.trim() === '') return { type: 'Input.Number', ...named(field) };
  const value = Number(field.value);
  return Number.isFinite(value)
    ? { type: 'Input.Number', ...named(field), value }
    : { type: 'Input.Text', ...named(field), value: field.value };
}

/** The chosen room stays a choice even if it isn't among those that can be listed now. */
function roomChoices(field: FieldOf<'room'>, rooms: readonly Option[]): readonly Choice[] {
  const { value } = field;
  const known = value === null || rooms.some((room) => room.value === value);
  return choicesOf(known ? rooms : [...rooms, { value, label: value }]);
}

function named(field: InputField): { id: string; label: string } {
  const prefix = field.kind === 'choices' ? INPUT_ID.many : INPUT_ID.one;
  return {
    id: `${prefix}${field.name}`,
    label: literal(field.required ? `${field.label} *` : field.label, LIMITS.text),
  };
}

function filled(field: { value: string | null; placeholder?: string }): {
  value?: string;
  placeholder?: string;
} {
  return {
    ...(field.value === null ? {} : { value: field.value }),
    ...(field.placeholder === undefined ? {} : { placeholder: literal(field.placeholder, LIMITS.text) }),
  };
}

export function choicesOf(options: readonly Option[]): readonly Choice[] {
  return options.map((option) => ({ title: literal(option.label, LIMITS.text), value: option.value }));
}
