import { afterEach, expect, test } from 'vitest';
import { buttonsOf, type TeamsMessage, type TeamsPerson, textOf } from '../../src/playground/teams-server.ts';
import { giveRole, OPENING, SET_UP_CODE, setUpInTeams, startTown, type Town } from './town.ts';

let town: Town;
afterEach(() => town.stop());

const SECRET = /20 ?30 ?40 ?57|Karen Krogh/;
const ACTS = ['Tag den', 'Udsæt', 'Kontakt', 'Luk', 'Historik'];

async function logOpening(by: TeamsPerson, room: Parameters<Town['teams']['say']>[1]) {
  const first = await town.teams.extension(by, room, 'spot_et_job');
  const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind !== 'dialog') throw new Error('the tasks were not asked for');
  await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
  await town.calm();
  return town.teams.waitFor(room, /^SJ-1 ·/);
}

/** What somebody sees of a card who looks at it: their own, or else what stands there for all. */
async function seenBy(person: TeamsPerson, message: TeamsMessage) {
  const looked = await town.teams.look(person, message);
  return looked?.kind === 'card' ? { own: true, card: looked.card } : { own: false, card: message.card };
}

test('in the leaders’ room each sees what they may do, and nobody what isn’t theirs', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  const { teams } = town;
  const lise = teams.person('Lise Lotte');
  await teams.say(places.jens, places.jobcentre, 'liste');
  await teams.say(lise, places.leaders, 'liste');
  await town.calm();
  const card = await logOpening(places.karen, places.leaders);
  expect(buttonsOf(card)).toEqual([]);
  const [jens, karen, other] = await Promise.all(
    [places.jens, places.karen, lise].map((person) => seenBy(person, card)),
  );
  expect(jens?.own && buttonsOf(jens)).toEqual(ACTS);
  expect(karen?.own && buttonsOf(karen)).toEqual(['Tilføj mere', 'Ret', 'Træk tilbage']);
  expect(karen && textOf(karen)).toBe(textOf(card));
  expect(other).toEqual({ own: false, card: card.card });
  for (const shown of [jens, karen, other]) expect(JSON.stringify(shown)).not.toMatch(SECRET);
  expect(JSON.stringify([karen, other])).not.toContain('claim');
  expect(JSON.stringify([jens, other])).not.toContain('withdraw');

  await teams.press(places.jens, { ...card, card: jens?.card ?? card.card }, 'Tag den');
  await town.calm();
  const after = await teams.waitFor(places.leaders, /^SJ-1 ·/);
  expect(textOf(after)).toContain('Jens Dahl har den');
  const now = await seenBy(places.jens, after);
  expect(now.own && buttonsOf(now)).toContain('Kontaktet');
});

test('in a single room the leaders have no acts of the jobcentre on their card', async () => {
  town = await startTown({ platforms: ['teams'] });
  const { teams } = town;
  const [room, bodil, karen, mette] = [
    teams.channel('Taskforce'),
    teams.person('Bodil Lund'),
    teams.person('Karen Krogh'),
    teams.person('Mette Holm'),
  ];
  await teams.say(bodil, room, `opret ${SET_UP_CODE}`);
  const offer = await teams.waitFor(room, 'Ny taskforce');
  await teams.submitDialog(await teams.openDialog(bodil, offer, 'Åbn formularen'), {
    name: 'Birkholm',
    municipality: 'Viborg',
    target_group: 'Borgere på kontanthjælp',
    target: '100',
    rooms: 'shared',
    language: 'da',
  });
  await teams.say(mette, room, 'liste');
  await town.calm();
  await giveRole(town, 'Mette Holm', 'consultant');
  const card = await logOpening(karen, room);
  expect(buttonsOf(card)).toEqual(ACTS);
  const [leader, consultant] = [await seenBy(karen, card), await seenBy(mette, card)];
  expect(leader.own && buttonsOf(leader)).toEqual(['Tilføj mere', 'Ret', 'Træk tilbage']);
  expect(JSON.stringify(leader)).not.toContain('"claim"');
  expect(consultant.own && buttonsOf(consultant)).toEqual(ACTS);
  expect(JSON.stringify([leader, consultant])).not.toMatch(SECRET);
});

test('looking changes nothing and makes nobody, and is no haste', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  const card = await logOpening(places.karen, places.leaders);
  const [taskForce] = await town.bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force');
  const before = await town.bot.store.directory.members(taskForce.id);
  for (let times = 0; times < 30; times += 1) expect((await seenBy(places.jens, card)).own).toBe(true);
  const stranger = town.teams.person('Fremmed Mand');
  const forged = { ...card.card, refresh: { ...card.card.refresh, userIds: [stranger.id] } };
  const looked = await town.teams.look(stranger, { ...card, card: forged as TeamsMessage['card'] });
  expect(looked).toEqual({ kind: 'text', text: 'Kortet er, som det var.' });
  const account = { platform: 'teams', workspaceId: town.teams.tenantId, userId: stranger.aadObjectId };
  expect(await town.bot.store.departures.leaver(account, null)).toBeNull();
  expect(await town.bot.store.directory.members(taskForce.id)).toEqual(before);
  expect((await town.bot.store.outbox.depth()).waiting).toBe(0);
});

test.each([
  [60, true],
  [61, false],
])('in a room of %i people cards of their own: %s', async (people, own) => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  while (town.teams.people().length < people) town.teams.person(`Gæst ${town.teams.people().length}`);
  const card = await logOpening(places.karen, places.leaders);
  expect(card.card.refresh !== undefined).toBe(own);
  expect(town.teams.refusals).toEqual([]);
});

test('who is in a room can’t be had: all see the same card', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
  town.teams.fail('members', { answer: 503 }, 9);
  const card = await logOpening(places.karen, places.leaders);
  expect(card.card.refresh).toBeUndefined();
});

test('a guest is a business leader in the leaders’ room, and in the jobcentre’s nobody until a coordinator says so', async () => {
  town = await startTown({ platforms: ['teams'] });
  const places = await setUpInTeams(town);
  const { teams } = town;
  const guest = teams.person('Gitte Gæst', { guest: true });
  const outsider = teams.person('Per Partner', { tenantId: crypto.randomUUID() });
  await logOpening(guest, places.leaders);
  const card = await teams.waitFor(places.jobcentre, /^SJ-1 ·/);
  for (const person of [guest, outsider])
    expect(await teams.press(person, card, 'Tag den')).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('bed koordinatoren'),
    });
  await giveRole(town, 'Gitte Gæst', 'consultant');
  expect(await teams.press(guest, card, 'Tag den')).toMatchObject({ kind: 'card' });
  const jens = await teams.press(places.jens, card, 'Tag den');
  expect(jens).toMatchObject({ text: expect.stringContaining('Gitte Gæst har den') });
});
