import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { close, listen, plain, SECURITY_HEADERS, serve } from '../src/server.ts';

test('a client that keeps its connection busy does not keep the server from closing', async () => {
  let begun = () => {};
  const underWay = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const server = serve(
    {
      'GET /slow': async (_request, response) => {
        begun();
        await new Promise((resolve) => setTimeout(resolve, 50));
        plain(response, 200, 'ok');
      },
      'GET /healthz': (_request, response) => plain(response, 200, 'ok'),
    },
    () => {},
  );
  const port = await listen(server, 0, '127.0.0.1');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ agent, host: '127.0.0.1', port, path }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      }).on('error', reject);
    });
  const slow = ask('/slow');
  await underWay;
  const closed = close(server);
  expect(await slow).toBe(200);
  expect(await ask('/healthz')).toBe(200);
  await expect(ask('/healthz')).rejects.toThrow();
  await closed;
});

test.each([
  ['nothing', ''],
  ['half a request', 'GET /healthz HTTP/1.1\r\nhost: x\r\n'],
])('a client that connected and sent %s does not keep the server from closing', async (_what, sent) => {
  const server = serve({}, () => {});
  const port = await listen(server, 0, '127.0.0.1');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(sent);
  await close(server, 50);
});

test('every answer bears the security headers, and those of a page of its own stand over them', async () => {
  const own = { 'content-security-policy': "default-src 'self'" };
  const server = serve(
    {
      'GET /plain': (_request, response) => plain(response, 200, 'ok'),
      'GET /page': (_request, response) => void response.writeHead(200, own).end('ok'),
      'GET /broken': () => Promise.reject(new Error('secret')),
    },
    () => {},
  );
  const port = await listen(server, 0, '127.0.0.1');
  for (const path of ['/plain', '/broken', '/nowhere', '/page']) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    const expected = path === '/page' ? { ...SECURITY_HEADERS, ...own } : SECURITY_HEADERS;
    expect(Object.fromEntries(response.headers)).toMatchObject(expected);
    expect(await response.text()).not.toMatch(/secret|at .*:\d+/);
  }
  await close(server);
});

test.each([
  ['its headers', 'GET /healthz HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1\.1 408/],
  ['its body', 'POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n1', /^HTTP\/1\.1 (200|408)/],
])('a client that never ends %s is let go', async (_what, sent, answered) => {
  const server = serve(
    {
      'POST /healthz': async (request, response) => {
        for await (const _chunk of request);
        plain(response, 200, 'ok');
      },
    },
    () => {},
    undefined,
    { headers: 100, request: 200, look: 20 },
  );
  const port = await listen(server, 0, '127.0.0.1');
  const socket = connect(port, '127.0.0.1');
  let read = '';
  socket.on('data', (chunk) => {
    read += String(chunk);
  });
  socket.on('error', () => socket.destroy());
  socket.write(sent);
  await new Promise((resolve) => socket.once('close', resolve));
  if (read !== '') expect(read).toMatch(answered);
  await close(server);
});
