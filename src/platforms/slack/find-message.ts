import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Found } from '../../app/ports/platform.ts';
import type { Instant } from '../../domain/ids.ts';
import { LOOK_UP_MESSAGES } from './limits.ts';

/** What a message of ours is recognised by in Slack's own records. */
export const MESSAGE_EVENT = 'spotjob_message';

/** Slack's clock and the database's need not agree to the second. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

const oursSchema = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(MESSAGE_EVENT),
    event_payload: z.object({ reference: z.string() }),
  }),
});

/**
 * Looks among the newest messages of a conversation, written since then, for the one with our reference. Nothing else
 * of what people wrote there is read or kept.
 *
 * @throws what the Web API throws
 */
export async function findReference(
  client: WebClient,
  channel: string,
  reference: string,
  since: Instant,
): Promise<Found> {
  const { messages = [] } = await client.conversations.history({
    channel,
    include_all_metadata: true,
    limit: LOOK_UP_MESSAGES,
    oldest: String((since.getTime() - CLOCKS_DIFFER_MS) / 1_000),
  });
  for (const message of messages) {
    const ours = oursSchema.safeParse(message);
    if (ours.success && ours.data.metadata.event_payload.reference === reference) {
      return { kind: 'found', messageId: ours.data.ts };
    }
  }
  return { kind: 'absent' };
}
