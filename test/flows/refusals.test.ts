import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asForm, textOf } from '../../src/playground/slack-server.ts';
import { until } from '../../src/playground/until.ts';
import { CPR_OR_HALF } from '../support/cpr.ts';
import {
  JOBCENTRE,
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  OPENING,
  setUpInSlack,
  startTown,
  type Town,
} from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
});
afterAll(() => town.stop());

const card = () =>
  until(() => town.slack.messages(JOBCENTRE).find((message) => textOf(message).startsWith('SJ-1')));

/** Presses a button that stands in the jobcentre's room, as if it stood elsewhere or said something else. */
async function press(user: string, channel: string, value: object) {
  const shown = await card();
  const blocks = structuredClone(shown.blocks);
  for (const block of blocks) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      if (element.type === 'button') element.value = JSON.stringify(value);
    }
  }
  const delivered = await town.slack.press(user, { ...shown, blocks, channel }, 'Tag den');
  expect(delivered.status).toBe(200);
  await town.calm();
}

/** The last thing the bot told this person alone. */
const toldAlone = (user: string) => textOf(town.slack.ephemerals(user).at(-1) ?? raise('was told nothing'));
function raise(what: string): never {
  throw new Error(what);
}

async function theOpening() {
  const taskForce = (await town.bot.store.taskForces.all()).find(({ name }) => name === 'Birkholm');
  if (taskForce === undefined) throw new Error('no task force');
  const opening = await town.bot.store.openings.findByNumber(taskForce.id, 1);
  if (opening === null) throw new Error('no opening');
  return opening;
}

describe('requests that Slack didn’t sign', () => {
  test.each([
    ['unsigned', { headers: { 'x-slack-signature': undefined } }],
    ['wrongly signed', { secret: 'another' }],
    ['six minutes old', { shiftS: -360 }],
    ['dated six minutes ahead', { shiftS: 360 }],
  ])('%s: 401', async (_, forgery) => {
    const sent = asForm({ command: '/spotjob', text: 'liste' });
    expect((await town.slack.deliver(sent, forgery)).status).toBe(401);
  });
});

test.each([
  ['without a token', { token: 'none' as const }],
  ['signed by somebody else', { token: 'key' as const }],
  ['with nonsense for a token', { token: 'eyJhbGciOiJub25lIn0.e30.' }],
])('a Teams activity %s: 401', async (_, forgery) => {
  const somebody = town.teams.person('Fremmed');
  const activity = { type: 'message', text: 'liste' };
  expect((await town.teams.deliver(somebody, town.teams.chatWith(somebody), activity, forgery)).status).toBe(
    401,
  );
});

describe('people and ids that don’t belong', () => {
  test('a person outside the task force who presses its button, from a channel of their own, changes nothing', async () => {
    town.slack.person('USTRANGER', 'Fremmed');
    town.slack.channel('C0ELSEWHERE');
    const { id, taskForceId } = await theOpening();
    await press('USTRANGER', 'C0ELSEWHERE', { act: 'claim', taskForceId, openingId: id });
    expect((await theOpening()).status).toBe('logged');
    expect(toldAlone('USTRANGER')).toContain('Du er ikke med i den taskforce.');
  });

  test('a business leader in the leaders’ room can’t take it either', async () => {
    const { id, taskForceId } = await theOpening();
    await press('UKAREN', LEADERS_ROOM, { act: 'claim', taskForceId, openingId: id });
    expect((await theOpening()).status).toBe('logged');
    expect(toldAlone('UKAREN')).toContain('Det kan jobcentret gøre.');
  });

  test('an opening of another task force can’t be reached with a forged id', async () => {
    const { id } = await theOpening();
    const own = await foundAnother();
    await press('UOTHER', 'C0OTHER', { act: 'claim', taskForceId: own, openingId: id });
    await press('UOTHER', 'C0OTHER', {
      act: 'claim',
      taskForceId: (await theOpening()).taskForceId,
      openingId: id,
    });
    await press('UOTHER', 'C0OTHER', { act: 'view_contact', taskForceId: own, openingId: id });
    await town.calm();
    expect((await theOpening()).status).toBe('logged');
    expect(town.slack.ephemerals('UOTHER').map(textOf).join('\n')).not.toContain('20 30 40 57');
  });

  async function foundAnother(): Promise<string> {
    await town.bot.store.setUpCodes.issue('SECOND-CODE', new Date());
    town.slack.person('UOTHER', 'En Anden');
    town.slack.channel('C0OTHER');
    await town.slack.command('UOTHER', 'C0OTHER', 'opret SECOND-CODE');
    await town.slack.submit(await modalTitled(town, 'UOTHER', 'Ny taskforce'), {
      name: 'Anden',
      municipality: 'Randers',
      target_group: 'Alle',
      rooms: 'here',
      language: 'da',
    });
    await town.calm();
    const found = (await town.bot.store.taskForces.all()).find(({ name }) => name === 'Anden');
    return found?.id ?? '';
  }
});

