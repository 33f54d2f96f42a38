import { WebClient } from '@slack/web-api';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { boltLog } from '../../../src/platforms/slack/bolt-log.ts';
import { type SlackServer, startSlackServer } from '../../../src/playground/slack-server.ts';

/** The server that stands for Slack in our tests must refuse what Slack would, or these tests prove nothing. */
let slack: SlackServer;
let client: WebClient;
beforeAll(async () => {
  slack = await startSlackServer();
  slack.person('U1', 'Mette Holm');
  slack.channel('C1');
  client = clientWith(slack.botToken);
});
afterAll(() => slack.stop());

function clientWith(token: string | undefined): WebClient {
  const logger = boltLog(pino({ level: 'silent' }));
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger });
}

const header = (text: string) => ({ type: 'header', text: { type: 'plain_text', text } });
const button = (of: object) => ({
  type: 'button',
  action_id: 'a',
  text: { type: 'plain_text', text: 'x' },
  ...of,
});
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const asking = { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1) };
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object) => ({ type: 'input', label: { type: 'plain_text', text: 'x' }, element });
const option = (value: string) => ({ text: { type: 'plain_text', text: 'x' }, value });
const select = (options: object[]) => ({ type: 'static_select', action_id: 'a', options });
const view = (blocks: object[], of: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'x' },
  submit: { type: 'plain_text', text: 'x' },
  blocks,
  ...of,
});

