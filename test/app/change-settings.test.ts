import { beforeEach, describe, expect, test } from 'vitest';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { DIGEST_SECTIONS } from '../../src/domain/task-force.ts';
import type { Press } from '../../src/messages/press.ts';
import { SETTINGS_GROUPS, type SettingsGroup } from '../../src/messages/task-force/settings-groups.ts';
import type { Values } from '../../src/messages/view.ts';
import { fresh, saving, settled, stored } from '../contract/fixtures.ts';
import { at, changedBy } from '../support/builders.ts';
import { errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  opening = await village.opening();
});

const open = (group: SettingsGroup = 'first_days') => village.settings(group);
/** Opens a group of the settings, changes these of what stands there, and sends the form. */
async function change(values: Values, group: SettingsGroup = 'first_days') {
  const answer = await open(group);
  const { context } = formOf(answer);
  const filled = { ...(valuesOf(answer) as Values), ...values };
  return village.ask('Bodil', 'direct', { kind: 'submit', context, values: filled });
}
const taskForce = async () => {
  const found = await village.store.taskForces.find(village.taskForce.id);
  if (found === null) throw new Error('the task force is gone');
  return found;
};
const now = async () => village.store.openings.find(village.taskForce.id, opening.id);
const read = (answer: Awaited<ReturnType<typeof open>>) => JSON.stringify(answer);

test('first only what to change is asked for', async () => {
  const asked = await village.ask('Bodil', 'direct', { kind: 'command', text: 'indstillinger' });
  expect(valuesOf(asked)).toEqual({ group: null });
  const { context } = formOf(asked);
  const sent = await village.ask('Bodil', 'direct', { kind: 'submit', context, values: {} });
  expect(errorsOf(sent)).toEqual({ group: 'Vælg en af mulighederne.' });
});

test('each group shows what holds, and together they are every number that can be changed', async () => {
  const shown: Record<string, unknown> = {};
  for (const group of SETTINGS_GROUPS) {
    const values = valuesOf(await open(group));
    expect(values).toMatchObject(group === 'work' ? { group } : { group, ending: 'save' });
    Object.assign(shown, values);
  }
  expect(shown).toEqual({
    group: 'work',
    work_category: null,
    logged_days: '1',
    claimed_days: '3',
    claimed_again_days: '1',
    release_days: '5',
    contacted_days: '2',
    thinking_days: '14',
    visit_days: '1',
    next_level_days: '1',
    matching_days: '7',
    long_matching_days: '14',
    presented_days: '3',
    agreed_days: '1',
    still_open_days: '14',
    wait_list_days: '30',
    visit_again_months: '6',
    same_company_days: '14',
    call_ahead_days: '1',
    unreachable_attempts: '3',
    unreachable_days: '5',
    check_in_weeks: '1, 2, 3, 4, 8, 13',
    retained_weeks: '26',
    work_from: '8',
    work_to: '16',
    closed_days: null,
    language: 'da',
    digest_weekday: '1',
    digest_hour: '8',
    digest_sections: [...DIGEST_SECTIONS],
    digest_long_wait: '7',
    digest_receivers: ['coordinators'],
    contact_months: '12',
    company_months: '24',
    note_months: '3',
    target: '100',
    fewest_people: '5',
    ending: 'save',
  });
});

test('what was typed in one group is gone when another is chosen', async () => {
  const { context } = formOf(await open('first_days'));
  const values = { group: 'matching', logged_days: '9' };
  const other = await village.ask('Bodil', 'direct', { kind: 'reshape', context, values });
  expect(valuesOf(other)).toMatchObject({ group: 'matching', matching_days: '7' });
});

test('a group that was sent before its fields were shown is shown, and nothing is saved', async () => {
  const { context } = formOf(await open('first_days'));
  const values = { group: 'target', ending: 'save' };
  const shown = await village.ask('Bodil', 'direct', { kind: 'submit', context, values });
  expect(valuesOf(shown)).toMatchObject({ group: 'target', target: '100' });
  expect(await taskForce()).toEqual(village.taskForce);
});

