import { describe, expect, test } from 'vitest';
import type { Button, Card, Line } from '../../../src/messages/view.ts';
import { renderCard, renderMessage } from '../../../src/platforms/slack/render-card.ts';
import { messageBlocks } from '../../../src/playground/slack/block-rules.ts';
import { linksAndMentionsIn, textOf } from '../../../src/playground/slack/visible.ts';
import type { Message } from '../../../src/playground/slack/workspace.ts';
import fc from '../../support/properties.ts';
import { card, OPENING, TASK_FORCE, TEXTS } from './start-bot.ts';

const HOSTILE = '<!channel> *Fed* & Søn <@U1> <https://example.dk|her> :tada: `x` ~y~ _z_';

function drawn(of: Partial<Card>): Message {
  const { text, blocks } = renderMessage(card(of), TEXTS.more);
  return {
    channel: 'C1',
    ts: '1.1',
    at: new Date(),
    only: null,
    metadata: null,
    thread: null,
    broadcast: false,
    edits: 0,
    deleted: false,
    text,
    blocks: messageBlocks.parse(blocks),
  };
}

function button(label: string, of: Partial<Button> = {}): Button {
  const press = { act: 'claim', taskForceId: TASK_FORCE, openingId: OPENING } as const;
  return { label, press, opensForm: false, ...of };
}

describe('text from people', () => {
  test('shows as it was typed in every place of a card, and mentions or links nobody', () => {
    const message = drawn({
      title: HOSTILE,
      subtitle: HOSTILE,
      facts: [{ label: 'Virksomhed', value: HOSTILE }],
      lines: [[HOSTILE], [{ bold: HOSTILE }]],
      sections: [{ lines: [[HOSTILE]], buttons: [] }],
      buttons: [button('Tag den', { confirm: { title: 'Sikker?', text: HOSTILE, yes: 'Ja', no: 'Nej' } })],
      summary: HOSTILE,
    });
    expect(linksAndMentionsIn(message)).toEqual([]);
    expect(textOf(message).split(HOSTILE)).toHaveLength(7);
    expect(message.text).toBe(
      HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    );
  });

  test('keeps its shortcodes as letters', () => {
    const blocks = JSON.stringify(
      renderCard(card({ title: ':tada:', subtitle: ':tada:', buttons: [button(':tada:')] }), 50, TEXTS.more),
    );
    expect(blocks.match(/"emoji":false/g)).toHaveLength(3);
    expect(blocks).not.toContain('"emoji":true');
  });
});

describe('a card', () => {
  test('shows title, state, facts, lines and buttons in this order', () => {
    const message = drawn({
      title: 'SJ-1 · Nørregård VVS',
      subtitle: 'Taget af Mette',
      facts: [
        { label: 'Opgaver', value: 'pakke' },
        { label: 'Timer', value: '5–8' },
      ],
      lines: [['Ring ', { bold: 'torsdag' }]],
      sections: [{ lines: [['Den ene']], buttons: [button('Vis')] }],
      buttons: [button('Tag den', { style: 'primary' }), button('Luk', { style: 'danger' })],
    });
    expect(textOf(message)).toBe(
      'SJ-1 · Nørregård VVS\nTaget af Mette\nOpgaver: pakke\nTimer: 5–8\nRing torsdag\nDen ene\n[Vis]\n[Tag den] [Luk]',
    );
  });

  test('has five buttons in a row', () => {
    const message = drawn({ buttons: Array.from({ length: 7 }, (_, index) => button(`Knap ${index}`)) });
    const rows = message.blocks.flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []));
    expect(rows).toEqual([5, 2]);
  });

  test('with more sections than fit says how many are missing, and keeps its own buttons', () => {
    const sections = Array.from({ length: 40 }, (_, index) => ({
      lines: [[`Nr. ${index}`]],
      buttons: [button('Vis')],
    }));
    const text = textOf(drawn({ sections, buttons: [button('Spot et job')] }));
    // 50 blocks: the title, the card's own buttons, the last line, and 23 sections of two.
    expect(text).toContain('Nr. 22');
    expect(text).not.toContain('Nr. 23');
    expect(text).toContain('… og 17 til\n[Spot et job]');
  });

  test('with sections too long for one message says how many are missing', () => {
    const sections = Array.from({ length: 10 }, () => ({ lines: [['x'.repeat(2_900)]], buttons: [] }));
    expect(textOf(drawn({ sections }))).toContain('… og 6 til');
  });

  test('that is a sentence alone has no empty blocks', () => {
    const message = drawn({ title: '', subtitle: '', lines: [['Prøv igen.'], []] });
    expect(message.blocks.map((block) => block.type)).toEqual(['rich_text']);
  });

  test('gives every button a place of its own, as Slack wants it', () => {
    const message = drawn({
      buttons: [button('A'), button('A')],
      sections: [{ lines: [['x']], buttons: [button('A')] }],
    });
    const ids = message.blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map((one) => one.action_id) : [],
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('is taken by Slack whatever people wrote, mentions nobody and links nowhere', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constant(HOSTILE),
      fc.integer({ min: 100, max: 5_000 }).map((length) => '<@U1>👩‍👩‍👧æ'.repeat(length).slice(0, length)),
      fc.constantFrom('\uD83D', '\u0000', '\u202Eabc', ' \n ', ''),
    );
    const line = fc.array(fc.oneof(typed, fc.record({ bold: typed })), { maxLength: 4 });
    const buttons = fc.array(
      fc
        .record({ label: typed.map((text) => `Tag ${text}`), confirm: typed.map((text) => `Ja ${text}`) })
        .map(({ label, confirm }) =>
          button(label, {
            style: 'danger',
            confirm: { title: confirm, text: confirm, yes: confirm, no: confirm },
          }),
        ),
      { maxLength: 12 },
    );
    const anyCard = fc.record({
      title: typed,
      subtitle: typed,
      facts: fc.array(fc.record({ label: typed, value: typed }), { maxLength: 12 }),
      lines: fc.array<Line>(line, { maxLength: 12 }),
      sections: fc.array(fc.record({ lines: fc.array<Line>(line, { maxLength: 3 }), buttons }), {
        maxLength: 60,
      }),
      buttons,
      summary: typed,
    });
    fc.assert(
      fc.property(anyCard, (any) => {
        const message = drawn(any);
        expect(linksAndMentionsIn(message)).toEqual([]);
        expect(() => encodeURIComponent(message.text)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});
