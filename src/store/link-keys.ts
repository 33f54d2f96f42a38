import { randomBytes } from 'node:crypto';
import type { LinkKeys } from '../app/ports/links.ts';
import type { PrismaClient } from './generated/client.ts';

export const LINK_KEY_BYTES = 32;
/** There is one row. */
const ONLY = 1;

export function createLinkKeys(client: PrismaClient): LinkKeys {
  return {
    key: async () => {
      await client.linkKey.createMany({
        data: [{ id: ONLY, key: randomBytes(LINK_KEY_BYTES) }],
        skipDuplicates: true,
      });
      return (await client.linkKey.findUniqueOrThrow({ where: { id: ONLY } })).key;
    },
  };
}
