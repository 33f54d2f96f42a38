import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { FormContext } from '../../src/messages/form-context.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { formOf, saidBy, startWithOpening, type Village, valuesOf } from './village.ts';

let village: Village;
let about: Awaited<ReturnType<typeof startWithOpening>>['about'];
beforeEach(async () => {
  ({ village, about } = await startWithOpening());
  await village.ask('Mette', 'jobcentre', { kind: 'press', press: { act: 'claim', ...about } });
});

const open = async (user: string, act: 'close' | 'snooze' | 'record_contact' | 'hand_over') =>
  formOf(await village.ask(user, 'jobcentre', { kind: 'press', press: { act, ...about } })).context;
const send = (user: string, context: FormContext, values: Record<string, string>) =>
  village.ask(user, 'jobcentre', { kind: 'submit', context, values });
const noticeOf = (answer: Answer) => JSON.stringify(formOf(answer).fields[0]);
const now = async () => {
  const found = await village.store.openings.find(BIRKHOLM.id, about.openingId);
  if (found === null) throw new Error('it is gone');
  return found;
};
const events = async () =>
  (await village.store.openings.timeline(BIRKHOLM.id, about.openingId)).map(({ event }) => event.kind);

describe('a form that was left open while somebody acted', () => {
  const CLOSING = { reason: 'withdrawn', note: 'De ombestemte sig.' };

  test.each([
    ['close', CLOSING],
    ['snooze', { until: 'week' }],
    ['hand_over', { to: 'room' }],
  ] as const)('“%s” says so, shows how it stands now, and overwrites nothing', async (act, values) => {
    const context = await open('Mette', act);
    await send('Mette', await open('Mette', 'record_contact'), { outcome: 'interested' });
    const answer = await send('Mette', context, values);
    expect(noticeOf(answer)).toContain('Den er blevet ændret, mens du skrev.');
    expect(noticeOf(answer)).toContain('Mette har talt med virksomheden.');
    expect(await now()).toMatchObject({ status: 'contacted', nudging: { snoozedUntil: null } });
    expect(valuesOf(answer)).toMatchObject(act === 'close' ? CLOSING : {});
  });

  test('goes through when it is sent once more', async () => {
    const context = await open('Mette', 'close');
    await send('Mette', await open('Mette', 'record_contact'), { outcome: 'interested' });
    const again = formOf(await send('Mette', context, CLOSING)).context;
    expect((await send('Mette', again, CLOSING)).kind).toBe('done');
    expect((await now()).status).toBe('closed');
  });

  test('that is delivered twice is not older than what it did itself', async () => {
    const context = await open('Mette', 'snooze');
    const first = await send('Mette', context, { until: 'week' });
    expect(await send('Mette', context, { until: 'tomorrow' })).toEqual(first);
    expect((await events()).filter((kind) => kind === 'snoozed')).toHaveLength(1);
  });

  test('says what is more to the point, where that is known', async () => {
    const context = await open('Mette', 'snooze');
    await send('Mette', await open('Mette', 'close'), CLOSING);
    expect(saidBy(await send('Mette', context, { until: 'week' }))).not.toContain('ændret, mens');
  });

  test('is not disturbed by what was merely corrected', async () => {
    const context = await open('Mette', 'snooze');
    const correct = { kind: 'press', press: { act: 'correct', ...about } } as const;
    const opened = await village.ask('Karen', 'task_force', correct);
    const values = { ...formValues(opened), company: 'Café Pæren' };
    await village.ask('Karen', 'task_force', { kind: 'submit', context: formOf(opened).context, values });
    expect((await now()).company).toBe('Café Pæren');
    expect((await send('Mette', context, { until: 'week' })).kind).toBe('done');
  });
});

const formValues = (answer: Answer) => valuesOf(answer) as Record<string, string>;

describe('settings that were opened by two', () => {
  test('are not overwritten unseen by the later one, who can send again', async () => {
    const opened = () => village.settings('target');
    const [first, second] = [await opened(), await opened()];
    const save = (answer: Answer, context: FormContext, target: string) =>
      village.ask('Bodil', 'task_force', {
        kind: 'submit',
        context,
        values: { ...formValues(answer), target },
      });
    expect(saidBy(await save(first, formOf(first).context, '120'))).toContain('Indstillinger');
    expect((await save(first, formOf(first).context, '120')).kind).toBe('say');
    const refused = await save(second, formOf(second).context, '80');
    expect(noticeOf(refused)).toContain('En anden har ændret indstillingerne');
    expect(formValues(refused).target).toBe('80');
    expect((await village.store.taskForces.find(BIRKHOLM.id))?.target).toBe(120);
    await save(second, formOf(refused).context, '80');
    expect((await village.store.taskForces.find(BIRKHOLM.id))?.target).toBe(80);
  });
});
