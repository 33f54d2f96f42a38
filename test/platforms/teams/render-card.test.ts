import { describe, expect, test } from 'vitest';
import type { Button, Card } from '../../../src/messages/view.ts';
import { flatten, renderCard, renderMessage } from '../../../src/platforms/teams/render-card.ts';
import {
  actionsOf,
  cardSchema,
  fetchedBy,
  MAX_MESSAGE_BYTES,
  messageSchema,
  sizeOf,
  textOfCard,
} from '../../../src/playground/teams/card-rules.ts';
import fc from '../../support/properties.ts';
import { hostile, INTERPRETED, labelled } from './hostile.ts';
import { button, card } from './samples.ts';

const shown = (view: Card) => cardSchema.parse(renderCard(view, 'message'));

describe('a card', () => {
  test('shows title, state, facts and lines in this order', () => {
    const view = card({ lines: [['Ring ', { bold: 'i dag' }]] });
    expect(textOfCard(shown(view))).toBe(
      'SJ-1 · Café Æblet\nNy. Ring senest torsdag.\nOpgave: Kantine: opvask\nRing i dag',
    );
  });

  test('tells the notification and the screen reader its summary', () => {
    expect(renderMessage(card())).toMatchObject({
      summary: 'SJ-1 hos Café Æblet er ny',
      attachments: [{ content: { fallbackText: 'SJ-1 hos Café Æblet er ny' } }],
    });
  });

  test('asks Teams to run a press, with a submission for clients that can not', () => {
    const [action] = renderCard(card(), 'message').actions;
    const { press } = button('Tag den');
    expect(action).toEqual({
      type: 'Action.Execute',
      title: 'Tag den',
      style: 'positive',
      verb: 'press',
      data: { press },
      fallback: { type: 'Action.Submit', title: 'Tag den', style: 'positive', data: { press } },
    });
  });

  test('tells Teams beforehand that a press opens a form', () => {
    const opening = button('Luk', { opensForm: true, style: 'danger' });
    expect(renderCard(card({ buttons: [opening] }), 'message').actions).toEqual([
      {
        type: 'Action.Submit',
        title: 'Luk',
        style: 'destructive',
        data: { press: opening.press, msteams: { type: 'task/fetch' } },
      },
    ]);
  });

  test('only submits in a dialog, whatever the button opens', () => {
    const view = card({ buttons: [button('Tag den'), button('Luk', { opensForm: true })] });
    expect(renderCard(view, 'dialog').actions).toMatchObject([
      { type: 'Action.Submit', data: { press: { act: 'claim' } } },
      { type: 'Action.Submit', data: { press: { act: 'claim' } } },
    ]);
    expect(JSON.stringify(renderCard(view, 'dialog'))).not.toContain('task/fetch');
  });

  test('puts the seventh button into the menu, but never one that asks', () => {
    const confirm = { title: 'Sikker?', text: 'Den forsvinder.', yes: 'Ja, luk', no: 'Nej' };
    const buttons = [
      ...Array.from({ length: 7 }, (_, index) => button(`B${index}`)),
      button('Luk', { confirm }),
    ];
    const actions = actionsOf(shown(card({ buttons })));
    expect(actions.filter((one) => one.mode === 'secondary').map((one) => one.title)).toEqual(['B5', 'B6']);
    expect(actions.at(-1)).toMatchObject({
      type: 'Action.ShowCard',
      card: { actions: [{ title: 'Ja, luk' }] },
    });
  });

  test('says how much it left out when it would not fit into a message', () => {
    const sections = Array.from({ length: 400 }, (_, index) => ({
      lines: [[`Linje ${index} ${'x'.repeat(300)}`]],
      buttons: [],
    }));
    const message = renderMessage(card({ sections }));
    expect(sizeOf(JSON.stringify(message))).toBeLessThan(MAX_MESSAGE_BYTES);
    const text = textOfCard(messageSchema.parse(message).attachments[0].content);
    const left = Number(/… \+(\d+)$/.exec(text)?.[1]);
    expect(text.split('\n').filter((line) => line.startsWith('Linje')).length + left).toBe(400);
  });

  test('reads as one text where Teams shows no card', () => {
    expect(flatten(card({ sections: [{ lines: [['Forsøg: 2']], buttons: [] }] }))).toBe(
      'SJ-1 · Café Æblet\nNy. Ring senest torsdag.\nOpgave: Kantine: opvask\nForsøg: 2',
    );
  });
});

