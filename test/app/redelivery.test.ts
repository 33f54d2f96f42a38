import { beforeEach, expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Press } from '../../src/messages/press.ts';
import { startVillage, type Village } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Bodil', ['coordinator']);
  opening = await village.opening();
});

const press = (act: 'claim' | 'hand_over' | 'delete_note' | 'tell_more' | 'close' | 'reopen'): Press => ({
  act,
  openingId: opening.id,
  taskForceId: opening.taskForceId,
});
const now = async () => {
  const found = await village.store.openings.find(opening.taskForceId, opening.id);
  if (found === null) throw new Error('the opening is gone');
  return found;
};
const write = (note: string) =>
  village.fillIn('Karen', 'task_force', { kind: 'press', press: press('tell_more') }, { places: '1', note });

/** A platform can deliver a press again minutes later; by then others have acted on what it did. */
test('a claim that comes again doesn’t take back what was given on meanwhile', async () => {
  const claim = { kind: 'press', press: press('claim') } as const;
  await village.ask('Mette', 'jobcentre', claim, 'press-1');
  await village.fillIn('Mette', 'jobcentre', { kind: 'press', press: press('hand_over') }, { to: 'room' });
  await village.ask('Mette', 'jobcentre', claim, 'press-1');
  expect((await now()).status).toBe('logged');
  await village.ask('Mette', 'jobcentre', claim, 'press-2');
  expect((await now()).status).toBe('claimed');
});

test('a deletion that comes again doesn’t delete the note that was written since', async () => {
  await write('Ring efter kl. 14');
  const erase = { kind: 'press', press: press('delete_note') } as const;
  await village.ask('Karen', 'task_force', erase, 'press-1');
  expect((await now()).details.note).toBeNull();
  await write('Ring på kontoret');
  await village.ask('Karen', 'task_force', erase, 'press-1');
  expect((await now()).details.note?.text).toBe('Ring på kontoret');
});

test('a reopening that comes again doesn’t open what was closed once more', async () => {
  const reopen = { kind: 'press', press: press('reopen') } as const;
  const close = () =>
    village.fillIn('Bodil', 'direct', { kind: 'press', press: press('close') }, { reason: 'job_order' });
  await close();
  await village.ask('Bodil', 'direct', reopen, 'press-1');
  expect((await now()).status).toBe('logged');
  await close();
  await village.ask('Bodil', 'direct', reopen, 'press-1');
  expect((await now()).status).toBe('closed');
});
