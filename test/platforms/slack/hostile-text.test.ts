import { describe, expect, test } from 'vitest';
import type { Card, Form } from '../../../src/messages/view.ts';
import { renderMessage } from '../../../src/platforms/slack/render-card.ts';
import {
  errorsByBlock,
  renderCardView,
  renderForm,
  renderHome,
} from '../../../src/platforms/slack/render-form.ts';
import { home, messageBlocks, modal } from '../../../src/playground/slack/block-rules.ts';
import { linksAndMentionsIn } from '../../../src/playground/slack/visible.ts';
import fc, { runs } from '../../support/properties.ts';
import { samplesIn } from '../../support/samples.ts';
import { TEXTS } from './start-bot.ts';

/** What nobody types by mistake, and what is longer than anything that Slack takes. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '<!channel> <!here> <@U0MISUSE> <#C1|x> <https://evil.example|klik>',
    '*fed* _kursiv_ ~streg~ `kode` ```blok``` > citat :tada: &lt;!everyone&gt;',
    'https://evil.example mailto:a@b.dk 20 30 40 57',
    '\u202Eabc\u0000\uD83D\u2028\u2029',
    ' \n\t ',
    '',
    '"},{"type":"section"}',
  ),
  fc.integer({ min: 60, max: 3_500 }).map((length) => '<@U1>👩‍👩‍👧æ '.repeat(length).slice(0, length)),
  fc.constant('W'.repeat(20_000)),
);

/** Ours, not people's: ids, kinds, what is carried, and what is drawn from elsewhere. */
const KEPT: ReadonlySet<string> = new Set([
  'press',
  'context',
  'source',
  'name',
  'kind',
  'style',
  'from',
  'url',
  'options',
]);
const FIELDS_WITH_A_TEXT: ReadonlySet<unknown> = new Set(['text', undefined]);

/** The same thing with every text in it replaced, one after the other; what a choice can be keeps its value. */
function replaced<T>(thing: T, next: () => string): T {
  if (typeof thing === 'string') return next() as T;
  if (Array.isArray(thing)) return thing.map((one) => replaced(one, next)) as T;
  if (typeof thing !== 'object' || thing === null) return thing;
  const { kind } = thing as { kind?: unknown };
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => {
      if (key === 'options')
        return [key, (value as { label: string }[]).map((one) => ({ ...one, label: next() }))];
      if (KEPT.has(key) || (key === 'value' && !FIELDS_WITH_A_TEXT.has(kind))) return [key, value];
      return [key, replaced(value, next)];
    }),
  ) as T;
}

const drawing = fc.array(hostile, { minLength: 1, maxLength: 5 });

/** Every text is replaced: the language makes no difference. */
describe('whatever people wrote in it, Slack takes it', () => {
  test.each(samplesIn('da'))('$name', (sample) => {
    fc.assert(
      fc.property(drawing, (texts) => {
        let count = 0;
        const next = () => texts[count++ % texts.length] ?? '';
        if (sample.kind === 'form') check(replaced<Form>(sample.form, next), sample.showErrors);
        // A title is ours, with people's words in it.
        else checkCard({ ...replaced<Card>(sample.card, next), title: `${next()} ${sample.card.title}` });
      }),
      { numRuns: runs(2) },
    );
  });
});

function check(form: Form, showErrors: boolean): void {
  const view = modal.parse(renderForm(form, showErrors));
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
  for (const [blockId, error] of Object.entries(errorsByBlock(form))) {
    expect(inputs).toContain(blockId);
    expect(error.length).toBeLessThanOrEqual(2_000);
  }
  encodeURIComponent(JSON.stringify(view));
}

function checkCard(card: Card): void {
  const message = renderMessage(card, TEXTS.more);
  const blocks = messageBlocks.parse(message.blocks);
  expect(message.text.length).toBeLessThan(40_000);
  const links = new Set((card.links ?? []).map(({ url }) => url));
  const found = linksAndMentionsIn({ text: message.text, blocks }).filter(
    (one) => ![...links].some((url) => one.includes(JSON.stringify(url))),
  );
  expect(found).toEqual([]);
  home.parse(renderHome(card, TEXTS.more));
  const frame = { title: TEXTS.answerTitle, close: TEXTS.close, more: TEXTS.more, conversationId: 'C1' };
  modal.parse(renderCardView(card, frame));
  encodeURIComponent(JSON.stringify(message));
}
