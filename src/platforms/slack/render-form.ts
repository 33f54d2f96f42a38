import { createHash } from 'node:crypto';
import type { AnyBlock, ContextBlock, HomeView, InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { writeSource } from '../../messages/choice-source.ts';
import type { Card, Field, Form, Option } from '../../messages/view.ts';
import { COUNT, MODAL, TEXT } from './limits.ts';
import { cutLine } from './literal.ts';
import { type More, plainText, renderCard, renderLines } from './render-card.ts';

export const FORM_CALLBACK = 'form';
/** Every input has this action id: a field is told by its block. */
export const INPUT_ACTION = 'input';
/** But one that is chosen from a list that Slack asks for: it says which list. */
export const SEARCH_ACTION = 'search:';

/** The value of a row that only says something. */
export const NO_OPTION = '-';

type Input = Exclude<Field, { kind: 'note' }>;

/** A form as a modal. With `showErrors` each error stands in a line of its own under its field. */
export function renderForm(form: Form, showErrors: boolean): ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plainText(form.title, MODAL.title),
    submit: plainText(form.submit, MODAL.submit),
    close: plainText(form.cancel, MODAL.close),
    private_metadata: carried(form.context),
    blocks: form.fields.flatMap((field) => renderField(field, form.context.token, showErrors)),
  };
}

/** What is wrong, by block, for a modal that shows this form already. */
export function errorsByBlock(form: Form): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of form.fields) {
    if (field.kind === 'note' || field.error === undefined) continue;
    errors[blockId(field, form.context.token)] = cutLine(field.error, TEXT.fieldError);
  }
  return errors;
}

/** A card in a modal with nothing to send: what a form that was sent turns into. */
export function renderCardView(card: Card, frame: CardFrame): ModalView {
  return {
    type: 'modal',
    title: plainText(frame.title, MODAL.title),
    close: plainText(frame.close, MODAL.close),
    private_metadata: carried({ conversationId: frame.conversationId }),
    blocks: renderCard(card, MODAL.blocks, frame.more),
  };
}

/** A card as the person's page with the bot. */
export function renderHome(card: Card, more: More): HomeView {
  return {
    type: 'home',
    private_metadata: carried({ conversationId: null }),
    blocks: renderCard(card, MODAL.blocks, more),
  };
}

export interface CardFrame {
  readonly title: string;
  readonly close: string;
  readonly more: More;
  /** Where the form was opened from: a press in this modal belongs there too. */
  readonly conversationId: string | null;
}

/** Throws when it is too long: it holds ids only, so that is a mistake of ours. */
function carried(context: object): string {
  const text = JSON.stringify(context);
  if (text.length > MODAL.privateMetadata)
    throw new Error('The context of the form is too long for a modal.');
  return text;
}

/**
 * Slack keeps what was typed in a block whose id stays, and drops it when the id changes. So every input carries a mark
 * of its form, that what was typed in one stays out of the next that takes its place; and fields with options one of
 * these: after another category the ticks of the old tasks are gone. Notes carry one of their text, which tells whether
 * the modal on the screen shows this very form.
 */
function blockId(field: Field, token: string): string {
  switch (field.kind) {
    case 'choice':
      return `${field.name}#${mark([token, field.source ?? field.options])}`;
    case 'choices':
      return `${field.name}#${mark([token, field.options])}`;
    case 'note':
      return `${field.name}#${mark(field.lines)}`;
    case 'text':
    case 'number':
    case 'date':
    case 'person':
    case 'room':
      return `${field.name}#${mark(token)}`;
  }
}

function mark(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 8);
}

/** The field's name, from the id of its block. */
export function fieldName(id: string): string {
  return id.split('#')[0] ?? id;
}

function renderField(field: Field, token: string, showErrors: boolean): AnyBlock[] {
  if (field.kind === 'note') {
    return renderLines(field.lines, TEXT.lines).map((block) => ({
      ...block,
      block_id: blockId(field, token),
    }));
  }
  const input: InputBlock = {
    type: 'input',
    block_id: blockId(field, token),
    label: plainText(field.label, TEXT.fieldLabel),
    optional: !field.required,
    element: renderInput(field),
  };
  if (field.help !== undefined && field.help !== '') input.hint = plainText(field.help, TEXT.fieldHint);
  if (field.kind === 'choice' && field.reshapes) input.dispatch_action = true;
  if (!showErrors || field.error === undefined) return [input];
  const error: ContextBlock = {
    type: 'context',
    block_id: `${field.name}#error`,
    elements: [plainText(`⚠ ${field.error}`, TEXT.context)],
  };
  return [input, error];
}

