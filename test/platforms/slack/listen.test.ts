import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import type { Button } from '../../../src/messages/view.ts';
import { asForm, asJson, buttonsOf, textOf } from '../../../src/playground/slack-server.ts';
import { type Bot, card, form, OPENING, startBot, TASK_FORCE, TEXTS, textField } from './start-bot.ts';

const DONE: Answer = { kind: 'done', card: null };
const claim: Button = {
  label: 'Tag den',
  press: { act: 'claim', taskForceId: TASK_FORCE, openingId: OPENING },
  opensForm: false,
};
const contact: Button = {
  label: 'Kontaktet',
  press: { act: 'record_contact', taskForceId: TASK_FORCE, openingId: OPENING },
  opensForm: true,
};

let bot: Bot;
afterEach(() => bot.stop());

/** A card of the bot's in the channel, as delivery posts it. */
async function posted(buttons: readonly Button[], to: 'C1' | 'UMETTE' = 'C1') {
  const address =
    to === 'C1' ? { conversationId: 'C1', userId: null } : { conversationId: null, userId: 'UMETTE' };
  const where = { platform: 'slack', workspaceId: 'T1', details: {}, ...address };
  await bot.slackPlatform.send(where, card({ lines: [['lager']], buttons }), null, 'r1');
  const shown = to === 'C1' ? bot.slack.messages('C1') : bot.slack.directMessages('UMETTE');
  const last = shown.at(-1);
  if (last === undefined) throw new Error('Nothing was posted.');
  return last;
}

describe('who is let in', () => {
  const command = asForm({ command: '/spotjob', text: '' });
  test.each([
    ['no signature', { headers: { 'x-slack-signature': undefined } }],
    ['no timestamp', { headers: { 'x-slack-request-timestamp': undefined } }],
    ['a wrong signature', { secret: 'another secret' }],
    ['a signature of another version', { headers: { 'x-slack-signature': 'v1=00' } }],
    ['a timestamp six minutes old', { shiftS: -360 }],
    ['a timestamp six minutes ahead', { shiftS: 360 }],
  ])('a request with %s is refused and reaches nobody', async (_what, forgery) => {
    bot = await startBot(() => DONE);
    const refused = await bot.slack.deliver(command, forgery);
    expect(refused.status).toBe(401);
    expect(bot.requests).toEqual([]);
  });

  test('a body over a megabyte is refused', async () => {
    bot = await startBot(() => DONE);
    const refused = await bot.slack.deliver(asForm({ command: '/spotjob', text: 'x'.repeat(1_000_001) }));
    expect(refused.status).toBe(413);
    expect(bot.requests).toEqual([]);
  });

  test("Slack's own check of the address is answered", async () => {
    bot = await startBot(() => DONE);
    const answered = await bot.slack.deliver(asJson({ type: 'url_verification', challenge: 'say this' }));
    expect(JSON.parse(answered.body)).toEqual({ challenge: 'say this' });
  });
});

