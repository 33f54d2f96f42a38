import * as z from 'zod';
import { isTeamsPicture } from './pictures.ts';
import { publishedFaults } from './published-rules.ts';

/**
 * What Teams accepts as a card: Adaptive Cards 1.5 as far as Teams draws it. Anything unknown is refused, because a
 * client drops it silently and the person sees a card with a hole in it.
 */
const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  size: z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.boolean().optional(),
});

const layout = {
  spacing: z.enum(['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
  separator: z.boolean().optional(),
};

const richTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(textRun).min(1),
  ...layout,
});

const input = { id: z.string().min(1), label: z.string().min(1), ...layout };
const choice = z.strictObject({ title: z.string().min(1), value: z.string().min(1) });
const inputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Input.Text'),
    ...input,
    value: z.string().optional(),
    placeholder: z.string().optional(),
    maxLength: z.number().int().positive().optional(),
    isMultiline: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('Input.Number'), ...input, value: z.number().optional() }),
  z.strictObject({ type: z.literal('Input.Date'), ...input, value: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('Input.ChoiceSet'),
    ...input,
    style: z.enum(['compact', 'expanded', 'filtered']),
    choices: z.array(choice),
    isMultiSelect: z.boolean().optional(),
    wrap: z.boolean().optional(),
    value: z.string().optional(),
    placeholder: z.string().optional(),
    'choices.data': z.strictObject({ type: z.literal('Data.Query'), dataset: z.string().min(1) }).optional(),
  }),
]);
export type CardInput = z.infer<typeof inputSchema>;

const action = {
  title: z.string().min(1).max(100),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  mode: z.enum(['primary', 'secondary']).optional(),
};
const data = z.record(z.string(), z.unknown());
const submit = z.strictObject({ type: z.literal('Action.Submit'), ...action, data });
const execute = z.strictObject({
  type: z.literal('Action.Execute'),
  ...action,
  verb: z.string().min(1),
  data,
  fallback: submit,
});
const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), ...action, url: z.url() });
const inner = z.discriminatedUnion('type', [submit, execute]);
const showCard = z.strictObject({
  type: z.literal('Action.ShowCard'),
  ...action,
  card: z.strictObject({
    type: z.literal('AdaptiveCard'),
    body: z.array(richTextBlock),
    actions: z.array(inner).max(6),
  }),
});
const actionSchema = z.discriminatedUnion('type', [submit, execute, showCard, openUrl]);
export type CardAction = z.infer<typeof actionSchema>;
export type CardPress = z.infer<typeof inner>;

const actions = z
  .array(actionSchema)
  .refine((all) => all.filter((one) => one.mode !== 'secondary').length <= 6, 'more than 6 buttons at once')
  .refine(
    (all) => all.every((one) => one.type !== 'Action.ShowCard' || one.mode !== 'secondary'),
    'a question in the menu',
  );

const image = z.strictObject({
  type: z.literal('Image'),
  url: z.url().refine(isTeamsPicture, 'a picture that Teams doesn’t show'),
  altText: z.string().min(1),
  size: z.enum(['Auto', 'Stretch', 'Small', 'Medium', 'Large']).optional(),
  ...layout,
});

const element = z.union([
  image,
  richTextBlock,
  inputSchema,
  z.strictObject({ type: z.literal('ActionSet'), actions: actions.min(1), ...layout }),
]);

export const cardSchema = z
  .strictObject({
    type: z.literal('AdaptiveCard'),
    $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
    version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
    fallbackText: z.string().min(1),
    /** Read out, and shown by the immersive reader: plain, since what looks like a tag would be taken for one. */
    speak: z.string().regex(/^[^<>]+$/),
    body: z.array(element).min(1),
    actions,
    refresh: z
      .strictObject({
        action: z.strictObject({
          type: z.literal('Action.Execute'),
          title: z.string().min(1),
          verb: z.string().min(1),
          data: z.record(z.string(), z.unknown()),
        }),
        userIds: z.array(z.string().min(1)).min(1).max(60),
      })
      .optional(),
  })
  .refine((card) => {
    const ids = inputsOf(card.body).map(({ id }) => id);
    return new Set(ids).size === ids.length;
  }, 'two inputs have the same id')
  .refine((card) => inputsOf(card.body).every(valueIsChoosable), 'a value that is none of the choices')
  .superRefine((card, context) => {
    for (const message of publishedFaults(card)) context.addIssue({ code: 'custom', message });
  });
