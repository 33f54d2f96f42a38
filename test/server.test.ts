import { Agent, get } from 'node:http';
import { expect, test } from 'vitest';
import { close, listen, plain, serve } from '../src/server.ts';

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
