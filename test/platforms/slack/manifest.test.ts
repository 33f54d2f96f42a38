import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  CHANNEL_EVENTS,
  CHANNEL_MOVED,
  COMMAND,
  EVENTS,
  HOME_OPENED,
  LET_OUT,
  MESSAGE_SHORTCUT,
  SHORTCUT,
  TEAM_ACCESS,
  USER_CHANGED,
} from '../../../src/platforms/slack/listen.ts';
import { EVENTS_PATH, REDIRECT_PATH } from '../../../src/platforms/slack/paths.ts';
import { SCOPES } from '../../../src/platforms/slack/scopes.ts';

const address = z
  .url()
  .max(3_000)
  .refine((text) => new URL(text).pathname === EVENTS_PATH, `not ${EVENTS_PATH}`);
const text = (max: number, min = 1) => z.string().min(min).max(max);
const unique = (all: readonly string[]) => new Set(all).size === all.length;

/**
 * What Slack takes of a manifest, as far as ours uses it; unknown keys are refused. The numbers are those of the schema that
 * Slack publishes (github.com/slackapi/manifest-schema, manifest.schema.2.0.0), which comes in no package.
 */
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['global', 'message']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .min(1)
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32, 2).startsWith('/'),
          url: address,
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.literal(false),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z
      .array(
        z
          .url()
          .max(2_500)
          .refine((url) => new URL(url).pathname === REDIRECT_PATH),
      )
      .max(1_000)
      .refine(unique),
    scopes: z.strictObject({ bot: z.array(text(50)).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address,
      bot_events: z.array(text(50)).max(100).refine(unique),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: address,
      // Without it Slack asks nobody for the lists in forms.
      message_menu_options_url: address,
    }),
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
    [
      HOME_OPENED,
      ...EVENTS,
      ...CHANNEL_EVENTS,
      CHANNEL_MOVED,
      ...TEAM_ACCESS,
      ...LET_OUT,
      USER_CHANGED,
    ].toSorted(),
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
    'channel_archive and the like, channel_id_changed, member_joined_channel in public channels':
      'channels:read',
    'group_archive and the like, member_joined_channel in private channels': 'groups:read',
    'conversations.history in private channels': 'groups:history',
  };
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Object.values(needed).toSorted());
  // Whoever installs it by OAuth is asked for the same.
  expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES);
});
