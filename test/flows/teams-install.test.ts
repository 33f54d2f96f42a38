import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startTeamsServer,
  type TeamsConversation,
  type TeamsServer,
  textOf,
} from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { SET_UP_CODE, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

const NOT_INSTALLED = 'Spot et job er ikke installeret hos jer';
const said = (teams: TeamsServer, conversation: TeamsConversation) =>
  teams.messages(conversation).map(textOf);

/** A leader logs a wish for a visit, by the message extension, which posts nothing by itself. */
let logged = 0;
async function logOpening(
  { teams }: Pick<Town, 'teams'>,
  { karen, leaders }: TeamsPlaces,
  by = karen,
): Promise<void> {
  const first = await teams.extension(by, leaders, 'spot_et_job');
  const chosen = await teams.submitDialog(first, { category: 'visit_request' });
  if (chosen.kind !== 'dialog') throw new Error('the rest was not asked for');
  logged += 1;
  const sent = await teams.submitDialog(chosen.dialog, {
    company: `Café Æblet ${logged}`,
    contact_name: 'Karen Krogh',
    contact: '20 30 40 57',
    place: '8800',
  });
  if (sent.kind !== 'dialog') throw new Error('nobody said thanks');
  expect(textOf(sent.dialog)).toContain('nummer SJ-');
}

describe('one organisation', () => {
  let town: Town;
  let places: TeamsPlaces;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'] });
  });
  afterAll(() => town.stop());

  const openings = () => said(town.teams, places.jobcentre).filter((text) => /^SJ-\d+ ·/.test(text)).length;
  const toBodil = () => said(town.teams, town.teams.chatWith(places.bodil));

  test('is greeted once where the app is added, however often and in however many ways it is told', async () => {
    const { teams } = town;
    const karen = teams.person('Karen Krogh');
    for (const where of [teams.chatWith(karen), teams.groupChat(), teams.channel('General', 'Aabenraa')]) {
      await teams.install(karen, where);
      await teams.redeliver();
      await teams.installToldAsMember(karen, where);
      await teams.redeliver();
      expect(said(teams, where)).toEqual([expect.stringContaining('Skriv “hjælp”')]);
    }
    expect(teams.calls('create')).toEqual([]);
  });

  test('is greeted by the first of the two ways that comes', async () => {
    const { teams } = town;
    const jens = teams.person('Jens Dahl');
    await teams.installToldAsMember(jens, teams.chatWith(jens));
    await teams.install(jens, teams.chatWith(jens));
    expect(said(teams, teams.chatWith(jens))).toHaveLength(1);
  });

  test('moves to another address while messages wait: they go there, and no more is asked of the former', async () => {
    const { teams } = town;
    places = await setUpInTeams(town);
    await teams.say(places.jens, places.jobcentre, 'liste');
    teams.fail('post', { answer: 503 }, 100);
    await logOpening(town, places);
    await until(() => teams.calls('post').some(({ status }) => status === 503));
    teams.heal();
    teams.move('uk');
    await teams.say(places.jens, places.jobcentre, 'mine');
    await town.calm();
    expect(openings()).toBe(1);
    expect(teams.serviceUrl).toContain('/uk/');
  });

  test('is answered nowhere but at the addresses on the list, and keeps the one it has', async () => {
    const { teams } = town;
    const serviceUrl = 'https://ond.dk/emea/';
    const help = { type: 'message', text: 'hjælp', serviceUrl };
    expect(await teams.deliver(places.jens, places.jobcentre, help, { serviceUrl })).toMatchObject({
      status: 403,
    });
    const [taskForce] = await town.bot.store.taskForces.all();
    if (taskForce === undefined) throw new Error('no task force');
    for (const { details } of await town.bot.store.taskForces.rooms(taskForce.id))
      expect(details.serviceUrl).not.toContain('ond.dk');
  });

  test.each([403, 404])(
    'a room that answers %i waits, its coordinator hears once, and it follows',
    async (status) => {
      const { teams } = town;
      const [before, heard] = [openings(), toBodil().length];
      // Every post fails until the coordinator is told, but theirs.
      teams.close(places.jobcentre);
      if (status === 404) teams.fail('post', { answer: 404 }, 1, places.jobcentre);
      await logOpening(town, places);
      await until(() => toBodil().length > heard);
      await logOpening(town, places);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(toBodil().slice(heard)).toEqual([expect.stringContaining('Jeg er taget ud af')]);
      expect(openings()).toBe(before);
      teams.open(places.jobcentre);
      await teams.say(places.jens, places.jobcentre, 'liste');
      await town.calm();
      expect(openings()).toBe(before + 2);
      expect((await town.bot.store.outbox.depth()).dead).toBe(0);
    },
  );

  test.each([403, 404])(
    'a person who answers %i is gone, the coordinator hears once, and a word brings them back',
    async (status) => {
      const { teams } = town;
      const chat = teams.chatWith(places.karen);
      await teams.say(places.karen, chat, 'mine');
      const heard = toBodil().length;
      teams.close(chat);
      if (status === 404) teams.fail('post', { answer: 404 }, 1, chat);
      for (let taken = 0; taken < 2; taken += 1) {
        const card = await until(() =>
          teams.messages(places.jobcentre).findLast((message) => buttonsInclude(message, 'Tag den')),
        );
        await teams.press(places.jens, card, 'Tag den');
        await town.calm();
      }
      const told = toBodil().slice(heard);
      expect(told.filter((text) => text.includes('Karen Krogh er her ikke længere'))).toHaveLength(1);
      teams.open(chat);
      await teams.say(places.karen, chat, 'mine');
      await logOpening(town, places);
      await town.calm();
      const mine = said(teams, chat).length;
      const card = await until(() =>
        teams.messages(places.jobcentre).findLast((message) => buttonsInclude(message, 'Tag den')),
      );
      await teams.press(places.jens, card, 'Tag den');
      await town.calm();
      expect(said(teams, chat).length).toBe(mine + 1);
    },
  );

  test('the app is taken out of a team: its rooms wait, the coordinator hears once a room; added again it greets, and all follows', async () => {
    const { teams } = town;
    const [before, heard] = [openings(), toBodil().length];
    await teams.uninstall(places.bodil, places.jobcentre);
    await teams.redeliver();
    await until(() => toBodil().length > heard + 1);
    await logOpening(town, places, teams.person('Lise Lotte'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(
      toBodil()
        .slice(heard)
        .filter((text) => text.includes('Jeg er taget ud af')),
    ).toHaveLength(2);
    expect(openings()).toBe(before);
    await teams.install(places.bodil, places.jobcentre);
    await town.calm();
    expect(openings()).toBe(before + 1);
  });

  test('a channel is renamed, archived with its team, and deleted', async () => {
    const { teams } = town;
    const rooms = async () => {
      const [taskForce] = await town.bot.store.taskForces.all();
      return taskForce === undefined ? [] : town.bot.store.taskForces.rooms(taskForce.id);
    };
    await teams.happens(places.bodil, places.jobcentre, 'channelRenamed', 'Jobcenter Birkholm');
    expect((await rooms()).map(({ name }) => name)).toContain('Jobcenter Birkholm');
    await teams.happens(places.bodil, places.jobcentre, 'teamArchived');
    const away = async () => Promise.all((await rooms()).map(({ id }) => town.bot.store.places.away(id)));
    expect(await away()).toEqual(['archived', 'archived']);
    await teams.happens(places.bodil, places.jobcentre, 'teamUnarchived');
    expect(await away()).toEqual([null, null]);
    await teams.happens(places.bodil, places.jobcentre, 'channelDeleted', 'Jobcenter Birkholm');
    expect((await away()).filter((reason) => reason === 'deleted')).toHaveLength(1);
  });

  test('another organisation is answered with a sentence, and nothing of it is kept', async () => {
    const other = await startTeamsServer({ appId: town.teams.appId });
    other.connectTo(`http://127.0.0.1:${town.bot.port}/api/messages`);
    const stranger = other.person('Fremmed Mand');
    const chat = other.chatWith(stranger);
    await other.install(stranger, chat);
    await other.say(stranger, chat, 'liste');
    expect(said(other, chat).at(-1)).toContain(NOT_INSTALLED);
    other.close(chat);
    expect((await other.say(stranger, chat, 'liste')).status).toBe(200);
    await other.stop();
  });
});

describe('many organisations', () => {
  let town: Town;
  let second: TeamsServer;
  const places = new Map<TeamsServer, TeamsPlaces>();
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'], manyTenants: true });
    second = await startTeamsServer({ appId: town.teams.appId });
    second.connectTo(`http://127.0.0.1:${town.bot.port}/api/messages`);
  });
  afterAll(async () => {
    await second.stop();
    await town.stop();
  });

  test('one that never installed the app gets a sentence in every way it asks, and leaves no trace', async () => {
    const stranger = second.person('Fremmed Mand');
    const chat = second.chatWith(stranger);
    await second.say(stranger, chat, `opret ${SET_UP_CODE}`);
    expect(said(second, chat)).toEqual([expect.stringContaining(NOT_INSTALLED)]);
    expect(await second.search(stranger, chat, 'find_aabning', '')).toContain(NOT_INSTALLED);
    const dialog = await second.extension(stranger, chat, 'spot_et_job');
    expect(textOf(dialog)).toContain(NOT_INSTALLED);
    const press = { act: 'claim', taskForceId: crypto.randomUUID(), openingId: crypto.randomUUID() };
    const value = { action: { verb: 'press', data: { press } } };
    const pressed = await second.deliver(stranger, chat, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value,
    });
    expect(JSON.stringify(pressed.body)).toContain(NOT_INSTALLED);
    expect(JSON.stringify(pressed.body)).not.toContain('taskForceId');
    const account = { platform: 'teams', workspaceId: second.tenantId, userId: stranger.aadObjectId };
    expect(await town.bot.store.departures.leaver(account, null)).toBeNull();
  });

  test('each that did has its own, in its own Teams', async () => {
    const codes = [SET_UP_CODE, 'SECOND-CODE'];
    await town.bot.store.setUpCodes.issue('SECOND-CODE', new Date());
    for (const [at, teams] of [town.teams, second].entries()) {
      const bodil = teams.person('Bodil Lund');
      await teams.install(bodil, teams.channel('General', 'Birkholm'));
      places.set(teams, await setUpInTeams({ ...town, teams, calm: town.calm }, codes[at]));
    }
    for (const [teams, own] of places) {
      await logOpening({ teams }, own);
      await town.calm();
      expect(said(teams, own.jobcentre).filter((text) => /^SJ-1 ·/.test(text))).toHaveLength(1);
    }
  });

  test('one takes it out: it reads nothing and is sent nothing, the other goes on; added again all is as it was', async () => {
    const own = places.get(second);
    const others = places.get(town.teams);
    if (own === undefined || others === undefined) throw new Error('not set up');
    for (const place of [
      second.chatWith(own.bodil),
      second.chatWith(own.karen),
      second.chatWith(own.jens),
      own.jobcentre,
    ])
      await second.uninstall(own.bodil, place);
    second.open(second.chatWith(own.karen));
    await second.say(own.karen, second.chatWith(own.karen), 'mine');
    expect(said(second, second.chatWith(own.karen)).at(-1)).toContain(NOT_INSTALLED);
    const posts = second.calls('post').length;
    const [card] = second.messages(own.jobcentre).filter((message) => /^SJ-1 ·/.test(textOf(message)));
    if (card === undefined) throw new Error('no card');
    expect(await second.press(own.jens, card, 'Tag den')).toMatchObject({
      kind: 'text',
      text: expect.stringContaining(NOT_INSTALLED),
    });
    await logOpening({ teams: town.teams }, others);
    await town.calm();
    expect(said(town.teams, others.jobcentre).filter((text) => /^SJ-2 ·/.test(text))).toHaveLength(1);
    expect(second.calls('post')).toHaveLength(posts);

    await second.install(own.bodil, own.jobcentre);
    await logOpening({ teams: second }, own);
    await town.calm();
    expect(said(second, own.jobcentre).filter((text) => /^SJ-2 ·/.test(text))).toHaveLength(1);
    expect(await second.press(own.jens, card, 'Tag den')).toMatchObject({ kind: 'card' });
  });
});

test('many cards for one room at once come no faster than Teams takes them', async () => {
  const town = await startTown({ platforms: ['teams'], paced: true });
  const places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  for (let opening = 0; opening < 12; opening += 1)
    await logOpening(town, places, town.teams.person(`Leder ${opening}`));
  await town.calm();
  expect(said(town.teams, places.jobcentre).filter((text) => /^SJ-\d+ ·/.test(text))).toHaveLength(12);
  expect(town.teams.calls().filter(({ status }) => status === 429)).toEqual([]);
  await town.stop();
}, 60_000);

function buttonsInclude(
  message: { card: { actions: readonly { title: string }[] } },
  title: string,
): boolean {
  return message.card.actions.some((action) => action.title === title);
}
