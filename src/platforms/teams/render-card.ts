import { inWordsOnly } from '../../messages/plain-text.ts';
import type { Button, Card, Fact, Line, Link, OwnView, Section } from '../../messages/view.ts';
import {
  type Action,
  type AdaptiveCard,
  CARD_TYPE,
  cardOf,
  type Element,
  type RichTextBlock,
  type TextRun,
} from './adaptive-card.ts';
import { LIMITS, weightOf } from './limits.ts';
import { literal } from './literal.ts';

/** A dialog knows Action.Submit only, a message Action.Execute too. */
export type Place = 'message' | 'dialog';

/** What is sent to a conversation. */
export interface CardMessage {
  readonly type: 'message';
  readonly summary: string;
  readonly attachments: readonly [{ readonly contentType: typeof CARD_TYPE; readonly content: AdaptiveCard }];
}

/** @param lookers by the ids that the bot calls them: who gets the card of their own where it has one */
export function renderMessage(card: Card, lookers: readonly string[] = []): CardMessage {
  const content = renderCard(card, 'message');
  return {
    type: 'message',
    summary: literal(card.summary, LIMITS.summary),
    attachments: [
      {
        contentType: CARD_TYPE,
        content: card.own === undefined ? content : refreshedFor(content, card.own, lookers),
      },
    ],
  };
}

/**
 * A card as an Adaptive Card, always within the limit of a message: what no longer fits is left out from the end of the
 * sections, then of the lines, and `… +7` says how much. Buttons and title always stand. A picture that is part of the
 * message gives way to its words before anything is left out.
 */
export function renderCard(card: Card, place: Place): AdaptiveCard {
  const title = blocks([{ text: card.title, size: 'Large', weight: 'Bolder' }], { max: LIMITS.title });
  const actions = actionsOf(card.buttons, place);
  const summary = literal(card.summary, LIMITS.summary);
  const groups = [
    blocks([{ text: card.subtitle ?? '', isSubtle: true }], { spacing: 'None' }),
    ...card.facts.map(factBlocks),
    ...card.lines.map(lineBlocks),
    ...(card.picture === undefined ? [] : [pictureElements(card.picture)]),
    ...card.sections.map((section) => sectionElements(section, place)),
    ...linkGroups(card.links ?? []),
  ];
  // The summary goes out twice, in the card and beside it; the rest is the envelope Teams puts around them.
  const refresh = card.own === undefined ? 0 : LIMITS.refreshWeight;
  const envelope = weightOf({ ...cardOf(summary, title, actions), summary }) + 4_000 + refresh;
  const budget = LIMITS.message - envelope;
  const tooHeavy = weightOf(groups) > budget;
  if (tooHeavy && card.picture?.from.kind === 'address' && card.picture.from.url.startsWith(INLINE))
    return renderCard(inWordsOnly(card), place);
  return cardOf(summary, [...title, ...fitting(groups, budget)], actions);
}

/** The card as the client asks for it anew, for these people, each as they may see it. */
export function refreshedFor(card: AdaptiveCard, own: OwnView, userIds: readonly string[]): AdaptiveCard {
  if (userIds.length === 0) return card;
  const { taskForceId, openingId } = own;
  const look = { taskForceId, openingId };
  return {
    ...card,
    refresh: { action: { type: 'Action.Execute', title: 'refresh', verb: 'look', data: { look } }, userIds },
  };
}

/** How the address begins of a picture that is part of the message. */
export const INLINE = 'data:image/png;base64,';

/** Teams fetches the picture when the card is looked at; where it can't, it shows the words in its place. */
function pictureElements({ from, alt }: NonNullable<Card['picture']>): readonly Element[] {
  switch (from.kind) {
    case 'address':
      return [{ type: 'Image', url: from.url, altText: literal(alt, LIMITS.text), size: 'Stretch' }];
    case 'chart':
    case 'held':
      return lineBlocks([alt]);
  }
}

function linkGroups(links: readonly Link[]): readonly (readonly Element[])[] {
  if (links.length === 0) return [];
  const actions = links.slice(0, LIMITS.primaryActions).map(({ label, url }) => ({
    type: 'Action.OpenUrl' as const,
    title: literal(label, LIMITS.buttonTitle),
    url,
  }));
  return [[{ type: 'ActionSet', actions }]];
}

function fitting(groups: readonly (readonly Element[])[], budget: number): readonly Element[] {
  const kept: Element[] = [];
  let left = budget;
  for (const [index, group] of groups.entries()) {
    left -= weightOf(group);
    if (left < 0) return [...kept, ...blocks([{ text: `… +${groups.length - index}`, isSubtle: true }])];
    kept.push(...group);
  }
  return kept;
}