export type TeamsCard = z.infer<typeof cardSchema>;

function valueIsChoosable(field: CardInput): boolean {
  if (field.type !== 'Input.ChoiceSet' || field['choices.data'] !== undefined || field.value === undefined)
    return true;
  const values =
    field.isMultiSelect === true ? field.value.split(',').filter((value) => value !== '') : [field.value];
  return values.every((value) => field.choices.some((one) => one.value === value));
}

const attachment = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: cardSchema.refine((card) => inputsOf(card.body).length === 0, 'a form outside of a dialog'),
});

/** A message with one card, as the bot sends it; the notification reads its summary. */
export const messageSchema = z.looseObject({
  type: z.literal('message'),
  summary: z.string().min(1),
  attachments: z.tuple([attachment]),
});

/** A dialog's card may only submit: Action.Execute and a further dialog don't work in one. */
const dialogCard = cardSchema.refine(
  (card) => pressesOf(card).every((one) => one.type === 'Action.Submit' && !('msteams' in one.data)),
  'a button that does not work in a dialog',
);

export const taskSchema = z.strictObject({
  task: z.strictObject({
    type: z.literal('continue'),
    value: z.strictObject({
      title: z.string().min(1),
      height: z.enum(['small', 'medium', 'large']),
      width: z.enum(['small', 'medium', 'large']),
      card: z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: dialogCard,
      }),
    }),
  }),
});

/** What a search of the message extension may answer: results with a preview each, or a sentence. */
export const searchSchema = z.strictObject({
  composeExtension: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('result'),
      attachmentLayout: z.enum(['list', 'grid']),
      attachments: z
        .array(
          attachment.extend({
            preview: z.strictObject({
              contentType: z.literal('application/vnd.microsoft.card.thumbnail'),
              content: z.strictObject({ title: z.string().min(1), text: z.string() }),
            }),
          }),
        )
        .min(1),
    }),
    z.strictObject({ type: z.literal('message'), text: z.string().min(1) }),
  ]),
});

/** Teams shows no more than these under a field that is written into. */
export const CHOICES_SHOWN = 15;

export const choicesSchema = z.strictObject({
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.strictObject({ results: z.array(choice).max(CHOICES_SHOWN) }),
});

export const executedSchema = z.discriminatedUnion('type', [
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string().min(1),
  }),
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.card.adaptive'),
    value: cardSchema,
  }),
]);

export const MAX_MESSAGE_BYTES = 80 * 1024;

/** The size of a message counted as UTF-16, as Teams keeps it, or as it came over the wire: the larger of the two. */
export function sizeOf(json: string): number {
  return Math.max(Buffer.byteLength(json, 'utf8'), Buffer.byteLength(json, 'utf16le'));
}

export function inputsOf(body: readonly z.infer<typeof element>[]): CardInput[] {
  return body.filter((one): one is CardInput => one.type.startsWith('Input.'));
}

/** The buttons that can be seen before anything is unfolded. */
export function actionsOf(card: TeamsCard): CardAction[] {
  return [...card.body.flatMap((one) => (one.type === 'ActionSet' ? one.actions : [])), ...card.actions];
}

/** Every button that does something, those under a question too, in the order in which they are shown. */
export function pressesOf(card: TeamsCard): CardPress[] {
  return actionsOf(card).flatMap((one) => {
    if (one.type === 'Action.OpenUrl') return [];
    return one.type === 'Action.ShowCard' ? one.card.actions : [one];
  });
}

/** What can be read on a card, a line a block. */
export function textOfCard(card: TeamsCard): string {
  return card.body
    .flatMap((one) => (one.type === 'RichTextBlock' ? [one.inlines.map((run) => run.text).join('')] : []))
    .join('\n');
}

/** What else can be seen or fetched: pictures with their words, and links with their labels. */
export function fetchedBy(card: TeamsCard): { label: string; url: string }[] {
  const pictures = card.body.flatMap((one) =>
    one.type === 'Image' ? [{ label: one.altText, url: one.url }] : [],
  );
  const links = actionsOf(card).flatMap((one) =>
    one.type === 'Action.OpenUrl' ? [{ label: one.title, url: one.url }] : [],
  );
  return [...pictures, ...links];
}

/** What is written in red. */
export function errorsOfCard(card: TeamsCard): string[] {
  return card.body.flatMap((one) =>
    one.type === 'RichTextBlock'
      ? one.inlines.filter((run) => run.color === 'Attention').map((run) => run.text)
      : [],
  );
}
