import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  buttonsOf,
  type Dialog,
  errorsOf,
  fieldsOf,
  type Pressed,
  type TeamsConversation,
  type TeamsPerson,
  textOf,
} from '../../../src/playground/teams-server.ts';
import {
  button,
  card,
  choiceField,
  context,
  form,
  onOpening,
  TASK_FORCE,
  textField,
  texts,
} from './samples.ts';
import { type Bot, startBot } from './start-bot.ts';

let bot: Bot;
let mette: TeamsPerson;
let channel: TeamsConversation;
beforeEach(async () => {
  bot = await startBot();
  mette = bot.teams.person('Mette Holm');
  channel = bot.teams.channel('Jobcenter');
});
afterEach(async () => {
  expect(bot.teams.refusals).toEqual([]);
  await bot.stop();
});

const gone = async () => {
  throw new Error('the database is gone');
};

/** A card of ours in the channel, with these buttons. */
async function posted(...buttons: ReturnType<typeof button>[]) {
  const to = {
    platform: 'teams',
    workspaceId: bot.teams.tenantId,
    userId: null,
    details: { serviceUrl: bot.teams.serviceUrl },
  };
  await bot.platform.send({ ...to, conversationId: channel.id }, card({ buttons }), null, 'r');
  return bot.teams.waitFor(channel, 'SJ-1');
}

function dialogOf(pressed: Pressed): Dialog {
  if (pressed.kind !== 'dialog') throw new Error(`no dialog but ${pressed.kind}`);
  return pressed.dialog;
}

describe('a command', () => {
  test('in a private chat is answered there', async () => {
    bot.answer({ kind: 'say', card: card() });
    const chat = bot.teams.chatWith(mette);
    await bot.teams.say(mette, chat, 'SJ-1');
    expect(bot.teams.messages(chat).map(textOf)).toEqual([expect.stringContaining('SJ-1 · Café Æblet')]);
  });

  test('in a channel is answered to the one who asked, for others would read it there', async () => {
    bot.answer({ kind: 'say', card: card() });
    await bot.teams.say(mette, channel, 'SJ-1');
    expect(bot.teams.messages(channel)).toEqual([]);
    expect(bot.teams.messages(bot.teams.chatWith(mette))).toHaveLength(1);
  });

  test('in a channel by somebody who can not be written to is told how, in its thread', async () => {
    bot.teams.close(bot.teams.chatWith(mette));
    bot.answer({ kind: 'say', card: card() });
    await bot.teams.say(mette, channel, 'SJ-1');
    expect(bot.teams.messages(channel)).toMatchObject([{ thread: expect.any(String) }]);
    expect(bot.teams.messages(channel).map(textOf)).toEqual([texts.writeToMeFirst]);
    expect(bot.teams.refusals.splice(0)).toHaveLength(1);
  });

  test('for a form is answered with a card whose button opens it', async () => {
    bot.answer({ kind: 'form', form: form([textField('company', 'Virksomhed')]), errors: false });
    await bot.teams.say(mette, channel, '');
    const [message] = bot.teams.messages(channel);
    if (message === undefined) throw new Error('nothing was posted');
    const dialog = await bot.teams.openDialog(mette, message, 'Åbn formularen');
    expect(fieldsOf(dialog)).toEqual({ Virksomhed: '' });
    expect(bot.requests.at(-1)?.intent).toEqual({
      kind: 'press',
      press: { act: 'open_intake', taskForceId: TASK_FORCE },
    });
  });

  test('for a form that no button opens says so', async () => {
    const lost = form([], { context: context({ form: 'close' }) });
    bot.answer({ kind: 'form', form: lost, errors: false });
    const chat = bot.teams.chatWith(mette);
    await bot.teams.say(mette, chat, 'luk');
    expect(bot.teams.messages(chat).map(textOf)).toEqual([texts.formNotHere]);
  });

  test('comes with the same key when Teams delivers it again', async () => {
    await bot.teams.say(mette, channel, 'liste');
    await bot.teams.redeliver();
    expect(new Set(bot.requests.map((request) => request.key)).size).toBe(1);
    expect(bot.requests).toHaveLength(2);
  });

  test('is answered with a sentence when the database is gone', async () => {
    bot.answer(gone);
    const chat = bot.teams.chatWith(mette);
    await bot.teams.say(mette, chat, 'liste');
    expect(bot.teams.messages(chat).map(textOf)).toEqual([texts.unavailable]);
  });

  test('is answered with the same sentence when the core takes too long', async () => {
    await bot.stop();
    bot = await startBot({ answerWithinMs: 20 });
    bot.answer(() => new Promise(() => {}));
    mette = bot.teams.person('Mette Holm');
    const chat = bot.teams.chatWith(mette);
    await bot.teams.say(mette, chat, 'liste');
    expect(bot.teams.messages(chat).map(textOf)).toEqual([texts.unavailable]);
  });
});

