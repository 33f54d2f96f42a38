import { beforeEach, describe, expect, test } from 'vitest';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { Values } from '../../src/messages/view.ts';
import { at } from '../support/builders.ts';
import { errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  opening = await village.opening();
});

const open = () => village.ask('Bodil', 'direct', { kind: 'command', text: 'indstillinger' });
/** Opens the settings, changes these of what stands there, and sends the form. */
async function change(values: Values) {
  const answer = await open();
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

test('the form shows what holds', async () => {
  expect(valuesOf(await open())).toEqual({
    logged_days: '1',
    claimed_days: '3',
    release_days: '5',
    contacted_days: '2',
    next_level_days: '1',
    still_open_days: '14',
    retained_weeks: '26',
    work_from: '8',
    work_to: '16',
    closed_days: null,
    contact_months: '12',
    company_months: '24',
    note_months: '3',
    target: '100',
    language: 'da',
    ending: 'save',
  });
});

test('what is saved holds for the task force and for the nudges of what is open', async () => {
  const answer = await change({
    logged_days: '3',
    work_from: '9',
    closed_days: '24-11-2026',
    language: 'en',
  });
  expect(saidBy(answer)).toContain('Saved.');
  expect(await taskForce()).toMatchObject({
    thresholds: { loggedDays: 3, unreachable: { attempts: 3 } },
    calendar: { closedDays: ['2026-11-24'], workingHours: { from: 9, to: 16 } },
    locale: 'en',
  });
  // Friday, then Monday, Wednesday and Thursday: Tuesday is closed.
  expect((await now())?.nudging.at).toEqual(at('2026-11-26T10:00:00+01:00'));
  expect((await now())?.version).toBe(2);
  expect(valuesOf(await open())).toMatchObject({ closed_days: '24-11-2026', logged_days: '3' });
});

test('every target is kept with its day, and read in the form', async () => {
  await change({ target: '80' });
  await change({ target: null });
  expect((await taskForce()).targetHistory.map(({ target, from }) => ({ target, from }))).toEqual([
    { target: 80, from: NOW },
    { target: null, from: NOW },
  ]);
  expect(read(await open())).toContain('80 fra 20. november 2026');
});

test('what is wrong is said beside its field, and nothing is saved', async () => {
  const wrong = {
    logged_days: '0',
    claimed_days: '6',
    work_from: '16',
    closed_days: 'uge 29',
    target: '0',
    language: 'de',
  };
  expect(errorsOf(await change(wrong))).toEqual({
    logged_days: 'Skriv et helt tal fra 1 til 90.',
    release_days: 'Den kan ikke gives fri, før den skulle være kontaktet. Skriv mindst det samme tal.',
    work_to: 'Skriv et klokkeslæt efter det, I begynder.',
    closed_days: '“uge” er ikke en dato. Skriv fx 24-07-2026.',
    target: 'Skriv et helt tal fra 1 til 100000.',
    language: 'Vælg en af mulighederne.',
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
    const says = async (note_months: string) => read(await change({ note_months, ending: 'preview' }));
    expect(await says('3')).toContain('kontaktoplysninger i 0 og bemærkninger i 0 lukkede åbninger');
    expect(errorsOf(await change({ note_months: '0' }))).toHaveProperty('note_months');
    await change({ note_months: '7' });
    expect((await taskForce())?.retention).toEqual({ contactMonths: 12, companyMonths: 24, noteMonths: 7 });
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
