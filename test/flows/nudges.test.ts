import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweep } from '../../src/app/timed/sweep.ts';
import { buttonsOf, type Message, textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import { JOBCENTRE, logInSlack, pressAndSubmit, setUpInSlack, startTown, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ platforms: ['slack'] });
  await setUpInSlack(town);
});
afterAll(() => town.stop());

const card = (label: string) =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith(`${label} ·`)));
const nudges = (messages: Message[]) => messages.map(textOf).filter((text) => text.includes('venter'));
const inRoom = () => nudges(town.slack.messages(JOBCENTRE));
const to = (user: string) => nudges(town.slack.directMessages(user));

describe('nobody takes it', () => {
  test('the room is nudged after one business day, and not before', async () => {
    await logInSlack(town);
    await town.calm();
    await town.setClock('2026-11-18T09:59:00+01:00');
    expect(inRoom()).toEqual([]);
    await town.setClock('2026-11-18T10:00:00+01:00');
    expect(inRoom()).toEqual([expect.stringContaining('Ingen har taget den. Den har ventet 1 hverdag.')]);
  });

  test('under its card, and where the room sees it', async () => {
    const { ts } = await card('SJ-1');
    const nudge = town.slack
      .messages(JOBCENTRE)
      .find((message) => textOf(message).includes('Ingen har taget'));
    expect(nudge).toMatchObject({ thread: ts, broadcast: true });
  });

  test('once: not again in the same day, also not by two sweeps at once', async () => {
    await Promise.all([
      town.setClock('2026-11-18T15:00:00+01:00'),
      sweep(town.bot.store, at('2026-11-18T15:00:00+01:00'), false),
    ]);
    expect(inRoom()).toHaveLength(1);
  });

  test('a business day later the coordinator hears, since there is no team lead; then nobody again', async () => {
    await town.setClock('2026-11-19T10:00:00+01:00');
    expect(to('UBODIL')).toEqual([expect.stringContaining('SJ-1 · Café Æblet')]);
    await town.setClock('2026-11-20T10:00:00+01:00');
    await town.setClock('2026-11-24T10:00:00+01:00');
    expect(to('UBODIL')).toHaveLength(1);
    expect(inRoom()).toHaveLength(1);
  });
});

describe('the owner doesn’t call', () => {
  test('is told on the third business day, with the acts at hand', async () => {
    await town.slack.press('UMETTE', await card('SJ-1'), 'Tag den');
    await town.calm();
    await town.setClock('2026-11-25T10:00:00+01:00');
    expect(to('UMETTE')).toEqual([expect.stringContaining('Du har den. Fik du fat i dem?')]);
    const nudge = town.slack
      .directMessages('UMETTE')
      .find((message) => textOf(message).includes('Fik du fat'));
    expect(nudge && buttonsOf(nudge)).toEqual(['Kontaktet', 'Ingen svarede', 'Giv videre', 'Udsæt']);
  });

  test('loses it two business days later; room, owner and coordinator hear', async () => {
    await town.setClock('2026-11-26T10:00:00+01:00');
    await town.setClock('2026-11-27T10:00:00+01:00');
    expect(textOf(await card('SJ-1'))).toContain('Ny. Ring');
    expect(town.slack.messages(JOBCENTRE).map(textOf).join('\n')).toContain(
      'Den var hos Mette Holm. Hvem ringer nu?',
    );
    const free = town.slack
      .messages(JOBCENTRE)
      .find((message) => textOf(message).includes('Hvem ringer nu?'));
    expect(free).toMatchObject({ thread: (await card('SJ-1')).ts, broadcast: true });
    expect(town.slack.directMessages('UMETTE').map(textOf).join('\n')).toContain('Tiden løb ud');
    expect(town.slack.directMessages('UBODIL').map(textOf).join('\n')).toContain('Den var hos Mette Holm.');
  });
});

describe('what was done in time', () => {
  test('a snooze holds until its morning', async () => {
    await town.slack.press('UJENS', await card('SJ-1'), 'Tag den');
    await town.calm();
    await pressAndSubmit(town, 'UJENS', await card('SJ-1'), 'Udsæt', { until: 'week' });
    await town.setClock('2026-12-03T15:00:00+01:00');
    expect(to('UJENS')).toEqual([]);
    await town.setClock('2026-12-04T08:00:00+01:00');
    expect(to('UJENS')).toHaveLength(1);
  });

  test('a nudge about what was closed before it went out is not sent', async () => {
    await logInSlack(town, 'UKAREN', { hours: '1-4', company: 'Nørregård VVS' });
    await town.calm();
    town.slack.fail('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 }, 1);
    const before = inRoom().length;
    await sweep(town.bot.store, at('2026-12-07T08:00:00+01:00'), false);
    await pressAndSubmit(town, 'UJENS', await card('SJ-2'), 'Luk', { reason: 'job_order' });
    expect(inRoom()).toHaveLength(before);
  });
});

test('several that are due at once for one person are one message with a list', async () => {
  await town.setClock('2026-12-07T09:00:00+01:00');
  for (const company of ['Firma A', 'Firma B', 'Firma C']) {
    await logInSlack(town, 'UKAREN', { hours: '1-4', company });
    await town.calm();
  }
  for (const label of ['SJ-3', 'SJ-4', 'SJ-5'])
    await town.slack.press('UMETTE', await card(label), 'Tag den');
  await town.calm();
  const before = to('UMETTE').length;
  await town.setClock('2026-12-10T10:00:00+01:00');
  expect(to('UMETTE').slice(before)).toEqual([
    expect.stringMatching(/^3 åbninger venter[\s\S]*Firma A[\s\S]*Firma B[\s\S]*Firma C/),
  ]);
});

test('one is taken from the list in the room, and the list stays for the others', async () => {
  for (const company of ['Firma D', 'Firma E']) {
    await logInSlack(town, 'UKAREN', { hours: '1-4', company });
    await town.calm();
  }
  await town.setClock('2026-12-11T10:00:00+01:00');
  const list = town.slack
    .messages(JOBCENTRE)
    .findLast((message) => /^\d+ åbninger venter[\s\S]*Firma D[\s\S]*Firma E/.test(textOf(message)));
  if (list === undefined) throw new Error('no list came');
  const before = textOf(list);
  await town.slack.press('UJENS', list, 'Tag den');
  await town.calm();
  expect(textOf(list)).toBe(before);
  expect(town.slack.ephemerals('UJENS').map(textOf).at(-1)).toContain('Jens Dahl har den');
});

test('after an outage of a week people hear once, in working hours', async () => {
  const [owner, boss] = [to('UMETTE').length, to('UBODIL').length];
  await town.setClock('2026-12-19T20:00:00+01:00');
  expect([to('UMETTE').length, to('UBODIL').length]).toEqual([owner, boss]);
  await town.setClock('2026-12-21T08:00:00+01:00');
  const heard = [...to('UMETTE').slice(owner), ...to('UBODIL').slice(boss)];
  expect(heard.length).toBeLessThanOrEqual(2);
});

test('the leader is asked whether it is still open after two weeks of silence, and answers with one press', async () => {
  await town.setClock('2027-01-05T10:00:00+01:00');
  const asked = town.slack
    .directMessages('UKAREN')
    .findLast((message) => textOf(message).includes('Er den stadig åben?'));
  if (asked === undefined) throw new Error('nobody asked');
  await town.slack.press('UKAREN', asked, 'Ja, den er åben');
  await town.calm();
  expect(textOf(asked)).toContain('Tak! Så holder vi den åben.');
});

test('Slack refused nothing on the way', () => {
  expect(town.slack.refusals).toEqual([]);
});
