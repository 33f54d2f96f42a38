import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../src/playground/slack-server.ts';
import {
  fieldsOf,
  buttonsOf as teamsButtons,
  textOf as teamsText,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { CPR_OR_HALF } from '../support/cpr.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  modalTitled,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

const MESSAGE =
  'Hej alle! Vi mangler en til opvasken, ca. 5 timer om ugen. Ring på 20 30 40 57. Æblet, Storegade 1, 8800 Viborg';
const SHORTCUT = 'goer_til_jobaabning';

describe('in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
  });
  afterAll(() => town.stop());

  const close = () => {
    const open = town.slack.modalOf('UMETTE');
    if (open !== null) town.slack.close(open);
  };
  const pick = (text: string) => {
    close();
    return town.slack.messageShortcut('UMETTE', LEADERS_ROOM, SHORTCUT, { user: 'UKAREN', text });
  };

  test('a message becomes a form that is filled in, with its writer as the contact', async () => {
    await pick(MESSAGE);
    const form = await modalTitled(town, 'UMETTE', 'Spot et job');
    const shown = textOf(form);
    for (const part of [
      'Kantine',
      '☑ opvask',
      'ca. 5 timer',
      'Karen Krogh',
      '20 30 40 57',
      '8800',
      'Hej alle!',
    ])
      expect(shown).toContain(part);
    await town.slack.submit(form, { company: 'Café Æblet', note: 'Indgang fra gården.' });
    await town.calm();
    const card = await until(() =>
      town.slack.messages(JOBCENTRE).find((one) => textOf(one).includes('SJ-1')),
    );
    expect(textOf(card)).toContain('Bemærkning: Indgang fra gården.');
    expect(textOf(card)).toContain('5 timer om ugen');
  });

  test('the message stays through a change of category and the question whether it is the same', async () => {
    await pick(MESSAGE);
    const form = await modalTitled(town, 'UMETTE', 'Spot et job');
    await town.slack.choose(form, 'category', 'cleaning');
    const other = await until(() => {
      const shown = town.slack.modalOf('UMETTE');
      return shown !== null && textOf(shown).includes('☐ gulve') ? shown : null;
    });
    expect(textOf(other)).toContain('Hej alle!');
    await town.slack.choose(other, 'category', 'canteen');
    const back = await until(() => {
      const shown = town.slack.modalOf('UMETTE');
      return shown !== null && textOf(shown).includes('☐ opvask') ? shown : null;
    });
    await town.slack.submit(back, { tasks: ['dishwashing'], company: 'Café Æblet' });
    const asked = await until(() => {
      const shown = town.slack.modalOf('UMETTE');
      return shown !== null && textOf(shown).includes('SJ-1') ? shown : null;
    });
    expect(textOf(asked)).toContain('Hej alle!');
    await town.slack.submit(asked, { same: 'Nej, det er en ny' });
    await town.calm();
    const card = await until(() =>
      town.slack.messages(JOBCENTRE).find((one) => textOf(one).includes('SJ-2')),
    );
    expect(textOf(card)).toContain('Hej alle!');
  });

  test('nothing is taken of a message that may hold a CPR number', async () => {
    await pick('Ring til 120785-4321 om opvask');
    const shown = textOf(await modalTitled(town, 'UMETTE', 'Spot et job'));
    expect(shown).toContain('CPR-nummer');
    expect(shown).not.toMatch(CPR_OR_HALF);
    expect(shown).not.toContain('☑');
    expect(town.logged()).not.toMatch(CPR_OR_HALF);
  });

  test('when the window comes too late, a button opens it with all that was in it', async () => {
    town.slack.triggersLast(-1);
    await pick(MESSAGE);
    const offer = await until(() => town.slack.ephemerals('UMETTE').at(-1));
    town.slack.triggersLast(3_000);
    await town.slack.press('UMETTE', offer, 'Åbn formularen');
    const shown = textOf(await modalTitled(town, 'UMETTE', 'Spot et job'));
    expect(shown).toContain('Hej alle!');
    expect(shown).toContain('Karen Krogh');
  });

  test('a shortcut without a conversation that comes too late writes to the person', async () => {
    town.slack.triggersLast(-1);
    close();
    await town.slack.shortcut('UMETTE', 'spot_et_job');
    const offer = await until(() =>
      town.slack.directMessages('UMETTE').find((one) => textOf(one).includes('[Åbn formularen]')),
    );
    town.slack.triggersLast(3_000);
    await town.slack.press('UMETTE', offer, 'Åbn formularen');
    await modalTitled(town, 'UMETTE', 'Spot et job');
  });

  test('a coordinator puts up a card to be pinned, once, and its button opens the form', async () => {
    await town.slack.command('UBODIL', LEADERS_ROOM, 'opslag');
    await town.slack.redeliver();
    await town.calm();
    const boards = town.slack
      .messages(LEADERS_ROOM)
      .filter((one) => textOf(one).includes('Kender du en opgave'));
    expect(boards).toHaveLength(1);
    const [board] = boards;
    if (board === undefined) throw new Error('no card');
    await town.slack.press('UJENS', board, 'Spot et job');
    await modalTitled(town, 'UJENS', 'Spot et job');
    await town.slack.command('UKAREN', LEADERS_ROOM, 'opslag');
    await until(() =>
      town.slack.ephemerals('UKAREN').find((one) => textOf(one).includes('kun en koordinator')),
    );
  });

  test('Slack refused nothing but the triggers that were too old', () => {
    expect(town.slack.refusals.map(({ error }) => error)).toEqual([
      'expired_trigger_id',
      'expired_trigger_id',
    ]);
  });
});

