import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenView, textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  logInSlack,
  modalTitled,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
} from './town.ts';

describe('indstillinger in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'], kind: 'embedded' });
    await setUpInSlack(town);
    await logInSlack(town);
    await town.calm();
  });
  afterAll(() => town.stop());

  const choose = async (form: OpenView, group: string) => {
    await town.slack.choose(form, 'group', group);
    return until(() => {
      const shown = town.slack.modalOf('UBODIL');
      return shown !== null && slackText(shown).includes('Vil du se det først?') ? shown : undefined;
    });
  };

  test('a coordinator looks at what goes out tomorrow, changes the deadline, and nobody is nudged tomorrow', async () => {
    const open = town.slack.modalOf('UBODIL');
    if (open !== null) town.slack.close(open);
    await town.slack.command('UBODIL', JOBCENTRE, 'indstillinger');
    const groups = await modalTitled(town, 'UBODIL', 'Indstillinger');
    expect(slackText(groups)).toContain('Hvad vil du ændre?');
    expect(slackText(groups)).not.toContain('Hverdage mellem to rykkere');
    const form = await choose(groups, 'first_days');
    await town.slack.submit(form, { ending: 'preview' });
    const shown = await modalTitled(town, 'UBODIL', 'Indstillinger');
    expect(slackText(shown)).toMatch(/Det går ud i morgen[\s\S]*SJ-1 · Café Æblet: rykker til/);
    await town.slack.submit(shown, { logged_days: '2' });
    const saved = await until(() => town.slack.modalOf('UBODIL'));
    expect(slackText(saved)).toMatch(/Gemt\.[\s\S]*Ingenting\. Alle er med\./);
    town.slack.close(saved);
    await town.slack.command('UBODIL', JOBCENTRE, 'indstillinger');
    const hours = await choose(await modalTitled(town, 'UBODIL', 'Indstillinger'), 'hours');
    await town.slack.submit(hours, { closed_days: 'sommer' });
    await town.slack.submit(await modalTitled(town, 'UBODIL', 'Indstillinger'), {
      closed_days: '18-11-2026',
    });
    const closed = await until(() => town.slack.modalOf('UBODIL'));
    expect(slackText(closed)).toContain('Gemt.');
    await town.setClock('2026-11-19T12:00:00+01:00');
    expect(town.slack.messages(JOBCENTRE).map(slackText).join('\n')).not.toContain('En åbning venter');
    await town.setClock('2026-11-20T12:00:00+01:00');
    await until(() =>
      town.slack.messages(JOBCENTRE).find((message) => slackText(message).includes('En åbning venter')),
    );
  });

  test('a consultant is told that it is the coordinator’s', async () => {
    await town.slack.command('UMETTE', JOBCENTRE, 'indstillinger');
    const answer = await until(() => town.slack.ephemerals('UMETTE').at(-1));
    expect(slackText(answer)).toContain('Det kan kun en koordinator.');
  });

  test('Slack refused nothing on the way', () => {
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('indstillinger in Teams', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'], kind: 'embedded' });
  });
  afterAll(() => town.stop());

  test('a coordinator changes the target, sees the preview first, and reads the old target afterwards', async () => {
    const { bodil } = await setUpInTeams(town);
    const chat = town.teams.chatWith(bodil);
    const opened = async () => {
      await town.teams.say(bodil, chat, 'indstillinger');
      const card = town.teams.messages(chat).at(-1);
      if (card === undefined) throw new Error('no card leads to the settings');
      const groups = await town.teams.openDialog(bodil, card, 'Åbn formularen');
      const chosen = await town.teams.submitDialog(groups, { group: 'target' });
      if (chosen.kind !== 'dialog') throw new Error('no settings were shown');
      return chosen.dialog;
    };
    const shown = await town.teams.submitDialog(await opened(), { target: '80', ending: 'preview' });
    if (shown.kind !== 'dialog') throw new Error('no preview was shown');
    expect(teamsText(shown.dialog)).toMatch(/Det går ud i morgen[\s\S]*Ingenting/);
    const saved = await town.teams.submitDialog(shown.dialog, {});
    expect(saved.kind === 'dialog' && teamsText(saved.dialog)).toContain('Gemt.');
    expect(teamsText(await opened())).toMatch(/80 fra 17\. november 2026[\s\S]*100 fra 17\. november 2026/);
    expect(town.teams.refusals).toEqual([]);
  });
});
