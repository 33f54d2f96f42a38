import type { Instant } from '../../domain/ids.ts';
import { coordinators, laneOf } from '../outgoing/announce.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { InstallationKey } from '../ports/installations.ts';
import type { Store } from '../ports/store.ts';

/**
 * A workspace, or an organisation with all of its workspaces, let the bot out. The coordinators of its task forces hear of
 * it where something still reaches them; what they have is kept for the day they let it in again. Told again, in whatever
 * order, it has no effect.
 *
 * @returns false for old news
 */
export async function noteLetOut(store: Store, key: InstallationKey, at: Instant): Promise<boolean> {
  const { installations, directory } = store;
  const taskForceIds = await installations.taskForcesIn(key);
  const drafts = await Promise.all(
    taskForceIds.map(async (taskForceId) =>
      coordinators(await directory.members(taskForceId)).map((personId): OutboxDraft => {
        const to = { kind: 'person', personId } as const;
        return {
          taskForceId,
          to,
          outgoing: { kind: 'note', note: { kind: 'let_out', ...key } },
          unique: { kind: 'latest', key: `let_out:${key.platform}:${key.id}:${laneOf(to)}` },
        };
      }),
    ),
  );
  return installations.end(key, at, drafts.flat());
}
