import type { Card, Line } from './view.ts';

/** A card as lines of plain text, as a terminal shows it: title, state, facts, text, and its buttons in brackets. */
export function cardLines(card: Card): string[] {
  const sections = card.sections.flatMap(({ lines, buttons }) => [
    ...lines.map(plainLine),
    ...buttonLine(buttons),
  ]);
  return [
    card.title,
    ...(card.subtitle === undefined ? [] : [card.subtitle]),
    ...card.facts.map(({ label, value }) => `${label}: ${value}`),
    ...card.lines.map(plainLine),
    ...(card.picture === undefined ? [] : [card.picture.alt]),
    ...sections,
    ...(card.links ?? []).map(({ label, url }) => `${label}: ${url}`),
    ...buttonLine(card.buttons),
  ];
}

/** The card without its picture: what it shows is said in its place. */
export function inWordsOnly(card: Card): Card {
  const { picture, ...words } = card;
  return picture === undefined ? card : { ...words, lines: [...card.lines, [picture.alt]] };
}

/** A line without what is bold in it. */
export function plainLine(line: Line): string {
  return line.map((span) => (typeof span === 'string' ? span : span.bold)).join('');
}

function buttonLine(buttons: Card['buttons']): string[] {
  return buttons.length === 0 ? [] : [buttons.map(({ label }) => `[${label}]`).join(' ')];
}
