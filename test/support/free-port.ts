import { createServer } from 'node:http';
import { close, listen } from '../../src/server.ts';

/** A port of this machine that nobody has, for something that must be told one. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0, '127.0.0.1');
  await close(probe);
  return port;
}
