import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Intent } from '../../src/app/intent.ts';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import type { Outgoing } from '../../src/app/outgoing/outgoing.ts';
import { sweep } from '../../src/app/timed/sweep.ts';
import type { Values } from '../../src/messages/view.ts';
import { at } from '../support/builders.ts';
import { formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

const MEMBERS: Intent = { kind: 'command', text: 'medlemmer' };

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Mette', ['consultant']);
  await village.give('Bodil', ['coordinator', 'consultant']);
});

const fieldNames = (answer: Answer) => formOf(answer).fields.map(({ name }) => name);
const send = (after: Answer, values: Values): Promise<Answer> =>
  village.ask('Bodil', 'direct', { kind: 'submit', context: formOf(after).context, values });
const choose = async (person: string): Promise<Answer> =>
  send(await village.ask('Bodil', 'direct', MEMBERS), { person });
async function rolesOf(name: string): Promise<readonly string[]> {
  const members = await village.store.directory.members(village.taskForce.id);
  return members.find(({ person }) => person.name === name)?.roles ?? [];
}

test('asks first who, and ticks the roles that the person has', async () => {
  const first = await village.ask('Bodil', 'direct', MEMBERS);
  expect(fieldNames(first)).toEqual(['person', 'now']);
  expect(formOf(first).submit).toBe('Næste');
  const second = await send(first, { person: 'Mette' });
  expect(fieldNames(second)).toEqual(['who', 'roles']);
  expect(formOf(second).fields[0]).toMatchObject({ name: 'who', lines: [['Mette']] });
  expect(valuesOf(second).roles).toEqual(['consultant']);
  expect(formOf(second).submit).toBe('Gem');
});

test('gives one more role and keeps the others', async () => {
  const form = await choose('Mette');
  const ticked = valuesOf(form).roles as readonly string[];
  const answer = await send(form, { roles: [...ticked, 'job_broker'] });
  expect(saidBy(answer)).toContain('virksomhedskonsulent og jobformidler');
  expect(await rolesOf('Mette')).toEqual(['consultant', 'job_broker']);
});

test('asks again where nobody was chosen', async () => {
  const answer = await send(await village.ask('Bodil', 'direct', MEMBERS), { person: null });
  expect(formOf(answer).fields[0]).toMatchObject({ name: 'person', error: 'Vælg en person.' });
});

test('has no ticks for somebody whom it meets for the first time, and gives them what is ticked', async () => {
  const form = await choose('UNEW');
  expect(formOf(form).fields[0]).toMatchObject({ lines: [['Ny her: har ingen roller endnu.']] });
  expect(valuesOf(form).roles).toEqual([]);
  await send(form, { roles: ['ambassador'] });
  const members = await village.store.directory.members(village.taskForce.id);
  expect(members.flatMap(({ roles }) => roles)).toContain('ambassador');
});

test('keeps the last coordinator, and what was ticked', async () => {
  const answer = await send(await choose('Bodil'), { roles: ['consultant'] });
  expect(formOf(answer).fields.find(({ name }) => name === 'roles')).toMatchObject({
    value: ['consultant'],
    error: 'Taskforcen skal have mindst én koordinator.',
  });
  expect(await rolesOf('Bodil')).toEqual(['coordinator', 'consultant']);
});

test('takes every role where every tick is gone', async () => {
  expect(saidBy(await send(await choose('Mette'), { roles: [] }))).toContain('Mette har ingen roller nu.');
});

test('what waited for somebody whose roles were taken is not sent to them', async () => {
  const { store, taskForce } = village;
  const personId = await village.give('Mette', ['coordinator']);
  const to = { kind: 'person', personId } as const;
  const opening = await village.opening();
  const nudge = {
    openingId: opening.id,
    round: opening.round,
    level: 1,
    receiver: 'coordinator',
    to,
  } as const;
  await store.openings.commit({
    receipt: null,
    opening: { kind: 'save', opening: { ...opening, version: opening.version + 1 } },
    timeline: [],
    nudges: [nudge],
    outbox: [],
  });
  const about = { openingId: opening.id };
  const waiting: readonly Outgoing[] = [
    { kind: 'nudges' },
    { kind: 'digest', asOf: NOW.toISOString() },
    { kind: 'note', note: { kind: 'approve_closing', ...about, by: opening.loggedBy } },
    { kind: 'note', note: { kind: 'taken_from_you', ...about, by: null } },
  ];
  const compose = createCompose(store, { now: () => NOW });
  const sent = async () => {
    const composed = await Promise.all(
      waiting.map((outgoing) => compose({ taskForceId: taskForce.id, to, outgoing })),
    );
    return waiting.filter((_, nth) => composed[nth] !== null).map(kindOf);
  };
  expect(await sent()).toEqual(waiting.map(kindOf));
  await village.give('Mette', ['business_leader']);
  expect(await sent()).toEqual(['nudges', 'taken_from_you']);
  await village.give('Mette', []);
  expect(await sent()).toEqual([]);
});

const kindOf = (outgoing: Outgoing) => (outgoing.kind === 'note' ? outgoing.note.kind : outgoing.kind);

test('an owner whose roles were taken is asked nothing: the next in line is, at once', async () => {
  const { store, taskForce } = village;
  const { id: openingId } = await village.opening();
  const press = { act: 'claim', openingId, taskForceId: taskForce.id } as const;
  await village.ask('Mette', 'jobcentre', { kind: 'press', press });
  await send(await choose('Mette'), { roles: ['business_leader'] });
  const overdue = at('2026-11-26T10:00:00+01:00');
  const { done } = await sweep(store, overdue, true);
  const mette = await village.give('Mette', ['business_leader']);
  expect(done.map(({ does }) => does)).toEqual(['nudge']);
  expect(done.flatMap(({ receivers }) => receivers)).not.toEqual([]);
  expect(done.flatMap(({ receivers }) => receivers)).not.toContainEqual({ kind: 'person', personId: mette });
});