describe('Slack refuses', () => {
  test('a call without a token, with a wrong one, and a method it hasn’t', async () => {
    await expect(clientWith(undefined).apiCall('auth.test')).rejects.toThrow('not_authed');
    await expect(clientWith('xoxb-other').apiCall('auth.test')).rejects.toThrow('invalid_auth');
    await expect(client.apiCall('chat.shout')).rejects.toThrow('unknown_method');
  });

  test.each<[string, object]>([
    ['no channel', { channel: undefined, text: 'x' }],
    ['no text', { text: '' }],
    ['an argument it doesn’t know', { text: 'x', colour: 'red' }],
    ['51 blocks', { text: 'x', blocks: Array(51).fill(header('x')) }],
    ['a header over 150 characters', { text: 'x', blocks: [header('x'.repeat(151))] }],
    ['an empty header', { text: 'x', blocks: [header('')] }],
    ['text over 40,000 characters', { text: 'x'.repeat(40_001) }],
    ['a button label over 75 characters', { text: 'x', blocks: [actions(button({ text: plain(76) }))] }],
    ['a context of eleven', { text: 'x', blocks: [{ type: 'context', elements: Array(11).fill(plain(1)) }] }],
    ['a section over 3,000 characters', { text: 'x', blocks: [{ type: 'section', text: plain(3_001) }] }],
    ['eleven fields', { text: 'x', blocks: [{ type: 'section', fields: Array(11).fill(plain(1)) }] }],
    ['a field over 2,000 characters', { text: 'x', blocks: [{ type: 'section', fields: [plain(2_001)] }] }],
    ['a section of nothing', { text: 'x', blocks: [{ type: 'section' }] }],
    ['no rows of buttons', { text: 'x', blocks: [actions()] }],
    [
      'a block id over 255 characters',
      { text: 'x', blocks: [{ ...header('x'), block_id: 'x'.repeat(256) }] },
    ],
    [
      'the same block id twice',
      { text: 'x', blocks: ['a', 'b'].map((text) => ({ ...header(text), block_id: 'b' })) },
    ],
    [
      'words of a picture over 2,000 characters',
      {
        text: 'x',
        blocks: [{ type: 'image', image_url: 'https://a.dk/b.png', alt_text: 'x'.repeat(2_001) }],
      },
    ],
    ['a picture without words', { text: 'x', blocks: [{ type: 'image', image_url: 'https://a.dk/b.png' }] }],
    [
      'a question over 300 characters',
      { text: 'x', blocks: [actions(button({ confirm: { ...asking, text: plain(301) } }))] },
    ],
    ['a block it doesn’t know', { text: 'x', blocks: [{ type: 'carousel' }] }],
    ['a thread that isn’t there', { text: 'x', thread_ts: '1.1' }],
    [
      'a menu of six',
      {
        text: 'x',
        blocks: [actions({ type: 'overflow', action_id: 'a', options: [...'abcdef'].map(option) })],
      },
    ],
    [
      'a menu whose rows carry more than 75 characters',
      {
        text: 'x',
        blocks: [
          actions({ type: 'overflow', action_id: 'a', options: [option('x'.repeat(76)), option('y')] }),
        ],
      },
    ],
    [
      '26 buttons in a row',
      {
        text: 'x',
        blocks: [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))],
      },
    ],
    ['the same action id twice', { text: 'x', blocks: [actions(button({}), button({}))] }],
    [
      'a button value over 2,000 characters',
      { text: 'x', blocks: [actions(button({ value: 'x'.repeat(2_001) }))] },
    ],
    [
      'an action id over 255 characters',
      { text: 'x', blocks: [actions(button({ action_id: 'x'.repeat(256) }))] },
    ],
    ['an input in a message', { text: 'x', blocks: [input(select([option('a')]))] }],
    [
      'over 13,000 characters in all',
      {
        text: 'x',
        blocks: Array(5).fill({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2_900) } }),
      },
    ],
    ['rich text without an element', { text: 'x', blocks: [{ type: 'rich_text', elements: [] }] }],
  ])('a message with %s', async (_what, message) => {
    await expect(client.apiCall('chat.postMessage', { channel: 'C1', ...message })).rejects.toThrow(
      /invalid|no_text|thread_not_found|msg_too_long/,
    );
    expect(slack.messages('C1')).toEqual([]);
  });

  test.each<[string, object]>([
    [
      'a title over 24 characters',
      view([header('x')], { title: { type: 'plain_text', text: 'x'.repeat(25) } }),
    ],
    ['inputs and nothing to send them with', view([input(select([option('a')]))], { submit: undefined })],
    [
      'the same block id twice',
      view([
        { ...header('x'), block_id: 'b' },
        { ...header('x'), block_id: 'b' },
      ]),
    ],
    ['101 options', view([input(select(Array.from({ length: 101 }, (_, i) => option(`${i}`))))])],
    ['an option value over 75 characters', view([input(select([option('x'.repeat(76))]))])],
    ['a start that is no option', view([input({ ...select([option('a')]), initial_option: option('b') })])],
    [
      'eleven boxes',
      view([
        input({
          type: 'checkboxes',
          action_id: 'a',
          options: Array.from({ length: 11 }, (_, i) => option(`${i}`)),
        }),
      ]),
    ],
    ['metadata over 3,000 characters', view([header('x')], { private_metadata: 'x'.repeat(3_001) })],
    ['a button to send over 24 characters', view([header('x')], { submit: plain(25) })],
    ['a button to close over 24 characters', view([header('x')], { close: plain(25) })],
    ['a label over 2,000 characters', view([{ ...input(select([option('a')])), label: plain(2_001) }])],
    ['a hint over 2,000 characters', view([{ ...input(select([option('a')])), hint: plain(2_001) }])],
    [
      'a placeholder over 150 characters',
      view([input({ ...select([option('a')]), placeholder: plain(151) })]),
    ],
    ['an option of over 75 characters', view([input(select([{ ...option('a'), text: plain(76) }]))])],
    ['the same option twice', view([input(select([option('a'), option('a')]))])],
    ['a list without an option', view([input(select([]))])],
    [
      'a kept list with options of its own',
      view([input({ type: 'external_select', action_id: 'a', options: [option('a')] })]),
    ],
    [
      'a kept list that starts with over 75 characters',
      view([input({ type: 'external_select', action_id: 'a', initial_option: option('x'.repeat(76)) })]),
    ],
    [
      'text that starts over 3,000 characters',
      view([input({ type: 'plain_text_input', action_id: 'a', initial_value: 'x'.repeat(3_001) })]),
    ],
    ['a day that is none', view([input({ type: 'datepicker', action_id: 'a', initial_date: '2026-13-01' })])],
    ['over 250 kB', view(Array(99).fill({ type: 'section', text: plain(2_900) }))],
    ['101 blocks', view(Array(101).fill(header('x')))],
    ['no blocks', view([])],
  ])('a modal with %s', async (_what, modal) => {
    await expect(client.apiCall('views.open', { trigger_id: 't', view: modal })).rejects.toThrow(
      'invalid_arguments',
    );
  });

  test('a trigger that it didn’t give', async () => {
    await expect(
      client.apiCall('views.open', { trigger_id: 't', view: view([header('x')]) }),
    ).rejects.toThrow('invalid_trigger_id');
  });

  test('an update of a message that isn’t there', async () => {
    await expect(client.apiCall('chat.update', { channel: 'C1', ts: '1.1', text: 'x' })).rejects.toThrow(
      'message_not_found',
    );
  });
});

