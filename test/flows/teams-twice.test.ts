import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Pressed, type TeamsMessage, textOf } from '../../src/playground/teams-server.ts';
import { OPENING, setUpInTeams, startTown, type TeamsPlaces, type Town } from './town.ts';

/** Teams delivers again what it saw no answer to. Each delivery is answered well, and all of them have one effect. */
let town: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  town = await startTown({ platforms: ['teams'] });
  places = await setUpInTeams(town);
  await town.teams.say(places.jens, places.jobcentre, 'liste');
});
afterAll(() => town.stop());

const cards = () => town.teams.messages(places.jobcentre).filter((one) => /^SJ-\d+ ·/.test(textOf(one)));
const newest = async (): Promise<TeamsMessage> => {
  await town.calm();
  const card = cards().at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};

async function timeline(number: number): Promise<string[]> {
  const { store } = town.bot;
  const [taskForce] = await store.taskForces.all();
  const opening = taskForce && (await store.openings.findByNumber(taskForce.id, number));
  if (taskForce === undefined || opening == null) throw new Error(`there is no SJ-${number}`);
  return (await store.openings.timeline(taskForce.id, opening.id)).map(({ event }) => event.kind);
}

/** What Teams is answered to the same once more, twice and at the same instant: no error, and the same body. */
async function again(): Promise<unknown[]> {
  const answers = [await town.teams.redeliver(), ...(await Promise.all([1, 2].map(town.teams.redeliver)))];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/Det gik ikke|error/i);
  }
  await town.calm();
  return answers.map(({ body }) => body);
}

function dialogOf(pressed: Pressed) {
  if (pressed.kind !== 'dialog') throw new Error(`no dialog but ${pressed.kind}`);
  return pressed.dialog;
}

test('composeExtension/fetchTask opens the same form, and composeExtension/submitAction logs one opening', async () => {
  const first = await town.teams.extension(places.karen, places.leaders, 'spot_et_job');
  await again();
  const chosen = dialogOf(await town.teams.submitDialog(first, { category: 'canteen' }));
  await again();
  const sent = await town.teams.submitDialog(chosen, { ...OPENING, tasks: ['dishwashing'] });
  expect(textOf(dialogOf(sent))).toContain('nummer SJ-1');
  for (const body of await again()) expect(JSON.stringify(body)).toContain('nummer SJ-1');
  expect(cards()).toHaveLength(1);
});

test('composeExtension/query finds the same', async () => {
  const found = await town.teams.search(places.jens, places.jobcentre, 'find_aabning', 'æblet');
  expect(found).toHaveLength(1);
  const [body] = await again();
  expect(JSON.stringify(body)).toContain('SJ-1');
});

test('adaptiveCard/action takes the opening once, and each answer shows who has it', async () => {
  const pressed = await town.teams.press(places.jens, await newest(), 'Tag den');
  expect(pressed.kind).toBe('card');
  for (const body of await again()) expect(JSON.stringify(body)).toContain('Jens Dahl har den');
  expect((await timeline(1)).filter((kind) => kind === 'claimed')).toHaveLength(1);
});

test('task/fetch opens the form each time, and task/submit counts one call', async () => {
  const dialog = await town.teams.openDialog(places.jens, await newest(), 'Ingen svarede');
  for (const body of await again()) expect(JSON.stringify(body)).toContain('"type":"continue"');
  expect((await town.teams.submitDialog(dialog, { channel: 'sms' })).kind).toBe('closed');
  expect(await again()).toEqual([null, null, null]);
  expect((await timeline(1)).filter((kind) => kind === 'attempted')).toHaveLength(1);
  expect(textOf(await newest())).toContain('Forsøg: 1 (sms)');
});

test('a look shows the same card', async () => {
  await town.calm();
  const [card] = town.teams.messages(places.leaders).filter((one) => /^SJ-1 ·/.test(textOf(one)));
  if (card === undefined) throw new Error('no card');
  await town.teams.look(places.jens, card);
  for (const body of await again()) expect(JSON.stringify(body)).toContain('SJ-1');
});

test('application/search offers the same', async () => {
  const value = { queryText: 'æbl', dataset: `companies:${await taskForceId()}:` };
  const asked = { type: 'invoke', name: 'application/search', value };
  await town.teams.deliver(places.jens, places.jobcentre, asked);
  for (const body of await again()) expect(JSON.stringify(body)).toContain('Café Æblet');
});

test('a message that acts has one effect', async () => {
  await town.teams.say(places.bodil, places.leaders, 'opslag');
  await again();
  const boards = town.teams
    .messages(places.leaders)
    .filter((message) => textOf(message).includes('Kender du en opgave'));
  expect(boards).toHaveLength(1);
});

test('installationUpdate and conversationUpdate greet once, take out once, and greet again', async () => {
  const chat = town.teams.groupChat();
  await town.teams.install(places.karen, chat);
  await again();
  await town.teams.uninstall(places.karen, chat);
  await again();
  await town.teams.install(places.karen, chat);
  await again();
  expect(town.teams.messages(chat)).toHaveLength(2);
  await town.teams.leave(places.karen, town.teams.channel('Kantine', 'Solbakken'));
  await again();
});

test('Teams refused nothing on the way', () => {
  expect(town.teams.refusals).toEqual([]);
});

async function taskForceId(): Promise<string> {
  const [taskForce] = await town.bot.store.taskForces.all();
  if (taskForce === undefined) throw new Error('no task force');
  return taskForce.id;
}
