import type { Block, InputElement, Option } from './block-rules.ts';
import type { OpenView } from './workspace.ts';

type InputBlock = Extract<Block, { type: 'input' }>;

/** The block of a field, by its block id, its name (the block id up to `#`) or its label. Throws when no such field is on the screen. */
export function inputOf(view: OpenView, field: string): { blockId: string; block: InputBlock } {
  for (const block of view.modal.blocks) {
    if (block.type !== 'input' || block.block_id === undefined) continue;
    if ([block.block_id, block.block_id.split('#')[0], block.label.text].includes(field))
      return { blockId: block.block_id, block };
  }
  throw new Error(`The modal "${view.modal.title.text}" has no field ${field}.`);
}

/** Types or chooses. Throws for what Slack's own client lets nobody do: an option that isn't there, too long a text. */
export function fillIn(view: OpenView, field: string, value: string | readonly string[] | null): string {
  const { blockId, block } = inputOf(view, field);
  const offered = [...(view.suggested.get(blockId) ?? []), ...initialOf(block.element)];
  const state = stateOf(block.element, field, value, offered);
  view.state.set(blockId, { actionId: block.element.action_id, value: state });
  return blockId;
}

function initialOf(element: InputElement): Option[] {
  if (element.type !== 'external_select' || element.initial_option === undefined) return [];
  return [element.initial_option];
}

function stateOf(
  element: InputElement,
  field: string,
  value: string | readonly string[] | null,
  suggested: readonly Option[],
) {
  const { type } = element;
  switch (element.type) {
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options: [value ?? []].flat().map((one) => optionOf(element.options, field, one)),
      };
    case 'static_select':
      return {
        type,
        selected_option: value === null ? null : optionOf(element.options, field, single(field, value)),
      };
    case 'external_select':
      return {
        type,
        selected_option: value === null ? null : optionOf(suggested, field, single(field, value)),
      };
    case 'users_select':
      return { type, selected_user: value === null ? null : single(field, value) };
    case 'conversations_select':
      return { type, selected_conversation: value === null ? null : single(field, value) };
    case 'datepicker':
      return { type, selected_date: value === null ? null : single(field, value) };
    case 'number_input':
    case 'plain_text_input': {
      const text = value === null ? '' : single(field, value);
      const longest = element.type === 'plain_text_input' ? (element.max_length ?? 3_000) : 20;
      if (text.length > longest) throw new Error(`${field} takes no more than ${longest} characters.`);
      if (element.type === 'number_input' && text !== '' && !/^-?\d+$/.test(text)) {
        throw new Error(`${field} takes whole numbers only.`);
      }
      return { type, value: text === '' ? null : text };
    }
  }
}

function single(field: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return value;
  throw new Error(`${field} takes one value.`);
}

/** By its value or its label. */
function optionOf<T extends { value: string; text: { text: string } }>(
  options: readonly T[],
  field: string,
  wanted: string,
): T {
  const found = options.find((option) => option.value === wanted || option.text.text === wanted);
  if (found === undefined) throw new Error(`${field} has no option ${wanted}.`);
  return found;
}

/** Slack sends no form while something required is empty: the names of these fields. */
export function missingIn(view: OpenView): string[] {
  return view.modal.blocks.flatMap((block) => {
    if (block.type !== 'input' || block.optional === true) return [];
    const { type: _, ...held } = view.state.get(block.block_id ?? '')?.value ?? { type: '' };
    const empty = Object.values(held).every(
      (value) => value === null || (Array.isArray(value) && value.length === 0),
    );
    return empty ? [block.label.text] : [];
  });
}
