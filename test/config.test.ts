import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const key = () => randomBytes(32).toString('base64');

describe('ENCRYPTION_KEY', () => {
  it('is none unless set, and empty is not set', () => {
    expect(readConfig({}).encryptionKeys).toEqual([]);
    expect(readConfig({ ENCRYPTION_KEY: '' }).encryptionKeys).toEqual([]);
  });

  it('is the current key and, after a comma, the former ones', () => {
    const [current, former] = [key(), key()];
    const { encryptionKeys } = readConfig({ ENCRYPTION_KEY: `${current}, ${former}` });
    expect(encryptionKeys.map((one) => Buffer.from(one).toString('base64'))).toEqual([current, former]);
  });

  it.each([
    ['too short', randomBytes(31).toString('base64'), /^ENCRYPTION_KEY: key 1 isn't 32 bytes in base64/],
    ['a passphrase', 'correct horse battery staple, really', /^ENCRYPTION_KEY: key 1 /],
    ['in hexadecimal', randomBytes(32).toString('hex'), /^ENCRYPTION_KEY: key 1 /],
    ['followed by nothing', `${key()},`, /^ENCRYPTION_KEY: key 2 /],
  ])('is refused when %s', (_why, ENCRYPTION_KEY, message) => {
    expect(() => readConfig({ ENCRYPTION_KEY })).toThrow(message);
  });

  it('is refused when a key is there twice', () => {
    const same = key();
    expect(() => readConfig({ ENCRYPTION_KEY: `${same},${same}` })).toThrow(
      'ENCRYPTION_KEY: key 2 is there twice.',
    );
  });

  it("isn't told by the mistake in it", () => {
    const secret = `${key()}x=`;
    expect(() => readConfig({ ENCRYPTION_KEY: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret.slice(0, 20)) }),
    );
  });
});
