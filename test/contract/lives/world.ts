import { randomUUID } from 'node:crypto';
import type { Answer } from '../../../src/app/answer.ts';
import { createDispatch } from '../../../src/app/dispatch.ts';
import { createTurns } from '../../../src/app/in-turn.ts';
import type { Intent, Request } from '../../../src/app/intent.ts';
import { createCompose } from '../../../src/app/outgoing/compose-outgoing.ts';
import type { Store } from '../../../src/app/ports/store.ts';
import type { NewRoom } from '../../../src/app/ports/task-forces.ts';
import { sweep } from '../../../src/app/timed/sweep.ts';
import { askAboutClosed } from '../../../src/app/timed/sweep-asking-again.ts';
import { lapseCallsAhead } from '../../../src/app/timed/sweep-call-ahead.ts';
import { createDelivery } from '../../../src/delivery/deliver.ts';
import type { Instant, PersonId, RoomId, TaskForceId } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/permissions.ts';
import { BIRKHOLM, TUESDAY } from '../../support/builders.ts';
import { barePlatform, bareTools } from '../../support/delivering.ts';
import { type Witness, witnessing } from './witness.ts';

/** Where each of them speaks from, and what they are. Frank has nothing to do with the task force. */
export const PEOPLE = {
  Karen: { from: 'task_force', roles: ['business_leader'] },
  Ole: { from: 'direct', roles: ['business_leader'] },
  Mette: { from: 'jobcentre', roles: ['consultant'] },
  Jens: { from: 'direct', roles: ['consultant'] },
  Lis: { from: 'direct', roles: ['consultant_lead'] },
  Bodil: { from: 'direct', roles: ['coordinator'] },
  Anna: { from: 'direct', roles: ['ambassador'] },
  Signe: { from: 'direct', roles: ['job_broker'] },
  Bo: { from: 'direct', roles: ['job_broker'] },
  Frank: { from: 'direct', roles: [] },
} as const satisfies Record<string, { from: string; roles: readonly Role[] }>;
export type Name = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as Name[];

/** One task force with its people, a clock that is set by hand, and a platform that takes every message. */
export interface World {
  readonly store: Store;
  readonly witness: Witness;
  readonly taskForceId: TaskForceId;
  readonly ids: ReadonlyMap<PersonId, Name>;
  /** What happened, to be read where a promise was broken. */
  readonly diary: readonly string[];
  now(): Instant;
  /** Time only goes forward. */
  pass(minutes: number): void;
  ask(name: Name, intent: Intent, key: string | null): Promise<Answer>;
  again(request: Request): Promise<Answer>;
  request(name: Name, intent: Intent, key: string | null): Request;
  /** What the bot does every minute. */
  sweep(): Promise<void>;
  /** Sends everything that waits. */
  deliver(): Promise<void>;
}

