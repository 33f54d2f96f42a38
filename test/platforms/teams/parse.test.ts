import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { activitySchema } from '../../../src/platforms/teams/activity.ts';
import { type Incoming, parseActivity } from '../../../src/platforms/teams/parse.ts';
import { OPENING, TASK_FORCE, TOKEN } from './samples.ts';

function recorded(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8'));
}
const parse = (payload: unknown): Incoming => parseActivity(activitySchema.parse(payload));
const ask = (payload: unknown) => {
  const incoming = parse(payload);
  if (incoming.kind !== 'request') throw new Error(`read as ${incoming.kind}`);
  return incoming;
};

const channelCommand = recorded('command-in-channel');
const execute = recorded('execute-press');
const submitted = recorded('dialog-submitted');
const claim = { act: 'claim', taskForceId: TASK_FORCE, openingId: OPENING };

describe('a message', () => {
  test('is a command without the mention of the bot, other names kept as words', () => {
    expect(ask(channelCommand).request.intent).toEqual({
      kind: 'command',
      text: 'opret A&B Mette Holm',
    });
    expect(ask(channelCommand).request.shows).toEqual({ form: false, card: true });
  });

  test('comes from the person of the directory, in the channel and not its thread', () => {
    expect(ask(channelCommand).request.sender).toEqual({
      platform: 'teams',
      workspaceId: '5e0e5b41-0000-4000-8000-000000000001',
      userId: 'c2a4e1f0-0000-4000-8000-000000000002',
      name: 'Mette Holm',
      details: {
        serviceUrl: 'https://smba.trafficmanager.net/emea/5e0e5b41-0000-4000-8000-000000000001/',
        teamsUserId: '29:1SrQ-mette',
        botId: '28:8d1f0000-0000-4000-8000-000000000003',
      },
      conversation: {
        id: '19:b1b2@thread.tacv2',
        direct: false,
        name: null,
        details: {
          serviceUrl: 'https://smba.trafficmanager.net/emea/5e0e5b41-0000-4000-8000-000000000001/',
          conversationType: 'channel',
          teamId: '19:aaaa@thread.tacv2',
        },
      },
    });
  });

  test('is known by its id, so that a second delivery is the same', () => {
    expect(ask(channelCommand).request.key).toBe('1763364668654');
  });

  test('decodes what was typed once only', () => {
    const text = '&lt;b&gt; &#230; &#xE6; &amp;lt; &#99999999; &foo;';
    expect(ask({ ...channelCommand, text, entities: [] }).request.intent).toMatchObject({
      text: '<b> æ æ &lt; &#99999999; &foo;',
    });
  });

  test('with the data of an older client is the press it stands for', () => {
    expect(ask({ ...channelCommand, value: { press: claim } })).toMatchObject({
      way: 'message',
      request: { intent: { kind: 'press', press: claim } },
    });
  });

  test('with anything else in it is nothing of ours', () => {
    expect(parse({ ...channelCommand, value: { press: { act: 'format_disk' } } })).toEqual({
      kind: 'ignored',
    });
  });

  test('from no tenant is ignored', () => {
    const conversation = { id: '19:b1b2@thread.tacv2', conversationType: 'channel' };
    expect(parse({ ...channelCommand, conversation, channelData: {} })).toEqual({ kind: 'ignored' });
  });
});

describe('an invoke', () => {
  test('of a card is a press', () => {
    expect(ask(execute)).toMatchObject({
      way: 'execute',
      request: { intent: { kind: 'press', press: claim }, key: 'f:622749630322482883' },
    });
  });

  test('without an id is known by who pressed what where and when', () => {
    const { id: _, ...anonymous } = execute;
    const key = ask(anonymous).request.key;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(ask(anonymous).request.key).toBe(key);
    expect(ask({ ...anonymous, replyToId: '2' }).request.key).not.toBe(key);
    expect(ask({ ...anonymous, from: { id: '29:other' } }).request.key).not.toBe(key);
    expect(ask({ ...anonymous, timestamp: '2025-11-17T09:35:10.109Z' }).request.key).not.toBe(key);
  });

  test('that fetches a dialog is a press that may be repeated, whichever way the data is wrapped', () => {
    for (const data of [{ press: claim }, { data: { press: claim } }]) {
      expect(ask({ ...execute, name: 'task/fetch', value: { data } })).toMatchObject({
        way: 'fetch',
        request: { intent: { kind: 'press', press: claim }, key: null },
      });
    }
  });

  test('that submits a dialog brings what was typed over what was kept, and is known by the form', () => {
    expect(ask(submitted)).toMatchObject({ way: 'submit', locale: 'en', request: { key: TOKEN } });
    expect(ask(submitted).request.intent).toMatchObject({
      kind: 'submit',
      context: { form: 'intake', token: TOKEN },
      values: {
        place: '6000',
        category: 'canteen',
        tasks: ['dishwashing', 'clearing'],
        days: [],
        company: 'Café Æblet, Kolding',
        target: '12',
        contact: null,
      },
    });
  });

  test('with a forged form or press is none we know', () => {
    expect(
      parse({ ...submitted, value: { data: { form: { context: {}, button: 'submit', kept: {} } } } }),
    ).toEqual({
      kind: 'unsupported',
    });
    expect(parse({ ...execute, value: { action: { verb: 'other', data: { press: claim } } } })).toEqual({
      kind: 'unsupported',
    });
    expect(parse({ ...execute, name: 'composeExtension/query' })).toEqual({ kind: 'unsupported' });
  });
});

