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

describe('the way into Teams', () => {
  const id = { MICROSOFT_APP_ID: 'i' };
  const password = { MICROSOFT_APP_PASSWORD: 'p' };
  const tenant = { MICROSOFT_APP_TENANT_ID: 't' };
  const many = { TEAMS_MANY_TENANTS: '1' };
  const tenantOrMany = 'MICROSOFT_APP_TENANT_ID (or TEAMS_MANY_TENANTS=1 for many organisations)';

  it.each([
    [
      tenant,
      'MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD: missing. They are needed together with MICROSOFT_APP_TENANT_ID.',
    ],
    [
      id,
      `MICROSOFT_APP_PASSWORD and ${tenantOrMany}: missing. They are needed together with MICROSOFT_APP_ID.`,
    ],
    [
      password,
      `MICROSOFT_APP_ID and ${tenantOrMany}: missing. They are needed together with MICROSOFT_APP_PASSWORD.`,
    ],
    [
      { ...id, ...password },
      `${tenantOrMany}: missing. It is needed together with MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD.`,
    ],
    [
      { ...password, ...many },
      'MICROSOFT_APP_ID: missing. It is needed together with MICROSOFT_APP_PASSWORD.',
    ],
  ])('is refused with %o alone, in a sentence that names what is missing', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(expect.objectContaining({ message }));
  });

  it('needs no organisation where many are let in', () => {
    expect(readConfig({ ...id, ...password, ...many }).teams).toMatchObject({ tenantId: null });
  });
});

describe('the way into Slack', () => {
  const oauth = {
    SLACK_SIGNING_SECRET: 's',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'c',
    SLACK_STATE_SECRET: 'sixteen characters',
  };

  it('is one workspace by its token, or many by OAuth', () => {
    expect(readConfig({ SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb' }).slack?.access.kind).toBe(
      'one_workspace',
    );
    expect(readConfig(oauth).slack?.access.kind).toBe('many_workspaces');
  });

  it.each(['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'])(
    'is refused when only %s is missing, which it names',
    (name) => {
      expect(() => readConfig({ ...oauth, [name]: '' })).toThrow(new RegExp(`^${name}: missing`));
    },
  );

  it.each([
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, /^SLACK_BOT_TOKEN, or SLACK_CLIENT_ID/],
    ['a token alone', { SLACK_BOT_TOKEN: 'xoxb' }, /^SLACK_SIGNING_SECRET: missing/],
    ['a token beside OAuth', { ...oauth, SLACK_BOT_TOKEN: 'xoxb' }, /^SLACK_BOT_TOKEN: not together/],
    [
      'a part of OAuth alone',
      { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_SECRET: 'c' },
      'SLACK_CLIENT_ID and SLACK_STATE_SECRET: missing. They are needed together with SLACK_CLIENT_SECRET.',
    ],
    ['a short state secret', { ...oauth, SLACK_STATE_SECRET: 'short' }, /^SLACK_STATE_SECRET: /],
    ['OAuth in production without a key', { ...oauth, NODE_ENV: 'production' }, /^ENCRYPTION_KEY: missing/],
  ])('is refused with %s', (_what, environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });
});
