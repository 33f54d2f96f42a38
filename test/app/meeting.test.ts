import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import type { Store } from '../../src/app/ports/store.ts';
import { closeForgottenMeetings } from '../../src/app/timed/close-forgotten-meetings.ts';
import type { Meeting } from '../../src/domain/meeting.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { at } from '../support/builders.ts';
import { COMPLETE, errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Bodil', ['coordinator']);
  await village.give('Mette', ['consultant']);
});

const command = (text: string) => ({ kind: 'command', text }) as const;

async function started(kind = 'task_force'): Promise<Meeting> {
  await village.fillIn('Bodil', 'task_force', command('møde start'), { kind });
  const meeting = await village.store.meetings.current(village.taskForce.id);
  if (meeting === null) throw new Error('no meeting is on');
  return meeting;
}

const press = (act: 'open_participants' | 'end_meeting' | 'agree_handover', { id, taskForceId }: Meeting) =>
  ({ kind: 'press', press: { act, taskForceId, meetingId: id } }) as const;

async function ended(): Promise<Meeting> {
  const meeting = await started();
  for (const company of ['Ask', 'Birk']) {
    await village.fillIn('Karen', 'task_force', command(''), { ...COMPLETE, company });
  }
  await village.fillIn('Bodil', 'task_force', command('møde slut'), { companies: '1', others: '0' });
  return meeting;
}

describe('starting', () => {
  test('asks for a room of the task force when it is written elsewhere', async () => {
    expect(saidBy(await village.ask('Bodil', 'direct', command('møde start')))).toContain(
      'Skriv det i et af taskforcens rum',
    );
  });

  test('once for one form, however often it is sent', async () => {
    const form = formOf(await village.ask('Bodil', 'task_force', command('møde start')));
    const submit = { kind: 'submit', context: form.context, values: { kind: 'network' } } as const;
    const answers = [
      await village.ask('Bodil', 'task_force', submit),
      await village.ask('Bodil', 'task_force', submit),
    ];
    expect(answers).toEqual([
      { kind: 'done', card: null },
      { kind: 'done', card: null },
    ]);
  });

  test('of two who start at once the later reads which is on', async () => {
    const form = formOf(await village.ask('Bodil', 'task_force', command('møde start')));
    await started('network');
    const submit = { kind: 'submit', context: form.context, values: { kind: 'task_force' } } as const;
    expect(saidBy(await village.ask('Bodil', 'task_force', submit))).toContain(
      'Netværksmøde er allerede i gang. Bodil startede det kl. 10.00.',
    );
  });
});

describe('what belongs to it', () => {
  test('openings from every room of the task force, the jobcentre’s too, and none from a chat or after it', async () => {
    const meeting = await started();
    for (const from of ['task_force', 'shared', 'jobcentre', 'direct'] as const) {
      await village.fillIn('Karen', from, command(''), { ...COMPLETE, company: from });
    }
    await village.fillIn('Bodil', 'task_force', command('møde slut'), { companies: '1', others: '0' });
    await village.fillIn('Karen', 'task_force', command(''), { ...COMPLETE, company: 'bagefter' });
    const told = await village.store.meetings.openings(village.taskForce.id, meeting.id);
    expect(told.map(({ company }) => company)).toEqual(['task_force', 'shared', 'jobcentre']);
  });
});

describe('the numbers', () => {
  test.each([
    [{ companies: '', others: '3' }, ['companies']],
    [{ companies: '12', others: '-1' }, ['others']],
    [{ companies: '1,5', others: 'mange' }, ['companies', 'others']],
    [{ companies: '2001', others: '2000' }, ['companies']],
  ])('%o are asked for again', async (values, wrong) => {
    const meeting = await started();
    for (const act of ['open_participants', 'end_meeting'] as const) {
      const answer = await village.fillIn('Bodil', 'task_force', press(act, meeting), values);
      expect(Object.keys(errorsOf(answer))).toEqual(wrong);
    }
    expect(await village.store.meetings.current(village.taskForce.id)).toEqual(meeting);
  });

  test('that are known stand in the form that ends it', async () => {
    const meeting = await started();
    await village.fillIn('Bodil', 'task_force', press('open_participants', meeting), {
      companies: '12',
      others: '0',
    });
    const form = await village.ask('Bodil', 'task_force', press('end_meeting', meeting));
    expect(valuesOf(form)).toEqual({ companies: '12', others: '0' });
  });

  test('are kept for a meeting whose id holds ten digits like a CPR number', async () => {
    const form = formOf(await village.ask('Bodil', 'task_force', command('møde start')));
    const context = { ...form.context, token: '7e120785-4321-4a89-8b55-3d0f4c2f9d11' };
    const values = { kind: 'task_force' };
    await village.ask('Bodil', 'task_force', { kind: 'submit', context, values });
    const open = await village.store.meetings.current(village.taskForce.id);
    if (open === null) throw new Error('no meeting is on');
    expect(open.id).toBe(context.token);
    await village.fillIn('Bodil', 'task_force', press('open_participants', open), {
      companies: '4',
      others: '2',
    });
    expect(await village.store.meetings.current(village.taskForce.id)).toMatchObject({
      participants: { companies: 4, others: 2 },
    });
  });

  test('can be filled in after a meeting that closed itself', async () => {
    const meeting = await started();
    await closeForgottenMeetings(village.store, at('2026-11-21T00:00:00+01:00'));
    await village.fillIn('Bodil', 'task_force', press('open_participants', meeting), {
      companies: '4',
      others: '2',
    });
    expect(await village.store.meetings.find(village.taskForce.id, meeting.id)).toMatchObject({
      status: 'ended',
      endedBy: null,
      participants: { companies: 4, others: 2 },
    });
  });
});

