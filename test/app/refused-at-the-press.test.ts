import { beforeEach, describe, expect, test } from 'vitest';
import type { Press } from '../../src/messages/press.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { formOf, saidBy, startVillage, type Village } from './village.ts';

let village: Village;
let about: { openingId: Extract<Press, { act: 'claim' }>['openingId']; taskForceId: string };
beforeEach(async () => {
  village = await startVillage();
  const opening = await village.opening();
  about = { openingId: opening.id, taskForceId: opening.taskForceId };
});

type Asked =
  | 'claim'
  | 'record_attempt'
  | 'record_contact'
  | 'book_visit'
  | 'hold_visit'
  | 'present_candidate'
  | 'hand_over'
  | 'snooze'
  | 'close'
  | 'job_order'
  | 'withdraw'
  | 'name_broker';
const press = (user: string, act: Asked) =>
  village.ask(user, 'jobcentre', { kind: 'press', press: { act, ...about } });
const send = (user: string, act: Asked, values: Record<string, string>) =>
  village.fillIn(user, 'jobcentre', { kind: 'press', press: { act, ...about } }, values);

describe('what no entry in its form would mend', () => {
  test.each([
    'record_attempt',
    'record_contact',
    'book_visit',
    'hand_over',
    'snooze',
    'close',
    'job_order',
  ] as const)(
    '“%s” on a colleague’s opening is refused before anything is typed, with her name',
    async (act) => {
      await press('Mette', 'claim');
      expect(saidBy(await press('Jens', act))).toContain('Mette');
      expect(formOf(await press('Mette', act)).context.openingId).toBe(about.openingId);
    },
  );

  test.each([
    'record_attempt',
    'record_contact',
    'book_visit',
    'hold_visit',
    'present_candidate',
    'hand_over',
  ] as const)('“%s” on what nobody has taken says to take it first', async (act) => {
    expect(saidBy(await press('Jens', act))).toContain('Tag den');
  });

  test.each(['record_attempt', 'record_contact', 'book_visit', 'hand_over', 'snooze', 'close'] as const)(
    '“%s” on a closed one says that it is closed',
    async (act) => {
      await press('Mette', 'claim');
      await send('Mette', 'close', { reason: 'no_candidate' });
      expect(saidBy(await press('Mette', act))).toContain('lukket');
    },
  );

  test('a coordinator hands over, puts off and closes for others, and doesn’t call for them', async () => {
    await press('Mette', 'claim');
    for (const act of ['hand_over', 'snooze', 'close'] as const) {
      expect((await press('Bodil', act)).kind).toBe('form');
    }
    expect(saidBy(await press('Bodil', 'record_attempt'))).toContain('Mette');
  });

  test('a visit is booked before it is held, and a candidate found when the company is ready', async () => {
    await press('Mette', 'claim');
    expect(saidBy(await press('Mette', 'hold_visit'))).toContain('besøg');
    expect((await press('Mette', 'present_candidate')).kind).toBe('say');
    await send('Mette', 'record_contact', { outcome: 'matching' });
    expect((await press('Mette', 'present_candidate')).kind).toBe('form');
    expect((await press('Jens', 'present_candidate')).kind).toBe('say');
    expect((await press('Mette', 'record_attempt')).kind).toBe('say');
  });

  test('only the one who logged it takes it back', async () => {
    expect(saidBy(await press('Mette', 'withdraw'))).not.toBe('');
    expect((await press('Karen', 'withdraw')).kind).toBe('form');
  });

  test('what an entry does mend opens the form', async () => {
    await press('Mette', 'claim');
    // Unreachable asks for more tries, withdrawn for a note: other reasons close it.
    expect((await press('Mette', 'close')).kind).toBe('form');
  });

  test('is written down as after a form', async () => {
    await press('Mette', 'claim');
    await press('Jens', 'record_attempt');
    const entries = await village.store.audit.last(BIRKHOLM.id, 100);
    const refusals = entries.filter(({ what }) => what === 'refused');
    expect(refusals.map(({ details }) => details)).toEqual([{ code: 'not_yours' }]);
  });
});
