import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../src/playground/slack-server.ts';
import { buttonsOf as teamsButtons, textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  logInSlack,
  modalTitled,
  OPENING,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

describe('Home in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'] });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
    const card = await until(() =>
      town.slack.messages(JOBCENTRE).find((one) => textOf(one).includes('SJ-1')),
    );
    await town.slack.press('UMETTE', card, 'Tag den');
    await town.calm();
  });
  afterAll(() => town.stop());

  const homeOf = (user: string, text: string | RegExp) =>
    until(() => {
      const page = town.slack.homeOf(user);
      return page !== null && textOf(page).match(text) !== null ? page : null;
    });

  test('is drawn when the page is opened, not when the tab beside it is', async () => {
    await town.slack.openHome('UMETTE', 'messages');
    await town.calm();
    expect(town.slack.homeOf('UMETTE')).toBeNull();
    await town.slack.openHome('UMETTE');
    expect(textOf(await homeOf('UMETTE', 'Dit overblik'))).toMatch(/Det venter på dig\nSENERE\nSJ-1 ·/);
  });

  test('follows what others do, several changes in one drawing', async () => {
    const before = town.slack.homeOf('UMETTE')?.published ?? 0;
    await logInSlack(town);
    await logInSlack(town);
    await homeOf('UMETTE', '2 åbninger har ingen taget.');
    await town.calm();
    expect((town.slack.homeOf('UMETTE')?.published ?? 0) - before).toBeLessThan(3);
    expect(town.slack.homeOf('UJENS')).toBeNull();
  });

  test('shows the others on a press, and takes one of them', async () => {
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'Det venter på dig'), 'Vis hele taskforcen');
    const all = await homeOf('UMETTE', 'Det venter i taskforcen');
    await town.slack.press('UMETTE', all, 'Tag den');
    expect(textOf(await modalTitled(town, 'UMETTE', 'Spot et job'))).toContain('Mette Holm har den');
    await homeOf('UMETTE', '1 åbning har ingen taget.');
  });

  test('opens an opening over it, whose acts are seen on it', async () => {
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'SJ-1'), 'Vis mine');
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'Det venter på dig'), 'Se den');
    const shown = await until(() => {
      const modal = town.slack.modalOf('UMETTE');
      return modal !== null && textOf(modal).includes('Det er der sket') ? modal : null;
    });
    await town.slack.press('UMETTE', shown, 'Kontaktet');
    const form = await modalTitled(town, 'UMETTE', 'Kontaktet');
    await town.slack.submit(form, { outcome: 'matching' });
    await homeOf('UMETTE', 'Mette Holm leder efter en kandidat.');
  });

  test('is narrowed by the form, and redrawn behind it', async () => {
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'SJ-1'), 'Filtrér');
    const form = await modalTitled(town, 'UMETTE', 'Filtrér');
    await town.slack.submit(form, { whose: 'nobody', status: 'any', urgency: 'any' });
    await homeOf('UMETTE', '1 i alt · Dem, ingen har taget');
    expect(town.slack.modalOf('UMETTE')).toBeNull();
  });

  test('speaks English at once', async () => {
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'Dit overblik'), 'English');
    await homeOf('UMETTE', 'Your overview · Birkholm');
    await town.slack.press('UMETTE', await homeOf('UMETTE', 'Your overview'), 'Dansk');
    await homeOf('UMETTE', 'Dit overblik');
  });

  test('of one who is gone is closed in silence', async () => {
    town.slack.fail('views.publish', { kind: 'error', error: 'user_not_found' });
    await logInSlack(town);
    await town.calm();
    expect(await town.bot.store.outbox.dead()).toEqual([]);
    await town.slack.openHome('UMETTE');
    await homeOf('UMETTE', '2 i alt');
  });

  test('Slack refused nothing on the way', () => {
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('Home in Teams', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
    places = await setUpInTeams(town);
    await log();
    await town.calm();
  });
  afterAll(() => town.stop());

  const log = async () => {
    await town.teams.say(places.karen, places.leaders, 'Spot et job');
    const offer = await town.teams.waitFor(places.leaders, 'Spot et job');
    const first = await town.teams.openDialog(places.karen, offer, 'Åbn formularen');
    const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
    if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
    const sent = await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
    if (sent.kind === 'dialog' && teamsText(sent.dialog).includes('allerede'))
      await town.teams.submitDialog(sent.dialog, { same: 'another' });
  };
  const chat = () => town.teams.chatWith(places.jens);
  const homes = () =>
    town.teams.messages(chat()).filter((message) => teamsText(message).includes('Dit overblik ·'));

  test('is one message in one’s own chat', async () => {
    const card = await town.teams.waitFor(places.jobcentre, /^SJ-1 ·/);
    await town.teams.press(places.jens, card, 'Tag den');
    await town.calm();
    await town.teams.say(places.jens, chat(), 'hjem');
    const home = await town.teams.waitFor(chat(), 'Dit overblik · Birkholm');
    expect(teamsText(home)).toMatch(/Det venter på dig\nSENERE\nSJ-1 ·/);
    expect(teamsButtons(home)).toContain('Spot et job');
  });

  test('updates itself while others act, and no other message comes', async () => {
    const before = town.teams.messages(chat()).length;
    await log();
    await town.teams.waitFor(chat(), '1 åbning har ingen taget.');
    expect(town.teams.messages(chat())).toHaveLength(before);
    expect(homes()).toHaveLength(1);
  });

  test('turns in its place', async () => {
    const [home] = homes();
    if (home === undefined) throw new Error('no Home');
    const turned = await town.teams.press(places.jens, home, 'Vis hele taskforcen');
    expect(turned.kind === 'card' && teamsText({ card: turned.card })).toContain('Det venter i taskforcen');
  });

  test('asked for again it stands further down, and says so where it stood', async () => {
    await town.teams.say(places.jens, chat(), 'hjem');
    await town.teams.waitFor(chat(), 'Dit overblik står længere nede nu.');
    await town.calm();
    expect(homes()).toHaveLength(1);
    expect(town.teams.messages(chat()).at(-1)).toBe(homes()[0]);
  });

  test('asked for in a channel it is told in private', async () => {
    const before = town.teams.messages(places.jobcentre).length;
    await town.teams.say(places.jens, places.jobcentre, 'hjem');
    await until(() => (homes().length === 2 ? true : null));
    expect(town.teams.messages(places.jobcentre)).toHaveLength(before);
  });

  test('Teams refused nothing on the way', () => {
    expect(town.teams.refusals).toEqual([]);
  });
});
