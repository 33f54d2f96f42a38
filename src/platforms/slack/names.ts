import * as z from 'zod';
import { within } from '../../app/within.ts';
import type { ClientOf } from './clients.ts';

const REMEMBERED = 5_000;
const FRESH_MS = 24 * 60 * 60 * 1_000;

const userInfo = z.object({
  user: z.object({
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
});

/** The names that people chose for themselves; requests carry only the names they log in with. */
export interface Names {
  /** At once: the name if it was learnt before, otherwise null. */
  known(workspaceId: string, userId: string): string | null;
  /** The name, asked of Slack when it isn't known or a day old; null when Slack doesn't say within `withinMs`. */
  learn(workspaceId: string, userId: string, withinMs: number): Promise<string | null>;
}

/** `onFailure` hears of every question that Slack didn't answer; nobody has to wait for it. */
export function createNames(clientOf: ClientOf, now: () => Date, onFailure: (error: unknown) => void): Names {
  const learnt = new Map<string, { name: string; at: number }>();
  const asked = new Map<string, Promise<void>>();

  async function ask(key: string, workspaceId: string, userId: string): Promise<void> {
    try {
      const client = await clientOf(workspaceId);
      const { user } = userInfo.parse(await client.users.info({ user: userId }));
      const name = user.profile?.display_name || user.profile?.real_name || user.real_name;
      if (name !== undefined && name !== '') remember(key, name);
    } catch (error) {
      onFailure(error);
    } finally {
      asked.delete(key);
    }
  }

  function remember(key: string, name: string): void {
    learnt.delete(key);
    learnt.set(key, { name, at: now().getTime() });
    const oldest = learnt.keys().next().value;
    if (learnt.size > REMEMBERED && oldest !== undefined) learnt.delete(oldest);
  }

  const known = (workspaceId: string, userId: string) => learnt.get(`${workspaceId} ${userId}`)?.name ?? null;

  return {
    known,
    async learn(workspaceId, userId, withinMs) {
      const key = `${workspaceId} ${userId}`;
      const found = learnt.get(key);
      if (found !== undefined && now().getTime() - found.at < FRESH_MS) return found.name;
      const question = asked.get(key) ?? ask(key, workspaceId, userId);
      asked.set(key, question);
      await within(withinMs, question);
      return known(workspaceId, userId);
    },
  };
}