describe('a command', () => {
  test('says who asks, from where, and what, with the words as they were typed', async () => {
    bot = await startBot(() => DONE);
    await bot.slack.command('UMETTE', 'C1', 'liste Søn & <Fed>');
    await bot.settled();
    expect(bot.requests).toMatchObject([
      {
        sender: {
          platform: 'slack',
          workspaceId: 'T1',
          userId: 'UMETTE',
          name: 'Mette Holm',
          conversation: { id: 'C1', direct: false, name: 'taskforce' },
        },
        intent: { kind: 'command', text: 'liste Søn & <Fed>' },
        key: expect.stringMatching(/^slack:command:/),
      },
    ]);
  });

  test('is answered for that person alone, also where the bot is no member', async () => {
    bot = await startBot(() => ({ kind: 'say', card: card({ title: 'Åbne job', lines: [['ingen']] }) }));
    bot.slack.channel('C2', { botIsMember: false });
    await bot.slack.command('UMETTE', 'C2', 'liste');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    expect(textOf(answer)).toBe('Åbne job\ningen');
    expect(bot.slack.messages('C2')).toEqual([]);
  });

  test('opens a form', async () => {
    bot = await startBot(() => ({ kind: 'form', form: form([textField('company')]), errors: false }));
    await bot.slack.command('UMETTE', 'C1');
    const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(textOf(modal)).toBe('Spot et job\ncompany');
    expect(bot.slack.refusals).toEqual([]);
  });

  test('is acknowledged at once when the answer takes long, and done once', async () => {
    let finish: (answer: Answer) => void = () => {};
    bot = await startBot(() => new Promise((resolve) => (finish = resolve)));
    const acknowledged = await bot.slack.command('UMETTE', 'C1', 'liste');
    expect(acknowledged).toMatchObject({ status: 200, body: '' });
    expect(acknowledged.ms).toBeLessThan(1_000);
    await bot.slack.until(() => bot.requests.length === 1);
    expect(bot.slack.ephemerals('UMETTE')).toEqual([]);
    finish({ kind: 'say', card: card() });
    await bot.slack.until(() => bot.slack.ephemerals('UMETTE').length === 1);
    expect(bot.requests).toHaveLength(1);
  });

  test('that comes twice has the same key', async () => {
    bot = await startBot(() => DONE);
    await bot.slack.command('UMETTE', 'C1', 'liste');
    await bot.slack.redeliver();
    await bot.slack.command('UMETTE', 'C1', 'liste');
    const [first, again, next] = await bot.slack.until(() => bot.requests.length === 3 && bot.requests);
    expect(again?.key).toBe(first?.key);
    expect(next?.key).not.toBe(first?.key);
  });

  test('is answered with a sentence when the core fails, and the log names no text of a person', async () => {
    bot = await startBot(() => Promise.reject(new Error('could not write "Nørregård VVS 0101701234"')));
    await bot.slack.command('UMETTE', 'C1', 'liste Nørregård VVS');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    expect(textOf(answer)).toBe(TEXTS.unavailable);
    expect(bot.logged()).toContain('got no answer');
    expect(bot.logged()).not.toContain('Nørregård');
  });

  test('whose form comes too late is answered with a button that opens it', async () => {
    bot = await startBot(() => ({ kind: 'form', form: form([textField('company')]), errors: false }));
    bot.slack.triggersLast(-1);
    await bot.slack.command('UMETTE', 'C1');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    expect(textOf(answer)).toContain(TEXTS.tryAgain);
    bot.slack.triggersLast(3_000);
    await bot.slack.press('UMETTE', answer, TEXTS.tryAgainButton);
    await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(bot.requests.at(-1)?.intent).toEqual({
      kind: 'press',
      press: { act: 'open_intake', taskForceId: TASK_FORCE },
    });
  });

  test('carries the login name when Slack tells no other', async () => {
    bot = await startBot(() => DONE);
    bot.slack.fail('users.info', { kind: 'status', status: 500 });
    await bot.slack.command('UMETTE', 'C1', 'liste');
    await bot.settled();
    expect(bot.requests[0]?.sender).toMatchObject({ name: null, loginName: 'mette.holm' });
  });
});