describe('in Teams', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
    places = await setUpInTeams(town);
    await town.teams.say(places.jens, places.jobcentre, 'liste');
  });
  afterAll(() => town.stop());

  test('the action under a message fills the form in, and sends it', async () => {
    const html = `<p>${MESSAGE.replace('Hej alle! ', 'Hej <at id="0">alle</at>!</p><p>').replace('ca.', '&nbsp;ca.')}</p>`;
    const dialog = await town.teams.extension(places.jens, places.jobcentre, 'spot_et_job', {
      html,
      from: places.karen,
    });
    expect(fieldsOf(dialog)).toMatchObject({
      Kontaktperson: 'Karen Krogh',
      'Telefon eller e-mail': '20 30 40 57',
      Bemærkning: expect.stringContaining('Hej alle!\nVi mangler en til opvasken'),
    });
    const sent = await town.teams.submitDialog(dialog, { company: 'Café Æblet' });
    expect(sent.kind === 'dialog' && teamsText(sent.dialog)).toContain('SJ-1');
    await town.calm();
    expect(teamsText(await town.teams.waitFor(places.jobcentre, /^SJ-1 ·/))).toContain('Hej alle!');
  });

  test('the action where one writes opens the form', async () => {
    const dialog = await town.teams.extension(places.jens, town.teams.chatWith(places.jens), 'spot_et_job');
    expect(dialog.title).toBe('Spot et job');
  });

  test('the search finds by company, work or number, with Danish letters or without', async () => {
    const found = async (words: string) => {
      const results = await town.teams.search(places.jens, places.jobcentre, 'find_aabning', words);
      return typeof results === 'string' ? results : results.map(({ title }) => title);
    };
    for (const words of ['', 'aeblet', 'Æblet opvask', 'sj-1', 'viborg'])
      expect(await found(words)).toEqual(['SJ-1 · Café Æblet']);
    expect(await found('bageri')).toContain('Ingen åbne åbninger passer.');
  });

  test('what it puts into a conversation is safe for everybody, and live', async () => {
    const chat = town.teams.groupChat();
    const results = await town.teams.search(places.jens, chat, 'find_aabning', 'æblet');
    const [result] = typeof results === 'string' ? [] : results;
    if (result === undefined) throw new Error('nothing was found');
    expect(JSON.stringify(result)).not.toMatch(/20 ?30 ?40 ?57|gården|Hej alle/);
    const message = town.teams.insert(chat, result);
    expect(teamsButtons(message)).toEqual(['Se den', 'Opdatér']);
    const card = await town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);
    await town.teams.press(places.jens, card, 'Tag den');
    const looked = await town.teams.look(places.jens, message);
    expect(looked?.kind === 'card' && teamsText({ card: looked.card })).toContain('Jens Dahl har den');
    expect(await town.teams.look(places.karen, message)).toBeNull();
    const asked = await town.teams.press(places.jens, message, 'Opdatér');
    expect(asked.kind).toBe('card');
    const stranger = await town.teams.press(town.teams.person('Fremmed Mand'), message, 'Opdatér');
    expect(stranger).toEqual({ kind: 'text', text: expect.stringContaining('Du er ikke med') });
  });

  test('a stranger’s search says how to get into a task force', async () => {
    const stranger = town.teams.person('Ny Leder');
    const results = await town.teams.search(stranger, town.teams.chatWith(stranger), 'find_aabning', 'x');
    expect(results).toContain('opret');
  });

  test('a coordinator puts up a card to be pinned', async () => {
    await town.teams.say(places.bodil, places.leaders, 'opslag');
    const board = await town.teams.waitFor(places.leaders, 'Kender du en opgave');
    const dialog = await town.teams.openDialog(places.karen, board, 'Spot et job');
    expect(dialog.title).toBe('Spot et job');
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
