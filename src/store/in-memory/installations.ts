import {
  type Installation,
  type InstallationKey,
  type Installations,
  secondAfter,
} from '../../app/ports/installations.ts';
import { queue, type State } from './state.ts';

interface Kept extends Installation {
  ended: boolean;
}

export function installationsIn(state: State): Installations {
  const kept = new Map<string, Kept>();
  const owners = new Map<string, string>();
  const standing = (key: InstallationKey) => {
    const found = kept.get(nameOf(key));
    return found === undefined || found.ended ? null : found;
  };
  return {
    keep: async (installation) => {
      kept.set(nameOf(installation), { ...installation, ended: false });
    },

    renew: async (installation) => {
      const found = standing(installation);
      if (found === null || found.installedAt.getTime() !== installation.installedAt.getTime()) return false;
      kept.set(nameOf(installation), { ...installation, ended: false });
      return true;
    },

    find: async (workspace) => {
      const owner = owners.get(nameOf(workspace));
      const found =
        standing(workspace) ?? (owner === undefined ? null : standing({ ...workspace, id: owner }));
      if (found === null) return null;
      const { platform, id, secret, installedAt } = found;
      return { platform, id, secret, installedAt };
    },

    belongs: async (workspace, organisationId) => {
      owners.set(nameOf(workspace), organisationId);
    },

    taskForcesIn: async (key) => {
      const rooms = [...state.rooms.values()].filter(
        ({ platform, workspaceId }) =>
          platform === key.platform &&
          (workspaceId === key.id || owners.get(nameOf({ platform, id: workspaceId })) === key.id),
      );
      return [...new Set(rooms.map(({ taskForceId }) => taskForceId))].sort();
    },

    end: async (key, at, outbox) => {
      const found = standing(key);
      if (found === null || found.installedAt >= secondAfter(at)) return false;
      kept.set(nameOf(key), { ...found, secret: '', ended: true });
      queue(state, outbox);
      return true;
    },
  };
}

function nameOf({ platform, id }: InstallationKey): string {
  return JSON.stringify([platform, id]);
}
