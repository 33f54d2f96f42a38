import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  CHANNEL_EVENTS,
  COMMAND,
  EVENTS,
  HOME_OPENED,
  LET_OUT,
  MESSAGE_SHORTCUT,
  SHORTCUT,
  USER_CHANGED,
} from '../../../src/platforms/slack/listen.ts';
import { EVENTS_PATH, REDIRECT_PATH } from '../../../src/platforms/slack/paths.ts';
import { SCOPES } from '../../../src/platforms/slack/scopes.ts';

const address = z.url().refine((text) => new URL(text).pathname === EVENTS_PATH, `not ${EVENTS_PATH}`);

/** What Slack takes of a manifest, as far as ours uses it; unknown keys are refused. */
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z.array(
      z.strictObject({
        command: z.string(),
        url: address,
        description: z.string().max(2_000),
        usage_hint: z.string().max(1_000),
        should_escape: z.literal(false),
      }),
    ),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url().refine((text) => new URL(text).pathname === REDIRECT_PATH)).max(1_000),
    scopes: z.strictObject({ bot: z.array(z.string()).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: address, bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: address }),
    org_deploy_enabled: z.literal(true),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

const manifest = manifestSchema.parse(JSON.parse(readFileSync('manifest.json', 'utf8')));

test('the manifest names the command and the shortcut that the bot listens to, and no other', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND]);
  expect(manifest.features.shortcuts.map((shortcut) => shortcut.callback_id)).toEqual([
    SHORTCUT,
    MESSAGE_SHORTCUT,
  ]);
});

test('the manifest subscribes to the events that the bot listens to', () => {
  const heard = manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);
  expect(heard.toSorted()).toEqual(
    [HOME_OPENED, ...EVENTS, ...CHANNEL_EVENTS, ...LET_OUT, USER_CHANGED].toSorted(),
  );
});

test('the manifest asks for the scopes of the methods and events in use, and no more', () => {
  const needed = {
    'chat.postMessage, chat.postEphemeral, chat.update': 'chat:write',
    'conversations.open': 'im:write',
    'users.info, user_change': 'users:read',
    'the command and the shortcut': 'commands',
    'files.getUploadURLExternal, files.completeUploadExternal': 'files:write',
    app_mention: 'app_mentions:read',
    'message.im, and conversations.history in direct conversations': 'im:history',
    'conversations.history in public channels': 'channels:history',
    'channel_archive and the like, member_joined_channel in public channels': 'channels:read',
    'group_archive and the like, member_joined_channel in private channels': 'groups:read',
    'conversations.history in private channels': 'groups:history',
  };
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Object.values(needed).toSorted());
  // Whoever installs it by OAuth is asked for the same.
  expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES);
});
