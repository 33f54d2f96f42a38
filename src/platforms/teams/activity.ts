import * as z from 'zod';

const membersSchema = z
  .array(z.object({ id: z.string().min(1), aadObjectId: z.string().min(1).nullish() }))
  .nullish();

/** What is needed of an activity to verify it and to answer it at all. */
export const activitySchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  name: z.string().optional(),
  /** Others have other rules for tokens, and nobody here has tried them. */
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  locale: z.string().optional(),
  from: z.object({
    id: z.string().min(1),
    aadObjectId: z.string().min(1).nullish(),
    name: z.string().nullish(),
  }),
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .object({
      eventType: z.string().nullish(),
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string().nullish() }).nullish(),
      channel: z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
    })
    .nullish(),
  action: z.string().optional(),
  membersAdded: membersSchema,
  membersRemoved: membersSchema,
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  replyToId: z.string().nullish(),
  value: z.unknown().optional(),
});
export type TeamsActivity = z.infer<typeof activitySchema>;

/** Null where nobody can be told apart: outside of any organisation. */
export function tenantOf({ channelData, conversation }: TeamsActivity): string | null {
  const id = channelData?.tenant?.id ?? conversation.tenantId ?? '';
  return id === '' ? null : id;
}

export function isDirect({ conversation }: TeamsActivity): boolean {
  return conversation.conversationType === 'personal';
}

/** A thread of a channel is the channel here: `;messageid=…` names the thread. */
export function conversationIdOf({ conversation }: TeamsActivity): string {
  return conversation.id.replace(/;messageid=.*$/, '');
}

/** What the rooms of one team have in common. */
export function teamOf({ channelData }: TeamsActivity): { readonly teamId: string } | null {
  const teamId = channelData?.team?.id ?? null;
  return teamId === null ? null : { teamId };
}
