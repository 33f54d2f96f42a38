import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import { readSource } from '../../../src/messages/choice-source.ts';
import type { Field, Option } from '../../../src/messages/view.ts';
import { type OpenView, textOf } from '../../../src/playground/slack-server.ts';
import { type Bot, card, form, OPENING, startBot, TASK_FORCE, TEXTS, textField } from './start-bot.ts';

const SOURCE = { list: 'receivers', taskForceId: TASK_FORCE, openingId: OPENING } as const;
const METTE = { value: 'mette', label: 'Mette Holm' };

function to(of: Partial<Extract<Field, { kind: 'choice' }>> = {}): Field {
  return {
    kind: 'choice',
    name: 'to',
    label: 'Til hvem?',
    required: true,
    value: null,
    options: [METTE],
    reshapes: false,
    placeholder: 'Vælg en kollega',
    source: SOURCE,
    ...of,
  };
}

let bot: Bot;
let offered: (request: Request) => Answer | Promise<Answer>;
let sent: (request: Request) => Answer;
beforeEach(async () => {
  offered = () => choices([METTE]);
  sent = () => ({ kind: 'done', card: null });
  bot = await startBot(
    (request) => {
      if (request.intent.kind === 'choose') return offered(request);
      if (request.intent.kind === 'submit') return sent(request);
      return { kind: 'form', form: form([to(), textField('note')]), errors: false };
    },
    { submissionMs: 300 },
  );
});
afterEach(() => bot.stop());

const choices = (options: readonly Option[], none = 'Intet passer på “x”.'): Answer => ({
  kind: 'choices',
  options,
  card: card({ title: '', lines: [[none]] }),
});

async function opened(): Promise<OpenView> {
  await bot.slack.command('UMETTE', 'C1');
  return bot.slack.until(() => bot.slack.modalOf('UMETTE'));
}

const labelsIn = async (modal: OpenView, words = '') =>
  (await bot.slack.search(modal, 'to', words)).map(({ text }) => text.text);

test('the list names itself, and is asked for from where the form was opened, with what is typed', async () => {
  const modal = await opened();
  const [block] = modal.modal.blocks;
  expect(block).toMatchObject({
    element: {
      type: 'external_select',
      min_query_length: 0,
      placeholder: { text: 'Vælg en kollega' },
    },
  });
  expect(await labelsIn(modal, 'søren & <æ>')).toEqual(['Mette Holm']);
  expect(bot.requests.at(-1)).toMatchObject({
    key: null,
    sender: { userId: 'UMETTE', name: 'Mette Holm', workspaceId: 'T1', conversation: { id: 'C1' } },
    intent: { kind: 'choose', source: SOURCE, words: 'søren & <æ>' },
  });
});

test('what is chosen is sent by its value', async () => {
  const modal = await opened();
  await bot.slack.submit(modal, { to: 'Mette Holm', note: 'x' });
  expect(bot.requests.at(-1)).toMatchObject({
    intent: { kind: 'submit', values: { to: 'mette', note: 'x' } },
  });
});

test('it stands in the form when that comes back with another field wrong', async () => {
  sent = () => ({
    kind: 'form',
    form: form([
      to({ value: 'late', options: [{ value: 'late', label: 'Åse fra næste side' }, METTE] }),
      textField('note', { error: 'For lang.' }),
      textField('more', { required: false }),
    ]),
    errors: true,
  });
  const modal = await opened();
  await bot.slack.submit(modal, { to: 'Mette Holm', note: 'x' });
  expect(textOf(modal)).toContain('Mette Holm');
  bot.slack.close(modal);
  const anew = await opened();
  await bot.slack.submit(anew, { to: 'mette', note: 'x' });
  const block = anew.modal.blocks.find((one) => one.block_id?.startsWith('to#'));
  expect(block).toMatchObject({
    element: { initial_option: { value: 'late', text: { text: 'Åse fra næste side' } } },
  });
});

describe('what Slack is given', () => {
  test('is at most a hundred, with labels that fit', async () => {
    offered = () =>
      choices(Array.from({ length: 130 }, (_, n) => ({ value: `v${n}`, label: `${'Å'.repeat(90)} ${n}` })));
    const labels = await labelsIn(await opened());
    expect([labels.length, Math.max(...labels.map(({ length }) => length))]).toEqual([100, 75]);
  });

  test('is a sentence where nothing fits, which no form takes for an answer', async () => {
    offered = () => choices([]);
    const modal = await opened();
    expect(await bot.slack.search(modal, 'to', 'x')).toEqual([
      { text: { type: 'plain_text', text: 'Intet passer på “x”.', emoji: false }, value: '-' },
    ]);
  });

  test('is what is said to who may not see the list', async () => {
    offered = () => ({ kind: 'say', card: card({ lines: [['Det kan kun en koordinator.']] }) });
    expect(await labelsIn(await opened())).toEqual(['Det kan kun en koordinator.']);
  });

  test('says that it fails when the core does, within the time that Slack waits', async () => {
    const modal = await opened();
    offered = () => {
      throw new Error('the database is gone');
    };
    expect(await labelsIn(modal)).toEqual([TEXTS.unavailable]);
    offered = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return choices([METTE]);
    };
    const { ms } = await bot.slack.ask(modal, 'to', '');
    expect(ms).toBeLessThan(1_000);
    expect(await labelsIn(modal)).toEqual([TEXTS.unavailable]);
    expect(bot.logged()).not.toContain('Mette');
  });

  test('is nothing of a list that nobody knows', async () => {
    const modal = await opened();
    const [block] = modal.modal.blocks;
    if (block?.type !== 'input') throw new Error('no input');
    Object.assign(block.element, { action_id: `search:everybody:${TASK_FORCE}:` });
    const before = bot.requests.length;
    expect(await labelsIn(modal)).toEqual([TEXTS.unavailable]);
    expect(bot.requests).toHaveLength(before);
  });
});

test('the action id holds the list, whatever it is about', () => {
  expect(readSource(`receivers:${TASK_FORCE}:${OPENING}`)).toEqual(SOURCE);
});
