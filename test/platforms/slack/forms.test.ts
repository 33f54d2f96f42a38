import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import type { Field, Values } from '../../../src/messages/view.ts';
import { asPayload, type OpenView, textOf } from '../../../src/playground/slack-server.ts';
import { type Bot, card, context, form, startBot, TEXTS, TOKEN, textField } from './start-bot.ts';

const TASKS: Readonly<Record<string, readonly string[]>> = {
  cleaning: ['floors', 'toilets'],
  canteen: ['dishwashing', 'clearing'],
};

/** A form whose tasks depend on the category, as the real one's do. */
function intake(values: Values, errors: Readonly<Record<string, string>> = {}) {
  const one = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const error = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] });
  const category = one('category');
  const tasks = TASKS[category ?? ''];
  const option = (value: string) => ({ value, label: value.toUpperCase() });
  const choice: Field = {
    kind: 'choice',
    name: 'category',
    label: 'Hvad?',
    required: true,
    value: category,
    options: Object.keys(TASKS).map(option),
    reshapes: true,
    ...error('category'),
  };
  const choices: Field[] = tasks
    ? [
        {
          kind: 'choices',
          name: 'tasks',
          label: 'Opgaver',
          required: true,
          value: [],
          options: tasks.map(option),
        },
      ]
    : [];
  const hours = textField('hours', { value: one('hours'), ...error('hours') });
  const company = textField('company', { value: one('company'), ...error('company') });
  const place: Field[] =
    one('company') === 'Over grænsen'
      ? [
          {
            kind: 'choice',
            name: 'place',
            label: 'Hvilken kommune?',
            required: true,
            value: null,
            options: [option('birkholm')],
            reshapes: false,
            ...error('place'),
          },
        ]
      : [];
  return form([choice, ...choices, hours, company, ...place]);
}

let bot: Bot;
afterEach(() => bot.stop());

/** A bot whose form is open on Mette's screen; `submitted` answers what she sends. */
async function opened(
  submitted: (request: Request, values: Values) => Answer | Promise<Answer>,
  submissionMs = 2_200,
) {
  bot = await startBot(
    (request) => {
      if (request.intent.kind === 'submit') return submitted(request, request.intent.values);
      const values = request.intent.kind === 'reshape' ? request.intent.values : {};
      return { kind: 'form', form: intake(values), errors: false };
    },
    { submissionMs },
  );
  await bot.slack.command('UMETTE', 'C1');
  return bot.slack.until(() => bot.slack.modalOf('UMETTE'));
}

async function chooseCategory(modal: OpenView, category: 'cleaning' | 'canteen') {
  await bot.slack.choose(modal, 'category', category);
  await bot.slack.until(() => textOf(modal).includes(category === 'cleaning' ? 'FLOORS' : 'CLEARING'));
}

