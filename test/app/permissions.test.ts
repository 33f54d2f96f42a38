import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import { parseCommand } from '../../src/app/commands.ts';
import type { Intent } from '../../src/app/intent.ts';
import { COMMAND_PERMISSIONS, FORM_PERMISSIONS, PRESS_PERMISSIONS } from '../../src/app/rights.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { may, ROLES } from '../../src/domain/permissions.ts';
import { FORM_NAMES } from '../../src/messages/form-context.ts';
import { pressSchema } from '../../src/messages/press.ts';
import { saidBy, startVillage, type Village } from './village.ts';

let village: Village;
let opening: Opening;
beforeAll(async () => {
  village = await startVillage();
  opening = await village.opening();
  for (const role of ROLES) await village.give(role, [role]);
});

const isBold = (word: unknown): word is { readonly bold: string } =>
  typeof word === 'object' && word !== null && 'bold' in word;
const isDenied = (answer: Answer) =>
  /Det kan jobcentret gøre|Det kan kun (en koordinator|koordinatorer)|The jobcentre can do that|Only (a coordinator|coordinators)/.test(
    saidBy(answer),
  );
const COMMANDS = {
  spot: '',
  list: 'liste',
  mine: 'mine',
  home: 'hjem',
  board: 'opslag',
  show: 'SJ-1',
  members: 'medlemmer',
  meeting: 'møde start',
  steering: 'styregruppe',
  company: 'virksomhed',
  settings: 'indstillinger',
  digest: 'ugebrev',
  results: 'resultater',
  set_up: 'opret',
  language: 'sprog',
  hand_over_all: 'giv alt videre',
  link: 'forbind',
  help: 'hjælp',
  unknown: 'xyzzy',
};

/** Roles come from the membership alone here: nobody stands in a room that would give another. */
describe.each(ROLES)('%s', (role) => {
  const asked = (intent: Intent) => village.ask(role, 'direct', intent);

  test.each(Object.entries(PRESS_PERMISSIONS))('press %s', async (act, permission) => {
    const { id: openingId, taskForceId } = opening;
    const press = pressSchema.parse({
      act,
      openingId,
      taskForceId,
      meetingId: openingId,
      code: 'NONE',
      nth: 0,
      item: 'day_1',
      colour: 'red',
    });
    expect(isDenied(await asked({ kind: 'press', press }))).toBe(
      permission !== null && !may([role], permission),
    );
  });

  test.each(FORM_NAMES)('form %s', async (form) => {
    const { id: openingId, taskForceId } = opening;
    const context = {
      form,
      token: '0b7f1c9a-9c1d-4a89-8b55-3d0f4c2f9d11',
      taskForceId,
      openingId,
      conversationId: null,
      extra: null,
    };
    const permission = FORM_PERMISSIONS[form];
    for (const kind of ['submit', 'reshape'] as const) {
      expect(isDenied(await asked({ kind, context, values: {} }))).toBe(
        permission !== null && !may([role], permission),
      );
    }
  });

  test.each(Object.entries(COMMANDS))('command %s', async (name, text) => {
    const permission = COMMAND_PERMISSIONS[name as keyof typeof COMMANDS];
    expect(isDenied(await asked({ kind: 'command', text }))).toBe(
      permission !== null && !may([role], permission),
    );
  });

  test('help names what there is for them, and nothing else', async () => {
    const answer = await asked({ kind: 'command', text: 'hjælp' });
    if (answer.kind !== 'say') throw new Error(`help was answered by ${answer.kind}`);
    const named = answer.card.lines.flatMap(([first]) => (isBold(first) ? [first.bold] : []));
    const commands = named.map(
      (words) => parseCommand(words.replace('/spotjob', '').replace('|', ' ').trim()).name,
    );
    const usable = Object.entries(COMMAND_PERMISSIONS)
      .filter(([name, permission]) => name !== 'unknown' && (permission === null || may([role], permission)))
      .map(([name]) => name);
    expect(commands.toSorted()).toEqual(usable.toSorted());
  });
});

test('being in the leaders’ room makes a business leader, acting in the jobcentre’s a consultant, a shared room no consultant', async () => {
  const claim = {
    kind: 'press',
    press: { act: 'claim', openingId: opening.id, taskForceId: opening.taskForceId },
  } as const;
  expect(isDenied(await village.ask('Ny i fælles rum', 'shared', claim))).toBe(true);
  expect(isDenied(await village.ask('Ny leder', 'task_force', claim))).toBe(true);
  expect(isDenied(await village.ask('Ny konsulent', 'jobcentre', claim))).toBe(false);
  const roles = new Map(
    (await village.store.directory.members(village.taskForce.id)).map(({ person, roles }) => [
      person.name,
      roles,
    ]),
  );
  expect(roles.get('Ny leder')).toEqual(['business_leader']);
  expect(roles.get('Ny konsulent')).toEqual(['consultant']);
});

test('a person without any role reads that they are not in it', async () => {
  const press = { act: 'view_contact', openingId: opening.id, taskForceId: opening.taskForceId } as const;
  expect(saidBy(await village.ask('Fremmed', 'direct', { kind: 'press', press }))).toContain(
    'Du er ikke med i den taskforce.',
  );
});