describe('a press', () => {
  test('on a card in a room carries its act, and leaves the card to delivery', async () => {
    bot = await startBot(() => ({ kind: 'done', card: card({ title: 'changed' }) }));
    const message = await posted([claim]);
    const acknowledged = await bot.slack.press('UMETTE', message, 'Tag den');
    await bot.settled();
    expect(acknowledged).toMatchObject({ status: 200, body: '' });
    expect(bot.requests).toMatchObject([
      {
        intent: { kind: 'press', press: claim.press },
        sender: { conversation: { id: 'C1', direct: false } },
      },
    ]);
    expect(message.edits).toBe(0);
    expect(bot.slack.ephemerals('UMETTE')).toEqual([]);
  });

  test('in a direct message replaces the message', async () => {
    bot = await startBot(() => ({ kind: 'done', card: card({ title: 'Taget' }) }));
    const message = await posted([claim], 'UMETTE');
    await bot.slack.press('UMETTE', message, 'Tag den');
    await bot.slack.until(() => message.edits === 1);
    expect(textOf(message)).toBe('Taget');
    expect(bot.requests[0]?.sender.conversation?.direct).toBe(true);
  });

  test('on an answer that only the presser sees replaces it', async () => {
    bot = await startBot((request) =>
      request.intent.kind === 'press'
        ? { kind: 'done', card: card({ title: 'Taget' }) }
        : { kind: 'say', card: card({ buttons: [claim] }) },
    );
    await bot.slack.command('UMETTE', 'C1', 'liste');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    await bot.slack.press('UMETTE', answer, 'Tag den');
    await bot.slack.until(() => answer.edits === 1);
    expect(textOf(answer)).toBe('Taget');
  });

  test('that comes twice has the same key, and one a moment later another', async () => {
    bot = await startBot(() => DONE);
    const message = await posted([claim]);
    await bot.slack.press('UMETTE', message, 'Tag den');
    await bot.slack.redeliver();
    await bot.slack.press('UMETTE', message, 'Tag den');
    const [first, again, next] = await bot.slack.until(() => bot.requests.length === 3 && bot.requests);
    expect(again?.key).toBe(first?.key);
    expect(next?.key).not.toBe(first?.key);
  });

  test('whose form comes too late can be pressed again', async () => {
    bot = await startBot(() => ({ kind: 'form', form: form([textField('note')]), errors: false }));
    const message = await posted([contact]);
    bot.slack.triggersLast(-1);
    await bot.slack.press('UMETTE', message, 'Kontaktet');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    expect(buttonsOf(answer)).toEqual([TEXTS.tryAgainButton]);
    bot.slack.triggersLast(3_000);
    await bot.slack.press('UMETTE', answer, TEXTS.tryAgainButton);
    await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(bot.requests.map(({ intent }) => intent)).toEqual(
      Array(2).fill({ kind: 'press', press: contact.press }),
    );
  });

  test('that says something else than an act reaches nobody', async () => {
    bot = await startBot(() => DONE);
    const message = await posted([claim]);
    const [block] = message.blocks.filter((one) => one.type === 'actions');
    const [button] = block?.elements ?? [];
    if (button?.type !== 'button') throw new Error('No button.');
    button.value = '{"act":"erase_everything"}';
    const acknowledged = await bot.slack.press('UMETTE', message, 'Tag den');
    await bot.settled();
    expect(acknowledged.status).toBe(200);
    expect(bot.requests).toEqual([]);
    expect(bot.logged()).toContain('A request from Slack failed');
  });

  test('in a modal that shows an answer puts the next answer in its place', async () => {
    const answers = (request: Request): Answer => {
      if (request.intent.kind === 'submit')
        return { kind: 'say', card: card({ title: 'Tak!', buttons: [contact] }) };
      return { kind: 'form', form: form([textField('note')]), errors: false };
    };
    bot = await startBot(answers);
    await bot.slack.command('UMETTE', 'C1');
    const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    await bot.slack.submit(modal, { note: 'x' });
    expect(textOf(modal)).toBe('Spot et job\nTak!\n[Kontaktet]');
    await bot.slack.press('UMETTE', modal, 'Kontaktet');
    await bot.slack.until(() => textOf(modal).includes('note'));
    expect(bot.requests.at(-1)?.sender.conversation?.id).toBe('C1');
    expect(bot.slack.refusals).toEqual([]);
  });
});

