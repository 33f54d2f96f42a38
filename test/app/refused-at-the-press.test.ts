import { beforeEach, describe, expect, test } from 'vitest';
import type { Press } from '../../src/messages/press.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { formOf, saidBy, startWithOpening, type Village } from './village.ts';

let village: Village;
let about: Awaited<ReturnType<typeof startWithOpening>>['about'];
beforeEach(async () => {
  ({ village, about } = await startWithOpening());
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
  | 'answer_yes'
  | 'answer_no'
  | 'start_placement'
  | 'end_placement'
  | 'change_hours';
const press = (user: string, act: Asked) =>
  village.ask(user, 'jobcentre', { kind: 'press', press: { act, ...about } });
const send = (user: string, act: Asked, values: Record<string, string>) =>
  village.fillIn(user, 'jobcentre', { kind: 'press', press: { act, ...about } }, values);

const MOVED_ON = expect.stringContaining('Pladsen er kommet videre');

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
    expect(saidBy(await press('Bodil', 'record_attempt'))).toContain(
      'Mette har den. Vil du have den, så tryk “Giv videre”, og vælg dig selv.',
    );
    const bodil = await village.give('Bodil', ['coordinator']);
    await send('Bodil', 'hand_over', { to: bodil });
    expect((await press('Bodil', 'record_attempt')).kind).toBe('form');
    expect(saidBy(await press('Mette', 'record_attempt'))).toContain(
      'Bodil har den og kan give den videre til dig.',
    );
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

  test('what becomes of a candidate is told by the owner', async () => {
    const refuses = async (...acts: Asked[]) => {
      for (const act of acts) {
        expect([act, saidBy(await press('Jens', act))]).toEqual([
          act,
          expect.stringContaining('Mette har den'),
        ]);
        expect([act, (await press('Mette', act)).kind]).toEqual([act, 'form']);
      }
    };
    await press('Mette', 'claim');
    await send('Mette', 'record_contact', { outcome: 'matching' });
    await send('Mette', 'present_candidate', { candidate: 'K-1' });
    await refuses('answer_yes', 'answer_no');
    await send('Mette', 'answer_yes', { place: '1', starts_on: '2026-11-20', form: 'flex_job' });
    await refuses('start_placement');
    await send('Mette', 'start_placement', { place: '1', hours: '7', form: 'flex_job', expectations: 'yes' });
    await refuses('end_placement', 'change_hours');
  });

  test('nothing becomes of a candidate who isn’t found, and nobody stops who hasn’t started', async () => {
    const none = ['answer_yes', 'answer_no', 'start_placement', 'end_placement', 'change_hours'] as const;
    await press('Mette', 'claim');
    for (const act of none) expect([act, saidBy(await press('Mette', act))]).toEqual([act, MOVED_ON]);
    await send('Mette', 'record_contact', { outcome: 'matching' });
    await send('Mette', 'present_candidate', { candidate: 'K-1' });
    expect((await press('Mette', 'answer_yes')).kind).toBe('form');
    for (const act of ['start_placement', 'end_placement', 'change_hours'] as const)
      expect([act, saidBy(await press('Mette', act))]).toEqual([act, MOVED_ON]);
  });

  test('a job and a search are followed by the owner', async () => {
    const refuses = async (...presses: Press[]) => {
      for (const one of presses) {
        const asked = (user: string) => village.ask(user, 'jobcentre', { kind: 'press', press: one });
        expect([one.act, saidBy(await asked('Jens'))]).toEqual([
          one.act,
          expect.stringContaining('Mette har den'),
        ]);
        expect([one.act, (await asked('Mette')).kind]).toEqual([one.act, 'form']);
      }
    };
    const job = { ...about, nth: 0 };
    await press('Mette', 'claim');
    await send('Mette', 'record_contact', { outcome: 'matching' });
    await send('Mette', 'present_candidate', { candidate: 'K-1' });
    await send('Mette', 'answer_yes', { place: '1', starts_on: '2026-11-17', form: 'flex_job' });
    await send('Mette', 'start_placement', { place: '1', hours: '7', form: 'flex_job', expectations: 'yes' });
    await refuses(
      { act: 'snooze_follow_up', ...job },
      { act: 'check_in_trouble', ...job, item: 'day_1', colour: 'red' },
    );
    await send('Mette', 'end_placement', { place: '1', reason: 'other' });
    await refuses({ act: 'close_search', ...job });
  });

  test('only the one who logged it takes it back', async () => {
    expect(saidBy(await press('Mette', 'withdraw'))).toContain('Det kan kun den, der spottede jobbet');
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
