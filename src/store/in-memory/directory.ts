import { randomUUID } from 'node:crypto';
import type { PlatformDetails } from '../../app/intent.ts';
import type { BoundRoom, Directory, Membership, Person } from '../../app/ports/people.ts';
import type { Instant, PersonId, TaskForceId } from '../../domain/ids.ts';
import { byName } from '../directory.ts';
import { personIdSchema } from '../rows.ts';
import { isGoneIn } from './departures.ts';
import { accountKey } from './homes.ts';
import { roomAt, roomsIn } from './rooms.ts';
import { audited, giveReceipt, type State, type StoredMembership, unitedIn, wasGiven } from './state.ts';

interface Told {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string | null;
  readonly loginName?: string | null;
  readonly details: PlatformDetails;
}

export function directoryIn(state: State): Directory {
  return {
    standing: async (sender, now) => {
      const person = seen(state, sender, now);
      const { conversation } = sender;
      const bound =
        conversation === null ? null : roomAt(state, { ...sender, conversationId: conversation.id });
      if (bound === null || conversation === null) return standing(state, person, null);
      const room = {
        ...bound,
        name: conversation.name ?? bound.name,
        details: { ...bound.details, ...conversation.details },
      };
      state.rooms.set(room.id, room);
      const membership = membershipOf(state, room.taskForceId, person.id);
      if (membership !== undefined) membership.lastUsedAt = now;
      return standing(state, person, room);
    },

    glance: async (sender) => {
      const account = state.accounts.get(accountKey(sender));
      const person = account === undefined ? undefined : state.people.get(account.account.personId);
      if (account === undefined || person === undefined || account.left) return null;
      const { conversation } = sender;
      const room =
        conversation === null ? null : roomAt(state, { ...sender, conversationId: conversation.id });
      return standing(state, person, room);
    },

    accountsIn: async (taskForceId, { platform, workspaceId }) =>
      [...state.accounts.values()]
        .filter(
          ({ account, left }) =>
            !left && account.platform === platform && account.workspaceId === workspaceId,
        )
        .flatMap(({ account: { userId, personId } }) => {
          const membership = membershipOf(state, taskForceId, personId);
          return membership === undefined ? [] : [{ userId, personId, roles: membership.roles }];
        })
        .sort((a, b) => compare(a.userId, b.userId)),

    personOf: async (account) => seen(state, { ...account, details: {} }, null),

    grant: async (taskForceId, former, roles) => {
      const personId = unitedIn(state, former);
      const held = membershipOf(state, taskForceId, personId)?.roles ?? [];
      setRoles(state, taskForceId, personId, [...held, ...roles]);
    },

    setRoles: async (taskForceId, personId, roles, receipt) => {
      if (wasGiven(state, receipt)) return 'repeated';
      giveReceipt(state, receipt, null);
      setRoles(state, taskForceId, unitedIn(state, personId), roles);
      return 'set';
    },

    setLocale: async (personId, locale) => {
      const person = state.people.get(personId);
      if (person === undefined) throw new Error(`there is no person ${personId}`);
      state.people.set(personId, { ...person, locale });
    },

    members: async (taskForceId) => membersIn(state, taskForceId),

    audience: async (taskForceId) => ({
      rooms: roomsIn(state, taskForceId),
      members: membersIn(state, taskForceId).filter(
        ({ roles, homes }) => homes !== undefined || roles.join() !== 'business_leader',
      ),
    }),
  };
}

function membersIn(state: State, taskForceId: TaskForceId): Membership[] {
  return state.memberships
    .filter((membership) => membership.taskForceId === taskForceId)
    .flatMap(({ personId, roles }) => {
      const person = state.people.get(personId);
      if (person === undefined || isGoneIn(state, personId)) return [];
      const homes = [...state.accounts.values()]
        .filter(({ account }) => account.personId === personId)
        .filter(({ account }) => state.homes.get(accountKey(account))?.taskForceId === taskForceId)
        .map(({ account: { platform, workspaceId, userId } }) => ({ platform, workspaceId, userId }));
      return [homes.length === 0 ? { person, roles } : { person, roles, homes }];
    })
    .sort(byName);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The person behind an account, made at first sight. `now` is null for somebody who was named, not heard. */
function seen(
  state: State,
  { platform, workspaceId, userId, name, loginName, details }: Told,
  now: Instant | null,
): Person {
  const key = JSON.stringify([platform, workspaceId, userId]);
  const known = state.accounts.get(key);
  const id = known?.account.personId ?? personIdSchema.parse(randomUUID());
  const before = state.people.get(id) ?? { id, name: loginName ?? userId, locale: null };
  const person = { ...before, name: name ?? before.name };
  state.people.set(id, person);
  state.accounts.set(key, {
    account: {
      personId: id,
      platform,
      workspaceId,
      userId,
      details: { ...known?.account.details, ...details },
    },
    lastSeenAt: now ?? known?.lastSeenAt ?? null,
    left: now === null && known?.left === true,
  });
  return person;
}

function membershipOf(
  state: State,
  taskForceId: TaskForceId,
  personId: PersonId,
): StoredMembership | undefined {
  return state.memberships.find((one) => one.taskForceId === taskForceId && one.personId === personId);
}

export function setRoles(
  state: State,
  taskForceId: TaskForceId,
  personId: PersonId,
  roles: StoredMembership['roles'],
): void {
  const distinct = [...new Set(roles)];
  const membership = membershipOf(state, taskForceId, personId);
  const before = membership?.roles ?? [];
  if (JSON.stringify(before) !== JSON.stringify(distinct)) {
    const details = { before, after: distinct };
    audited(state, {
      taskForceId,
      at: state.now(),
      by: null,
      platform: null,
      what: 'roles',
      subject: personId,
      details,
    });
  }
  if (membership === undefined) {
    if (distinct.length > 0)
      state.memberships.push({ taskForceId, personId, roles: distinct, lastUsedAt: null });
  } else if (distinct.length > 0) {
    membership.roles = distinct;
  } else {
    state.memberships.splice(state.memberships.indexOf(membership), 1);
  }
}

function standing(state: State, person: Person, room: BoundRoom | null) {
  const memberships = state.memberships
    .filter((membership) => membership.personId === person.id)
    .sort((a, b) => used(b) - used(a) || compare(a.taskForceId, b.taskForceId))
    .map(({ taskForceId, roles }) => ({ taskForceId, roles }));
  const before = room?.taskForceId ?? memberships[0]?.taskForceId;
  const taskForce = before === undefined ? null : (state.taskForces.get(before)?.taskForce ?? null);
  return { person, room, memberships, taskForce };
}

function used({ lastUsedAt }: StoredMembership): number {
  return lastUsedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
}