test('what is saved holds for the task force and for the nudges of what is open', async () => {
  expect(saidBy(await change({ logged_days: '3' }))).toContain('Gemt.');
  const hours = { work_from: '9', closed_days: '24-11-2026', language: 'en' };
  expect(saidBy(await change(hours, 'hours'))).toContain('Saved.');
  await change({ digest_weekday: '5' }, 'digest');
  expect(await taskForce()).toMatchObject({
    thresholds: { loggedDays: 3, unreachable: { attempts: 3 } },
    calendar: { closedDays: ['2026-11-24'], workingHours: { from: 9, to: 16 } },
    digestTime: { weekday: 5, hour: 8 },
    locale: 'en',
  });
  // Friday, then Monday, Wednesday and Thursday: Tuesday is closed.
  expect((await now())?.nudging.at).toEqual(at('2026-11-26T10:00:00+01:00'));
  expect((await now())?.version).toBe(3);
  expect(valuesOf(await open('hours'))).toMatchObject({ closed_days: '24-11-2026', work_from: '9' });
});

test('every number that is chosen is the one that holds', async () => {
  const numbers = {
    wait_list_days: '45',
    visit_again_months: '3',
    same_company_days: '7',
  };
  await change(numbers, 'again');
  const firstDays = { call_ahead_days: '2', unreachable_attempts: '4', unreachable_days: '6' };
  await change(firstDays, 'first_days');
  await change({ check_in_weeks: '2, 1 og 6', retained_weeks: '13' }, 'jobs');
  await change({ fewest_people: '10' }, 'target');
  expect((await taskForce()).thresholds).toEqual({
    ...village.taskForce.thresholds,
    waitListCalendarDays: 45,
    visitAgainMonths: 3,
    callAheadDays: 2,
    sameCompanyCalendarDays: 7,
    unreachable: { attempts: 4, days: 6, channels: 2 },
    checkInWeeks: [1, 2, 6],
    retainedWeeks: 13,
    fewestPeople: 10,
  });
});

test('every target is kept with its day, and read in the form', async () => {
  await change({ target: '80' }, 'target');
  await change({ target: null }, 'target');
  expect((await taskForce()).targetHistory.map(({ target, from }) => ({ target, from }))).toEqual([
    { target: 80, from: NOW },
    { target: null, from: NOW },
  ]);
  expect(read(await open('target'))).toContain('80 fra 20. november 2026');
});

test('what is wrong is said beside its field, and nothing is saved', async () => {
  expect(errorsOf(await change({ logged_days: '0', claimed_days: '6' }))).toEqual({
    logged_days: 'Skriv et helt tal fra 1 til 90.',
    release_days: 'Den kan ikke gives fri, før den skulle være kontaktet. Skriv mindst det samme tal.',
  });
  expect(errorsOf(await change({ matching_days: '20' }, 'matching'))).toEqual({
    long_matching_days: 'Koordinatoren kan ikke høre det først. Skriv mindst det samme tal.',
  });
  expect(errorsOf(await change({ work_from: '16', closed_days: 'uge 29', language: 'de' }, 'hours'))).toEqual(
    {
      work_to: 'Skriv et klokkeslæt efter det, I begynder.',
      closed_days: '“uge” er ikke en dato. Skriv fx 24-07-2026.',
      language: 'Vælg en af mulighederne.',
    },
  );
  for (const weeks of ['1, 60', 'hver uge', '1 2 3 4 5 6 7 8 9 10 11 12 13']) {
    expect(errorsOf(await change({ check_in_weeks: weeks }, 'jobs'))).toEqual({
      check_in_weeks: 'Skriv højst 12 uger som tal fra 1 til 52, fx 1, 2, 4, 8.',
    });
  }
  expect(errorsOf(await change({ target: '0', fewest_people: '2' }, 'target'))).toEqual({
    target: 'Skriv et helt tal fra 1 til 100000.',
    fewest_people: 'Skriv et helt tal fra 3 til 50.',
  });
  expect(await taskForce()).toEqual(village.taskForce);
});