describe('a press on a card', () => {
  test('shows in its place what stands there now', async () => {
    const message = await posted(button('Tag den'));
    bot.answer({ kind: 'done', card: card({ subtitle: 'Mette har den.' }) });
    const pressed = await bot.teams.press(mette, message, 'Tag den');
    expect(pressed.kind === 'card' && textOf(pressed)).toContain('Mette har den.');
    expect(bot.requests[0]?.intent).toEqual({ kind: 'press', press: { act: 'claim', ...onOpening } });
  });

  test('that only says something says it to the one who pressed, as text', async () => {
    const message = await posted(button('Kontakt'));
    bot.answer({
      kind: 'say',
      card: card({ title: 'Kontakt', facts: [{ label: 'Telefon', value: '+4570121416' }] }),
    });
    const pressed = await bot.teams.press(mette, message, 'Kontakt');
    expect(pressed).toMatchObject({ kind: 'text', text: expect.stringContaining('Telefon: +4570121416') });
    expect(bot.teams.messages(channel).map(textOf).join()).not.toContain('70121416');
  });

  test('with nothing to show is confirmed', async () => {
    const message = await posted(button('Tag den'));
    expect(await bot.teams.press(mette, message, 'Tag den')).toEqual({ kind: 'text', text: texts.done });
  });

  test('is answered with a sentence when the database is gone', async () => {
    const message = await posted(button('Tag den'));
    bot.answer(gone);
    expect(await bot.teams.press(mette, message, 'Tag den')).toEqual({
      kind: 'text',
      text: texts.unavailable,
    });
  });

  test('behind a question acts on its yes', async () => {
    const confirm = { title: 'Sikker?', text: 'Den forsvinder.', yes: 'Ja', no: 'Nej' };
    const message = await posted(button('Træk tilbage', { confirm }));
    await bot.teams.press(mette, message, 'Træk tilbage');
    expect(bot.requests).toHaveLength(1);
  });

  test('that opens a form, and is refused, shows the refusal in the dialog', async () => {
    const message = await posted(button('Luk', { opensForm: true }));
    bot.answer({
      kind: 'say',
      card: card({ title: 'Det kan jobcentret gøre', buttons: [button('Se den')] }),
    });
    const dialog = await bot.teams.openDialog(mette, message, 'Luk');
    expect(dialog.title).toBe('Det kan jobcentret gøre');
    expect(buttonsOf(dialog)).toEqual(['Se den']);
  });
});

