import type {
  ActionsBlock,
  Button as ButtonElement,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  KnownBlock,
  Overflow,
  PlainTextElement,
  RichTextBlock,
  RichTextLink,
  RichTextText,
} from '@slack/types';
import type { Button, Card, Fact, Line, Link, Picture, Section, Span } from '../../messages/view.ts';
import { CONFIRM, COUNT, MESSAGE, TEXT } from './limits.ts';
import { cut, cutLine, escaped, literal } from './literal.ts';
import { writeMenu } from './press-menu.ts';

/** Presses come back under this action id, followed by the button's place in the card. */
export const PRESS_ACTION = 'press';

/** A card as the body of a message: blocks for the eye, one plain line for notifications and screen readers. */
export interface RenderedMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** `more` says in words how many sections are left out. */
export type More = (leftOut: number) => string;

export function renderMessage(card: Card, more: More): RenderedMessage {
  return {
    text: escaped(cutLine(card.summary, MESSAGE.fallback)),
    blocks: renderCard(card, MESSAGE.blocks, more),
  };
}

/**
 * A card's blocks, at most `room` of them and within a message's length. People's text goes into rich text and plain
 * text only, which Slack shows as it is. A title that is empty is left out. When not every section fits, the last line
 * says how many are missing; the card's own buttons always stay.
 */
export function renderCard(card: Card, room: number, more: More): KnownBlock[] {
  const head = renderHead(card);
  const foot = [...renderLinks(card.links ?? []), ...renderButtons(card.buttons, 'card')];
  let blocksLeft = room - head.length - foot.length - 1;
  let textLeft = MESSAGE.text - lengthOf(head) - lengthOf(foot);
  const body: KnownBlock[] = [];
  for (const [index, section] of card.sections.entries()) {
    const blocks = renderSection(section, index);
    blocksLeft -= blocks.length;
    textLeft -= lengthOf(blocks);
    if (blocksLeft < 0 || textLeft < 0) {
      body.push(...renderLines([[more(card.sections.length - index)]], TEXT.lines));
      break;
    }
    body.push(...blocks);
  }
  return [...head, ...body, ...foot];
}

function renderHead(card: Card): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  if (isVisible(card.title)) {
    const header: HeaderBlock = { type: 'header', text: plainText(card.title, TEXT.header) };
    blocks.push(header);
  }
  if (card.subtitle !== undefined && isVisible(card.subtitle)) {
    const context: ContextBlock = { type: 'context', elements: [plainText(card.subtitle, TEXT.context)] };
    blocks.push(context);
  }
  return [
    ...blocks,
    ...renderLines(card.facts.map(factLine), TEXT.lines),
    ...renderLines(card.lines, TEXT.lines),
    ...(card.picture === undefined ? [] : renderPicture(card.picture)),
  ];
}

/** Slack fetches the picture before it takes the message, and refuses the whole message when it can't. */
function renderPicture({ from, alt }: Picture): (ImageBlock | RichTextBlock)[] {
  const alt_text = plainText(alt, TEXT.imageAlt).text;
  switch (from.kind) {
    case 'address':
      if (from.url.length > TEXT.imageUrl) throw new Error('The address of a picture is too long for Slack.');
      return [{ type: 'image', image_url: from.url, alt_text }];
    case 'held':
      return [{ type: 'image', slack_file: { id: from.id }, alt_text }];
    case 'chart':
      return renderLines([[alt]], TEXT.lines);
  }
}

