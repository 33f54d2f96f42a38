import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Where a sealed text stands, as `['opening', id, 'phone']`: it opens nowhere else. */
export type Place = readonly string[];

/** Seals what is kept of people and of secrets, so that whoever has the database alone can't read it. */
export interface Sealing {
  /** The name of the key that is sealed under; null without one, when texts stay as they are. */
  readonly keyId: string | null;
  /** The names of all keys that open something. */
  readonly keyIds: ReadonlySet<string>;
  seal(text: string, place: Place): string;
  /** What was sealed, also under a former key; a text that was never sealed as it is. @throws SealingError */
  open(kept: string, place: Place): string;
  /** Whether it would be kept as it is if it were sealed now. Nothing is nothing to seal. */
  isCurrent(kept: string): boolean;
}

/** A sealed text that doesn't open: its key isn't known, it was changed, or it stands where it wasn't put. */
export class SealingError extends Error {
  override readonly name = 'SealingError';
}

/** AES-256 with Galois/Counter Mode (NIST SP 800-38D): a key of 32 bytes, a nonce of 12, a tag of 16. */
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const SEALED = 'sealed:1:';
/** Before a text that isn't sealed but begins as if it were, or as this does: people may write what they like. */
const PLAIN = 'plain:1:';

/**
 * Under the first key everything is sealed anew; the others open what was sealed before. Nonces are random: one key is good
 * for 2³² texts, more than any municipality writes.
 */
export function createSealing(keys: readonly Uint8Array[]): Sealing {
  const known = new Map(keys.map((key) => [keyIdOf(key), key]));
  const [current] = known;
  const isCurrent = (kept: string) =>
    kept === '' || current === undefined || kept.startsWith(`${SEALED}${current[0]}:`);
  return {
    keyId: current?.[0] ?? null,
    keyIds: new Set(known.keys()),
    isCurrent,

    seal: (text, place) => {
      if (text === '') return text;
      if (current === undefined) return isMarked(text) ? `${PLAIN}${text}` : text;
      const [id, key] = current;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
        bound(id, place),
      );
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${SEALED}${id}:${sealed.toString('base64url')}`;
    },

    open: (kept, place) => {
      if (kept.startsWith(PLAIN)) return kept.slice(PLAIN.length);
      const id = keyIdIn(kept);
      if (id === null) return kept;
      const key = known.get(id);
      if (key === undefined)
        throw new SealingError(`sealed under key ${id}, which ENCRYPTION_KEY doesn't hold`);
      const sealed = Buffer.from(kept.slice(SEALED.length + id.length + 1), 'base64url');
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealingError(doesNotOpen(id, place));
      const tag = sealed.subarray(-TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(bound(id, place))
        .setAuthTag(tag);
      try {
        return (
          decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') +
          decipher.final('utf8')
        );
      } catch (cause) {
        throw new SealingError(doesNotOpen(id, place), { cause });
      }
    },
  };
}

/** The name of the key that a text was sealed under; null for a text that wasn't. */
export function keyIdIn(kept: string): string | null {
  return kept.startsWith(SEALED) ? (kept.slice(SEALED.length).split(':')[0] ?? null) : null;
}

function isMarked(text: string): boolean {
  return text.startsWith(SEALED) || text.startsWith(PLAIN);
}

/** Names a key without telling it. */
function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('spot-et-job: the name of a key').update(key).digest('hex').slice(0, 8);
}

/** Sealed in with the text but not kept with it: moved to another row, column or key it doesn't open. */
function bound(keyId: string, place: Place): Buffer {
  return Buffer.from(JSON.stringify([SEALED, keyId, ...place]));
}

function doesNotOpen(keyId: string, place: Place): string {
  return `what is sealed at ${place.join('/')} doesn't open under key ${keyId}: it was changed or moved`;
}
