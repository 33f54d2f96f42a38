import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { sweep } from '../../src/app/timed/sweep.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import type { Press } from '../../src/messages/press.ts';
import type { Values } from '../../src/messages/view.ts';
import { at } from '../support/builders.ts';
import { formOf, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let signe: PersonId;
let bo: PersonId;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Mette', ['consultant']);
  signe = await village.give('Signe', ['job_broker']);
  bo = await village.give('Bo', ['job_broker']);
});

const press = (opening: Opening, act: string, more: object = {}) =>
  ({
    kind: 'press',
    press: { act, taskForceId: opening.taskForceId, openingId: opening.id, ...more } as Press,
  }) as const;
const does = (who: string, opening: Opening, act: string, values: Values, more: object = {}) =>
  village.fillIn(who, 'direct', press(opening, act, more), values);
const here = async (opening: Opening) => {
  const found = await village.store.openings.find(village.taskForce.id, opening.id);
  if (found === null) throw new Error('the opening is gone');
  return found;
};
const say = (who: string, text: string) => village.ask(who, 'direct', { kind: 'command', text });

/** An opening in which each of these candidates has begun, with their job broker. */
async function started(...candidates: readonly (readonly [string, PersonId | null])[]): Promise<Opening> {
  const opening = await village.opening();
  await village.fillIn('Karen', 'direct', press(opening, 'tell_more'), { places: String(candidates.length) });
  await village.ask('Mette', 'direct', press(opening, 'claim'));
  await does('Mette', opening, 'record_contact', { outcome: 'matching' });
  for (const [index, [candidate, broker]] of candidates.entries()) {
    const place = String(index + 1);
    await does('Mette', opening, 'present_candidate', { candidate, broker: broker ?? 'none' });
    await does('Mette', opening, 'answer_yes', { place, starts_on: '2026-11-20', form: 'flex_job' });
    await does('Mette', opening, 'start_placement', {
      place,
      hours: '7,5',
      form: 'flex_job',
      expectations: 'yes',
      mentor: '',
      legal_employer: '',
    });
  }
  const now = await here(opening);
  expect(now.placements).toHaveLength(candidates.length);
  return now;
}

const heard = async (who: PersonId, now: Date) => {
  const compose = createCompose(village.store, { now: () => now });
  const to = { kind: 'person', personId: who } as const;
  const composed = await compose({ taskForceId: village.taskForce.id, to, outgoing: { kind: 'nudges' } });
  return composed === null ? null : composed.card;
};

describe('a job broker', () => {
  test('is proposed for their own candidate, and named with it by whoever presents it', async () => {
    await village.give('Mette', ['consultant', 'job_broker']);
    const opening = await started(['K-1', signe]);
    expect(opening.placements[0]?.broker).toBe(signe);
    const another = await village.opening();
    await village.ask('Mette', 'direct', press(another, 'claim'));
    await does('Mette', another, 'record_contact', { outcome: 'matching' });
    const form = await village.ask('Mette', 'direct', press(another, 'present_candidate'));
    const mette = (await here(another)) as Opening & { owner: PersonId };
    expect(valuesOf(form)).toEqual({ candidate: null, broker: mette.owner });
  });

  test('reads whom they follow under “mine”, acts there, and nothing of the others reaches them', async () => {
    const opening = await started(['K-1', signe], ['K-2', bo], ['K-3', null]);
    const asked = [
      await say('Signe', 'mine'),
      await say('Signe', 'SJ-1'),
      await village.ask('Signe', 'direct', press(opening, 'follow_up')),
      await village.ask('Signe', 'direct', press(opening, 'change_hours')),
      await village.ask('Signe', 'direct', press(opening, 'end_placement')),
      await village.ask('Signe', 'direct', press(opening, 'name_broker')),
      await say('Signe', 'liste'),
      await say('Signe', 'hjem'),
    ];
    expect(JSON.stringify(asked)).toContain('K-1');
    expect(JSON.stringify(asked)).not.toMatch(/K-2|K-3/);
    expect(saidBy(await say('Signe', 'mine'))).toMatch(/^Følg op\nSJ-1 · Café Æblet · K-1/);
    await does('Signe', opening, 'change_hours', { place: '1', hours: '10', from: '2026-11-21' });
    expect((await here(opening)).placements[0]?.hoursSteps).toEqual([{ from: '2026-11-21', hours: 10 }]);
    const refused = await does('Signe', opening, 'change_hours', {
      place: '2',
      hours: '10',
      from: '2026-11-21',
    });
    expect(saidBy(refused)).toContain('Det er ikke din kandidat.');
    const tapped = await village.ask(
      'Signe',
      'direct',
      press(opening, 'check_in', { nth: 1, item: 'day_1' }),
    );
    expect(saidBy(tapped)).toContain('Det er ikke din kandidat.');
    expect((await here(opening)).placements[1]?.checkIns).toEqual([]);
  });

  test('reads the story of their own candidate’s place, and not how it goes in the others', async () => {
    const opening = await started(['K-1', signe], ['K-2', bo]);
    await does('Mette', opening, 'change_hours', { place: '1', hours: '11', from: '2026-11-21' });
    await does('Mette', opening, 'change_hours', { place: '2', hours: '22', from: '2026-11-21' });
    const story = saidBy(await say('Signe', 'SJ-1'));
    expect(story).toContain('til 11 om ugen');
    expect(story).not.toContain('til 22 om ugen');
  });

  test('is asked first, and the owner a business day later, with the answers at hand', async () => {
    await started(['K-1', signe]);
    const [monday, tuesday] = [at('2026-11-23T08:00:00+01:00'), at('2026-11-24T08:00:00+01:00')];
    await sweep(village.store, monday, false);
    const first = await heard(signe, monday);
    expect(first === null ? '' : cardLines(first).join('\n')).toContain('Dag 1: Hvordan går det?');
    await sweep(village.store, tuesday, false);
    const opening = (await village.store.overview.followed(village.taskForce.id))[0];
    const owner = opening !== undefined && 'owner' in opening ? opening.owner : null;
    const second = owner === null ? null : await heard(owner, tuesday);
    expect(second?.sections.flatMap(({ buttons }) => buttons.map(({ label }) => label))).toContain('Grøn');
  });

  test('is changed under “Jobformidler”, by the owner, and gives the candidate on', async () => {
    const opening = await started(['K-1', null]);
    const form = formOf(await village.ask('Mette', 'direct', press(opening, 'name_broker')));
    expect(form.fields.map((field) => ('value' in field ? field.value : null))).toEqual(['job:0', 'none']);
    const named = await does('Mette', opening, 'name_broker', { match: 'job:0', broker: signe });
    expect(saidBy(named)).toContain('Signe er jobformidler');
    await does('Signe', opening, 'name_broker', { match: 'job:0', broker: bo });
    expect((await here(opening)).placements[0]?.broker).toBe(bo);
    expect(saidBy(await village.ask('Signe', 'direct', press(opening, 'name_broker')))).toContain(
      'Der er ikke en kandidat at være jobformidler for her.',
    );
    await does('Bo', opening, 'name_broker', { match: 'job:0', broker: 'none' });
    expect((await here(opening)).placements[0]?.broker).toBeNull();
    expect(saidBy(await say('Mette', 'SJ-1'))).toContain('Bo fjernede jobformidleren');
  });

  test('goes along when another place is found for their candidate', async () => {
    const opening = await started(['K-1', signe]);
    await does('Signe', opening, 'end_placement', { place: '1', reason: 'other' });
    expect((await here(opening)).status).toBe('matching');
    const next = await village.opening();
    await village.ask('Mette', 'direct', press(next, 'claim'));
    await does('Mette', next, 'record_contact', { outcome: 'matching' });
    await does('Mette', next, 'present_candidate', { candidate: 'k-1', broker: 'none' });
    expect(await here(next)).toMatchObject({ seats: [{ broker: signe }] });
  });
});

