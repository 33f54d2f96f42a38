import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Intent } from '../../src/app/intent.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { FormContext, FormName } from '../../src/messages/form-context.ts';
import { type Press, pressSchema } from '../../src/messages/press.ts';
import type { Values } from '../../src/messages/view.ts';
import { COMPLETE, formOf, saidBy, startVillage, type Village, valuesOf } from './village.ts';

/**
 * A platform delivers a form again when it saw no answer, also when others have acted since. Every form stands here with
 * what keeps it to one effect: its receipt, or why it needs none.
 */
const KEPT_TO_ONE_EFFECT: Readonly<Record<FormName, 'receipt' | string>> = {
  attempt: 'receipt',
  contact: 'receipt',
  visit: 'receipt',
  visit_held: 'receipt',
  candidate: 'receipt',
  answer_yes: 'receipt',
  answer_no: 'receipt',
  start: 'receipt',
  end: 'receipt',
  broker: 'receipt',
  check_in: 'receipt',
  change_hours: 'receipt',
  snooze_follow_up: 'receipt',
  close_search: 'receipt',
  hand_over: 'receipt',
  hand_over_all: 'receipt',
  snooze: 'receipt',
  close: 'receipt',
  withdraw: 'receipt',
  merge: 'receipt',
  details: 'receipt',
  correction: 'receipt',
  settings: 'receipt',
  member: 'receipt',
  participants: 'receipt',
  end_meeting: 'receipt',
  handover: 'receipt',
  intake: 'receipt',
  start_meeting: 'the meeting’s id is the form’s own token',
  set_up: 'its code works once',
  connect_room: 'its code works once, and binding what is bound is no change',
  erase_me: 'whoever sent it is gone',
  results: 'shows, and changes nothing',
  list_filter: 'shows, and changes nothing',
  find_company: 'shows, and changes nothing',
};

let village: Village;
let mette: PersonId;
let jens: PersonId;
beforeAll(async () => {
  village = await startVillage();
  mette = await village.give('Mette', ['consultant']);
  jens = await village.give('Jens', ['consultant', 'job_broker']);
  await village.give('Bodil', ['coordinator']);
});

type From = Parameters<Village['ask']>[1];
const openings = async () =>
  (await village.store.openings.open(village.taskForce.id, {}, 100)).items.concat(
    await village.store.overview.followed(village.taskForce.id),
  );
/** Everything that a second effect would leave behind. */
async function traces() {
  const { store, taskForce } = village;
  const all = await openings();
  const stories = await Promise.all(all.map(({ id }) => store.openings.timeline(taskForce.id, id)));
  return {
    events: stories.flat().length,
    versions: all.map(({ version }) => version),
    queued: (await store.outbox.depth()).waiting,
    audited: (await store.audit.last(taskForce.id, 1_000)).map(({ what }) => what),
  };
}

const proven = new Set<FormName>();

/** Opens the form, sends it twice, and holds that the second one had no effect and the same answer. */
async function sendTwice(user: string, from: From, intent: Intent, values: Values): Promise<void> {
  const opened = await village.ask(user, from, intent);
  await submitTwice(user, from, formOf(opened).context, { ...onlyText(valuesOf(opened)), ...values });
}

async function submitTwice(user: string, from: From, context: FormContext, values: Values): Promise<void> {
  const submit: Intent = { kind: 'submit', context, values };
  const first = await village.ask(user, from, submit);
  const receipt = context.form === 'intake' ? `intake:${context.token}` : `form:${context.token}`;
  expect(await village.store.openings.wasDone(receipt), `${context.form}: ${saidBy(first)}`).toBe(true);
  const before = await traces();
  const second = await village.ask(user, from, submit);
  expect(await traces(), context.form).toEqual(before);
  expect(second.kind, `${context.form}: ${saidBy(second)}`).toBe(first.kind);
  proven.add(context.form);
}

function onlyText(values: Record<string, unknown>): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

const press = (press: Press): Intent => ({ kind: 'press', press });
type OnOpening = Extract<Press, { openingId: string }>['act'];
/** A press about an opening; `besides` is what this act carries more. */
function about({ id, taskForceId }: Opening, act: OnOpening, besides: object = {}): Intent {
  return { kind: 'press', press: pressSchema.parse({ act, openingId: id, taskForceId, ...besides }) };
}
const command = (text: string): Intent => ({ kind: 'command', text });
/** The form that asks for Mette's roles. */
const askRoles = async () =>
  formOf(await village.fillIn('Bodil', 'direct', command('medlemmer'), { person: 'Mette' }));

