import type { AccountLinks, LinkTry } from '../../app/ports/people.ts';
import type { Instant, PersonId } from '../../domain/ids.ts';
import { MOST_WRONG_CODES, wrongCodesCountFrom } from '../../domain/linking.ts';
import { linkCodeHash } from '../account-links.ts';
import { setRoles } from './directory.ts';
import { withUnitedPeople } from './openings.ts';
import type { State } from './state.ts';

export function accountLinksIn(state: State): AccountLinks {
  return {
    issue: async (code, personId, until) => {
      forgetCodesOf(state, personId);
      state.linkCodes.set(linkCodeHash(code), { personId, until, used: false });
    },

    check: async (code, by, now) => tryCode(state, code, by, now),

    join: async (code, by, now) => {
      const tried = tryCode(state, code, by, now);
      if (tried.kind !== 'valid') return tried;
      unite(state, tried.person.id, by, now);
      forgetCodesOf(state, by);
      state.linkCodes.set(linkCodeHash(code), { personId: by, until: now, used: true });
      return { kind: 'joined' };
    },
  };
}

function forgetCodesOf({ linkCodes }: State, personId: PersonId): void {
  for (const [hash, code] of linkCodes) if (code.personId === personId) linkCodes.delete(hash);
}

function tryCode(state: State, code: string, by: PersonId, now: Instant): LinkTry {
  if (state.merged.has(by)) return { kind: 'joined' };
  const wrong = state.wrongCodes
    .filter(({ personId, at }) => personId === by && at > wrongCodesCountFrom(now))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const first = wrong[MOST_WRONG_CODES - 1];
  if (first !== undefined) return { kind: 'too_many', since: first.at };
  const known = state.linkCodes.get(linkCodeHash(code));
  if (known?.personId === by) return { kind: known.used ? 'joined' : 'own' };
  const person = known === undefined || known.used ? undefined : state.people.get(known.personId);
  if (known === undefined || person === undefined) {
    state.wrongCodes.push({ personId: by, at: now });
    return { kind: 'unknown' };
  }
  return known.until < now ? { kind: 'expired' } : { kind: 'valid', person };
}

function unite(state: State, from: PersonId, into: PersonId, now: Instant): void {
  uniteAccounts(state, from, into, now);
  uniteMemberships(state, from, into);
  const [former, united] = [state.people.get(from), state.people.get(into)];
  if (former === undefined || united === undefined) throw new Error('somebody to be united is not there');
  state.people.set(into, { ...united, locale: united.locale ?? former.locale });
  state.people.delete(from);
  for (const [earlier, later] of state.merged) if (later === from) state.merged.set(earlier, into);
  state.merged.set(from, into);
  for (const opening of state.openings.values()) {
    state.openings.set(opening.id, withUnitedPeople(state, opening));
  }
}

/** The accounts of the one who asks are those used last. */
function uniteAccounts(state: State, from: PersonId, into: PersonId, now: Instant): void {
  for (const known of state.accounts.values()) {
    if (known.account.personId === into) known.lastSeenAt = now;
    if (known.account.personId === from) known.account = { ...known.account, personId: into };
  }
}

function uniteMemberships(state: State, from: PersonId, into: PersonId): void {
  const moving = state.memberships.filter(({ personId }) => personId === from);
  for (const former of moving) {
    setRoles(state, former.taskForceId, from, []);
    const held = state.memberships.find(
      ({ personId, taskForceId }) => personId === into && taskForceId === former.taskForceId,
    );
    if (held === undefined) {
      state.memberships.push({ ...former, personId: into });
    } else {
      setRoles(state, former.taskForceId, into, [...held.roles, ...former.roles]);
      held.lastUsedAt = latest(held.lastUsedAt, former.lastUsedAt);
    }
  }
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
