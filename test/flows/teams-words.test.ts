import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TeamsConversation, TeamsPerson } from '../../src/playground/teams-server.ts';
import { errorsOf, fieldsOf, textOf } from '../../src/playground/teams-server.ts';
import { giveRole, OPENING, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

let town: Town;
let places: TeamsPlaces;
const coordinators = new Map<string, TeamsPerson>();
beforeAll(async () => {
  town = await startTown({ platforms: ['teams'], byMinute: false });
  places = await setUpInTeams(town);
  for (const name of ['Anna And', 'Berit Bi', 'Carl Carlsen', 'Dorte Due', 'Erik Egern']) {
    const person = town.teams.person(name);
    coordinators.set(name, person);
    await town.teams.say(person, places.jobcentre, 'sprog da');
    await giveRole(town, name, 'coordinator');
  }
  const first = await town.teams.extension(places.karen, places.leaders, 'spot_et_job');
  const chosen = await town.teams.submitDialog(first, { category: 'canteen' });
  if (chosen.kind === 'dialog')
    await town.teams.submitDialog(chosen.dialog, { ...OPENING, tasks: ['dishwashing'] });
  await town.calm();
});
afterAll(() => town.stop());

const person = (name: string): TeamsPerson => {
  const found = coordinators.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

/** All that is answered to somebody's words, there and in their own chat. */
async function answered(who: TeamsPerson, where: TeamsConversation, words: string): Promise<string[]> {
  const chat = town.teams.chatWith(who);
  const read = () =>
    [...new Set([where, chat])].flatMap((one) => town.teams.messages(one).map((message) => message.id));
  const before = read();
  await town.teams.say(who, where, words);
  // A Home, and a card for all, come by the outbox.
  await town.calm();
  return [...new Set([where, chat])]
    .flatMap((one) => town.teams.messages(one))
    .filter(({ id }) => !before.includes(id))
    .map(textOf);
}

/** Every command of the specification, typed as people type. */
const COMMANDS = [
  '',
  'SPOT ET JOB',
  'Liste',
  'mine',
  'Hjem',
  'opslag',
  'sj-1',
  'Giv alt videre',
  'OPRET',
  'møde start',
  'Moede slut',
  'virksomhed',
  'virksomhed aeblet',
  'Styregruppe',
  'medlemmer',
  'ugebrev',
  'Resultater',
  'INDSTILLINGER',
  'sprog DA',
  'forbind',
  'Mine Data',
  'hjælp',
] as const;
const HALF = COMMANDS.length / 2;

describe.each([
  ['without a mention in one’s own chat', 'Anna And', 'Berit Bi', 'chat'],
  ['with a mention in a channel', 'Carl Carlsen', 'Dorte Due', 'channel'],
] as const)('%s', (_, first, second, where) => {
  test.each(COMMANDS.map((words, at) => [words, at] as const))('“%s” is understood', async (words, at) => {
    const who = person(at < HALF ? first : second);
    const there = where === 'chat' ? town.teams.chatWith(who) : places.jobcentre;
    const texts = await answered(who, there, words);
    expect(texts).not.toEqual([]);
    expect(texts.join('\n')).not.toMatch(/forstod jeg ikke|Det gik ikke|lidt hurtigt/);
  });
});

test.each(['hi', 'Hej', 'HELLO', 'help'])('“%s” is answered with what the bot can do', async (words) => {
  const erik = person('Erik Egern');
  expect((await answered(erik, town.teams.chatWith(erik), words)).join()).toContain('liste');
});

test.each(['bla bla bla', 'lsite', '¯\\_(ツ)_/¯', '😀'])(
  'nonsense as “%s” gets a useful answer',
  async (words) => {
    const erik = person('Erik Egern');
    const text = (await answered(erik, town.teams.chatWith(erik), words)).join();
    expect(text).toMatch(/forstod jeg ikke[\s\S]*(hjælp|liste)/i);
  },
);

test('a dialog comes back with every value and each error, and one that is old says so', async () => {
  const { teams } = town;
  await teams.say(places.jens, places.jobcentre, 'liste');
  const card = await teams.waitFor(places.jobcentre, /^SJ-1 ·/);
  await teams.press(places.jens, card, 'Tag den');
  await town.calm();
  const taken = await teams.waitFor(places.jobcentre, /^SJ-1 ·/);
  const [one, other] = [
    await teams.openDialog(places.jens, taken, 'Luk'),
    await teams.openDialog(places.jens, taken, 'Ingen svarede'),
  ];
  const wrong = await teams.submitDialog(one, { reason: 'withdrawn', contact_on: '2020-01-01' });
  if (wrong.kind !== 'dialog') throw new Error('it was closed');
  expect(errorsOf(wrong.dialog)).not.toEqual([]);
  expect(Object.values(fieldsOf(wrong.dialog))).toEqual(expect.arrayContaining(['withdrawn', '2020-01-01']));
  await teams.submitDialog(other, { channel: 'sms' });
  const late = await teams.submitDialog(one, { reason: 'no_candidate' });
  expect(late.kind === 'dialog' ? textOf(late.dialog) : late.kind).toMatch(
    /^Den er blevet ændret, mens du skrev/,
  );
});

test('Teams refused nothing on the way', () => {
  expect(town.teams.refusals).toEqual([]);
});