describe('a dialog', () => {
  const intake = (over: { error?: string; value?: string } = {}) =>
    form([
      textField('company', 'Virksomhed', { value: over.value ?? null }),
      textField(
        'contact',
        'Telefon eller e-mail',
        over.error === undefined ? {} : { error: over.error, value: '12' },
      ),
    ]);

  async function openIntake(): Promise<Dialog> {
    const message = await posted(button('Spot et job', { opensForm: true }));
    bot.answer({ kind: 'form', form: intake(), errors: false });
    return bot.teams.openDialog(mette, message, 'Spot et job');
  }

  test('comes back with what is wrong beside its field and everything typed', async () => {
    const dialog = await openIntake();
    bot.answer(async ({ intent }) => {
      const value = intent.kind === 'submit' ? String(intent.values.company) : '';
      return { kind: 'form', form: intake({ error: 'Skriv et nummer.', value }), errors: true };
    });
    const again = dialogOf(await bot.teams.submitDialog(dialog, { Virksomhed: 'Café Æblet', contact: '12' }));
    expect(errorsOf(again)).toEqual(['Skriv et nummer.']);
    expect(fieldsOf(again)).toEqual({ Virksomhed: 'Café Æblet', 'Telefon eller e-mail': '12' });
  });

  test('closes when there is nothing more to say, and shows the answer when there is', async () => {
    const dialog = await openIntake();
    bot.answer({ kind: 'done', card: null });
    expect(await bot.teams.submitDialog(dialog, {})).toEqual({ kind: 'closed' });
    bot.answer({ kind: 'say', card: card({ title: 'Tak! Mette ringer senest torsdag.' }) });
    expect(dialogOf(await bot.teams.submitDialog(dialog, {})).title).toBe(
      'Tak! Mette ringer senest torsdag.',
    );
  });

  test('says its title once: above itself, or in full where that is too long', async () => {
    const dialog = await openIntake();
    bot.answer({ kind: 'say', card: card({ title: 'Tak!' }) });
    expect(textOf(dialogOf(await bot.teams.submitDialog(dialog, {})))).not.toContain('Tak!');
    const long = `Tak, ${'og mange hilsner, '.repeat(5)}fra Birkholm`;
    bot.answer({ kind: 'say', card: card({ title: long }) });
    expect(textOf(dialogOf(await bot.teams.submitDialog(dialog, {})))).toContain(long);
  });

  test('stays open with everything typed when the database is gone', async () => {
    const dialog = await openIntake();
    bot.answer(gone);
    const again = dialogOf(await bot.teams.submitDialog(dialog, { Virksomhed: 'Café Æblet' }));
    expect(errorsOf(again)).toEqual([texts.unavailable]);
    expect(fieldsOf(again)).toEqual({ Virksomhed: 'Café Æblet' });
  });

  test('says so when not even the form can be made again', async () => {
    await bot.stop();
    bot = await startBot({ rebuildForm: () => null });
    channel = bot.teams.channel('Jobcenter');
    mette = bot.teams.person('Mette Holm');
    const dialog = await openIntake();
    bot.answer(gone);
    expect(textOf(dialogOf(await bot.teams.submitDialog(dialog, {})))).toBe(texts.unavailable);
  });

  test('asks for the rest once the choice is made on which it depends, and keeps what was prefilled', async () => {
    const message = await posted(button('Spot et job', { opensForm: true }));
    const company = textField('company', 'Virksomhed', { value: 'Café Æblet' });
    bot.answer({
      kind: 'form',
      form: form([choiceField('category', 'Opgave', { reshapes: true }), company]),
      errors: false,
    });
    const dialog = await bot.teams.openDialog(mette, message, 'Spot et job');
    await bot.teams.submitDialog(dialog, { Opgave: 'Butik' });
    expect(bot.requests.at(-1)).toMatchObject({
      key: null,
      intent: { kind: 'reshape', values: { category: 'shop', company: 'Café Æblet' } },
    });
  });

  test('offers the channels of the team as rooms', async () => {
    const general = bot.teams.channel('General');
    const message = await posted(button('Opret', { opensForm: true }));
    bot.answer({
      kind: 'form',
      form: form([{ kind: 'room', name: 'room', label: 'Rum', required: true, value: null }]),
      errors: false,
    });
    const dialog = await bot.teams.openDialog(mette, message, 'Opret');
    await bot.teams.submitDialog(dialog, { Rum: 'Generelt' });
    expect(bot.requests.at(-1)?.intent).toMatchObject({
      values: { room: general.id },
    });
  });

  test('offers the room one is in when Teams does not tell the others', async () => {
    const message = await posted(button('Opret', { opensForm: true }));
    bot.answer({
      kind: 'form',
      form: form([{ kind: 'room', name: 'room', label: 'Rum', required: true, value: null }]),
      errors: false,
    });
    bot.teams.fail('channels', { answer: 403 });
    const dialog = await bot.teams.openDialog(mette, message, 'Opret');
    await bot.teams.submitDialog(dialog, { Rum: texts.thisRoom });
    expect(bot.requests.at(-1)?.intent).toMatchObject({ values: { room: channel.id } });
  });
});

