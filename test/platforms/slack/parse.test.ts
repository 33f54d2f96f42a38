import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  parseCommand,
  parseMessage,
  parsePress,
  parseReshape,
  parseShortcut,
  parseSubmission,
} from '../../../src/platforms/slack/parse.ts';
import { OPENING, TASK_FORCE, TOKEN } from './start-bot.ts';

type Recorded = Record<string, unknown>;

/** A request of Slack's as it was recorded; names and ids are made up. */
function recorded(name: string): Recorded {
  const path = new URL(`payloads/${name}.json`, import.meta.url);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
}

const METTE = {
  platform: 'slack',
  workspaceId: 'T0001',
  userId: 'U2147483697',
  name: 'mette.holm',
  details: {},
};

describe('what Slack sends', () => {
  test('a command is its words, from a room whose name Slack keeps to itself', () => {
    expect(parseCommand(recorded('command'))).toEqual({
      request: {
        sender: { ...METTE, conversation: { id: 'C2147483705', direct: false, name: null, details: {} } },
        intent: { kind: 'command', text: 'opret <SØN-&-FED>' },
        key: 'slack:command:13345224609.738474920.8088930838d88f008e0',
      },
      triggerId: '13345224609.738474920.8088930838d88f008e0',
      responseUrl: 'https://hooks.slack.com/commands/1234/5678',
    });
  });

  test('a press in a room is its act; the card there is refreshed by delivery', () => {
    const pressed = parsePress(recorded('press-in-channel'));
    const press = { act: 'claim', taskForceId: TASK_FORCE, openingId: OPENING };
    expect(pressed).toMatchObject({
      request: {
        sender: { ...METTE, conversation: { id: 'C2147483705', direct: false, name: 'jobcenter' } },
        intent: { kind: 'press', press },
        key: expect.stringMatching(/^slack:press:1548426417\.840180:U2147483697:[0-9a-f]{16}$/),
        shows: { form: true, card: false },
      },
      place: { kind: 'message', own: false },
    });
  });

  test('a row of a menu is its act with the ids that its block carries', () => {
    const common = { taskForceId: TASK_FORCE, openingId: OPENING };
    const chosen = (blockId: string, value: string) => ({
      ...recorded('press-in-channel'),
      actions: [
        {
          type: 'overflow',
          action_id: 'press:card:menu',
          block_id: blockId,
          selected_option: { text: { type: 'plain_text', text: 'Luk', emoji: false }, value },
          action_ts: '1548426417.840180',
        },
      ],
    });
    const block = `menu#${JSON.stringify(common)}`;
    expect(parsePress(chosen(block, '{"act":"close"}')).press).toEqual({ act: 'close', ...common });
    for (const [blockId, value] of [
      ['qXNWL', '{"act":"close"}'],
      [block, '{"act":"erase_everything"}'],
      [block, 'close'],
      [block, '[]'],
      ['menu#{}', '{"act":"close"}'],
    ] as const) {
      expect(() => parsePress(chosen(blockId, value))).toThrow();
    }
  });

  test('a press in a message that only the presser sees is theirs to replace', () => {
    const payload = recorded('press-in-channel');
    expect(
      parsePress({ ...payload, container: { type: 'message', is_ephemeral: true } }).place,
    ).toMatchObject({ own: true });
    const direct = { id: 'D024BE91L', name: 'directmessage' };
    const inDirect = parsePress({ ...payload, channel: direct });
    expect(inDirect.place).toMatchObject({ own: true });
    expect(inDirect.request.shows).toEqual({ form: true, card: true });
    expect(inDirect.request.sender.conversation).toEqual({
      id: 'D024BE91L',
      direct: true,
      name: null,
      details: {},
    });
  });

  test('two people who press at the same instant press twice', () => {
    const payload = recorded('press-in-channel');
    const other = { id: 'U2', team_id: 'T0001' };
    expect(parsePress({ ...payload, user: other }).request.key).not.toBe(parsePress(payload).request.key);
  });

  test('a press in a modal belongs to where the form was opened', () => {
    const pressed = parsePress(recorded('press-in-modal'));
    expect(pressed.place).toEqual({ kind: 'modal', viewId: 'V111', conversationId: 'C2147483705' });
    expect(pressed.request.sender.conversation?.id).toBe('C2147483705');
  });

  test('a form is its context and values of every kind of field', () => {
    const { request, view } = parseSubmission(recorded('submission'));
    expect(request).toMatchObject({
      sender: { ...METTE, conversation: { id: 'D024BE91L', direct: true } },
      key: `slack:form:${TOKEN}`,
      intent: { kind: 'submit', context: { form: 'intake', token: TOKEN, taskForceId: TASK_FORCE } },
    });
    expect(request.intent).toHaveProperty('values', {
      category: 'warehouse',
      tasks: ['packing'],
      more: [],
      company: 'Søn & Fed <b>',
      hours: null,
      target: null,
      date: '2026-02-03',
      person: 'U1',
      room: null,
    });
    expect(view.blocks.map((block) => block.block_id)).toEqual(['category#1a2b3c4d', 'company']);
  });

  test('a choice in a form is the same without a key', () => {
    const { request } = parseReshape({ ...recorded('submission'), type: 'block_actions' });
    expect(request.key).toBeNull();
    expect(request.intent).toMatchObject({ kind: 'reshape', values: { category: 'warehouse' } });
  });

  test('the shortcut comes from nowhere in particular', () => {
    const { team, user } = recorded('submission');
    const { request } = parseShortcut({
      type: 'shortcut',
      team,
      user,
      trigger_id: '1.2',
      callback_id: 'spot_et_job',
    });
    expect(request).toMatchObject({ sender: { ...METTE, conversation: null }, intent: { text: '' } });
  });

  test('words to the bot are a command by their event, without the markup Slack put around them', () => {
    const said = parseMessage(recorded('direct-message'));
    expect(said?.request).toMatchObject({
      sender: {
        workspaceId: 'T0001',
        userId: 'U2147483697',
        name: null,
        conversation: { id: 'D024BE91L', direct: true },
      },
      intent: { kind: 'command', text: 'sprog en & mette@a.dk' },
      key: 'slack:event:Ev0PV52K21',
    });
  });
});

describe('what Slack never sent', () => {
  test.each([
    ['an act that isn’t one', { act: 'erase_everything', taskForceId: TASK_FORCE }],
    ['an id that isn’t one', { act: 'claim', taskForceId: TASK_FORCE, openingId: '1; drop table' }],
    ['no JSON', null],
  ])('a button with %s is refused, without repeating what it said', (_what, press) => {
    const payload = recorded('press-in-channel');
    const action = {
      action_id: 'press:card:0',
      action_ts: '1.1',
      value: press === null ? 'drop' : JSON.stringify(press),
    };
    const parse = () => parsePress({ ...payload, actions: [action] });
    expect(parse).toThrow(z.ZodError);
    expect(parse).not.toThrow(/drop|erase_everything/);
  });

  test('a form whose context was changed is refused', () => {
    const { view, ...payload } = recorded('submission');
    const changed = {
      ...z.record(z.string(), z.unknown()).parse(view),
      private_metadata: '{"form":"intake"}',
    };
    expect(() => parseSubmission({ ...payload, view: changed })).toThrow(z.ZodError);
  });

  test('a press in a message without a way to answer is refused', () => {
    expect(() => parsePress({ ...recorded('press-in-channel'), response_url: undefined })).toThrow();
  });
});