/** @param makeStore an empty store; in memory its outbox goes by the clock that is handed in */
export async function startWorld(makeStore: (now: () => Instant) => Promise<Store>): Promise<World> {
  let now = TUESDAY;
  const clock = { now: () => now };
  const { store, witness } = witnessing(await makeStore(clock.now));
  const dispatch = createDispatch({
    store,
    clock,
    newId: randomUUID,
    newCode: randomUUID,
    defaults: { locale: 'da', timezone: 'Europe/Copenhagen' },
    commandPrefix: () => '',
    hasHomePage: () => false,
    wake: () => {},
    inTurn: createTurns(),
  });
  const delivery = createDelivery(
    bareTools({
      store,
      platform: barePlatform(
        async (_to, _card, existing) => ({ kind: 'sent', messageId: existing ?? randomUUID() }),
        { name: 'board' },
      ),
      compose: witness.composing(createCompose(store, clock)),
    }),
  );
  const ids = await populate(store, now);
  const diary: string[] = [];
  const rolesOf = async (userId: string): Promise<readonly Role[]> => {
    const members = await store.directory.members(BIRKHOLM.id);
    return members.find(({ person }) => ids.get(person.id) === userId)?.roles ?? [];
  };
  const telling = async (request: Request): Promise<Answer> => {
    const { userId } = request.sender;
    const before = await rolesOf(userId);
    const answer = await dispatch(request);
    // Being in a room gives a role, and somebody else may take one at the same instant.
    const reader = [...ids].find(([, name]) => name === userId)?.[0] ?? null;
    witness.heard(reader, [...before, ...(await rolesOf(userId))], answer);
    diary.push(
      `${now.toISOString()} ${request.sender.userId}: ${entryOf(request.intent)} → ${readBy(answer)}`,
    );
    return answer;
  };
  const request: World['request'] = (name, intent, key) => {
    const { from } = PEOPLE[name];
    const direct = from === 'direct';
    const conversation = { id: `${from}:${direct ? name : ''}`, direct, name: from, details: {} };
    return {
      sender: { platform: 'board', workspaceId: 'town', userId: name, name, details: {}, conversation },
      intent,
      key,
    };
  };
  return {
    store,
    witness,
    taskForceId: BIRKHOLM.id,
    ids,
    now: clock.now,
    pass: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    diary,
    ask: (name, intent, key) => telling(request(name, intent, key)),
    again: telling,
    request,
    sweep: async () => {
      const { done: swept, failures } = await sweep(store, now, false);
      for (const { does, opening } of swept) diary.push(`${now.toISOString()} ${does} SJ-${opening.number}`);
      const others = [await lapseCallsAhead(store, now, false), await askAboutClosed(store, now, false)];
      const failed = [
        ...failures,
        ...others.flatMap((other): readonly { error: unknown }[] => other.failures),
      ];
      if (failed.length > 0) throw new Error('a sweep failed', { cause: failed[0]?.error });
    },
    deliver: async () => {
      while ((await delivery.deliverOnce()) > 0);
    },
  };
}

function entryOf(intent: Intent): string {
  switch (intent.kind) {
    case 'command':
      return `“${intent.text}”`;
    case 'home':
    case 'draft':
    case 'look':
    case 'search':
    case 'choose':
      return intent.kind;
    case 'press':
      return `presses ${intent.press.act}${'openingId' in intent.press ? ` of ${intent.press.openingId.slice(0, 8)}` : ''}`;
    case 'reshape':
    case 'submit': {
      const { form, openingId } = intent.context;
      return `${intent.kind}s ${form} of ${openingId?.slice(0, 8) ?? 'none'} ${JSON.stringify(intent.values)}`;
    }
  }
}

function readBy(answer: Answer): string {
  switch (answer.kind) {
    case 'form':
      return `${answer.errors ? 'errors in ' : ''}form ${answer.form.context.form}`;
    case 'say':
    case 'home':
    case 'found':
    case 'choices':
      return answer.card.summary;
    case 'done':
      return answer.card?.summary ?? 'done';
  }
}

async function populate(store: Store, now: Instant): Promise<Map<PersonId, Name>> {
  const ids = new Map<PersonId, Name>();
  for (const name of NAMES) {
    const account = { platform: 'board', workspaceId: 'town', userId: name, name };
    ids.set((await store.directory.personOf(account)).id, name);
  }
  const idOf = (name: Name) => [...ids].find(([, known]) => known === name)?.[0] as PersonId;
  await store.setUpCodes.issue('CODE', now);
  const rooms = (['task_force', 'jobcentre'] as const).map(
    (kind): NewRoom => ({
      id: randomUUID() as RoomId,
      taskForceId: BIRKHOLM.id,
      kind,
      platform: 'board',
      workspaceId: 'town',
      conversationId: `${kind}:`,
      name: kind,
      details: {},
    }),
  );
  const coordinator = idOf('Bodil');
  const founded = {
    code: 'CODE',
    taskForce: BIRKHOLM,
    rooms,
    coordinator,
    joinCode: 'JOIN',
    now,
    outbox: [],
  };
  await store.taskForces.create(founded);
  for (const name of NAMES) {
    const { roles } = PEOPLE[name];
    if (roles.length > 0) await store.directory.setRoles(BIRKHOLM.id, idOf(name), roles, null);
  }
  return ids;
}
