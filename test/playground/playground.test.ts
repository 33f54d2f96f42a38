import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/playground/snapshot.ts';
import { type Arrived, arrive } from './arrive.ts';

let here: Arrived;
beforeAll(async () => {
  here = await arrive();
}, 120_000);
afterAll(() => here.leave());

const inSlack = ({ slack }: Snapshot, place: string) => {
  const { id } = slack.places.find((one) => one.name === place) ?? { id: '' };
  return slack.messages.filter((message) => message.where === id);
};
const inTeams = ({ teams }: Snapshot, place: string) => {
  const { id } = teams.places.find((one) => one.name === place) ?? { id: '' };
  return teams.messages.filter((message) => message.where === id);
};
const has = (messages: readonly object[], words: string) =>
  messages.some((message) => JSON.stringify(message).includes(words));

describe('who arrives', () => {
  test('finds Birkholm at work: one opening is taken, one waits, and nothing is left of the setting up', async () => {
    const at = await here.snapshot();
    expect(has(inSlack(at, 'jobcenter-birkholm'), 'Mette Morgensol har den')).toBe(true);
    expect(has(inTeams(at, 'Jobcenter'), 'SJ-2 · Vimpel Lager')).toBe(true);
    expect(has([...at.slack.messages, ...at.teams.messages], 'Kobl rummet på')).toBe(false);
    expect(Object.values(at.slack.modals).flat()).toEqual([]);
    expect(at.now.slice(0, 16)).toBe('2026-11-17T09:00');
  });

  test('reads what goes out next, why, and to whom', async () => {
    const { upcoming } = await here.snapshot();
    expect(upcoming[0]).toMatchObject({ what: 'nudge', about: 'SJ-2 · Vimpel Lager', waitsFor: 'logged' });
    expect(upcoming.map(({ what }) => what)).toContain('digest');
    expect(upcoming.find(({ what }) => what === 'digest')?.to).toEqual(['Konrad Kompas']);
  });

  test('the platforms refused nothing on the way', async () => {
    expect((await here.snapshot()).refusals).toEqual([]);
  });
});

test('whoever was never written to can begin with a command in their own chat with the bot', async () => {
  const act = { act: 'slack_write', as: 'mette', where: 'DUMETTE', text: '/spotjob mine' };
  expect(await here.post('/act', act)).toBeNull();
  await here.when(({ slack }) =>
    slack.messages.some(({ where, only }) => where === 'DUMETTE' && only === 'mette'),
  );
});

