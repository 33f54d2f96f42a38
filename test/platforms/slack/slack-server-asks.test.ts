import { createServer, type Server } from 'node:http';
import { WebClient } from '@slack/web-api';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { boltLog } from '../../../src/platforms/slack/bolt-log.ts';
import { type SlackServer, startSlackServer } from '../../../src/playground/slack-server.ts';

/** The server that stands for Slack gives triggers and response URLs as Slack does, and takes them back as Slack does. */
let slack: SlackServer;
let client: WebClient;
let listener: Server;
let heard: URLSearchParams[];
beforeEach(async () => {
  slack = await startSlackServer();
  slack.person('U1', 'Mette Holm');
  slack.channel('C1');
  heard = [];
  listener = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      heard.push(new URLSearchParams(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.connectTo(`http://127.0.0.1:${address.port}/`);
  const logger = boltLog(pino({ level: 'silent' }));
  client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger });
});
afterEach(async () => {
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
  await slack.stop();
});

async function commanded(): Promise<{ trigger_id: string; url: string }> {
  await slack.command('U1', 'C1', 'liste');
  const fields = heard.at(-1);
  return { trigger_id: fields?.get('trigger_id') ?? '', url: fields?.get('response_url') ?? '' };
}

const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'x' },
  blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x' } }],
};
const open = (trigger_id: string) => client.apiCall('views.open', { trigger_id, view });
const push = async () => client.apiCall('views.push', { trigger_id: (await commanded()).trigger_id, view });

describe('a trigger', () => {
  test('opens one modal, once', async () => {
    const { trigger_id } = await commanded();
    await open(trigger_id);
    await expect(open(trigger_id)).rejects.toThrow('exchanged_trigger_id');
  });

  test('lasts three seconds', async () => {
    const { trigger_id } = await commanded();
    slack.triggersLast(-1);
    await expect(open(trigger_id)).rejects.toThrow('expired_trigger_id');
  });

  test('stacks three modals, and no fourth', async () => {
    await open((await commanded()).trigger_id);
    await push();
    await push();
    await expect(push()).rejects.toThrow('push_limit_reached');
  });

  test('of a modal that was changed meanwhile changes nothing', async () => {
    await open((await commanded()).trigger_id);
    const modal = slack.modalOf('U1');
    const update = (hash: string | undefined) =>
      client.apiCall('views.update', { view_id: modal?.id, hash, view });
    const { hash } = modal ?? { hash: '' };
    await update(hash);
    await expect(update(hash)).rejects.toThrow('hash_conflict');
  });
});

describe('a response URL', () => {
  const respond = async (url: string) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) })).status;

  test('is for five answers', async () => {
    const { url } = await commanded();
    for (let n = 0; n < 5; n += 1) expect(await respond(url)).toBe(200);
    expect(await respond(url)).toBe(404);
    expect(slack.ephemerals('U1')).toHaveLength(5);
  });

  test('lasts half an hour', async () => {
    const { url } = await commanded();
    slack.responseUrlsLast(-1);
    expect(await respond(url)).toBe(404);
  });
});

test('a token that was revoked says so at every call', async () => {
  slack.revokeTokens();
  await expect(client.apiCall('auth.test')).rejects.toThrow('token_revoked');
  await expect(client.apiCall('chat.postMessage', { channel: 'C1', text: 'x' })).rejects.toThrow(
    'token_revoked',
  );
});