test('a button value that is no press of ours is acknowledged and does nothing', async () => {
  await press('UMETTE', JOBCENTRE, { act: 'drop_tables' });
  expect((await theOpening()).version).toBe(1);
});

test('a form value over its limit comes back beside its field', async () => {
  const { taskForceId } = await theOpening();
  const context = {
    form: 'intake',
    token: randomUUID(),
    taskForceId,
    openingId: null,
    conversationId: LEADERS_ROOM,
    extra: null,
  } as const;
  const answer = await town.bot.dispatch({
    sender: {
      platform: 'slack',
      workspaceId: town.slack.teamId,
      userId: 'UKAREN',
      name: null,
      details: {},
      conversation: { id: LEADERS_ROOM, direct: false, name: null, details: {} },
    },
    intent: {
      kind: 'submit',
      context,
      values: { ...OPENING, category: 'canteen', tasks: ['dishwashing'], company: 'x'.repeat(121) },
    } as never,
    key: null,
  });
  if (answer.kind !== 'form') throw new Error('it was taken');
  const company = answer.form.fields.find((field) => field.name === 'company');
  expect(company).toMatchObject({ error: 'Skriv mellem 2 og 120 tegn.', value: 'x'.repeat(121) });
});

describe('a CPR number', () => {
  test('is refused beside its field, with the rest kept, and stands nowhere: no table, no log, no message', async () => {
    const answer = await logInSlack(town, 'UKAREN', {
      ...OPENING,
      company: '1207854321 Byg',
      contact_name: 'Søren 120785-4321',
    });
    expect(answer.body).toContain('ligner et CPR-nummer');
    const form = town.slack.modalOf('UKAREN');
    expect(form && textOf(form)).toContain('20 30 40 57');
    await town.calm();
    expect(await everythingStored()).not.toMatch(CPR_OR_HALF);
    expect(town.logged()).not.toMatch(CPR_OR_HALF);
    expect(JSON.stringify(town.slack.calls())).not.toMatch(CPR_OR_HALF);
  });

  async function everythingStored(): Promise<string> {
    if (!('DATABASE_URL' in town.database.environment)) return '';
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: town.database.environment.DATABASE_URL });
    await client.connect();
    const { rows } = await client.query<{ dump: string }>(
      `SELECT string_agg(query_to_xml('SELECT * FROM ' || quote_ident(tablename), true, false, '')::text, '') AS dump
       FROM pg_tables WHERE schemaname = 'public'`,
    );
    await client.end();
    expect(rows[0]?.dump).toContain('Café Æblet');
    return rows[0]?.dump ?? '';
  }
});

test('people’s words stand in no log line', () => {
  expect(town.logged()).toContain('answered');
  expect(town.logged()).not.toMatch(/Café Æblet|Karen Krogh|20304057/);
});

test.each([
  ['lsite', '“/spotjob liste”'],
  ['hjelp', '“/spotjob hjælp”'],
  ['hjaelp', 'Det kan jeg'],
  ['LISTE', 'Åbne åbninger'],
  ['list', 'Åbne åbninger'],
  ['xyzzy', 'Skriv “/spotjob hjælp”'],
])('/spotjob %s is answered helpfully', async (words, expected) => {
  const before = town.slack.ephemerals('UMETTE').length;
  await town.slack.command('UMETTE', JOBCENTRE, words);
  expect(textOf(await until(() => town.slack.ephemerals('UMETTE')[before]))).toContain(expected);
});

test('the same press, delivered three times, has one effect', async () => {
  await town.slack.press('UMETTE', await card(), 'Tag den');
  await town.slack.redeliver();
  await town.slack.redeliver();
  await town.calm();
  const { id, taskForceId } = await theOpening();
  const timeline = await town.bot.store.openings.timeline(taskForceId, id);
  expect(timeline.filter(({ event }) => event.kind === 'claimed')).toHaveLength(1);
});
