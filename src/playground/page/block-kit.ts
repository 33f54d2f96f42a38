import type { Block, InputElement, Option } from '../slack/block-rules.ts';
import type { InputState } from '../slack/workspace.ts';
import { type Child, h } from './dom.ts';
import type { PageTexts } from './texts.ts';

/** What stands in an input: one value, several, or nothing. */
export type Value = string | readonly string[] | null;

export interface Drawing {
  readonly texts: PageTexts;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  press(blockId: string, pressed: PressedElement): void;
}

/** A drawing that can be filled in. */
export interface Filling extends Drawing {
  valueOf(blockId: string): Value;
  errorOf(blockId: string): string | null;
  changed(blockId: string, value: Value): void;
  /** What the bot offered last in a list that it keeps; null before it was asked. */
  suggestedFor(blockId: string): readonly Option[] | null;
  /** Asks it for what fits these words. */
  search(blockId: string, words: string): void;
}

type ActionElement = Extract<Block, { type: 'actions' }>['elements'][number];
export type Button = Extract<ActionElement, { type: 'button' }>;

/** A button, or a row of a menu by its value. */
export interface PressedElement {
  readonly actionId: string;
  readonly row?: string;
  readonly confirm?: Button['confirm'];
}
type InputBlock = Extract<Block, { type: 'input' }>;

/** Every block that the bot sends, as Slack's client draws it; what isn't known here is shown in red, not left out. */
export function drawBlock(block: Block, drawing: Drawing): HTMLElement {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'bk-header' }, block.text.text);
    case 'divider':
      return h('hr');
    case 'context':
      return h('p', { class: 'bk-context' }, ...block.elements.map((one) => h('span', {}, drawText(one))));
    case 'actions':
      return h(
        'div',
        { class: 'bk-actions' },
        block.elements.map((element) => drawAction(block.block_id ?? '', element, drawing)),
      );
    case 'section':
      return h(
        'div',
        { class: 'bk-section' },
        block.text === undefined ? null : h('p', {}, drawText(block.text)),
        (block.fields ?? []).map((field) => h('p', {}, drawText(field))),
        block.accessory === undefined ? null : drawButton(block.block_id ?? '', block.accessory, drawing),
      );
    case 'rich_text':
      return h(
        'div',
        { class: 'bk-rich' },
        block.elements.map((section) =>
          h(
            'p',
            {},
            section.elements.map((one) => drawRich(one, drawing)),
          ),
        ),
      );
    case 'image':
      // The bot has an address here, so it uploads nothing.
      return block.image_url === undefined
        ? unknown('slack_file', drawing)
        : h('img', { class: 'bk-image', src: block.image_url, alt: block.alt_text });
    case 'input':
      return unknown('input outside of a modal', drawing);
    default:
      return unknown(nameOf(block), drawing);
  }
}

function unknown(what: string, { texts }: Drawing): HTMLElement {
  return h('p', { class: 'unknown', role: 'alert' }, texts.unknown(what));
}

/** Of what came over the wire and no rule knows. */
function nameOf(block: never): string {
  return String((block as { type?: unknown }).type);
}

function drawText(text: { readonly type: string; readonly text: string }): Child {
  return text.type === 'plain_text' ? text.text : unescaped(text.text);
}

