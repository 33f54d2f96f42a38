import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { type TeamsPerson, textOf } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { JOBCENTRE, logInSlack, setUpInSlack, startTown, type Town } from './town.ts';

let town: Town;
let mette: TeamsPerson;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  mette = town.teams.person('Mette Holm (JC)');
  await logInSlack(town);
  await town.calm();
});
afterAll(() => town.stop());

const cardInSlack = () =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => slackText(message).startsWith('SJ-1 ·')));

/** Says it in the person's own chat in Teams and returns the answer. */
async function sayInTeams(words: string) {
  const chat = town.teams.chatWith(mette);
  const before = town.teams.messages(chat).length;
  await town.teams.say(mette, chat, words);
  return until(() => town.teams.messages(chat)[before]);
}

async function sayInSlack(user: string, words: string) {
  const before = town.slack.ephemerals(user).length;
  await town.slack.command(user, JOBCENTRE, words);
  return until(() => town.slack.ephemerals(user)[before]);
}

let code = '';

test('Mette takes an opening in Slack and asks for a code, which she alone sees', async () => {
  await town.slack.press('UMETTE', await cardInSlack(), 'Tag den');
  await town.calm();
  const answer = slackText(await sayInSlack('UMETTE', 'forbind'));
  code = /Din kode er ([A-Z2-9]{4}-[A-Z2-9]{4})\./.exec(answer)?.[1] ?? '';
  expect(answer).toContain(`Skriv “forbind ${code}” direkte til mig på den anden platform.`);
  expect(answer).toContain('Koden virker i 10 minutter og kun én gang.');
  expect(JSON.stringify(town.slack.messages(JOBCENTRE))).not.toContain(code);
  expect(town.logged()).not.toContain(code);
});

test('in Slack it is her own code; a wrong one in Teams is none', async () => {
  expect(slackText(await sayInSlack('UMETTE', `forbind ${code}`))).toContain('Det er din egen kode.');
  expect(textOf(await sayInTeams('forbind NOPE-NOPE'))).toContain('Den kode kender jeg ikke.');
});

test('in Teams she is asked whether it is her, and then has what she has in Slack', async () => {
  const asked = await sayInTeams(`forbind ${code.toLowerCase()}`);
  expect(textOf(asked)).toContain('Koden er lavet af Mette Holm. Er det dig?');
  expect(textOf(await sayInTeams('mine'))).toContain('Her er ingen taskforce endnu');
  await town.teams.press(mette, asked, 'Ja, det er mig');
  const mine = await sayInTeams('mine');
  expect(textOf(mine)).toContain('SJ-1 · Café Æblet');
});

test('what she does in Teams counts as hers, and her language is one', async () => {
  const own = await sayInTeams('SJ-1');
  expect(textOf(own)).toContain('Mette Holm (JC) tog den');
  const dialog = await town.teams.openDialog(mette, own, 'Ingen svarede');
  await town.teams.submitDialog(dialog, { channel: 'phone' });
  await town.calm();
  expect(slackText(await cardInSlack())).toContain('Forsøg: 1 (telefon)');
  await sayInTeams('language en');
  expect(slackText(await sayInSlack('UMETTE', 'mine'))).toContain('SJ-1 · Café Æblet: Canteen');
  await sayInTeams('sprog da');
});

test('she hears where she wrote last', async () => {
  const inTeams = () => town.teams.messages(town.teams.chatWith(mette)).map(textOf).join('\n');
  const inSlack = () => town.slack.directMessages('UMETTE').map(slackText).join('\n');
  await town.setClock('2026-11-17T11:00:00+01:00');
  await sayInTeams('mine');
  await town.setClock('2026-11-23T10:00:00+01:00');
  expect(inTeams()).toContain('En åbning venter');
  expect(inSlack()).not.toContain('En åbning venter');
  expect(inSlack()).not.toContain('Tiden løb ud');
  await sayInSlack('UMETTE', 'mine');
  await town.setClock('2026-12-08T10:00:00+01:00');
  expect(inSlack()).toContain('Tiden løb ud');
  expect(inTeams()).not.toContain('Tiden løb ud');
});

test('five wrong codes make her wait', async () => {
  for (let wrong = 0; wrong < 5; wrong += 1) await sayInTeams(`forbind WRONG-${wrong}`);
  expect(textOf(await sayInTeams('forbind WRONG-6'))).toMatch(
    /Det var for mange forkerte koder. Prøv igen om \d+ minut/,
  );
});

test('Jens makes the code in Teams and links from Slack, where the dialog is Slack’s own', async () => {
  const jens = town.teams.person('Jens Dahl (JC)');
  const chat = town.teams.chatWith(jens);
  await town.teams.say(jens, chat, 'connect');
  const given = textOf(await until(() => town.teams.messages(chat).at(-1)));
  const his = /Din kode er (\S+)\./.exec(given)?.[1] ?? '';
  const asked = await sayInSlack('UJENS', `forbind ${his}`);
  expect(slackText(asked)).toContain('Koden er lavet af Jens Dahl (JC). Er det dig?');
  const before = town.slack.ephemerals('UJENS').length;
  await town.slack.press('UJENS', asked, 'Ja, det er mig');
  const done = await until(() => town.slack.ephemerals('UJENS')[before]);
  expect(slackText(done)).toContain('Så er dine konti forbundet.');
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