const anyLine = fc.array(
  fc.oneof(
    hostile,
    hostile.map((bold) => ({ bold })),
  ),
  { maxLength: 3 },
);
const anyButton: fc.Arbitrary<Button> = fc
  .record({ label: labelled, opensForm: fc.boolean(), title: labelled, text: labelled, asks: fc.boolean() })
  .map(({ label, opensForm, title, text, asks }) =>
    button(label, { opensForm, ...(asks ? { confirm: { title, text, yes: label, no: label } } : {}) }),
  );
/** How a picture of 600 × 300 begins. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000002580000012c', 'hex');

describe('a picture that is part of the message', () => {
  const inline = (bytes: number) => ({
    alt: '62 af 100',
    from: {
      kind: 'address' as const,
      url: `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc((bytes * 3) / 4 - PNG.length)]).toString('base64')}`,
    },
  });

  test('stands in the card while there is room', () => {
    expect(fetchedBy(shown(card({ picture: inline(16_000) })))).toMatchObject([{ label: '62 af 100' }]);
  });

  test('gives way to its words before a line is left out', () => {
    const lines = Array.from({ length: 30 }, (_, at) => [`${at} ${'x'.repeat(500)}`]);
    const view = shown(card({ lines, picture: inline(28_000) }));
    expect(fetchedBy(view)).toEqual([]);
    expect(textOfCard(view)).toContain('62 af 100');
    expect(textOfCard(view)).toContain('29 xxx');
    expect(textOfCard(view)).not.toContain('… +');
  });
});

const anyCard: fc.Arbitrary<Card> = fc.record({
  title: labelled,
  subtitle: labelled,
  facts: fc.array(fc.record({ label: labelled, value: labelled }), { maxLength: 30 }),
  lines: fc.array(anyLine, { maxLength: 30 }),
  sections: fc.array(
    fc.record({ lines: fc.array(anyLine, { maxLength: 3 }), buttons: fc.array(anyButton, { maxLength: 9 }) }),
    { maxLength: 30 },
  ),
  buttons: fc.array(anyButton, { maxLength: 20 }),
  summary: labelled,
});

describe('text from people', () => {
  test('never breaks a limit of Teams, whatever it is', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        const message = renderMessage(view);
        expect(sizeOf(JSON.stringify(message))).toBeLessThan(MAX_MESSAGE_BYTES);
        messageSchema.parse(message);
      }),
      { numRuns: 150 },
    );
  });

  test('stands in text runs only, where nothing is marked up, linked or computed', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        const json = JSON.stringify(renderCard(view, 'message'));
        expect(json).not.toMatch(INTERPRETED);
      }),
      { numRuns: 150 },
    );
  });

  test('is a line of text, a summary and speech that nothing in it can break', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        const { summary, attachments } = renderMessage(view);
        const { speak, fallbackText } = attachments[0].content;
        const line = flatten(view);
        expect(line.length).toBeLessThanOrEqual(1_000);
        expect(JSON.stringify([line, summary, fallbackText, speak])).not.toMatch(INTERPRETED);
        expect(speak).toMatch(/^[^<>]+$/);
      }),
      { numRuns: 150 },
    );
  });

  test('is otherwise shown exactly as it was typed', () => {
    const typed = 'A & B <b>*C*</b> _d_ # 1. `e` ~f~ \\';
    expect(textOfCard(shown(card({ title: typed })))).toContain(typed);
  });
});