function renderInput(field: Input): InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: INPUT_ACTION,
        multiline: field.multiline,
        max_length: Math.min(field.maxLength, TEXT.input),
        ...withPlaceholder(field.placeholder),
        ...withInitial('initial_value', field.value?.slice(0, Math.min(field.maxLength, TEXT.input))),
      };
    case 'number':
      return {
        type: 'number_input',
        action_id: INPUT_ACTION,
        is_decimal_allowed: false,
        min_value: String(field.min),
        max_value: String(field.max),
        ...withInitial('initial_value', isWithin(field.value, field.min, field.max) ? field.value : null),
      };
    case 'date':
      return {
        type: 'datepicker',
        action_id: INPUT_ACTION,
        ...withInitial('initial_date', /^\d{4}-\d{2}-\d{2}$/.test(field.value ?? '') ? field.value : null),
      };
    case 'person':
      return {
        type: 'users_select',
        action_id: INPUT_ACTION,
        ...withPlaceholder(field.placeholder),
        ...withInitial('initial_user', field.value),
      };
    case 'room':
      return {
        type: 'conversations_select',
        action_id: INPUT_ACTION,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...withPlaceholder(field.placeholder),
        ...withInitial('initial_conversation', field.value),
      };
    case 'choice':
      return renderChoice(field);
    case 'choices':
      return renderChoices(field);
  }
}

function renderChoice(field: Extract<Input, { kind: 'choice' }>): InputBlock['element'] {
  const initial = renderOptions(field.options.filter((option) => option.value === field.value))[0];
  if (field.source !== undefined) {
    return {
      type: 'external_select',
      action_id: `${SEARCH_ACTION}${writeSource(field.source)}`,
      min_query_length: 0,
      ...withPlaceholder(field.placeholder),
      ...(initial === undefined ? {} : { initial_option: initial }),
    };
  }
  return {
    type: 'static_select',
    action_id: INPUT_ACTION,
    options: optionsOf(field),
    ...withPlaceholder(field.placeholder),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Up to ten as boxes, which show everything at once; more as a list. */
function renderChoices(field: Extract<Input, { kind: 'choices' }>): InputBlock['element'] {
  const options = optionsOf(field);
  const chosen = renderOptions(field.options.filter((option) => field.value.includes(option.value)));
  return {
    type: options.length <= COUNT.checkboxes ? 'checkboxes' : 'multi_static_select',
    action_id: INPUT_ACTION,
    options,
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  };
}

/** Throws for none and for too many, and for a value that Slack can't carry: these are mistakes of ours. */
function optionsOf(field: Extract<Input, { options: readonly Option[] }>): PlainTextOption[] {
  if (field.options.length === 0 || field.options.length > COUNT.options) {
    throw new Error(
      `The field ${field.name} has ${field.options.length} options; Slack takes 1 to ${COUNT.options}.`,
    );
  }
  const tooLong = field.options.find((option) => option.value.length > TEXT.option);
  if (tooLong !== undefined)
    throw new Error(`An option of ${field.name} has a value over ${TEXT.option} characters.`);
  return renderOptions(field.options);
}

/** What Slack asked for: the options, or where there are none why, as a row that no form takes for an answer. */
export function renderSuggestions(options: readonly Option[], none: string): PlainTextOption[] {
  return options.length === 0
    ? renderOptions([{ value: NO_OPTION, label: none }])
    : renderOptions(options.slice(0, COUNT.options));
}

function renderOptions(options: readonly Option[]): PlainTextOption[] {
  return options.map((option) => ({ text: plainText(option.label, TEXT.option), value: option.value }));
}

function withPlaceholder(placeholder: string | undefined) {
  return placeholder === undefined || placeholder === ''
    ? {}
    : { placeholder: plainText(placeholder, TEXT.placeholder) };
}

/** Slack refuses an empty initial value: nothing typed is no key at all. */
function withInitial<Key extends string>(
  key: Key,
  value: string | null | undefined,
): { [K in Key]?: string } {
  const initial: { [K in Key]?: string } = {};
  if (value !== null && value !== undefined && value !== '') initial[key] = value;
  return initial;
}

function isWithin(value: string | null, min: number, max: number): boolean {
  return value !== null && /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max;
}
