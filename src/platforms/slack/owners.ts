import type { Installations } from '../../app/ports/installations.ts';
import { parseOwner, SLACK } from './parse.ts';

/** Which organisation a workspace belongs to, where the organisation let the bot in: each request from there says so. */
export interface Owners {
  /** Writes it down once a process, without keeping anybody waiting. */
  learn(body: unknown): void;
  /** Resolves when what was heard of this workspace is written down; throws when it can't be. */
  settled(workspaceId: string): Promise<void>;
}

export function createOwners(installations: Installations): Owners {
  const learnt = new Map<string, { readonly organisationId: string; readonly written: Promise<void> }>();
  return {
    learn: (body) => {
      const owner = parseOwner(body);
      if (owner === null || learnt.get(owner.workspaceId)?.organisationId === owner.organisationId) return;
      const { workspaceId, organisationId } = owner;
      const written = installations.belongs({ platform: SLACK, id: workspaceId }, organisationId);
      learnt.set(workspaceId, { organisationId, written });
      // Whoever needs it hears of the failure, and the next request tries again.
      written.catch(() => learnt.delete(workspaceId));
    },
    settled: async (workspaceId) => learnt.get(workspaceId)?.written,
  };
}
