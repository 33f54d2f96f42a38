import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/app/answer.ts';
import { createDispatch, type Dispatch } from '../../src/app/dispatch.ts';
import { createTurns } from '../../src/app/in-turn.ts';
import type { Intent, Request, Sender } from '../../src/app/intent.ts';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { App } from '../../src/app/scene.ts';
import { newCode } from '../../src/codes.ts';
import type { PersonId, RoomId } from '../../src/domain/ids.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { RoomKind, TaskForce } from '../../src/domain/task-force.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import type { SettingsGroup } from '../../src/messages/task-force/settings-groups.ts';
import type { Field, Form, Values } from '../../src/messages/view.ts';
import { createInMemoryStore } from '../../src/store/in-memory.ts';
import { at, BIRKHOLM } from '../support/builders.ts';

/** The core alone, with a store in memory: one task force, its rooms, and people with roles. */
export interface Village {
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly taskForce: TaskForce;
  /** Says something to the bot from a room, or from the person's own chat. */
  ask(
    user: string,
    from: RoomKind | 'direct',
    intent: Intent,
    key?: string,
    shows?: Request['shows'],
  ): Promise<Answer>;
  /** Opens a form with a command or press, fills it in and sends it. */
  /** Bodil opens the settings and chooses what to change. */
  settings(group: SettingsGroup): Promise<Answer>;
  fillIn(user: string, from: RoomKind | 'direct', intent: Intent, values: Values): Promise<Answer>;
  give(user: string, roles: readonly Role[]): Promise<PersonId>;
  /** An opening that Karen logged from the leaders' room. */
  opening(): Promise<Opening>;
}

export const NOW = at('2026-11-20T10:00:00+01:00');

/** @param storeClock the database's own clock, which stands still unless it is given */
export async function startVillage(storeClock = () => NOW): Promise<Village> {
  const store = createInMemoryStore(storeClock);
  const app: App = {
    store,
    clock: { now: () => NOW },
    newId: randomUUID,
    newCode,
    defaults: { locale: 'da', timezone: 'Europe/Copenhagen' },
    commandPrefix: () => '/spotjob ',
    hasHomePage: (platform) => platform === 'slack',
    wake: () => {},
    inTurn: createTurns(),
  };
  const dispatch = createDispatch(app);
  const senderFrom = (user: string, from: RoomKind | 'direct'): Sender => ({
    platform: 'slack',
    workspaceId: 'T1',
    userId: user,
    name: user,
    details: {},
    conversation: { id: `C-${from}`, direct: from === 'direct', name: from, details: {} },
  });
  const ask: Village['ask'] = (user, from, intent, key, shows) =>
    dispatch({ sender: senderFrom(user, from), intent, key: key ?? null, ...(shows && { shows }) });
  const personOf = (user: string) =>
    store.directory.personOf({ platform: 'slack', workspaceId: 'T1', userId: user, name: user });
  const { id: coordinator } = await personOf('Bodil');
  await store.setUpCodes.issue('CODE', NOW);
  const rooms = (['task_force', 'jobcentre', 'shared'] as const).map(
    (kind): NewRoom => ({
      id: randomUUID() as RoomId,
      taskForceId: BIRKHOLM.id,
      kind,
      platform: 'slack',
      workspaceId: 'T1',
      conversationId: `C-${kind}`,
      name: kind,
      details: {},
    }),
  );
  const founding = {
    code: 'CODE',
    taskForce: BIRKHOLM,
    rooms,
    coordinator,
    joinCode: 'JOIN-CODE',
    now: NOW,
    outbox: [],
  };
  await store.taskForces.create(founding);
  const fillIn: Village['fillIn'] = async (user, from, intent, values) => {
    const { context } = formOf(await ask(user, from, intent));
    return ask(user, from, { kind: 'submit', context, values });
  };
  return {
    settings: async (group) => {
      const { context } = formOf(await ask('Bodil', 'direct', { kind: 'command', text: 'indstillinger' }));
      return ask('Bodil', 'direct', { kind: 'reshape', context, values: { group } });
    },
    store,
    dispatch,
    taskForce: BIRKHOLM,
    ask,
    fillIn,
    give: async (user, roles) => {
      const { id } = await personOf(user);
      await store.directory.setRoles(BIRKHOLM.id, id, roles, null);
      return id;
    },
    opening: async () => {
      const answer = await fillIn('Karen', 'task_force', { kind: 'command', text: '' }, COMPLETE);
      if (answer.kind === 'form') {
        const { context } = answer.form;
        await ask('Karen', 'task_force', {
          kind: 'submit',
          context,
          values: { ...COMPLETE, same: 'another' },
        });
      }
      const { items } = await store.openings.open(BIRKHOLM.id, {}, 100);
      const newest = items.at(-1);
      if (newest === undefined) throw new Error('nothing was logged');
      return newest;
    },
  };
}

/** A village with one opening that nobody has taken, and what a press about it carries. */
export async function startWithOpening() {
  const village = await startVillage();
  const { id: openingId, taskForceId } = await village.opening();
  return { village, about: { openingId, taskForceId } };
}

/** The form filled in as it should be. */
export const COMPLETE = {
  category: 'canteen',
  tasks: ['dishwashing'],
  hours: '1-4',
  company: 'Café Æblet',
  contact_name: 'Karen Krogh',
  contact: '20304057',
  place: '8800',
};

export function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw new Error(`no form, but: ${saidBy(answer)}`);
  return answer.form;
}

export function errorsOf(answer: Answer): Record<string, string> {
  const fields = formOf(answer).fields.filter(
    (field): field is Exclude<Field, { kind: 'note' }> => field.kind !== 'note',
  );
  return Object.fromEntries(
    fields.flatMap(({ name, error }) => (error === undefined ? [] : [[name, error]])),
  );
}

/** What stands in the fields, by name. */
export function valuesOf(answer: Answer): Record<string, unknown> {
  return Object.fromEntries(
    formOf(answer).fields.flatMap((field) => ('value' in field ? [[field.name, field.value]] : [])),
  );
}

/** What the person reads, as plain text. */
export function saidBy(answer: Answer): string {
  switch (answer.kind) {
    case 'say':
    case 'home':
    case 'found':
    case 'choices':
      return cardLines(answer.card).join('\n');
    case 'done':
      return answer.card === null ? '' : cardLines(answer.card).join('\n');
    case 'form':
      return answer.form.title;
  }
}