describe('a choice that is written into', () => {
  const source = { list: 'companies', taskForceId: TASK_FORCE, openingId: null } as const;
  const companies = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ value: `c${at}`, label: `Virksomhed ${at}` }));
  async function openWith(count: number) {
    const message = await posted(button('Find virksomhed', { opensForm: true }));
    const field = choiceField('company', 'Virksomhed', { source, options: companies(count) });
    bot.answer({ kind: 'form', form: form([field]), errors: false });
    return bot.teams.openDialog(mette, message, 'Find virksomhed');
  }

  test('holds the whole list where that is short, so that every client finds in it by itself', async () => {
    const dialog = await openWith(99);
    const asked = bot.requests.length;
    expect(await bot.teams.writeInto(dialog, 'company', 'virksomhed 98')).toEqual([
      { title: 'Virksomhed 98', value: 'c98' },
    ]);
    expect(bot.requests).toHaveLength(asked);
  });

  test('asks us for what fits where it is long, and still offers the first of it', async () => {
    const dialog = await openWith(100);
    expect(JSON.stringify(dialog.card)).toContain('Virksomhed 99');
    bot.answer({ kind: 'choices', options: companies(100).slice(20), card: card() });
    const found = await bot.teams.writeInto(dialog, 'company', 'virk');
    expect(found.map(({ value }) => value)).toEqual(
      companies(100)
        .slice(20, 35)
        .map(({ value }) => value),
    );
    expect(bot.requests.at(-1)).toMatchObject({
      key: null,
      intent: { kind: 'choose', source, words: 'virk' },
    });
    await bot.teams.submitDialog(dialog, { company: 'c20' });
    expect(bot.requests.at(-1)?.intent).toMatchObject({ values: { company: 'c20' } });
  });

  test('offers nothing to who may not choose there, or when nothing can be read', async () => {
    const dialog = await openWith(100);
    bot.answer({ kind: 'say', card: card({ title: 'Det kan jobcentret gøre' }) });
    expect(await bot.teams.writeInto(dialog, 'company', 'v')).toEqual([]);
    bot.answer(gone);
    expect(await bot.teams.writeInto(dialog, 'company', 'v')).toEqual([]);
  });

  test('of a list that isn’t ours is none we know', async () => {
    const value = { queryText: 'v', dataset: 'npm' };
    const asked = { type: 'invoke', name: 'application/search', value };
    expect((await bot.teams.deliver(mette, channel, asked)).status).toBe(501);
  });
});

describe('the app, when it is added', () => {
  test('greets a person once', async () => {
    const chat = bot.teams.chatWith(mette);
    await bot.teams.install(mette, chat);
    expect(bot.teams.messages(chat).map(textOf)).toEqual(['Hej! Jeg er Spot et job\nSkriv hjælp.']);
  });

  test('greets a team in its channel and writes to none of its people', async () => {
    await bot.teams.install(mette, channel);
    expect(bot.teams.messages(channel).map(textOf)).toEqual([
      'Hej! Jeg er Spot et job\nSkriv opret og jeres kode.',
    ]);
    expect(bot.teams.calls('create')).toEqual([]);
  });
});