describe('the round', () => {
  test('proposes the consultant who last had the company, the promised day and a call', async () => {
    const earlier = await village.opening();
    const claim = { act: 'claim', openingId: earlier.id, taskForceId: earlier.taskForceId } as const;
    await village.ask('Mette', 'jobcentre', { kind: 'press', press: claim });
    const meeting = await started();
    await village.opening();
    await village.fillIn('Bodil', 'task_force', press('end_meeting', meeting), {
      companies: '1',
      others: '0',
    });
    const mette = await village.give('Mette', ['consultant']);
    expect(valuesOf(await village.ask('Bodil', 'task_force', press('agree_handover', meeting)))).toEqual({
      owner: mette,
      channel: 'phone',
      date: '2026-11-25',
      call_ahead: 'no',
    });
  });

  test('proposes nobody who is no consultant any more', async () => {
    const earlier = await village.opening();
    const claim = { act: 'claim', openingId: earlier.id, taskForceId: earlier.taskForceId } as const;
    await village.ask('Mette', 'jobcentre', { kind: 'press', press: claim });
    await village.give('Mette', ['observer']);
    const meeting = await started();
    await village.opening();
    await village.fillIn('Bodil', 'task_force', press('end_meeting', meeting), {
      companies: '1',
      others: '0',
    });
    const form = await village.ask('Bodil', 'task_force', press('agree_handover', meeting));
    expect(valuesOf(form)).toMatchObject({ owner: null });
  });

  test('says beside the people that somebody took it meanwhile, and goes on when it is skipped', async () => {
    const meeting = await ended();
    const form = formOf(await village.ask('Bodil', 'task_force', press('agree_handover', meeting)));
    const [first] = await village.store.meetings.openings(village.taskForce.id, meeting.id);
    if (first === undefined) throw new Error('nothing was told');
    const claim = { act: 'claim', openingId: first.id, taskForceId: first.taskForceId } as const;
    await village.ask('Mette', 'jobcentre', { kind: 'press', press: claim });
    const bodil = await village.give('Bodil', ['coordinator']);
    const values = { owner: bodil, channel: 'phone', date: '2026-11-23', call_ahead: 'no' };
    const refused = await village.ask('Bodil', 'task_force', {
      kind: 'submit',
      context: form.context,
      values,
    });
    expect(errorsOf(refused)).toEqual({ owner: 'Mette har den allerede.' });
    const skipped = { ...values, owner: 'skip' };
    const next = await village.ask('Bodil', 'task_force', {
      kind: 'submit',
      context: form.context,
      values: skipped,
    });
    expect(formOf(next).context.openingId).not.toBe(first.id);
    expect(formOf(next).submit).toBe('Færdig');
  });

  test('has one effect for a form that is sent twice, and asks about the next both times', async () => {
    const meeting = await ended();
    const mette = await village.give('Mette', ['consultant']);
    const ulla = await village.give('Ulla', ['ambassador']);
    const form = formOf(await village.ask('Bodil', 'task_force', press('agree_handover', meeting)));
    const values = { owner: mette, channel: 'visit', date: '2026-11-23', call_ahead: 'yes' };
    const submit = { kind: 'submit', context: form.context, values } as const;
    const answers = [
      await village.ask('Bodil', 'task_force', submit),
      await village.ask('Bodil', 'task_force', submit),
    ];
    const [, second] = await village.store.meetings.openings(village.taskForce.id, meeting.id);
    expect(answers.map((answer) => formOf(answer).context.openingId)).toEqual([second?.id, second?.id]);
    const { openingId } = form.context;
    if (openingId === null) throw new Error('the form is about nothing');
    const events = await village.store.openings.timeline(village.taskForce.id, openingId);
    expect(events.map(({ event }) => event.kind)).toEqual(['logged', 'handover_agreed', 'call_ahead_asked']);
    expect(events.at(-1)?.event).toMatchObject({ to: ulla });
  });

  test('takes nobody who may not have an opening', async () => {
    const meeting = await ended();
    const karen = await village.give('Karen', ['business_leader']);
    const values = { owner: karen, channel: 'phone', date: '2026-11-23', call_ahead: 'no' };
    const answer = await village.fillIn('Bodil', 'task_force', press('agree_handover', meeting), values);
    expect(errorsOf(answer)).toEqual({ owner: 'Vælg en person.' });
  });
});

test('a recap in English, in a room of leaders: no contact, no act of the jobcentre', async () => {
  const meeting = await ended();
  const lines = await composed(village.store, { ...village.taskForce, locale: 'en' }, meeting);
  expect(lines).toEqual([
    'Recap · Task force meeting 20 November',
    'From the meeting: 2 openings.',
    '1 company took part.',
    '2 lack a handover agreement',
    'SJ-1 · Ask: Canteen: dishwashing',
    'SJ-2 · Birk: Canteen: dishwashing',
    '[Agree on handover]',
  ]);
});

async function composed(store: Store, taskForce: Village['taskForce'], meeting: Meeting): Promise<string[]> {
  const room = (await store.taskForces.rooms(taskForce.id)).find(({ kind }) => kind === 'task_force');
  if (room === undefined) throw new Error('no room');
  const speaking = { ...store, taskForces: { ...store.taskForces, find: async () => taskForce } };
  const message = await createCompose(speaking, { now: () => NOW })({
    taskForceId: taskForce.id,
    to: { kind: 'room', roomId: room.id },
    outgoing: { kind: 'meeting_card', meetingId: meeting.id, part: 'recap' },
  });
  return message === null ? [] : cardLines(message.card);
}
