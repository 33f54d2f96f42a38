import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealing, keyIdIn, type Place, SealingError } from '../../src/store/sealing.ts';
import fc from '../support/properties.ts';

const [CURRENT, FORMER] = [randomBytes(32), randomBytes(32)];
const PHONE: Place = ['opening', 'a1', 'phone'];
const sealing = createSealing([CURRENT, FORMER]);

describe('what is sealed', () => {
  it('is what it was when it is opened, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, place) => {
        expect(sealing.open(sealing.seal(text, place), place)).toBe(text);
      }),
    );
  });

  it("can't be read, and looks different each time", () => {
    const [one, other] = [sealing.seal('+4512345678', PHONE), sealing.seal('+4512345678', PHONE)];
    expect(one).not.toContain('12345678');
    expect(Buffer.from(one.split(':').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain(
      '12345678',
    );
    expect(one).not.toBe(other);
  });

  it.each([
    ['another row', ['opening', 'a2', 'phone']],
    ['another column', ['opening', 'a1', 'email']],
    ['another table', ['person', 'a1', 'phone']],
    ['the same words cut differently', ['opening', 'a1,phone']],
  ])("doesn't open in %s", (_where, place) => {
    const sealed = sealing.seal('+4512345678', PHONE);
    expect(() => sealing.open(sealed, place)).toThrow(SealingError);
  });

  it("doesn't open when any of its letters was changed", () => {
    const sealed = sealing.seal('+4512345678', PHONE);
    const start = sealed.lastIndexOf(':') + 1;
    // The last letter holds bits that base64 doesn't read.
    for (let at = start; at < sealed.length - 1; at++) {
      const letter = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      expect(() => sealing.open(changed, PHONE)).toThrow(/was changed or moved/);
    }
    expect(() => sealing.open(sealed.slice(0, start + 8), PHONE)).toThrow(/was changed or moved/);
  });
});

describe('keys', () => {
  it('opens what was sealed under a former one, and tells that it is', () => {
    const before = createSealing([FORMER]).seal('Karin', PHONE);
    expect(sealing.open(before, PHONE)).toBe('Karin');
    expect(sealing.isCurrent(before)).toBe(false);
    expect(sealing.isCurrent(sealing.seal('Karin', PHONE))).toBe(true);
  });

  it("says which key is missing, and not what it can't read", () => {
    const sealed = sealing.seal('Karin', PHONE);
    const other = createSealing([FORMER]);
    expect(() => other.open(sealed, PHONE)).toThrow(
      `sealed under key ${sealing.keyId}, which ENCRYPTION_KEY doesn't hold`,
    );
    expect(() => createSealing([]).open(sealed, PHONE)).toThrow(SealingError);
  });

  it('opens what was never sealed, as rows of before', () => {
    expect(sealing.open('Karin', PHONE)).toBe('Karin');
    expect(sealing.isCurrent('Karin')).toBe(false);
    expect(keyIdIn('Karin')).toBeNull();
  });

  it('seals nothing where there is nothing', () => {
    expect(sealing.seal('', PHONE)).toBe('');
    expect(sealing.isCurrent('')).toBe(true);
  });
});

describe('without a key', () => {
  const plain = createSealing([]);

  it('leaves texts as they are', () => {
    expect(plain.keyId).toBeNull();
    expect(plain.seal('Karin', PHONE)).toBe('Karin');
    expect(plain.isCurrent('Karin')).toBe(true);
  });

  it.each(['sealed:1:deadbeef:AAAA', 'plain:1:x', sealing.seal('Karin', PHONE)])(
    'keeps apart what somebody wrote as if it were sealed: %s',
    (text) => {
      expect(plain.open(plain.seal(text, PHONE), PHONE)).toBe(text);
      expect(sealing.open(plain.seal(text, PHONE), PHONE)).toBe(text);
    },
  );
});
