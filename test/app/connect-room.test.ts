import { expect, test } from 'vitest';
import { saidBy, startVillage, type Village } from './village.ts';

const JOIN = { kind: 'command', text: 'opret JOIN-CODE' } as const;

async function kindOfLeadersRoom({ store, taskForce }: Village) {
  const rooms = await store.taskForces.rooms(taskForce.id);
  return rooms.find(({ conversationId }) => conversationId === 'C-task_force')?.kind;
}

test('a leader who knows the code can’t make the leaders’ room the jobcentre’s', async () => {
  const village = await startVillage();
  const answer = await village.ask('Karen', 'task_force', JOIN);
  expect(saidBy(answer)).toContain('Det kan kun en koordinator.');
  // A form that was opened while they were coordinator is no way around it.
  const { context } = opened(await village.ask('Bodil', 'task_force', JOIN));
  await village.ask('Karen', 'task_force', { kind: 'submit', context, values: { kind: 'jobcentre' } });
  expect(await kindOfLeadersRoom(village)).toBe('task_force');
});

test('a coordinator gets a code for the next room, alone, and the old one works no more', async () => {
  const village = await startVillage();
  const answer = await village.ask('Bodil', 'direct', { kind: 'command', text: 'opret' });
  expect(saidBy(answer)).toContain('Koden virker én gang.');
  expect(saidBy(await village.ask('Karen', 'task_force', { kind: 'command', text: 'opret' }))).toContain(
    'Skriv koden efter',
  );
});

test('a coordinator can', async () => {
  const village = await startVillage();
  await village.fillIn('Bodil', 'task_force', JOIN, { kind: 'shared' });
  expect(await kindOfLeadersRoom(village)).toBe('shared');
});

function opened(answer: Awaited<ReturnType<Village['ask']>>) {
  if (answer.kind !== 'form') throw new Error(saidBy(answer));
  return answer.form;
}
