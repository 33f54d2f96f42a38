import { createServer, type RequestListener, type Server } from 'node:http';
import { WebAPIHTTPError, WebAPIRequestError, WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { boltLog } from '../../../src/platforms/slack/bolt-log.ts';
import { clientOptions } from '../../../src/platforms/slack/clients.ts';
import { describeFailure } from '../../../src/platforms/slack/failure.ts';
import { outcomeOf } from '../../../src/platforms/slack/send.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Slack as it answers here, and what became of one call. */
async function call(answer: RequestListener, options: Record<string, unknown> = { text: 'æ & ø' }) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  const client = new WebClient(
    'xoxb-1',
    clientOptions({
      apiUrl: `http://127.0.0.1:${address.port}/api/`,
      timeoutMs: 300,
      logger: boltLog(pino({ level: 'silent' })),
    }),
  );
  return client.apiCall('api.test', options).catch((error: unknown) => error);
}

test('a call is posted as a form with the token, and its answer read with what its headers say', async () => {
  let asked: unknown;
  const result = await call(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { authorization, 'content-type': type } = request.headers;
    asked = { method: request.method, url: request.url, authorization, type, body };
    response.setHeader('X-OAuth-Scopes', 'chat:write,commands');
    response.end(JSON.stringify({ ok: true, said: 'æøå' }));
  });
  expect(asked).toEqual({
    method: 'POST',
    url: '/api/api.test',
    authorization: 'Bearer xoxb-1',
    type: 'application/x-www-form-urlencoded',
    body: 'text=%C3%A6%20%26%20%C3%B8',
  });
  expect(result).toMatchObject({
    ok: true,
    said: 'æøå',
    response_metadata: { scopes: ['chat:write', 'commands'] },
  });
});

test('a file goes in a form of parts', async () => {
  let type: string | undefined;
  const result = await call(
    (request, response) => {
      type = request.headers['content-type'];
      request.resume().on('end', () => response.end('{"ok":true}'));
    },
    { file: Buffer.from('picture') },
  );
  expect(result).toMatchObject({ ok: true });
  expect(type).toMatch(/^multipart\/form-data; boundary=/);
});

test('an answer that breaks off leaves in doubt whether the call was taken', async () => {
  const error = await call((_request, response) => {
    response.writeHead(200, { 'content-length': 1_000 });
    response.write('{"ok":true', () => response.destroy());
  });
  expect(error).toBeInstanceOf(WebAPIRequestError);
  expect(outcomeOf(error)).toMatchObject({ kind: 'unknown' });
});

test('an answer that doesn’t come to its end in time does so too', async () => {
  const error = await call((_request, response) => {
    response.writeHead(200).write('{"ok":true');
  });
  expect(error).toBeInstanceOf(WebAPIRequestError);
  expect(describeFailure(error)).toContain('TimeoutError');
  expect(outcomeOf(error)).toMatchObject({ kind: 'unknown' });
});

test('a call that is sent elsewhere is not followed there', async () => {
  const urls: unknown[] = [];
  const error = await call((request, response) => {
    urls.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(urls).toEqual(['/api/api.test']);
  expect(error).toBeInstanceOf(WebAPIRequestError);
  expect(outcomeOf(error)).toMatchObject({ kind: 'unknown' });
});

test('a status of the server is told as it is', async () => {
  const error = await call((_request, response) => void response.writeHead(503).end('busy'));
  expect(error).toBeInstanceOf(WebAPIHTTPError);
  expect(describeFailure(error)).toBe('HTTP 503');
});
