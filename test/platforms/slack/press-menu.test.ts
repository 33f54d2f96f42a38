import { describe, expect, test } from 'vitest';
import { openingButton } from '../../../src/messages/openings/opening-button.ts';
import type { Button } from '../../../src/messages/view.ts';
import { readMenu, writeMenu } from '../../../src/platforms/slack/press-menu.ts';
import { renderCard } from '../../../src/platforms/slack/render-card.ts';
import { messageBlocks } from '../../../src/playground/slack/block-rules.ts';
import { pressablesOf } from '../../../src/playground/slack/visible.ts';
import { logged } from '../../support/builders.ts';
import { card, TEXTS } from './start-bot.ts';

const ACTS = [
  'hand_over',
  'snooze',
  'close',
  'merge',
  'tell_more',
  'correct',
  'withdraw',
  'view_history',
] as const;
const acts = (count: number, of: Partial<Button> = { rare: true }) =>
  ACTS.slice(0, count).map((act): Button => ({ ...openingButton(logged(), act, act), ...of }));
const claim = openingButton(logged(), 'claim', 'Tag den', 'primary');

function drawn(buttons: readonly Button[]) {
  const blocks = messageBlocks.parse(renderCard(card({ buttons }), 50, TEXTS.more));
  return blocks.flatMap((block) => (block.type === 'actions' ? [block] : []));
}

describe('rare acts', () => {
  test('stand in a menu after the others, and each is pressed as what it is', () => {
    const [row] = drawn([claim, ...acts(3)]);
    expect(row?.elements.map(({ type }) => type)).toEqual(['button', 'overflow']);
    const shown = { text: '', blocks: drawn([claim, ...acts(3)]) };
    const rows = shown.blocks.flatMap(({ block_id, elements }) =>
      elements.flatMap((element) =>
        element.type === 'overflow'
          ? element.options.map(({ value }) => readMenu(block_id ?? '', value))
          : [],
      ),
    );
    expect(rows).toEqual(acts(3).map(({ press }) => press));
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('of %d none is lost, and no menu is longer than five', (count) => {
    const rows = drawn([claim, ...acts(count)]);
    const menus = rows.flatMap(({ elements }) => elements.filter(({ type }) => type === 'overflow'));
    expect(menus).toHaveLength(1);
    expect(
      rows.flatMap(({ elements }) =>
        elements.flatMap((one) =>
          'options' in one ? one.options.map(({ value }) => value) : [one.action_id],
        ),
      ),
    ).toHaveLength(count + 1);
  });

  test('one alone stands beside the others, and so does one that asks before it acts', () => {
    const asking = {
      rare: true,
      confirm: { title: 'Sikker?', text: 'Den slettes.', yes: 'Ja', no: 'Nej' },
    } as const;
    for (const buttons of [
      [claim, ...acts(1)],
      [claim, ...acts(3, asking)],
    ]) {
      expect(drawn(buttons).flatMap(({ elements }) => elements.map(({ type }) => type))).not.toContain(
        'overflow',
      );
    }
  });

  test('carry what is common to them apart, and refuse what is too long', () => {
    const { blockId, options } = writeMenu(acts(3));
    expect(blockId.length).toBeLessThan(256);
    expect(options.map(({ value }) => value)).toEqual([
      '{"act":"hand_over"}',
      '{"act":"snooze"}',
      '{"act":"close"}',
    ]);
    const { taskForceId } = logged();
    const draft = { text: 'x'.repeat(200), author: null };
    const long: Button = { label: 'x', press: { act: 'open_intake', taskForceId, draft }, opensForm: true };
    expect(() => writeMenu([long, claim])).toThrow('too long for a menu');
  });
});

test('a person finds the rows of a menu under the card', () => {
  const shown = { text: '', blocks: drawn([claim, ...acts(2)]) };
  expect(pressablesOf(shown).map(({ label }) => label)).toEqual(['Tag den', 'hand_over', 'snooze']);
});
