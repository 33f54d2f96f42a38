import * as z from 'zod';
import type { Block, InputElement } from './block-rules.ts';
import type { InputState, Message, OpenView } from './workspace.ts';

/** A message, a modal, or a page. */
type Shown = Pick<Message, 'text' | 'blocks'> | OpenView;

/** What a person sees of a message or a modal, line by line; buttons stand in brackets, boxes are ☐ or ☑. */
export function textOf(shown: Shown): string {
  if (!('modal' in shown))
    return shown.blocks.length === 0 ? shown.text : shown.blocks.map(textOfBlock).join('\n');
  const { modal, state, errors } = shown;
  const lines = modal.blocks.flatMap((block) => {
    const id = block.block_id ?? '';
    const held = block.type === 'input' ? textOfInput(block.element, state.get(id)?.value) : '';
    return [textOfBlock(block), held, errors[id] ?? ''].filter((line) => line !== '');
  });
  return [modal.title.text, ...lines].join('\n');
}

/** What stands in an input, as `value` of its state holds it. */
function textOfInput(element: InputElement, held: InputState['value'] | undefined): string {
  const values = Object.entries(held ?? {}).flatMap(([key, value]) => (key === 'type' ? [] : [value].flat()));
  const chosen = values.flatMap(
    (value) => z.object({ text: z.object({ text: z.string() }) }).safeParse(value).data ?? [],
  );
  if (element.type !== 'checkboxes') {
    return [
      ...values.filter((value) => typeof value === 'string'),
      ...chosen.map(({ text }) => text.text),
    ].join(', ');
  }
  const ticked = chosen.map(({ text }) => text.text);
  return element.options
    .map(({ text }) => `${ticked.includes(text.text) ? '☑' : '☐'} ${text.text}`)
    .join(' ');
}

function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'divider':
      return '';
    case 'context':
      return block.elements.map((element) => element.text).join(' ');
    case 'actions':
      return block.elements.flatMap((element) => labelsOf(element).map((label) => `[${label}]`)).join(' ');
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((text) => text?.text ?? []).join('\n');
    case 'rich_text':
      return block.elements.map((section) => section.elements.map(textOfElement).join('')).join('\n');
    case 'image':
      return block.alt_text;
    case 'input':
      return [block.label.text, block.hint?.text].filter((text) => text !== undefined).join('\n');
  }
}

type RichElement = Extract<Block, { type: 'rich_text' }>['elements'][number]['elements'][number];

function textOfElement(element: RichElement): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'emoji':
      return `:${element.name}:`;
    case 'link':
      return element.text ?? element.url;
    case 'user':
      return `@${element.user_id}`;
    case 'channel':
      return `#${element.channel_id}`;
    case 'broadcast':
      return `@${element.range}`;
  }
}

/** What else can be seen or fetched: pictures with their words, and links with their labels; a file by its id. */
export function fetchedBy(shown: Message | OpenView): { label: string; url: string }[] {
  const blocks = 'modal' in shown ? shown.modal.blocks : shown.blocks;
  return blocks.flatMap((block) => {
    if (block.type === 'image') {
      const url = block.image_url ?? block.slack_file?.id ?? '';
      return [{ label: block.alt_text, url }];
    }
    if (block.type !== 'rich_text') return [];
    return block.elements
      .flatMap(({ elements }) => elements)
      .flatMap((one) => (one.type === 'link' ? [{ label: one.text ?? '', url: one.url }] : []));
  });
}

/** The labels of a message's or modal's buttons, in order. */
export function buttonsOf(shown: Shown): string[] {
  return pressablesOf(shown).map(({ label }) => label);
}

type ActionElement = Extract<Block, { type: 'actions' }>['elements'][number];
export type Button = Extract<ActionElement, { type: 'button' }>;
export type Menu = Extract<ActionElement, { type: 'overflow' }>;

/** Something to press: a button, or a row of a menu. */
export interface Pressable {
  readonly blockId: string;
  readonly label: string;
  readonly element: Button | Menu;
  /** Which row of the menu. */
  readonly row: Menu['options'][number] | null;
}

function labelsOf(element: ActionElement): string[] {
  return element.type === 'button' ? [element.text.text] : element.options.map(({ text }) => text.text);
}

export function pressablesOf(shown: Shown): Pressable[] {
  const blocks = 'modal' in shown ? shown.modal.blocks : shown.blocks;
  return blocks.flatMap((block) => {
    if (block.type !== 'actions') return [];
    const blockId = block.block_id ?? '';
    return block.elements.flatMap((element): Pressable[] =>
      element.type === 'button'
        ? [{ blockId, label: element.text.text, element, row: null }]
        : element.options.map((row) => ({ blockId, label: row.text.text, element, row })),
    );
  });
}

/**
 * Everything in a message that Slack would make into a mention or a link: control sequences in what it reads as markup
 * (the plain line and mrkdwn), and the elements of rich text that are one.
 */
export function linksAndMentionsIn(message: Pick<Message, 'text' | 'blocks'>): string[] {
  const found = [...message.text.matchAll(/<[^>]*>/g)].map(([match]) => match);
  JSON.stringify(message.blocks, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return value;
    if (value.type === 'mrkdwn' && 'text' in value) {
      found.push(...[...String(value.text).matchAll(/<[^>]*>/g)].map(([match]) => match));
    }
    if (['user', 'broadcast', 'channel', 'link'].includes(String(value.type)))
      found.push(JSON.stringify(value));
    return value;
  });
  return found;
}
