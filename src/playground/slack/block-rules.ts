import * as z from 'zod';

/**
 * What Slack accepts of blocks and modals, written down apart from the bot's own limits so that a wrong number there is
 * found here. Unknown keys are refused, as Slack does.
 */
const id = z.string().min(1).max(255);
const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

const confirm = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
});
export type Option = z.infer<typeof option>;

/** Option values: Slack's reference says 150, the limits this project works by say 75. The stricter holds. */
const options = (max: number) =>
  z
    .array(option.refine((one) => one.value.length <= 75, 'option value over 75 characters'))
    .min(1)
    .max(max)
    .refine((all) => new Set(all.map((one) => one.value)).size === all.length, 'duplicate option values');

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id,
  options: options(5),
  confirm: confirm.optional(),
});

const placeholder = plain(150).optional();

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: id,
    options: options(100),
    initial_option: option.optional(),
    placeholder,
  })
  .refine(
    (select) => isAmong(select.options, select.initial_option ? [select.initial_option] : []),
    'initial_option',
  );
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  action_id: id,
  initial_option: option
    .refine((one) => one.value.length <= 75, 'option value over 75 characters')
    .optional(),
  min_query_length: z.number().int().min(0).optional(),
  placeholder,
});
const manySelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    action_id: id,
    options: options(100),
    initial_options: z.array(option).min(1).optional(),
    placeholder,
  })
  .refine((select) => isAmong(select.options, select.initial_options ?? []), 'initial_options');
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    action_id: id,
    options: options(10),
    initial_options: z.array(option).min(1).optional(),
  })
  .refine((boxes) => isAmong(boxes.options, boxes.initial_options ?? []), 'initial_options');

/** Slack wants initial options to be the very same objects as among the options. */
function isAmong(all: readonly Option[], initial: readonly Option[]): boolean {
  return initial.every((one) => all.some((other) => JSON.stringify(other) === JSON.stringify(one)));
}

const input = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
    initial_value: z.string().min(1).max(3000).optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('number_input'),
    action_id: id,
    is_decimal_allowed: z.boolean(),
    min_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
    max_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
    initial_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('datepicker'),
    action_id: id,
    initial_date: z.iso.date().optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('users_select'),
    action_id: id,
    initial_user: z.string().optional(),
    placeholder,
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    action_id: id,
    initial_conversation: z.string().optional(),
    filter: z
      .strictObject({
        include: z
          .array(z.enum(['im', 'mpim', 'private', 'public']))
          .min(1)
          .optional(),
        exclude_bot_users: z.boolean().optional(),
        exclude_external_shared_channels: z.boolean().optional(),
      })
      .optional(),
    placeholder,
  }),
  staticSelect,
  externalSelect,
  manySelect,
  checkboxes,
]);
export type InputElement = z.infer<typeof input>;

const styled = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial();
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: styled.optional() }),
  z.strictObject({ type: z.literal('emoji'), name: z.string() }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string(),
    text: z.string().optional(),
    style: styled.optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string() }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string() }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
]);
const richText = z
  .strictObject({
    type: z.literal('rich_text'),
    block_id: id.optional(),
    elements: z
      .array(z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) }))
      .min(1),
  })
  .refine((block) => textLength(block) <= 3000, 'rich text over 3000 characters');

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: id.optional(),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: button.optional(),
  })
  .refine(
    (block) => block.text !== undefined || block.fields !== undefined,
    'a section needs text or fields',
  );

const messageBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: id.optional(), text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: id.optional() }),
  z.strictObject({
    type: z.literal('context'),
    block_id: id.optional(),
    elements: z.array(anyText(3000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: id.optional(),
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow]))
      .min(1)
      .max(25)
      .refine((all) => new Set(all.map((one) => one.action_id)).size === all.length, 'duplicate action ids'),
  }),
  section,
  richText,
  z
    .strictObject({
      type: z.literal('image'),
      block_id: id.optional(),
      image_url: z.url().max(3000).optional(),
      slack_file: z.strictObject({ id: z.string().regex(/^F[A-Z0-9]{8,}$/) }).optional(),
      alt_text: z.string().min(1).max(2000),
    })
    .refine(({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined), 'image'),
]);

const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id: id.optional(),
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: input,
});
export const modalBlock = z.discriminatedUnion('type', [...messageBlock.options, inputBlock]);

export type Block = z.infer<typeof modalBlock>;

function uniqueIds(blocks: readonly { block_id?: string | undefined }[]): boolean {
  const ids = blocks.flatMap((block) => block.block_id ?? []);
  return new Set(ids).size === ids.length;
}

export const messageBlocks = z
  .array(messageBlock)
  .max(50)
  .refine(uniqueIds, 'duplicate block ids')
  .refine((blocks) => textLength(blocks) <= 13_000, 'the text of all blocks is over 13,000 characters');

export const modal = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: z.string().max(255).optional(),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    private_metadata: z.string().max(3000).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    external_id: z.string().max(255).optional(),
    blocks: z.array(modalBlock).min(1).max(100).refine(uniqueIds, 'duplicate block ids'),
  })
  .refine(
    (view) => view.submit !== undefined || view.blocks.every((block) => block.type !== 'input'),
    'submit missing',
  )
  .refine((view) => JSON.stringify(view).length <= 250_000, 'view over 250 kB');
export type Modal = z.infer<typeof modal>;

/** What the bot answers when a list is asked for. */
export const suggestions = z.strictObject({ options: options(100).or(z.array(option).length(0)) });

/** A person's App Home: as a modal, without its frame. */
export const home = z
  .strictObject({
    type: z.literal('home'),
    callback_id: z.string().max(255).optional(),
    private_metadata: z.string().max(3000).optional(),
    external_id: z.string().max(255).optional(),
    blocks: z.array(messageBlock).min(1).max(100).refine(uniqueIds, 'duplicate block ids'),
  })
  .refine((view) => JSON.stringify(view).length <= 250_000, 'view over 250 kB');
export type Home = z.infer<typeof home>;

/** The characters that people read, buttons included. */
function textLength(blocks: unknown): number {
  let length = 0;
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') length += value.length;
    return value;
  });
  return length;
}

/** Slack's way to say where a block is wrong, as `response_metadata.messages`. */
export function complaints(error: z.ZodError): string[] {
  return error.issues.map(
    (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.map(String).join('/')}]`,
  );
}