describe('the other ways in', () => {
  test('the shortcut stands for the command without words', async () => {
    bot = await startBot(() => ({ kind: 'form', form: form([textField('company')]), errors: false }));
    await bot.slack.shortcut('UMETTE', 'spot_et_job');
    await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(bot.requests).toMatchObject([
      { intent: { kind: 'command', text: '' }, sender: { conversation: null } },
    ]);
  });

  test('what the shortcut has to say stands in a modal', async () => {
    bot = await startBot(() => ({
      kind: 'say',
      card: card({ title: 'Hvor?', lines: [['Skriv i rummet.']] }),
    }));
    await bot.slack.shortcut('UMETTE', 'spot_et_job');
    const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(textOf(modal)).toBe('Spot et job\nHvor?\nSkriv i rummet.');
  });

  test('words in the direct conversation are a command, answered there', async () => {
    bot = await startBot(() => ({ kind: 'say', card: card({ title: 'Hjælp' }) }));
    await bot.slack.say('UMETTE', null, 'hjælp');
    const answer = await bot.slack.until(() => bot.slack.directMessages('UMETTE')[0]);
    expect(textOf(answer)).toBe('Hjælp');
    expect(bot.requests).toMatchObject([
      { intent: { kind: 'command', text: 'hjælp' }, sender: { conversation: { direct: true } } },
    ]);
    expect(bot.requests[0]?.key).toMatch(/^slack:event:Ev/);
  });

  test('a form asked for in words is offered by a button', async () => {
    bot = await startBot(() => ({ kind: 'form', form: form([textField('company')]), errors: false }));
    await bot.slack.say('UMETTE', null, 'spot et job');
    const answer = await bot.slack.until(() => bot.slack.directMessages('UMETTE')[0]);
    await bot.slack.press('UMETTE', answer, TEXTS.openFormButton);
    await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    expect(bot.slack.refusals).toEqual([]);
  });

  test('a mention is a command without the mention, answered for that person alone', async () => {
    bot = await startBot(() => ({ kind: 'say', card: card({ title: 'Åbne job' }) }));
    await bot.slack.say('UMETTE', 'C1', 'liste');
    const answer = await bot.slack.until(() => bot.slack.ephemerals('UMETTE')[0]);
    expect(textOf(answer)).toBe('Åbne job');
    expect(bot.slack.messages('C1')).toEqual([]);
    expect(bot.requests[0]?.intent).toEqual({ kind: 'command', text: 'liste' });
    expect(bot.requests[0]?.shows).toEqual({ form: false, card: false });
  });

  test.each([
    ['of another bot', { bot_id: 'B2' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['in a channel, without a mention', { channel: 'C1', channel_type: 'channel' }],
  ])('a message %s is left alone', async (_what, part) => {
    bot = await startBot(() => DONE);
    const event = {
      type: 'message',
      channel: 'DUMETTE',
      channel_type: 'im',
      user: 'UMETTE',
      text: 'liste',
      ts: '1.1',
      ...part,
    };
    const body = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event };
    const acknowledged = await bot.slack.deliver(asJson(body));
    await bot.settled();
    expect(acknowledged.status).toBe(200);
    expect(bot.requests).toEqual([]);
  });

  test('in a shared channel the workspace is the one that installed the bot', async () => {
    bot = await startBot(() => DONE);
    const event = { type: 'app_mention', channel: 'C1', user: 'UMETTE', text: '<@UBOT> liste', ts: '1.1' };
    await bot.slack.deliver(
      asJson({ type: 'event_callback', team_id: 'T9', context_team_id: 'T1', event_id: 'Ev1', event }),
    );
    await bot.slack.until(() => bot.requests.length === 1);
    expect(bot.requests[0]?.sender.workspaceId).toBe('T1');
  });
});

test('the bot starts, and takes requests, while Slack is down', async () => {
  bot = await startBot(() => DONE, { callMs: 200 });
  bot.slack.fail('*', { kind: 'status', status: 503 }, 1_000);
  expect((await bot.slack.command('UMETTE', 'C1', 'liste')).status).toBe(200);
  await bot.slack.until(() => bot.requests.length === 1);
});

test('nothing that a person wrote or read stands in the log, at any level', async () => {
  bot = await startBot(() => ({
    kind: 'form',
    form: form([textField('company', { value: 'Café Æblet' })]),
    errors: false,
  }));
  await posted([claim]);
  await bot.slack.command('UMETTE', 'C1', 'Nørregård VVS');
  const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
  await bot.slack.submit(modal, { company: 'Solbakken' });
  expect(bot.logged()).not.toMatch(/Nørregård|Æblet|Solbakken|lager|xoxb/);
});