/** The words of a card in one plain text, for where Teams shows no card. */
export function flatten(card: Card): string {
  const lines = [
    card.title,
    ...(card.subtitle === undefined ? [] : [card.subtitle]),
    ...card.facts.map((fact) => `${fact.label}: ${fact.value}`),
    ...card.lines.map(plain),
    ...card.sections.flatMap((section) => section.lines.map(plain)),
  ];
  return literal(lines.filter((line) => line.trim() !== '').join('\n'), LIMITS.invokeMessage);
}

function plain(line: Line): string {
  return line.map((span) => (typeof span === 'string' ? span : span.bold)).join('');
}

function factBlocks(fact: Fact): readonly RichTextBlock[] {
  return blocks([{ text: `${fact.label}: `, weight: 'Bolder' }, { text: fact.value }], { spacing: 'Small' });
}

function sectionElements(section: Section, place: Place): readonly Element[] {
  const [first, ...rest] = section.lines.flatMap(lineBlocks);
  const actions = actionsOf(section.buttons, place);
  return [
    ...(first === undefined ? [] : [{ ...first, separator: true as const }]),
    ...rest,
    ...(actions.length === 0 ? [] : [{ type: 'ActionSet' as const, actions }]),
  ];
}

/** A line of a card or form. */
export function lineBlocks(line: Line): readonly RichTextBlock[] {
  return blocks(
    line.map((span) => (typeof span === 'string' ? { text: span } : { text: span.bold, weight: 'Bolder' })),
  );
}

/** Literal text, the one place where a text run is made; nothing at all where nothing of it can be read. */
export function blocks(
  runs: readonly Omit<TextRun, 'type'>[],
  { max = LIMITS.text, ...layout }: { max?: number } & Pick<RichTextBlock, 'spacing' | 'separator'> = {},
): readonly RichTextBlock[] {
  const inlines = runs
    .map((run): TextRun => ({ type: 'TextRun', ...run, text: literal(run.text, max) }))
    .filter((run) => run.text !== '');
  return inlines.length === 0 ? [] : [{ type: 'RichTextBlock', ...layout, inlines }];
}

/**
 * Buttons, the rare ones and those beyond six in the overflow menu. One that asks for confirmation stays outside of the menu, where
 * its question can unfold beneath the card.
 */
function actionsOf(buttons: readonly Button[], place: Place): readonly Action[] {
  const asking = buttons.filter((button) => button.confirm !== undefined).slice(0, LIMITS.primaryActions);
  // One that asks and has no place is left out: it must not act without its question.
  const shown = buttons
    .filter((button) => button.confirm === undefined || asking.includes(button))
    .slice(0, LIMITS.actions);
  let room = LIMITS.primaryActions - asking.length;
  return shown.map((button) => {
    if (asking.includes(button)) return actionOf(button, place);
    if (button.rare !== true) room -= 1;
    return room >= 0 && button.rare !== true
      ? actionOf(button, place)
      : { ...pressAction(button, button.label, place), mode: 'secondary' };
  });
}

/**
 * Teams has no question before a press, so the button unfolds one with the real button under it; "no" is to fold it
 * again.
 */
function actionOf(button: Button, place: Place): Action {
  const { confirm } = button;
  if (confirm === undefined) return pressAction(button, button.label, place);
  return {
    type: 'Action.ShowCard',
    title: literal(button.label, LIMITS.buttonTitle),
    card: {
      type: 'AdaptiveCard',
      body: [
        ...blocks([{ text: confirm.title, weight: 'Bolder' }], { max: LIMITS.title }),
        ...blocks([{ text: confirm.text }], { max: LIMITS.confirmText }),
      ],
      actions: [pressAction(button, confirm.yes, place)],
    },
  };
}

/** In a message a press that opens a form must say so beforehand; in a dialog every press is a submission. */
function pressAction(button: Button, label: string, place: Place): Action {
  const shared = { title: literal(label, LIMITS.buttonTitle), ...styleOf(button) };
  const { press } = button;
  if (place === 'dialog') return { type: 'Action.Submit', ...shared, data: { press } };
  if (button.opensForm)
    return { type: 'Action.Submit', ...shared, data: { press, msteams: { type: 'task/fetch' } } };
  const fallback = { type: 'Action.Submit' as const, ...shared, data: { press } };
  return { type: 'Action.Execute', verb: 'press', ...shared, data: { press }, fallback };
}

const STYLES = { primary: 'positive', danger: 'destructive' } as const;

function styleOf({ style }: Button): { style?: 'positive' | 'destructive' } {
  return style === undefined ? {} : { style: STYLES[style] };
}
