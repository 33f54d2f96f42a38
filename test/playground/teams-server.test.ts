import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { cardSchema, messageSchema, taskSchema } from '../../src/playground/teams/card-rules.ts';
import {
  startTeamsServer,
  type TeamsConversation,
  type TeamsPerson,
  type TeamsServer,
} from '../../src/playground/teams-server.ts';

/** The server that stands for Teams in our tests must refuse what Teams would, or these tests prove nothing. */
let teams: TeamsServer;
let channel: TeamsConversation;
let mette: TeamsPerson;
beforeAll(async () => {
  teams = await startTeamsServer();
});
beforeEach(() => {
  channel = teams.channel('Jobcenter');
  mette = teams.person('Mette Holm');
});
afterAll(() => teams.stop());

const text = (words: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] });
const card = (over: object = {}) => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: 'SJ-1',
  speak: 'SJ-1',
  body: [text('SJ-1')],
  actions: [],
  ...over,
});
const attached = (content: object) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });
const message = (content: object = card()) => ({
  type: 'message',
  summary: 'SJ-1',
  attachments: [attached(content)],
});
const submit = (title: string, over: object = {}) => ({ type: 'Action.Submit', title, data: {}, ...over });
const execute = (title: string) => ({
  type: 'Action.Execute',
  title,
  verb: 'press',
  data: {},
  fallback: submit(title),
});

const answerSchema = z.looseObject({
  id: z.string().default(''),
  members: z.array(z.unknown()).default([]),
  continuationToken: z.string().optional(),
});

