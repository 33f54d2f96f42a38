import { randomBytes } from 'node:crypto';
import type { LinkKeys } from '../app/ports/links.ts';
import type { Query } from './database.ts';
import { Prisma } from './generated/client.ts';

export const LINK_KEY_BYTES = 32;
/** There is one row. */
const ONLY = 1;

export function createLinkKeys(query: Query): LinkKeys {
  const read = async () => {
    const [row] = await query<{ key: Uint8Array }>(Prisma.sql`SELECT key FROM link_key WHERE id = ${ONLY}`);
    return row?.key;
  };
  const make = async () => {
    const key = randomBytes(LINK_KEY_BYTES);
    await query(Prisma.sql`INSERT INTO link_key (id, key) VALUES (${ONLY}, ${key}) ON CONFLICT DO NOTHING`);
    // Another process may have been first.
    const kept = await read();
    if (kept === undefined) throw new Error('the key of the links was stored and is not there');
    return kept;
  };
  return { key: async () => (await read()) ?? make() };
}
