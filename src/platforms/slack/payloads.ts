import * as z from 'zod';
import { formContextSchema } from '../../app/intent.ts';
import { pressSchema } from '../../messages/press.ts';
import { readMenu } from './press-menu.ts';
import { viewState } from './read-values.ts';
import { SEARCH_ACTION } from './render-form.ts';

/**
 * What is read of Slack's requests, and no more: everything else in them is Slack's business and may change. Workspace:
 * the team, except in events from shared channels, where `context_team_id` is the workspace that installed the bot.
 */
const user = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  username: z.string().optional(),
  name: z.string().optional(),
});
const team = z.object({ id: z.string() }).nullish();

/** What we put into a button or a modal as JSON, on its way back. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

export const commandPayload = z.object({
  team_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.url(),
});

export const shortcutPayload = z.object({ team, user, trigger_id: z.string() });

/** The shortcut under a message. Words of a bot's own blocks aren't in its text. */
export const messageShortcutPayload = z.object({
  team,
  user,
  trigger_id: z.string(),
  response_url: z.url(),
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  message: z.object({ user: z.string().optional(), text: z.string().default('') }),
});

const shownForm = z.object({
  id: z.string(),
  hash: z.string(),
  private_metadata: json.pipe(formContextSchema),
  state: viewState,
  blocks: z.array(z.object({ type: z.string(), block_id: z.string() })),
});
export type ShownForm = z.infer<typeof shownForm>;

/** What a modal that shows a card carries: where it was opened from. */
const shownCard = z.object({ conversationId: z.string().nullable() });

const pressedButton = z.object({
  type: z.literal('button').optional(),
  action_id: z.string(),
  action_ts: z.string(),
  value: json.pipe(pressSchema),
});

/** A row of a menu was chosen: the press is in two parts. */
const chosenRow = z
  .object({
    type: z.literal('overflow'),
    action_id: z.string(),
    action_ts: z.string(),
    block_id: z.string(),
    selected_option: z.object({ value: z.string() }),
  })
  .transform(({ action_id, action_ts, block_id, selected_option }, context) => {
    try {
      return { action_id, action_ts, value: readMenu(block_id, selected_option.value) };
    } catch {
      context.addIssue({ code: 'custom', message: 'no row of a menu' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ action_id: z.string(), action_ts: z.string(), value: pressSchema }));

/** A button was pressed, in a message or in a modal that shows a card. */
export const pressPayload = z.object({
  team,
  user,
  trigger_id: z.string(),
  response_url: z.url().optional(),
  channel: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  container: z.object({ is_ephemeral: z.boolean().optional() }),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: json.pipe(shownCard) }).nullish(),
  actions: z.tuple([z.union([pressedButton, chosenRow])]),
});

/** A choice was made in a form on which other fields depend. */
export const reshapePayload = z.object({ team, user, trigger_id: z.string(), view: shownForm });

/** Somebody opened a list in a form, or typed in it. */
export const suggestionPayload = z.object({
  team,
  user,
  action_id: z.string().startsWith(SEARCH_ACTION),
  value: z.string().default(''),
  view: z.object({ private_metadata: json.pipe(formContextSchema) }),
});

export const submissionPayload = z.object({ team, user, view: shownForm });

/** Somebody looks at the bot's page; `tab` says which of its tabs. */
export const homeOpenedPayload = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  event: z.object({ user: z.string(), tab: z.string() }),
});

/** A message to the bot: in its direct conversation, or one that mentions it. */
export const messagePayload = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  event_id: z.string(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    user: z.string().optional(),
    text: z.string().default(''),
    channel: z.string(),
    thread_ts: z.string().optional(),
  }),
});

/** Something about a person of the workspace changed, also that they were deactivated or are back. */
export const userChangePayload = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  event: z.object({
    type: z.literal('user_change'),
    user: z.object({
      id: z.string(),
      deleted: z.boolean().default(false),
      real_name: z.string().optional(),
      profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
    }),
  }),
});

/** Who let the bot in where this comes from: commands write booleans as words, events say it of each authorization. */
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);
export const ownerPayload = z.object({
  is_enterprise_install: yes.nullish(),
  enterprise_id: z.string().nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  context_team_id: z.string().nullish(),
  context_enterprise_id: z.string().nullish(),
  team_id: z.string().nullish(),
  team,
  user: z.object({ team_id: z.string().optional() }).nullish().catch(null),
  authorizations: z
    .array(z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: z.boolean().nullish() }))
    .nullish(),
});

/** What happened to a channel; private ones have names of their own for the same. */
const channelEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.enum([
      'channel_archive',
      'channel_deleted',
      'channel_left',
      'channel_unarchive',
      'group_archive',
      'group_deleted',
      'group_left',
      'group_unarchive',
    ]),
    channel: z.string(),
  }),
  z.object({
    type: z.enum(['channel_rename', 'group_rename']),
    channel: z.object({ id: z.string(), name: z.string() }),
  }),
  z.object({ type: z.literal('member_joined_channel'), channel: z.string(), user: z.string() }),
]);

export const channelPayload = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ user_id: z.string() })).nullish(),
  event: channelEvent,
});

/** A channel is the same under another id, as after it was shared. */
export const channelIdPayload = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  event: z.object({ old_channel_id: z.string(), new_channel_id: z.string() }),
});

/** An organisation let the bot into some of its workspaces, or took them from it. */
export const teamAccessPayload = z.object({
  event: z.object({
    type: z.enum(['team_access_granted', 'team_access_revoked']),
    team_ids: z.array(z.string()),
  }),
});

/** The app was taken out, or tokens were taken back. */
export const letOutPayload = ownerPayload.extend({
  event_time: z.number(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).nullish(), oauth: z.array(z.string()).nullish() }),
    }),
  ]),
});

export type SlackUser = z.infer<typeof user>;
export type SlackTeam = z.infer<typeof team>;