describe('a form that is sent', () => {
  test('carries its context and every value by field name', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    await chooseCategory(modal, 'cleaning');
    await bot.slack.submit(modal, {
      tasks: ['FLOORS', 'toilets'],
      hours: '3-5',
      company: 'Søn & <b>Fed</b>',
    });
    expect(bot.requests.at(-1)).toMatchObject({
      key: `slack:form:${TOKEN}`,
      sender: { userId: 'UMETTE', name: 'Mette Holm', conversation: { id: 'C1', direct: false } },
      intent: {
        kind: 'submit',
        context: context(),
        values: {
          category: 'cleaning',
          tasks: ['floors', 'toilets'],
          hours: '3-5',
          company: 'Søn & <b>Fed</b>',
        },
      },
    });
  });

  test('closes when it is done and nothing is to be shown', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    await bot.slack.submit(modal, { category: 'cleaning', hours: '5', company: 'X' });
    expect(modal.open).toBe(false);
  });

  test.each<[string, Answer]>([
    ['done with a card', { kind: 'done', card: card({ title: 'Tak!', lines: [['Mette ringer torsdag.']] }) }],
    ['something to say', { kind: 'say', card: card({ title: 'Tak!', lines: [['Mette ringer torsdag.']] }) }],
  ])('turns into the answer: %s', async (_what, reply) => {
    const modal = await opened(() => reply);
    await bot.slack.submit(modal, { category: 'cleaning', hours: '5', company: 'X' });
    expect(textOf(modal)).toBe('Spot et job\nTak!\nMette ringer torsdag.');
    expect(modal.modal.submit).toBeUndefined();
  });

  test('shows what is wrong beside the field, with everything typed kept', async () => {
    const modal = await opened((_, values) => ({
      kind: 'form',
      form: intake(values, { hours: 'Skriv timer som 3-5.' }),
      errors: true,
    }));
    await chooseCategory(modal, 'canteen');
    await bot.slack.submit(modal, { tasks: ['clearing'], hours: 'mange', company: 'Café Æblet' });
    expect(Object.entries(modal.errors)).toEqual([
      [expect.stringMatching(/^hours#/), 'Skriv timer som 3-5.'],
    ]);
    expect(textOf(modal)).toContain('☑ CLEARING');
    expect(textOf(modal)).toContain('Café Æblet');
    expect(modal.open).toBe(true);
  });

  test('that needs another field gets it, with the errors in words and everything typed kept', async () => {
    const modal = await opened((_, values) => ({
      kind: 'form',
      form: intake(values, { place: 'Vælg en kommune.' }),
      errors: true,
    }));
    await chooseCategory(modal, 'canteen');
    await bot.slack.submit(modal, { tasks: ['clearing'], hours: '5', company: 'Over grænsen' });
    expect(modal.errors).toEqual({});
    expect(textOf(modal)).toContain('Hvilken kommune?\n⚠ Vælg en kommune.');
    expect(textOf(modal)).toContain('☑ CLEARING');
    expect(textOf(modal)).toContain('Over grænsen');
  });

  test('with an error drawn before shows only the errors of now', async () => {
    let round = 0;
    const modal = await opened((_, values) => {
      round += 1;
      const errors: Record<string, string> =
        round === 1 ? { place: 'Vælg en kommune.' } : { hours: 'Skriv timer.' };
      return { kind: 'form', form: intake(values, errors), errors: true };
    });
    const values = { category: 'canteen', hours: 'mange', company: 'Over grænsen' };
    await bot.slack.submit(modal, values);
    await bot.slack.submit(modal, { tasks: ['clearing'], place: 'birkholm' });
    expect(textOf(modal)).not.toContain('Vælg en kommune.');
    expect(textOf(modal)).toContain('⚠ Skriv timer.');
  });

  test('comes under the same key however often it is sent', async () => {
    const modal = await opened((_, values) => ({
      kind: 'form',
      form: intake(values, { hours: 'Nej' }),
      errors: true,
    }));
    await bot.slack.submit(modal, { category: 'cleaning', hours: '5', company: 'X' });
    await bot.slack.redeliver();
    await bot.slack.submit(modal, { tasks: ['floors'] });
    const keys = bot.requests.filter(({ intent }) => intent.kind === 'submit').map(({ key }) => key);
    expect(keys).toEqual([`slack:form:${TOKEN}`, `slack:form:${TOKEN}`, `slack:form:${TOKEN}`]);
  });

  test('stays as it is, with a sentence, when the core fails', async () => {
    const modal = await opened(() => Promise.reject(new Error('no database')));
    const values = { category: 'cleaning', hours: '5', company: 'Nørregård VVS' };
    const sent = await bot.slack.submit(modal, values);
    expect(sent.status).toBe(200);
    expect(Object.values(modal.errors)).toEqual([TEXTS.unavailable]);
    expect(Object.keys(modal.errors)[0]).toMatch(/^category#/);
    expect(textOf(modal)).toContain('Nørregård VVS');
    expect(bot.logged()).not.toContain('Nørregård');
  });

  test('stays as it is, within Slack’s 3 s, when the core takes too long; the work still ends once', async () => {
    let ended = 0;
    let finish: (answer: Answer) => void = () => {};
    const slow = new Promise<Answer>((resolve) => (finish = resolve)).finally(() => (ended += 1));
    const modal = await opened(() => slow, 100);
    const sent = await bot.slack.submit(modal, { category: 'cleaning', hours: '5', company: 'X' });
    expect(sent.status).toBe(200);
    expect(sent.ms).toBeLessThan(2_000);
    expect(Object.values(modal.errors)).toEqual([TEXTS.unavailable]);
    expect(ended).toBe(0);
    finish({ kind: 'done', card: null });
    await bot.settled();
    expect(ended).toBe(1);
    expect(modal.open).toBe(true);
  });

  test('whose context was tampered with reaches nobody', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    modal.modal = { ...modal.modal, private_metadata: '{"form":"erase","token":"1"}' };
    await bot.slack.submit(modal, { category: 'cleaning', hours: '5', company: 'X' });
    expect(bot.requests.filter(({ intent }) => intent.kind === 'submit')).toEqual([]);
    expect(textOf(modal)).toContain(TEXTS.unavailable);
  });
});

