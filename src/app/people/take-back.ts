import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { HeldData } from '../ports/personal-data.ts';
import type { SentMessage } from '../ports/sent-messages.ts';
import type { Store } from '../ports/store.ts';

/** Each goes through the outbox to where it stands, and leaves a sentence there that names nobody. */
export function takingBack(sent: readonly SentMessage[]): OutboxDraft[] {
  return sent.map(({ id, taskForceId, to }) => ({
    taskForceId,
    to,
    outgoing: { kind: 'taken_back', sent: id },
    unique: { kind: 'once', key: `taken_back:${id}` },
  }));
}

/** A person's Homes go with their accounts; where they stand is kept until they were emptied. */
export async function keepHomes({ homes, sentMessages }: Store, { accounts }: HeldData): Promise<void> {
  for (const account of accounts) {
    const screen = await homes.find(account);
    const details = await homes.details(account);
    if (screen === null || screen.messageId === null || details === null) continue;
    const { personId, taskForceId, messageId } = screen;
    const { platform, workspaceId, userId } = account;
    await sentMessages.keep({
      taskForceId,
      to: { kind: 'person', personId },
      address: { platform, workspaceId, userId, conversationId: null, details, page: true },
      messageId,
      about: { people: [personId], openings: [] },
    });
  }
}