function unescaped(mrkdwn: string): string {
  return mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

type RichElement = Extract<Block, { type: 'rich_text' }>['elements'][number]['elements'][number];

function drawRich(element: RichElement, drawing: Drawing): Node {
  switch (element.type) {
    case 'text': {
      const { bold, italic, strike, code } = element.style ?? {};
      let node: Node = document.createTextNode(element.text);
      if (bold) node = h('strong', {}, node);
      if (italic) node = h('em', {}, node);
      if (strike) node = h('s', {}, node);
      if (code) node = h('code', {}, node);
      return node;
    }
    case 'link':
      return h('a', { href: element.url, target: '_blank', rel: 'noreferrer' }, element.text ?? element.url);
    case 'emoji':
      return h('span', {}, `:${element.name}:`);
    case 'user':
      return h('span', { class: 'mention' }, `@${element.user_id}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${element.channel_id}`);
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${element.range}`);
    default:
      return unknown(nameOf(element), drawing);
  }
}

function drawAction(blockId: string, element: ActionElement, drawing: Drawing): HTMLElement {
  if (element.type === 'button') return drawButton(blockId, element, drawing);
  const { action_id: actionId } = element;
  const menu = h(
    'details',
    { class: 'menu' },
    h('summary', { class: 'button', 'aria-label': drawing.texts.moreActs }, '⋯'),
    h(
      'div',
      {},
      element.options.map(({ text, value }) =>
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              menu.open = false;
              return drawing.press(blockId, { actionId, row: value });
            },
          },
          text.text,
        ),
      ),
    ),
  );
  return menu;
}

function drawButton(blockId: string, button: Button, drawing: Drawing): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: `button ${button.style ?? ''}`,
      'aria-label': button.accessibility_label,
      onclick: () =>
        drawing.press(blockId, {
          actionId: button.action_id,
          ...(button.confirm === undefined ? {} : { confirm: button.confirm }),
        }),
    },
    button.text.text,
  );
}

/** A field of a modal with its label, help and error. */
export function drawInput(block: InputBlock, filling: Filling): HTMLElement {
  const blockId = block.block_id ?? '';
  const id = `field ${blockId}`.replaceAll(/[^\w-]/g, '-');
  const error = filling.errorOf(blockId);
  const described = [block.hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`]
    .filter((one) => one !== '')
    .join(' ');
  const shared = {
    id,
    'aria-describedby': described === '' ? null : described,
    'aria-invalid': error === null ? null : 'true',
    'aria-required': block.optional === true ? null : 'true',
  };
  const several = block.element.type === 'checkboxes' || block.element.type === 'multi_static_select';
  const label = [
    block.label.text,
    block.optional === true ? null : h('span', { class: 'star', 'aria-hidden': 'true' }, ' *'),
  ];
  const input = drawElement(blockId, block.element, shared, filling);
  const after = [
    block.hint === undefined ? null : h('p', { class: 'hint', id: `${id}-hint` }, block.hint.text),
    error === null ? null : h('p', { class: 'error', id: `${id}-error` }, error),
  ];
  return several
    ? h(
        'fieldset',
        { class: 'field', 'data-block': blockId, 'aria-describedby': shared['aria-describedby'] },
        h('legend', {}, label),
        input,
        after,
      )
    : h('div', { class: 'field', 'data-block': blockId }, h('label', { for: id }, label), input, after);
}

type Shared = Readonly<Record<string, string | null>>;

function drawElement(blockId: string, element: InputElement, shared: Shared, filling: Filling): HTMLElement {
  const value = filling.valueOf(blockId);
  const text = typeof value === 'string' ? value : '';
  const oninput = (event: Event) => {
    const { value: typed } = event.target as HTMLInputElement;
    filling.changed(blockId, typed === '' ? null : typed);
  };
  switch (element.type) {
    case 'plain_text_input': {
      const attributes = {
        ...shared,
        maxlength: element.max_length ?? 3_000,
        placeholder: element.placeholder?.text,
        oninput,
      };
      if (element.multiline === true) return h('textarea', { ...attributes, rows: 4 }, text);
      return h('input', { ...attributes, type: 'text', value: text, autocomplete: 'off' });
    }
    case 'number_input':
      return h('input', {
        ...shared,
        type: 'number',
        step: '1',
        min: element.min_value,
        max: element.max_value,
        value: text,
        oninput,
      });
    case 'datepicker':
      return h('input', { ...shared, type: 'date', value: text, oninput });
    case 'static_select':
      return drawSelect(
        element.options.map((one) => ({ value: one.value, label: one.text.text })),
        element.placeholder?.text,
      );
    case 'external_select':
      return drawSearch(element);
    case 'users_select':
      return drawSelect(
        filling.people.map(({ id, name }) => ({ value: id, label: name })),
        element.placeholder?.text,
      );
    case 'conversations_select':
      return drawSelect(
        filling.channels.map(({ id, name }) => ({ value: id, label: `#${name}` })),
        element.placeholder?.text,
      );
    case 'checkboxes':
    case 'multi_static_select':
      return drawBoxes();
    default:
      return unknown(nameOf(element), filling);
  }

  function drawSelect(options: readonly { value: string; label: string }[], placeholder: string | undefined) {
    return h(
      'select',
      { ...shared, onchange: oninput },
      h('option', { value: '' }, placeholder ?? filling.texts.choose),
      options.map((one) => h('option', { value: one.value, selected: one.value === text }, one.label)),
    );
  }

  /** A field to type in, and under it what the bot offers. */
  function drawSearch(search: Extract<InputElement, { type: 'external_select' }>) {
    let asking: ReturnType<typeof setTimeout> | undefined;
    const words = h('input', {
      type: 'search',
      class: 'search',
      'aria-label': filling.texts.searchIn,
      placeholder: filling.texts.searchIn,
      autocomplete: 'off',
      oninput: () => {
        clearTimeout(asking);
        asking = setTimeout(() => filling.search(blockId, words.value), TYPING_MS);
      },
    });
    const select = h('select', { ...shared, 'data-search': blockId, onchange: oninput });
    offerIn(select, search, filling);
    if (filling.suggestedFor(blockId) === null) filling.search(blockId, '');
    return h('div', { class: 'searched' }, words, select);
  }

  function drawBoxes() {
    const { options } = element as Extract<InputElement, { type: 'checkboxes' | 'multi_static_select' }>;
    const chosen = new Set(Array.isArray(value) ? (value as readonly string[]) : []);
    const toggle = (one: string) => (event: Event) => {
      if ((event.target as HTMLInputElement).checked) chosen.add(one);
      else chosen.delete(one);
      filling.changed(
        blockId,
        options.map((option) => option.value).filter((each) => chosen.has(each)),
      );
    };
    return h(
      'div',
      { class: 'boxes' },
      options.map((one) =>
        h(
          'label',
          {},
          h('input', { type: 'checkbox', checked: chosen.has(one.value), onchange: toggle(one.value) }),
          h('span', {}, one.text.text),
        ),
      ),
    );
  }
}

/** How long somebody types on before the bot is asked, in milliseconds. */
const TYPING_MS = 250;

/** Puts what is offered by now under a field that is typed in; what was chosen stays among it. */
export function offerIn(
  select: HTMLSelectElement,
  { initial_option: initial, placeholder }: Extract<InputElement, { type: 'external_select' }>,
  filling: Filling,
): void {
  const blockId = select.dataset.search ?? '';
  const value = filling.valueOf(blockId);
  const offered = filling.suggestedFor(blockId) ?? [];
  const kept = [...select.options].find((one) => one.value === value);
  const before = kept === undefined ? [] : [{ value: kept.value, label: kept.text }];
  const start = initial === undefined ? [] : [{ value: initial.value, label: initial.text.text }];
  const fresh = offered.map((one) => ({ value: one.value, label: one.text.text }));
  const chosen = [...before, ...start].find((one) => one.value === value);
  const rest = fresh.filter((one) => one.value !== chosen?.value);
  select.replaceChildren(
    h('option', { value: '' }, placeholder?.text ?? filling.texts.choose),
    ...[...(chosen === undefined ? [] : [chosen]), ...rest].map((one) =>
      h('option', { value: one.value, selected: one.value === value }, one.label),
    ),
  );
}

/** What stands in an input, from the state as Slack keeps it. */
export function readState(state: InputState['value'] | undefined): Value {
  if (state === undefined) return null;
  const { type: _, ...held } = state;
  const [value] = Object.values(held);
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one: { value: string }) => one.value);
  return typeof value === 'object' ? (value as { value: string }).value : String(value);
}
