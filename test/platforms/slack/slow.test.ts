import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import type { Field } from '../../../src/messages/view.ts';
import type { Message } from '../../../src/playground/slack-server.ts';
import { type Bot, card, form, OPENING, startBot, TASK_FORCE, TEXTS, textField } from './start-bot.ts';

/** Slack waits 3 s; the rest is the way there and back. */
const IN_TIME_MS = 2_800;

const claim = {
  label: 'Tag den',
  press: { act: 'claim', taskForceId: TASK_FORCE, openingId: OPENING },
  opensForm: false,
} as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let bot: Bot;
/** The keys of what was done, each once: the core's receipts in small. */
let done: Set<string>;
let answers: number;
let coreMs: number;

function searched(): Field {
  return {
    kind: 'choice',
    name: 'to',
    label: 'Til hvem?',
    required: false,
    value: null,
    options: [],
    reshapes: false,
    source: { list: 'receivers', taskForceId: TASK_FORCE, openingId: OPENING },
  };
}

/** A core that is as slow as its database, and does what comes under one key once. */
async function core({ key, intent }: Request): Promise<Answer> {
  await pause(coreMs);
  if (key !== null) done.add(key);
  answers += 1;
  if (intent.kind === 'choose')
    return { kind: 'choices', options: [{ value: 'm', label: 'Mette' }], card: card() };
  return intent.kind === 'command' && intent.text === 'form'
    ? { kind: 'form', form: form([textField('company'), searched()]), errors: false }
    : { kind: 'say', card: card() };
}

beforeEach(async () => {
  done = new Set();
  answers = 0;
  coreMs = 0;
  bot = await startBot(core, { callMs: 20_000 });
});
afterEach(() => bot.stop());

const rare = (label: string, act: 'snooze' | 'close') =>
  ({
    label,
    press: { act, taskForceId: TASK_FORCE, openingId: OPENING },
    opensForm: false,
    rare: true,
  }) as const;

async function posted(): Promise<Message> {
  const to = { platform: 'slack', workspaceId: 'T1', details: {}, conversationId: 'C1', userId: null };
  await bot.slackPlatform.send(
    to,
    card({ buttons: [claim, rare('Udsæt', 'snooze'), rare('Luk', 'close')] }),
    null,
    'r1',
  );
  const [message] = bot.slack.messages('C1');
  if (message === undefined) throw new Error('Nothing was posted.');
  return message;
}

async function opened() {
  await bot.slack.command('UMETTE', 'C1', 'form');
  const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
  await bot.settled();
  done.clear();
  answers = 0;
  return modal;
}

/** Every kind of request that Slack makes of its own accord or for a person, and what stands before it. */
const REQUESTS = {
  'a command': async () => () => bot.slack.command('UMETTE', 'C1', 'liste'),
  'a global shortcut': async () => () => bot.slack.shortcut('UMETTE', 'spot_et_job'),
  'a message shortcut': async () => () =>
    bot.slack.messageShortcut('UMETTE', 'C1', 'goer_til_jobaabning', { user: 'UMETTE', text: 'Opvask' }),
  'a press': async () => {
    const message = await posted();
    return () => bot.slack.press('UMETTE', message, 'Tag den');
  },
  'a row of a menu': async () => {
    const message = await posted();
    return () => bot.slack.press('UMETTE', message, 'Luk');
  },
  'a form': async () => {
    const modal = await opened();
    return () => bot.slack.submit(modal, { company: 'Café Æblet' });
  },
  'a list in a form': async () => {
    const modal = bot.slack.modalOf('UMETTE') ?? (await opened());
    return () => bot.slack.ask(modal, 'to', 'met');
  },
  'a message': async () => () => bot.slack.say('UMETTE', null, 'liste'),
  'a mention': async () => () => bot.slack.say('UMETTE', 'C1', 'liste'),
  'a look at Home': async () => () => bot.slack.openHome('UMETTE'),
} as const;

/** Their answer goes into the acknowledgement. */
const WITH_AN_ANSWER = ['a form', 'a list in a form'];

/** These have no effect, and no key. */
const LOOKS = ['a list in a form', 'a look at Home'];

describe.each([2_900, 10_000])('with the database and the Web API slow by %d ms', (ms) => {
  test('every kind of request is acknowledged in time, and done once', async () => {
    const times: Record<string, number> = {};
    const ready = await Promise.all(
      Object.entries(REQUESTS)
        .filter(([what]) => !WITH_AN_ANSWER.includes(what))
        .map(async ([what, prepare]) => [what, await prepare()] as const),
    );
    const [submit, look] = [await REQUESTS['a form'](), await REQUESTS['a list in a form']()];
    const before = bot.requests.length;
    coreMs = ms;
    bot.slack.fail('*', { kind: 'slow', ms }, 1_000);
    // These by themselves: they wait for their answer as long as they may, and what runs beside would be measured with them.
    const sent = { what: 'a form', ...(await submit()) };
    const asked = { what: 'a list in a form', ...(await look()) };
    const others = await Promise.all(ready.map(async ([what, act]) => ({ what, ...(await act()) })));
    const acknowledged = [sent, asked, ...others];
    for (const { what, status, ms: took, body } of acknowledged) {
      times[what] = took;
      expect({ what, status }).toEqual({ what, status: 200 });
      expect(took, what).toBeLessThan(IN_TIME_MS);
      if (WITH_AN_ANSWER.includes(what)) expect(body).toContain(TEXTS.unavailable);
    }
    await bot.settled();
    expect(bot.requests.length - before).toBe(acknowledged.length);
    expect(done.size).toBe(acknowledged.length - LOOKS.length);
    expect(answers).toBe(acknowledged.length);
    // Told with the run: how long Slack waited.
    process.stdout.write(`acknowledged with ${ms} ms: ${JSON.stringify(times)}\n`);
  }, 120_000);
});

test.each(Object.entries(REQUESTS))(
  '%s that Slack delivers three times has one effect',
  async (what, prepare) => {
    const act = await prepare();
    await act();
    await bot.slack.redeliver();
    await bot.slack.redeliver();
    await bot.settled();
    expect(done.size).toBe(LOOKS.includes(what) ? 0 : 1);
    if (what === 'a message' || what === 'a mention') expect(answers).toBe(1);
  },
);