describe('“Det går ud i morgen”', () => {
  test('names each nudge and who gets it, and saves nothing', async () => {
    const shown = await change({ ending: 'preview' });
    expect(read(shown)).toContain('Det går ud i morgen');
    expect(read(shown)).toContain('SJ-1 · Café Æblet');
    expect(read(shown)).toContain('rykker til shared og jobcentre');
    expect(valuesOf(shown)).toMatchObject({ logged_days: '1', ending: 'save' });
    expect(await taskForce()).toEqual(village.taskForce);
  });

  test('says what the next clean-up forgets, by the months that were typed', async () => {
    const { id: openingId, taskForceId } = opening;
    const close = { kind: 'press', press: { act: 'close', openingId, taskForceId } } as const;
    await village.fillIn('Bodil', 'jobcentre', close, { reason: 'job_order', note: 'Bo har sagt nej' });
    const says = async (note_months: string) =>
      read(await change({ note_months, ending: 'preview' }, 'keeping'));
    expect(await says('3')).toContain('kontaktoplysninger i 0 og bemærkninger i 0 lukkede åbninger');
    expect(errorsOf(await change({ note_months: '0' }, 'keeping'))).toHaveProperty('note_months');
    await change({ note_months: '7' }, 'keeping');
    expect((await taskForce())?.retention).toEqual({ contactMonths: 12, companyMonths: 24, noteMonths: 7 });
  });

  test('names what was closed and is asked about again, and the ambassador who hasn’t answered by then', async () => {
    const does = (act: string, of: Opening, values: Values) =>
      village.fillIn(
        'Bodil',
        'jobcentre',
        { kind: 'press', press: { act, openingId: of.id, taskForceId: of.taskForceId } as Press },
        values,
      );
    await does('close', opening, { reason: 'no_candidate', contact_on: '2026-11-23' });
    expect(read(await change({ ending: 'preview' }))).toContain('Bodil bliver spurgt, om det er tid igen');
    await village.give('Ulla', ['ambassador']);
    const asked = await village.opening();
    await village.fillIn(
      'Karen',
      'direct',
      { kind: 'press', press: { act: 'tell_more', openingId: asked.id, taskForceId: asked.taskForceId } },
      { call_ahead: 'yes' },
    );
    const claim = { act: 'claim', openingId: asked.id, taskForceId: asked.taskForceId } as const;
    await village.ask('Mette', 'jobcentre', { kind: 'press', press: claim });
    const shown = read(await change({ ending: 'preview' }));
    expect(shown).toContain('Mette hører, at ambassadøren ikke svarede');
  });

  test('is of its own task force, however much waits in another', async () => {
    const { store } = village;
    const elsewhere = await settled(store, 'Solbakken');
    const closing = { by: elsewhere.coordinator, roles: [], taskForce: elsewhere.taskForce };
    for (let n = 0; n < 200; n += 1) {
      const theirs = await stored(store, fresh(elsewhere.taskForce));
      const closed = close(theirs, 'no_candidate', null, { ...closing, now: theirs.loggedAt }, '2026-11-20');
      await store.openings.commit(saving(changedBy(closed)));
    }
    const { id: openingId, taskForceId } = opening;
    const ours = { kind: 'press', press: { act: 'close', openingId, taskForceId } } as const;
    await village.fillIn('Bodil', 'jobcentre', ours, { reason: 'no_candidate', contact_on: '2026-11-23' });
    expect(read(await change({ ending: 'preview' }))).toContain('Bodil bliver spurgt, om det er tid igen');
  });

  test('is by the new settings', async () => {
    expect(read(await change({ logged_days: '2', ending: 'preview' }))).toContain('Ingenting. Alle er med.');
    expect((await now())?.version).toBe(1);
  });

  test('stands under what was saved too', async () => {
    expect(saidBy(await change({ logged_days: '2' }))).toContain('Ingenting. Alle er med.');
    expect(saidBy(await change({ logged_days: '1' }))).toContain('SJ-1 · Café Æblet: rykker til');
  });
});

test('an opening that is acted on while the settings are saved has both', async () => {
  const { store } = village;
  const claim = {
    kind: 'press',
    press: { act: 'claim', taskForceId: opening.taskForceId, openingId: opening.id },
  } as const;
  const { save } = store.settings;
  let claimedFirst = false;
  Object.assign(store.settings, {
    save: async (changing: Parameters<typeof save>[0]) => {
      if (!claimedFirst) {
        claimedFirst = true;
        await village.ask('Mette', 'jobcentre', claim);
      }
      return save(changing);
    },
  });
  expect(saidBy(await change({ claimed_days: '1', release_days: '5' }))).toContain('Gemt.');
  const after = await now();
  expect(after).toMatchObject({ status: 'claimed', version: 3 });
  expect(after?.nudging.at).toEqual(at('2026-11-23T10:00:00+01:00'));
});

test('nobody but a coordinator sees or saves them', async () => {
  const { context } = formOf(await open());
  for (const intent of [
    { kind: 'command', text: 'indstillinger' },
    { kind: 'submit', context, values: {} },
  ] as const) {
    expect(saidBy(await village.ask('Mette', 'jobcentre', intent))).toContain('Det kan kun en koordinator.');
  }
});