describe('a job broker who gives everything on', () => {
  const GIVE_ALL = { kind: 'command', text: 'giv alt videre' } as const;
  const brokers = async (opening: Opening) => (await here(opening)).placements.map(({ broker }) => broker);

  test('is asked who follows their candidates, and gives them to another in one act', async () => {
    const [one, two] = [
      await started(['K-1', signe], ['K-2', bo], ['K-3', null]),
      await started(['K-4', signe]),
    ];
    const form = await village.ask('Signe', 'direct', GIVE_ALL);
    expect(formOf(form).fields.map(({ name }) => name)).toEqual(['candidates', 'broker']);
    expect(JSON.stringify(form)).toContain('Du er jobformidler for 2 kandidater.');
    expect(JSON.stringify(form)).not.toMatch(/K-[123]/);
    const refused = await village.fillIn('Signe', 'direct', GIVE_ALL, { broker: signe });
    expect(JSON.stringify(refused)).toContain('Vælg en person.');
    const answer = await village.fillIn('Signe', 'direct', GIVE_ALL, { broker: bo });
    expect(saidBy(answer)).toContain('Bo er nu jobformidler for dine 2 kandidater.');
    expect(await brokers(one)).toEqual([bo, bo, null]);
    expect(await brokers(two)).toEqual([bo]);
    expect(saidBy(await village.ask('Signe', 'direct', GIVE_ALL))).toContain('Du har ikke noget');
  });

  test('gives them back to whoever has the opening; one who owns it too gives both in one change', async () => {
    const mette = await village.give('Mette', ['consultant', 'job_broker']);
    const jens = await village.give('Jens', ['consultant']);
    const opening = await started(['K-1', mette], ['K-2', signe]);
    const form = await village.ask('Mette', 'direct', GIVE_ALL);
    expect(formOf(form).fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['to', 'broker']));
    const answer = await village.fillIn('Mette', 'direct', GIVE_ALL, { to: jens, broker: 'none' });
    expect(saidBy(answer)).toContain('Jens har nu din åbning og har fået besked.');
    expect(saidBy(answer)).toContain('Den, der har åbningen, følger nu din kandidat.');
    const now = await here(opening);
    expect(now).toMatchObject({ owner: jens, version: opening.version + 1 });
    expect(await brokers(opening)).toEqual([null, signe]);
    const story = await village.store.openings.timeline(village.taskForce.id, opening.id);
    expect(story.slice(-2).map(({ event }) => event.kind)).toEqual(['handed_over', 'broker_named']);
  });
});
