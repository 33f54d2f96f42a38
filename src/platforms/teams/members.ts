import * as z from 'zod';
import { LIMITS, MEMBERS_KEPT_MS } from './limits.ts';

/** Somebody in a conversation. */
export interface Member {
  /** What only this bot calls them. */
  readonly id: string;
  /** By their directory id, or else as the bot calls them. */
  readonly userId: string;
}

/** Asks Teams for one page of a conversation's members, the first for no token. */
type ReadPage = (conversation: string, token: string | undefined) => Promise<unknown>;

export interface Members {
  /** Everybody in a small room; null for one with more people than a card can be shown to each otherwise. */
  ofSmallRoom(readPage: ReadPage, conversation: string): Promise<readonly Member[] | null>;
  /** Somebody came or left there. */
  changed(conversation: string): void;
}

/**
 * Who is in a room, page by page, no further than to see that it isn't small. Kept for a while, since each card of a room
 * asks for it, and asked anew when somebody comes or leaves.
 */
export function createMembers(now: () => number): Members {
  const kept = new Map<string, { readonly until: number; readonly members: readonly Member[] | null }>();
  return {
    ofSmallRoom: async (readPage, conversation) => {
      const known = kept.get(conversation);
      if (known !== undefined && known.until > now()) return known.members;
      const members = await readSmallRoom(readPage, conversation);
      kept.set(conversation, { until: now() + MEMBERS_KEPT_MS, members });
      return members;
    },
    changed: (conversation) => void kept.delete(conversation),
  };
}

const memberSchema = z.object({
  id: z.string(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});

/** What Teams tells of members, more than the SDK declares. */
const pageSchema = z.object({
  members: z.array(memberSchema),
  continuationToken: z
    .string()
    .nullish()
    .transform((token) => (token === null || token === '' ? undefined : token)),
});

async function readSmallRoom(readPage: ReadPage, conversation: string): Promise<readonly Member[] | null> {
  const found: Member[] = [];
  let token: string | undefined;
  do {
    const page = pageSchema.parse(await readPage(conversation, token));
    found.push(
      ...page.members.map(({ id, aadObjectId, objectId }) => ({ id, userId: aadObjectId ?? objectId ?? id })),
    );
    if (found.length > LIMITS.refreshedFor) return null;
    token = page.continuationToken;
  } while (token !== undefined);
  return found;
}

/** A guest in the team, or of another organisation, as in a channel that is shared with it. */
export function isOutside(told: unknown, workspaceId: string): boolean {
  const { userRole, tenantId } = memberSchema.parse(told);
  return userRole === 'guest' || userRole === 'anonymous' || (tenantId ?? workspaceId) !== workspaceId;
}