describe('an installation', () => {
  const added = { ...execute, type: 'installationUpdate', name: undefined, value: undefined, action: 'add' };
  const { recipient, conversation, from } = activitySchema.parse(execute);
  const { channelData: inChannel } = activitySchema.parse(channelCommand);
  const changeOf = (payload: unknown) => {
    const parsed = parse(payload);
    if (parsed.kind !== 'change') throw new Error(`no change but ${parsed.kind}`);
    return parsed.change;
  };

  test('is told with its place, its time and where from', () => {
    expect(changeOf(added)).toMatchObject({ kind: 'installed', direct: false });
    expect(changeOf({ ...added, type: 'conversationUpdate', membersAdded: [recipient] })).toEqual(
      changeOf(added),
    );
  });

  test('that ends is told in two ways, an upgrade is nothing', () => {
    expect(changeOf({ ...added, action: 'remove' }).kind).toBe('removed');
    expect(changeOf({ ...added, type: 'conversationUpdate', membersRemoved: [recipient] }).kind).toBe(
      'removed',
    );
    expect(parse({ ...added, action: 'add-upgrade' })).toEqual({ kind: 'ignored' });
    expect(parse({ ...added, type: 'conversationUpdate' })).toEqual({ kind: 'ignored' });
  });

  test('of one person’s own is known by a digest of their chat, and who they are', () => {
    const own = { ...conversation, id: 'a:mette', conversationType: 'personal' };
    const change = changeOf({ ...added, conversation: own, channelData: { tenant: { id: 'T' } } });
    expect(change).toMatchObject({
      kind: 'installed',
      direct: true,
      news: {
        key: { workspaceId: 'T', placeId: expect.stringMatching(/^[0-9a-f]{64}$/) },
        account: { userId: from.aadObjectId },
        place: null,
      },
    });
  });

  test('of somebody who is taken out of a team is told with what the rooms of the team share, as is who comes', () => {
    const membersRemoved = [{ id: '29:mette', aadObjectId: 'aad-mette' }, { id: '29:guest' }];
    const membersAdded = [{ id: '29:jens', aadObjectId: 'aad-jens' }];
    const left = {
      conversationId: '19:b1b2@thread.tacv2',
      details: { teamId: '19:aaaa@thread.tacv2' },
    };
    const account = { platform: 'teams', workspaceId: '5e0e5b41-0000-4000-8000-000000000001' };
    expect(changeOf({ ...channelCommand, type: 'conversationUpdate', membersRemoved, membersAdded })).toEqual(
      {
        kind: 'people',
        presences: [
          { account: { ...account, userId: 'aad-mette' }, here: false, from: left },
          { account: { ...account, userId: '29:guest' }, here: false, from: left },
          { account: { ...account, userId: 'aad-jens' }, here: true },
        ],
      },
    );
  });

  test.each([
    ['channelDeleted', { kind: 'away', reason: 'deleted' }],
    ['channelRestored', { kind: 'back' }],
    ['channelRenamed', { kind: 'renamed', name: 'Jobcenter Nord' }],
    ['teamArchived', { kind: 'away', reason: 'archived' }],
    ['teamUnarchived', { kind: 'back' }],
    ['teamDeleted', { kind: 'away', reason: 'deleted' }],
    ['teamHardDeleted', { kind: 'away', reason: 'deleted' }],
    ['teamRestored', { kind: 'back' }],
  ])('a %s is news of that channel, or of every room of the team', (eventType, news) => {
    const channelData = {
      ...inChannel,
      eventType,
      channel: { id: '19:c', name: 'Jobcenter Nord' },
    };
    const change = changeOf({ ...channelCommand, type: 'conversationUpdate', channelData });
    expect(change).toMatchObject({ kind: 'places', news });
    const shared = change.kind === 'places' && change.news.place.shared;
    expect(shared).toEqual(eventType.startsWith('team') ? { teamId: '19:aaaa@thread.tacv2' } : undefined);
  });
});