/** Links as text: a button with an address would also come back as a press. */
function renderLinks(links: readonly Link[]): RichTextBlock[] {
  const elements = links.flatMap(({ label, url }, index): (RichTextLink | RichTextText)[] => [
    ...(index === 0 ? [] : [{ type: 'text' as const, text: ' · ' }]),
    { type: 'link', url, text: plainText(label, TEXT.buttonLabel).text },
  ]);
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

function factLine(fact: Fact): Line {
  return [{ bold: `${fact.label}: ` }, fact.value];
}

function renderSection(section: Section, index: number): KnownBlock[] {
  return [...renderLines(section.lines, TEXT.lines), ...renderButtons(section.buttons, `section-${index}`)];
}

/** Lines as one block of rich text, cut to `max`; none where there is nothing to show, as Slack refuses an empty one. */
export function renderLines(lines: readonly Line[], max: number): RichTextBlock[] {
  const elements: RichTextText[] = [];
  const spans = lines.flatMap((line, index): readonly Span[] => (index === 0 ? line : ['\n', ...line]));
  let left = max;
  for (const span of spans) {
    const whole = literal(typeof span === 'string' ? span : span.bold);
    if (whole === '') continue;
    if (left === 0) break;
    const text = cut(whole, left);
    elements.push({ type: 'text', text, ...(typeof span === 'string' ? {} : { style: { bold: true } }) });
    left = text === whole ? left - text.length : 0;
  }
  if (elements.every((element) => element.text.trim() === '')) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

/** Buttons in rows, and after the last the rare ones in a menu; of more than that holds, the first stand beside it. */
function renderButtons(buttons: readonly Button[], place: string): ActionsBlock[] {
  const rare = buttons.filter((button) => button.rare === true && button.confirm === undefined);
  const menu = rare.length < LEAST_IN_MENU ? [] : rare.slice(-COUNT.menu);
  const shown = buttons.filter((button) => !menu.includes(button));
  const rows: ActionsBlock[] = [];
  for (let start = 0; start < shown.length; start += COUNT.buttonsInRow) {
    const row = shown.slice(start, start + COUNT.buttonsInRow);
    rows.push({
      type: 'actions',
      elements: row.map((button, index) => renderButton(button, `${PRESS_ACTION}:${place}:${start + index}`)),
    });
  }
  if (menu.length === 0) return rows;
  const last = rows.pop();
  const { blockId, options } = writeMenu(menu);
  const overflow: Overflow = {
    type: 'overflow',
    action_id: `${PRESS_ACTION}:${place}:menu`,
    options: options.map(({ label, value }) => ({ text: plainText(label, TEXT.option), value })),
  };
  return [...rows, { type: 'actions', block_id: blockId, elements: [...(last?.elements ?? []), overflow] }];
}

/** A menu of one is a detour. */
const LEAST_IN_MENU = 2;

/** Throws when the press is too long to be carried: it holds ids only, so that is a mistake of ours. */
function renderButton(button: Button, actionId: string): ButtonElement {
  const value = JSON.stringify(button.press);
  if (value.length > TEXT.buttonValue)
    throw new Error(`The press ${button.press.act} is too long for a button.`);
  const element: ButtonElement = {
    type: 'button',
    action_id: actionId,
    text: plainText(button.label, TEXT.buttonLabel),
    value,
  };
  if (button.style !== undefined) element.style = button.style;
  if (button.confirm !== undefined) {
    element.confirm = {
      title: plainText(button.confirm.title, CONFIRM.title),
      text: plainText(button.confirm.text, CONFIRM.text),
      confirm: plainText(button.confirm.yes, CONFIRM.button),
      deny: plainText(button.confirm.no, CONFIRM.button),
      ...(button.style === undefined ? {} : { style: button.style }),
    };
  }
  return element;
}

function isVisible(text: string): boolean {
  return literal(text).trim() !== '';
}

/** Plain text on one line, in which `:shortcodes:` stay what was typed. Slack refuses none at all: that is a dash. */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: isVisible(text) ? cutLine(text, max) : '–', emoji: false };
}

/** The characters of a card's blocks as Slack counts them against a message. */
function lengthOf(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + lengthOfBlock(block), 0);
}

function lengthOfBlock(block: KnownBlock): number {
  const texts: string[] = [];
  JSON.stringify(block, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.reduce((sum, text) => sum + text.length, 0);
}