describe('a choice that changes the form', () => {
  test('shows the fields of the choice, with everything typed kept', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    await bot.slack.choose(modal, 'company', 'Café Æblet');
    await chooseCategory(modal, 'cleaning');
    expect(textOf(modal)).toContain('Café Æblet');
    expect(bot.requests.at(-1)).toMatchObject({
      key: null,
      intent: { kind: 'reshape', values: { category: 'cleaning', company: 'Café Æblet' } },
    });
    expect(bot.slack.refusals).toEqual([]);
  });

  test('drops the ticks of the former choice and keeps the rest', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    await chooseCategory(modal, 'cleaning');
    await bot.slack.choose(modal, 'tasks', 'floors');
    await bot.slack.choose(modal, 'hours', '5');
    expect(textOf(modal)).toContain('☑ FLOORS');
    await chooseCategory(modal, 'canteen');
    expect(textOf(modal)).not.toContain('FLOORS');
    expect(textOf(modal)).toContain('hours\n5');
  });

  test('that is answered after a newer one changes nothing', async () => {
    let answerFirst: () => void = () => {};
    bot = await startBot(async ({ intent }) => {
      const values = intent.kind === 'reshape' ? intent.values : {};
      if (values.category === 'cleaning') await new Promise<void>((resolve) => (answerFirst = resolve));
      return { kind: 'form', form: intake(values), errors: false };
    });
    await bot.slack.command('UMETTE', 'C1');
    const modal = await bot.slack.until(() => bot.slack.modalOf('UMETTE'));
    await bot.slack.choose(modal, 'category', 'cleaning');
    await bot.slack.until(() => bot.requests.length === 2);
    await chooseCategory(modal, 'canteen');
    answerFirst();
    await bot.settled();
    expect(textOf(modal)).toContain('CLEARING');
    expect(textOf(modal)).not.toContain('FLOORS');
    expect(bot.slack.refusals).toEqual([{ method: 'views.update', error: 'hash_conflict' }]);
    expect(bot.logged()).not.toContain('could not be reshaped');
  });

  test('that can’t be followed says so on top, and the form is still under it', async () => {
    const modal = await opened(() => ({ kind: 'done', card: null }));
    bot.slack.fail('views.update', { kind: 'status', status: 500 });
    await bot.slack.choose(modal, 'category', 'cleaning');
    const above = await bot.slack.until(
      () => bot.slack.modalOf('UMETTE') !== modal && bot.slack.modalOf('UMETTE'),
    );
    expect(textOf(above)).toContain(TEXTS.unavailable);
    bot.slack.close(above);
    expect(bot.slack.modalOf('UMETTE')).toBe(modal);
  });
});

test('a form of a workspace that names no team is refused', async () => {
  const modal = await opened(() => ({ kind: 'done', card: null }));
  const payload = {
    type: 'view_submission',
    team: null,
    user: { id: 'UMETTE' },
    view: { id: modal.id, callback_id: 'form' },
  };
  const answered = await bot.slack.deliver(asPayload(payload));
  expect(answered.status).toBe(200);
  expect(answered.body).toContain(TEXTS.unavailable);
  expect(bot.requests.filter(({ intent }) => intent.kind === 'submit')).toEqual([]);
});