async function call(method: string, path: string, body?: object, server = teams) {
  const response = await fetch(`${server.serviceUrl}v3/${path}`, {
    method,
    headers: { authorization: 'Bearer token-of-the-bot' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: answerSchema.parse(await response.json()),
  };
}
const post = (body: object, where = channel) => call('POST', `conversations/${where.id}/activities`, body);

describe('a card', () => {
  test('as it should be is taken', () => {
    expect(cardSchema.safeParse(card({ actions: [execute('Tag den')] })).error).toBeUndefined();
  });

  test.each([
    ['with an element that is none', { body: [{ type: 'Sparkle' }] }],
    ['with Markdown, which people’s words would be', { body: [{ type: 'TextBlock', text: 'x' }] }],
    ['of a version that Teams doesn’t draw', { version: '1.6' }],
    ['with nothing to read out', { speak: '' }],
    ['with something that is read out as a tag', { speak: '<audio src="x"/>' }],
    ['with a property of its own', { sparkle: true }],
    ['with seven buttons', { actions: Array.from({ length: 7 }, (_, at) => execute(`B${at}`)) }],
    ['with a button that falls back to nothing', { actions: [{ ...execute('A'), fallback: undefined }] }],
    ['with a picture without words', { body: [{ type: 'Image', url: 'https://spot.dk/a.png' }] }],
    ['with a picture that is no PNG', { body: [picture(Buffer.from('GIF89a'.padEnd(40)))] }],
    ['with a picture of 1,025 dots', { body: [picture(png(1_025, 10))] }],
    ['with a picture of more than a megabyte', { body: [picture(png(10, 10, 1024 * 1024 + 1))] }],
    [
      'with a picture that is fetched in the open',
      { body: [{ ...picture(png(1, 1)), url: 'http://spot.dk/a' }] },
    ],
    ['with a field without a label', { body: [{ type: 'Input.Text', id: 'a' }] }],
    [
      'with a choice of nothing',
      { body: [{ ...field('a'), type: 'Input.ChoiceSet', style: 'compact', choices: [] }] },
    ],
    ['with two fields of one name', { body: [field('a'), field('a')] }],
    ['that is asked for anew for 61 people', { refresh: refresh(61) }],
    ['that is asked for anew for nobody', { refresh: refresh(0) }],
  ])('%s is refused', (_, over) => {
    expect(cardSchema.safeParse(card(over)).success).toBe(false);
  });

  test('is asked for anew for 60 people, and holds a picture of a megabyte', () => {
    expect(cardSchema.safeParse(card({ refresh: refresh(60) })).success).toBe(true);
    expect(cardSchema.safeParse(card({ body: [picture(png(1_024, 1_024, 1024 * 1024))] })).success).toBe(
      true,
    );
  });

  test('in a dialog only submits, and a form stands in no message', () => {
    const task = (content: object) => ({
      task: {
        type: 'continue',
        value: { title: 'x', height: 'large', width: 'medium', card: attached(content) },
      },
    });
    expect(taskSchema.safeParse(task(card({ actions: [submit('Send')] }))).success).toBe(true);
    expect(taskSchema.safeParse(task(card({ actions: [execute('Send')] }))).success).toBe(false);
    const again = submit('Send', { data: { msteams: { type: 'task/fetch' } } });
    expect(taskSchema.safeParse(task(card({ actions: [again] }))).success).toBe(false);
    expect(messageSchema.safeParse(message(card({ body: [field('a')] }))).success).toBe(false);
  });
});

function field(id: string) {
  return { type: 'Input.Text', id, label: 'Virksomhed' };
}

function refresh(people: number) {
  const userIds = Array.from({ length: people }, (_, at) => `29:${at}`);
  return { action: { type: 'Action.Execute', title: 'refresh', verb: 'look', data: {} }, userIds };
}

function png(width: number, height: number, bytes = 100): Buffer {
  const file = Buffer.alloc(bytes);
  file.write('\x89PNG\r\n\x1a\n', 'latin1');
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}

function picture(file: Buffer) {
  return { type: 'Image', altText: 'x', url: `data:image/png;base64,${file.toString('base64')}` };
}

describe('the connector', () => {
  test('takes a message and lets the bot change it, without the bot’s token neither', async () => {
    const { status, body } = await post(message());
    expect(status).toBe(201);
    const path = `conversations/${channel.id}/activities/${body.id}`;
    expect((await call('PUT', path, message(card({ speak: 'anew' })))).status).toBe(200);
    const bare = await fetch(`${teams.serviceUrl}v3/${path}`, { method: 'PUT', body: '{}' });
    expect(bare.status).toBe(401);
  });

  test('takes 80 KB and no more, counted as Teams keeps it', async () => {
    const weighing = (bytes: number) => {
      const runs = Array.from({ length: 40 }, () => text('x'.repeat(900)));
      const whole = message(card({ body: runs }));
      const left = (bytes - Buffer.byteLength(JSON.stringify(whole), 'utf16le')) / 2;
      return message(card({ body: [...runs.slice(1), text('x'.repeat(900 + left))] }));
    };
    expect((await post(weighing(80 * 1024))).status).toBe(201);
    expect((await post(weighing(80 * 1024 + 2))).status).toBe(413);
  });

  test('refuses a card that is none', async () => {
    expect((await post(message(card({ body: [] })))).status).toBe(400);
  });

  test('lets the bot change its own messages alone', async () => {
    const put = teams.insert(channel, { title: 'SJ-1', text: '', card: cardSchema.parse(card()) });
    const answer = await call('PUT', `conversations/${channel.id}/activities/${put.id}`, message());
    expect(answer.status).toBe(403);
  });

  test('shuts the bot out where it was removed, and knows no other rooms', async () => {
    const { body } = await post(message());
    teams.close(channel);
    expect((await post(message())).status).toBe(403);
    expect((await call('PUT', `conversations/${channel.id}/activities/${body.id}`, message())).status).toBe(
      403,
    );
    expect((await call('GET', `conversations/${channel.id}/pagedmembers`)).status).toBe(403);
    expect((await post(message(), { ...channel, id: '19:nowhere@thread.tacv2' })).status).toBe(404);
  });

  test('opens a chat with one person of its own organisation', async () => {
    const asked = (over: object) => ({
      isGroup: false,
      bot: { id: `28:${teams.appId}` },
      members: [{ id: mette.id }],
      tenantId: teams.tenantId,
      channelData: { tenant: { id: teams.tenantId } },
      ...over,
    });
    expect((await call('POST', 'conversations', asked({}))).status).toBe(201);
    const other = { tenantId: 'other', channelData: { tenant: { id: 'other' } } };
    expect((await call('POST', 'conversations', asked(other))).status).toBe(403);
    expect((await call('POST', 'conversations', asked({ members: [{ id: '29:x' }] }))).status).toBe(404);
    expect((await call('POST', 'conversations', asked({ members: [mette, mette] }))).status).toBe(400);
  });

  test('tells members page by page, with where they come from', async () => {
    const server = await startTeamsServer();
    const room = server.channel('Taskforce');
    for (let at = 0; at < 119; at += 1) server.person(`Person ${at}`);
    server.person('Gitte Gæst', { guest: true });
    const pages = [];
    let token = '';
    do {
      const path = `conversations/${room.id}/pagedmembers?pageSize=50${token}`;
      const { body } = await call('GET', path, undefined, server);
      pages.push(body.members);
      token = body.continuationToken === undefined ? '' : `&continuationToken=${body.continuationToken}`;
    } while (token !== '');
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages[2]?.at(-1)).toMatchObject({ userRole: 'guest', tenantId: server.tenantId });
    expect(
      (await call('GET', `conversations/${room.id}/pagedmembers?pageSize=10`, undefined, server)).status,
    ).toBe(400);
    await server.stop();
  });

  test('takes 7 calls a second and 8 in two to one conversation, says when to come again, and counts others apart', async () => {
    const server = await startTeamsServer({ rates: true });
    const [room, other] = [server.channel('Taskforce'), server.channel('Jobcenter')];
    const write = (where: TeamsConversation) =>
      call('POST', `conversations/${where.id}/activities`, message(), server);
    const answers = [];
    for (let at = 0; at < 8; at += 1) answers.push(await write(room));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
    expect(answers[7]?.headers.get('retry-after')).toBe('1');
    expect((await write(other)).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect([(await write(room)).status, (await write(room)).status]).toEqual([201, 429]);
    await server.stop();
  });
});
