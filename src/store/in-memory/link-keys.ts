import { randomBytes } from 'node:crypto';
import type { LinkKeys } from '../../app/ports/links.ts';
import { LINK_KEY_BYTES } from '../link-keys.ts';

export function linkKeysIn(): LinkKeys {
  const key = randomBytes(LINK_KEY_BYTES);
  return { key: async () => key };
}
