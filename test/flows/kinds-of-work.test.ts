import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  modalTitled,
  OPENING,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type Town,
} from './town.ts';

const LIBRARY = { work_name: 'Bibliotek <& arkiv>', work_added_new: 'bøger, udlån' };

describe('a kind of work of one’s own in Slack', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['slack'], kind: 'embedded' });
    await setUpInSlack(town);
  });
  afterAll(() => town.stop());

  const showing = (user: string, field: string) =>
    until(() => {
      const shown = town.slack.modalOf(user);
      return shown?.modal.blocks.some((block) => block.block_id?.startsWith(`${field}#`)) ? shown : undefined;
    });

  test('is added by the coordinator, told by a leader and read in the room', async () => {
    const open = town.slack.modalOf('UBODIL');
    if (open !== null) town.slack.close(open);
    await town.slack.command('UBODIL', JOBCENTRE, 'indstillinger');
    await town.slack.choose(await modalTitled(town, 'UBODIL', 'Indstillinger'), 'group', 'work');
    await town.slack.choose(await showing('UBODIL', 'work_category'), 'work_category', 'new');
    await town.slack.submit(await showing('UBODIL', 'work_name'), LIBRARY);
    const saved = await until(() => town.slack.modalOf('UBODIL'));
    expect(slackText(saved)).toContain('Gemt. Det gælder for nye åbninger.');
    await town.slack.command('UKAREN', LEADERS_ROOM);
    const form = await until(() => town.slack.modalOf('UKAREN'));
    await town.slack.choose(form, 'category', 'own_1');
    await town.slack.submit(await showing('UKAREN', 'tasks'), { tasks: ['own_3'], ...OPENING });
    await town.calm();
    const posted = town.slack.messages(JOBCENTRE);
    expect(posted.map(slackText).join('\n')).toContain('Opgave: Bibliotek <& arkiv>: udlån');
    expect(JSON.stringify(posted)).toContain('Bibliotek &lt;&amp; arkiv&gt;: udlån');
    expect(town.slack.refusals).toEqual([]);
  });
});

describe('a kind of work of one’s own in Teams', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown({ platforms: ['teams'], kind: 'embedded' });
  });
  afterAll(() => town.stop());

  test('is added by the coordinator, hidden again and shown as hidden', async () => {
    const { bodil } = await setUpInTeams(town);
    const chat = town.teams.chatWith(bodil);
    const next = async (
      dialog: Awaited<ReturnType<typeof town.teams.openDialog>>,
      values: Record<string, string>,
    ) => {
      const answer = await town.teams.submitDialog(dialog, values);
      if (answer.kind !== 'dialog') throw new Error('no dialog follows');
      return answer.dialog;
    };
    const chosen = async (work_category: string) => {
      await town.teams.say(bodil, chat, 'indstillinger');
      const card = town.teams.messages(chat).at(-1);
      if (card === undefined) throw new Error('no card leads to the settings');
      const groups = await town.teams.openDialog(bodil, card, 'Åbn formularen');
      return next(await next(groups, { group: 'work' }), { work_category });
    };
    expect(teamsText(await next(await chosen('new'), LIBRARY))).toContain('Gemt.');
    expect(teamsText(await next(await chosen('own_1'), { work_shown_own_1: 'hidden' }))).toContain('Gemt.');
    expect(JSON.stringify(await chosen('own_1'))).toContain('Bibliotek <& arkiv> (skjult)');
    expect(town.teams.refusals).toEqual([]);
  });
});
