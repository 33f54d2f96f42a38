import type { SentHome } from '../../app/ports/outbox.ts';
import type { Homes } from '../../app/ports/overview.ts';
import type { AccountKey } from '../../app/ports/people.ts';
import type { State } from './state.ts';

export const accountKey = ({ platform, workspaceId, userId }: AccountKey) =>
  JSON.stringify([platform, workspaceId, userId]);

/** Written down with the message that it stands in; one that was closed meanwhile stays closed. */
export function keepHome(state: State, { account, messageId, anew }: SentHome): void {
  const key = accountKey(account);
  const home = state.homes.get(key);
  if (home !== undefined) state.homes.set(key, { ...home, messageId, anew: home.anew && !anew });
}

export function homesIn(state: State): Homes {
  return {
    find: async (account) => {
      const home = state.homes.get(accountKey(account));
      const known = state.accounts.get(accountKey(account));
      if (home === undefined || known === undefined) return null;
      const { platform, workspaceId, userId, personId } = known.account;
      return { ...home, account: { platform, workspaceId, userId }, personId };
    },

    show: async (account, taskForceId, look, anew) => {
      const key = accountKey(account);
      if (!state.accounts.has(key)) throw new Error(`there is no account ${key}`);
      const before = state.homes.get(key) ?? { messageId: null, anew: false };
      state.homes.set(key, { ...before, taskForceId, look, anew: anew || before.anew });
    },

    details: async (account) => state.accounts.get(accountKey(account))?.account.details ?? null,

    close: async (account) => {
      state.homes.delete(accountKey(account));
    },

    choices: async (personId) =>
      state.memberships
        .filter((membership) => membership.personId === personId)
        .flatMap(({ taskForceId }) => state.taskForces.get(taskForceId)?.taskForce ?? [])
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1)),
  };
}
