import type { AccountKey, Departures } from '../../app/ports/people.ts';
import type { PersonId } from '../../domain/ids.ts';
import { queue, type State, unitedIn } from './state.ts';

export function departuresIn(state: State): Departures {
  return {
    leaver: async (account, from) => {
      const known = accountIn(state, account);
      if (known === undefined || known.left) return null;
      const bound = [...state.rooms.values()].some(
        ({ platform, workspaceId, conversationId, details }) =>
          platform === account.platform &&
          workspaceId === account.workspaceId &&
          (conversationId === from?.conversationId ||
            (from?.details != null &&
              Object.entries(from.details).every(([key, value]) => details[key] === value))),
      );
      if (from !== null && !bound) return null;
      const { personId } = known.account;
      const taskForceIds = state.memberships
        .filter((membership) => membership.personId === personId)
        .map(({ taskForceId }) => taskForceId)
        .sort();
      return { personId, taskForceIds };
    },

    leave: async (account, outbox) => {
      const known = accountIn(state, account);
      if (known === undefined || known.left) return false;
      known.left = true;
      if (isGoneIn(state, known.account.personId)) queue(state, outbox);
      return true;
    },

    comeBack: async (account, name) => {
      const known = accountIn(state, account);
      if (known === undefined) return;
      known.left = false;
      const person = state.people.get(known.account.personId);
      if (name !== undefined && person !== undefined) state.people.set(person.id, { ...person, name });
    },

    isGone: async (personId) => isGoneIn(state, unitedIn(state, personId)),
  };
}

function accountIn(state: State, { platform, workspaceId, userId }: AccountKey) {
  return state.accounts.get(JSON.stringify([platform, workspaceId, userId]));
}

/** Every account was left, and there is one. */
export function isGoneIn(state: State, personId: PersonId): boolean {
  const accounts = [...state.accounts.values()].filter(({ account }) => account.personId === personId);
  return accounts.length > 0 && accounts.every(({ left }) => left);
}