describe('the page', () => {
  test('comes with its script and style, which may talk to nobody else', async () => {
    const page = await fetch(here.url);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect(await page.text()).toContain('/page.js');
    expect((await (await fetch(`${here.url}/page.js`)).text()).length).toBeGreaterThan(10_000);
    expect((await fetch(`${here.url}/page.css`)).headers.get('content-type')).toContain('text/css');
  });

  test('lets the bot’s own health through', async () => {
    expect((await fetch(`${here.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${here.url}/metrics`)).text()).toContain('spotjob_outbox_waiting');
  });

  /** `fetch` sets these headers itself. */
  const asked = (path: string, method: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(here.url);
      request({ hostname, port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end(method === 'POST' ? '{}' : undefined);
    });
  const json = { 'content-type': 'application/json' };

  test.each([
    ['another name for this machine', '/', 'GET', { host: 'evil.example' }, 403],
    ['another site', '/story', 'POST', { ...json, origin: 'https://evil.example' }, 403],
    ['another site that listens', '/live', 'GET', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another site that reads the state', '/state.json', 'GET', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form of another site', '/story', 'POST', { 'content-type': 'text/plain' }, 403],
    ['a link from another site', '/', 'GET', { 'sec-fetch-site': 'cross-site' }, 200],
    ['an act that isn’t one', '/act', 'POST', json, 400],
  ])('%s', async (_who, path, method, headers, status) => {
    expect(await asked(path, method, headers)).toBe(status);
  });
});

describe('what people do', () => {
  test('is heard by the bot where it listens, and the page says where it doesn’t', async () => {
    const write = (where: string, text: string) =>
      here.post('/act', { act: 'slack_write', as: 'karla', where, text });
    expect(await write('C0TASKFORCE', 'hej')).toBe('not_heard');
    expect(await write('C0TASKFORCE', '/spotjob hjælp')).toBe(null);
    await here.when((at) => has(at.slack.messages, 'Det kan jeg'));
    expect(await write('DUKARLA', 'mine')).toBe(null);
    await here.when((at) => at.slack.messages.some((one) => one.where === 'DUKARLA' && has([one], 'SJ-1')));
  });

  test('a form with errors comes back with what was typed; mended it is taken', async () => {
    await here.post('/act', { act: 'slack_write', as: 'karla', where: 'C0TASKFORCE', text: '/spotjob' });
    const modal = ({ slack }: Snapshot) => slack.modals.karla?.at(-1);
    const empty = (await here.when((at) => modal(at) !== undefined)).slack.modals.karla?.at(-1);
    const idOf = (name: string, of = empty) =>
      of?.modal.blocks.find((block) => block.block_id?.startsWith(`${name}#`))?.block_id ?? name;
    const view = empty?.id ?? '';
    await here.post('/act', {
      act: 'slack_choose',
      as: 'karla',
      view,
      blockId: idOf('category'),
      values: { [idOf('category')]: 'canteen', [idOf('company')]: 'Café Æblet' },
    });
    const at = await here.when((now) => JSON.stringify(modal(now)?.modal).includes('dishwashing'));
    const shown = modal(at);
    const values = {
      [idOf('tasks', shown)]: ['dishwashing'],
      [idOf('hours', shown)]: '5-10',
      [idOf('contact', shown)]: 'ingen',
      [idOf('place', shown)]: 'Viborg',
    };
    await here.post('/act', { act: 'slack_submit', as: 'karla', view, values });
    const wrong = modal(await here.snapshot());
    expect(Object.values(wrong?.errors ?? {}).join(' ')).not.toBe('');
    expect(JSON.stringify(wrong?.state)).toContain('Café Æblet');
    await here.post('/act', {
      act: 'slack_submit',
      as: 'karla',
      view,
      values: { [idOf('contact', shown)]: '20 30 40 57' },
    });
    await here.when((now) => has(inTeams(now, 'Jobcenter'), 'SJ-3 · Café Æblet'));
  });

  test('taken in Teams it is taken in Slack, and in the taker’s Home that stood there', async () => {
    const chat = (await here.snapshot()).teams.places.find(
      (one) => one.kind === 'direct' && one.members.includes('jens'),
    );
    await here.post('/act', { act: 'teams_write', as: 'jens', where: chat?.id, text: 'hjem' });
    const home = ({ teams }: Snapshot) =>
      teams.messages.findLast((one) => one.where === chat?.id && has([one], 'Birkholm'));
    const before = home(await here.when((at) => home(at) !== undefined));
    const message = inTeams(await here.snapshot(), 'Jobcenter').findLast((one) => has([one], 'SJ-3 ·'));
    if (message === undefined) throw new Error('the card is not there');
    const press = { act: 'teams_press', as: 'jens', where: message.where, id: message.id, place: 0 };
    expect(await here.post('/act', press)).toBe(null);
    await here.when((at) => has(inSlack(at, 'jobcenter-birkholm'), 'Jens Jolle har den'));
    const after = home(await here.when((at) => home(at)?.edits !== before?.edits));
    expect(after?.id).toBe(before?.id);
    expect(JSON.stringify(after?.card)).toContain('Café Æblet');
  });

  test('who isn’t in a room presses nothing there', async () => {
    const [message] = inTeams(await here.snapshot(), 'Jobcenter');
    const press = { act: 'teams_press', as: 'viggo', where: message?.where, id: message?.id, place: 0 };
    expect(await here.post('/act', press)).toBe('gone');
  });
});

describe('each person’s own page with the bot', () => {
  test('is drawn in Slack once it is opened', async () => {
    expect((await here.snapshot()).slack.homes.mette).toBeUndefined();
    expect(await here.post('/act', { act: 'slack_open_home', as: 'mette' })).toBe(null);
    const opened = await here.when(({ slack }) => slack.homes.mette !== undefined);
    expect(JSON.stringify(opened.slack.homes.mette)).toContain('SJ-1 · Kringlebageriet');
  });

  test('has buttons that do what they say', async () => {
    const blocks = (await here.snapshot()).slack.homes.mette?.blocks ?? [];
    const found = blocks.flatMap((block) =>
      block.type === 'actions'
        ? block.elements.flatMap((button) => (button.type === 'button' ? [{ block, button }] : []))
        : [],
    );
    const spot = found.find(({ button }) => button.text.text === 'Spot et job');
    await here.post('/act', {
      act: 'slack_press_at_home',
      as: 'mette',
      blockId: spot?.block.block_id,
      actionId: spot?.button.action_id,
    });
    const at = await here.when(({ slack }) => (slack.modals.mette ?? []).length > 0);
    const view = at.slack.modals.mette?.at(-1);
    await here.post('/act', { act: 'slack_close', as: 'mette', view: view?.id });
  });
});

describe('the clock', () => {
  test('goes to what is due next, and it goes out', async () => {
    const before = await here.snapshot();
    const due = before.upcoming[0];
    expect(await here.post('/clock', { move: 'next' })).toBe('moving');
    const after = await here.when((at) => at.doing.kind === 'nothing' && at.now > before.now);
    expect(after.now.slice(0, 16)).toBe(due?.at.slice(0, 16));
    expect(has(inSlack(after, 'jobcenter-birkholm'), 'Ingen har taget den. Den har ventet 1 hverdag.')).toBe(
      true,
    );
  });

  test('one move at a time', async () => {
    expect(await here.post('/clock', { move: 'monday' })).toBe('moving');
    expect(await here.post('/clock', { move: 'hour' })).toBe('busy');
    const at = await here.when(({ doing }) => doing.kind === 'nothing');
    expect(at.now.slice(0, 16)).toBe('2026-11-23T07:00');
    expect(has([...at.slack.messages, ...at.teams.messages], 'uge 48')).toBe(true);
    const digest = [...at.slack.messages, ...at.teams.messages].find((one) => has([one], 'uge 48'));
    const [picture = ''] = /http[^"]*\/files\/picture\.png[^"]*/.exec(JSON.stringify(digest)) ?? [];
    const drawn = await fetch(picture);
    expect(drawn.headers.get('content-type')).toBe('image/png');
    expect((await drawn.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  });
});

test('what was left is there at the next start, and the bot still knows its messages', async () => {
  const before = await here.snapshot();
  await here.restart();
  const after = await here.snapshot();
  expect(after.slack.messages.map(({ key }) => key)).toEqual(before.slack.messages.map(({ key }) => key));
  expect(after.teams.messages.map(({ key }) => key)).toEqual(before.teams.messages.map(({ key }) => key));
  expect(after.now >= before.now).toBe(true);
  const card = inTeams(after, 'Jobcenter').findLast((one) => has([one], 'SJ-2 ·') && has([one], '"claim"'));
  if (card === undefined) throw new Error('the card is not there');
  await here.post('/act', { act: 'teams_press', as: 'lis', where: card.where, id: card.id, place: 0 });
  const shown = await here.when((at) => has(inSlack(at, 'jobcenter-birkholm'), 'Lis Lanterne har den'));
  expect(shown.refusals).toEqual([]);
});

test('starting over founds Birkholm anew, in the language one chose', async () => {
  expect(await here.post('/reset', { locale: 'en' })).toBe('resetting');
  const at = await here.when(({ locale, doing }) => locale === 'en' && doing.kind === 'nothing');
  expect(has(inSlack(at, 'jobcenter-birkholm'), 'Mette Morgensol has it')).toBe(true);
  expect(has(at.slack.messages, 'Café Æblet')).toBe(false);
}, 120_000);