describe('delivered again, each form that has an effect', () => {
  afterAll(() => {
    const wanted = Object.entries(KEPT_TO_ONE_EFFECT).filter(([, by]) => by === 'receipt');
    expect([...proven].sort()).toEqual(wanted.map(([form]) => form).sort());
  });

  test('has it once: from the form to the visit', async () => {
    const opening = await village.opening();
    const act = (user: string, what: OnOpening, values: Values) =>
      sendTwice(user, user === 'Karen' ? 'task_force' : 'jobcentre', about(opening, what), values);
    await sendTwice('Karen', 'task_force', command(''), { ...COMPLETE, company: 'Bageriet' });
    await act('Karen', 'tell_more', { places: '1', note: 'Ring efter kl. 14' });
    await act('Karen', 'correct', { ...COMPLETE, hours: '5-10' });
    await village.ask('Mette', 'jobcentre', about(opening, 'claim'));
    await act('Mette', 'record_attempt', { channel: 'phone' });
    await act('Mette', 'snooze', { until: 'week' });
    await act('Mette', 'record_contact', { outcome: 'interested' });
    await act('Mette', 'book_visit', { date: '2026-11-23' });
    await act('Mette', 'hold_visit', { outcome: 'ready' });
    await act('Mette', 'present_candidate', { candidate: 'K-1' });
    await act('Mette', 'answer_no', {});
    await act('Mette', 'present_candidate', { candidate: 'K-2' });
    await act('Mette', 'answer_yes', { starts_on: '2026-11-02', form: 'flex_job' });
    await act('Mette', 'start_placement', { hours: '7,5', form: 'flex_job', expectations: 'yes' });
    await act('Mette', 'name_broker', { broker: jens });
    await act('Mette', 'change_hours', { hours: '12', from: '2026-11-20' });
    const job = (what: OnOpening, values: Values, besides: object = {}) =>
      sendTwice('Mette', 'jobcentre', about(opening, what, { nth: 0, ...besides }), values);
    const trouble = { item: 'week_2', colour: 'yellow' };
    await job('check_in_trouble', { next: 'Kortere vagter', by: '2026-11-24' }, trouble);
    await job('snooze_follow_up', { until: 'week' });
    await act('Mette', 'end_placement', { reason: 'other' });
    await job('close_search', { reason: 'other' });
    await act('Mette', 'close', { reason: 'job_order' });
  });

  test('has it once: what changes hands, is merged or taken back', async () => {
    const [first, second, third] = [
      await village.opening(),
      await village.opening(),
      await village.opening(),
    ];
    for (const opening of [first, second, third])
      await village.ask('Mette', 'jobcentre', about(opening, 'claim'));
    await sendTwice('Mette', 'jobcentre', about(second, 'merge'), { other: first.id });
    await sendTwice('Mette', 'jobcentre', about(first, 'hand_over'), { to: jens });
    await sendTwice('Mette', 'jobcentre', command('giv alt videre'), { to: jens });
    await sendTwice('Karen', 'task_force', about(third, 'withdraw'), { note: 'De ombestemte sig.' });
  });

  test('has it once: a meeting and its handover', async () => {
    await village.fillIn('Bodil', 'task_force', command('møde start'), { kind: 'network' });
    const meeting = await village.store.meetings.current(village.taskForce.id);
    if (meeting === null) throw new Error('no meeting is on');
    const ofMeeting = (act: 'open_participants' | 'end_meeting' | 'agree_handover') =>
      press({ act, taskForceId: village.taskForce.id, meetingId: meeting.id });
    await village.opening();
    await sendTwice('Bodil', 'task_force', ofMeeting('open_participants'), { companies: '12', others: '3' });
    await sendTwice('Bodil', 'task_force', ofMeeting('end_meeting'), { companies: '13', others: '3' });
    await sendTwice('Bodil', 'task_force', ofMeeting('agree_handover'), {
      owner: mette,
      channel: 'phone',
      date: '2026-11-23',
      call_ahead: 'no',
    });
  });

  test('has it once: roles and settings', async () => {
    const { context } = await askRoles();
    await submitTwice('Bodil', 'direct', context, { roles: ['consultant_lead'] });
    const opened = await village.settings('first_days');
    await submitTwice('Bodil', 'direct', formOf(opened).context, {
      ...onlyText(valuesOf(opened)),
      group: 'first_days',
      logged_days: '2',
    });
  });
});

describe('delivered again after somebody else acted', () => {
  test('roles that were taken meanwhile stay taken', async () => {
    const give = async (role: Role): Promise<Intent> => {
      const { context } = await askRoles();
      return { kind: 'submit', context, values: { roles: [role] } };
    };
    const first = await give('admin');
    await village.ask('Bodil', 'direct', first);
    await village.ask('Bodil', 'direct', await give('consultant'));
    await village.ask('Bodil', 'direct', first);
    const held = (await village.store.directory.members(village.taskForce.id)).find(
      ({ person }) => person.id === mette,
    );
    expect(held?.roles).toEqual(['consultant']);
  });

  test('settings that were changed meanwhile stay so, and the first one is thanked as before', async () => {
    const opened = await village.settings('first_days');
    const values = { ...onlyText(valuesOf(opened)), group: 'first_days' };
    const save: Intent = {
      kind: 'submit',
      context: formOf(opened).context,
      values: { ...values, logged_days: '3' },
    };
    await village.ask('Bodil', 'direct', save);
    const later = await village.settings('first_days');
    await village.ask('Bodil', 'direct', {
      kind: 'submit',
      context: formOf(later).context,
      values: { ...values, logged_days: '4' },
    });
    expect(saidBy(await village.ask('Bodil', 'direct', save))).toContain('Gemt.');
    const taskForce = await village.store.taskForces.find(village.taskForce.id);
    expect(taskForce?.thresholds.loggedDays).toBe(4);
  });

  test('numbers of a meeting that were counted again meanwhile stay so', async () => {
    await village.fillIn('Bodil', 'task_force', command('møde start'), { kind: 'network' });
    const meeting = await village.store.meetings.current(village.taskForce.id);
    if (meeting === null) throw new Error('no meeting is on');
    const { taskForceId } = meeting;
    const count = press({ act: 'open_participants', taskForceId, meetingId: meeting.id });
    const { context } = formOf(await village.ask('Bodil', 'task_force', count));
    const first: Intent = { kind: 'submit', context, values: { companies: '1', others: '0' } };
    await village.ask('Bodil', 'task_force', first);
    await village.fillIn('Bodil', 'task_force', count, { companies: '2', others: '0' });
    await village.ask('Bodil', 'task_force', first);
    const now = await village.store.meetings.find(taskForceId, meeting.id);
    expect(now?.participants).toEqual({ companies: 2, others: 0 });
  });
});