describe('Slack says', () => {
  const posting = (channel: string) => client.apiCall('chat.postMessage', { channel, text: 'x' });

  test('where nothing can be written', async () => {
    slack.channel('COUT', { botIsMember: false });
    slack.channel('CPRIVATE', { private: true, botIsMember: false });
    slack.channel('COLD', { archived: true });
    await expect(posting('COUT')).rejects.toThrow('not_in_channel');
    await expect(posting('CPRIVATE')).rejects.toThrow('channel_not_found');
    await expect(posting('CNONE')).rejects.toThrow('channel_not_found');
    await expect(posting('COLD')).rejects.toThrow('is_archived');
    await expect(client.apiCall('conversations.open', { users: 'UNONE' })).rejects.toThrow('user_not_found');
  });

  test('which scope is missing, of every method that wants one, and that a token was revoked', async () => {
    const tokenWith = async (scopes: string[]) =>
      z.object({ access_token: z.string() }).parse(
        await clientWith(undefined).apiCall('oauth.v2.access', {
          client_id: slack.clientId,
          client_secret: slack.clientSecret,
          code: slack.approve({ scopes }),
        }),
      ).access_token;
    const poor = clientWith(await tokenWith(['commands']));
    for (const [method, args] of [
      ['chat.postMessage', { channel: 'C1', text: 'x' }],
      ['chat.postEphemeral', { channel: 'C1', text: 'x', user: 'U1' }],
      ['chat.update', { channel: 'C1', ts: '1.1', text: 'x' }],
      ['conversations.open', { users: 'U1' }],
      ['conversations.history', { channel: 'C1' }],
      ['users.info', { user: 'U1' }],
      ['files.getUploadURLExternal', { filename: 'x.png', length: 1 }],
      ['files.completeUploadExternal', { files: '[]' }],
    ] as const) {
      await expect(poor.apiCall(method, args), method).rejects.toThrow('missing_scope');
    }
  });

  test('how long to wait, to who writes to one channel or calls one method too often', async () => {
    const busy = await startSlackServer();
    busy.channel('C1');
    busy.channel('C2');
    busy.person('U1', 'Mette Holm');
    busy.limitRates();
    const logger = boltLog(pino({ level: 'silent' }));
    const eager = new WebClient(busy.botToken, {
      slackApiUrl: busy.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger,
    });
    const post = (channel: string) => eager.apiCall('chat.postMessage', { channel, text: 'x' });
    for (let n = 0; n < 3; n += 1) await post('C1');
    await expect(post('C1')).rejects.toMatchObject({ retryAfter: expect.any(Number) });
    await post('C2');
    for (let n = 0; n < 100; n += 1) await eager.apiCall('users.info', { user: 'U1' });
    await expect(eager.apiCall('users.info', { user: 'U1' })).rejects.toMatchObject({
      retryAfter: expect.any(Number),
    });
    expect(busy.messages('C1')).toHaveLength(3);
    await busy.stop();
  });
});

describe('an uploaded picture', () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]);
  const shown = (id: string) => ({
    channel: 'C1',
    text: 'x',
    blocks: [{ type: 'image', alt_text: 'x', slack_file: { id } }],
  });
  const granted = async (length: number) =>
    z
      .object({ file_id: z.string(), upload_url: z.string() })
      .parse(await client.apiCall('files.getUploadURLExternal', { filename: 'x.png', length }));

  test('is shown once it is complete and ready, not before', async () => {
    const { file_id, upload_url } = await granted(PNG.length);
    await expect(client.apiCall('chat.postMessage', shown(file_id))).rejects.toThrow('invalid_blocks');
    expect((await fetch(upload_url, { method: 'POST', body: PNG })).status).toBe(200);
    await expect(client.apiCall('chat.postMessage', shown(file_id))).rejects.toThrow('invalid_blocks');
    slack.picturesTake(60_000);
    await client.files.completeUploadExternal({ files: [{ id: file_id, title: 'x' }] });
    await expect(client.apiCall('chat.postMessage', shown(file_id))).rejects.toThrow('invalid_blocks');
    slack.picturesTake(0);
    await client.apiCall('chat.postMessage', shown(file_id));
  });

  test('needs the scope, words of at most 1,000 characters, and as many bytes as were said', async () => {
    const { access_token } = z.object({ access_token: z.string() }).parse(
      await clientWith(undefined).apiCall('oauth.v2.access', {
        client_id: slack.clientId,
        client_secret: slack.clientSecret,
        code: slack.approve({ scopes: ['chat:write'] }),
      }),
    );
    const upload = { filename: 'x.png', length: 8 };
    await expect(clientWith(access_token).apiCall('files.getUploadURLExternal', upload)).rejects.toThrow(
      'missing_scope',
    );
    await expect(
      client.apiCall('files.getUploadURLExternal', { ...upload, alt_txt: 'x'.repeat(1_001) }),
    ).rejects.toThrow('alt_txt_too_large');
    const { file_id, upload_url } = await granted(PNG.length + 1);
    expect((await fetch(upload_url, { method: 'POST', body: PNG })).status).toBe(400);
    await expect(
      client.files.completeUploadExternal({ files: [{ id: file_id, title: 'x' }] }),
    ).rejects.toThrow('file_not_found');
  });
});

test('Slack takes what is within its limits', async () => {
  await client.apiCall('chat.postMessage', {
    channel: 'C1',
    text: 'x',
    blocks: [header('x'.repeat(150)), actions(button({ value: 'x'.repeat(2_000) }))],
  });
  expect(slack.messages('C1').at(-1)?.blocks).toHaveLength(2);
});
