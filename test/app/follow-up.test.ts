import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { sweep } from '../../src/app/timed/sweep.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { isCheckInItem } from '../../src/domain/opening/check-in.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { type Press, pressSchema } from '../../src/messages/press.ts';
import type { Card, Values } from '../../src/messages/view.ts';
import { at } from '../support/builders.ts';
import { errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let mette: PersonId;
beforeEach(async () => {
  village = await startVillage();
  mette = await village.give('Mette', ['consultant']);
});

type OnOpening = Extract<Press, { openingId: string }>['act'];
const press = (opening: Opening, act: OnOpening, more: Record<string, unknown> = {}) => ({
  kind: 'press' as const,
  press: pressSchema.parse({ act, openingId: opening.id, taskForceId: opening.taskForceId, ...more }),
});
const does = (who: string, opening: Opening, act: OnOpening, values: Values, more = {}) =>
  village.fillIn(who, 'direct', press(opening, act, more), values);
const here = async ({ id, taskForceId }: Opening) => {
  const found = await village.store.openings.find(taskForceId, id);
  if (found === null) throw new Error('it is gone');
  return found;
};

/** Somebody works there since the day before, so that the first check-in is due this morning. */
async function started(who = 'Mette', candidate = 'K-142', startsOn = '2026-11-19'): Promise<Opening> {
  const opening = await ready(who);
  await does(who, opening, 'present_candidate', { candidate });
  await does(who, opening, 'answer_yes', { place: '1', starts_on: startsOn, form: 'flex_job' });
  await does(who, opening, 'start_placement', {
    place: '1',
    hours: '7,5',
    form: 'flex_job',
    expectations: 'yes',
    mentor: 'Ulla',
  });
  return here(opening);
}

async function ready(who: string): Promise<Opening> {
  const opening = await village.opening();
  await village.ask(who, 'direct', press(opening, 'claim'));
  await does(who, opening, 'record_contact', { outcome: 'matching' });
  return opening;
}

const labels = (card: Card) => card.sections.map(({ buttons }) => buttons.map(({ label }) => label));
async function mine(who: string): Promise<Card> {
  const answer = await village.ask(who, 'direct', { kind: 'command', text: 'mine' });
  if (answer.kind !== 'say') throw new Error('no list came');
  return answer.card;
}
const green = (opening: Opening, item = 'day_1') => press(opening, 'check_in', { nth: 0, item });
const red = { nth: 0, item: 'day_1', colour: 'red' };

describe('“mine”', () => {
  test('shows whom the consultant follows, what is due first, with the answers at hand', async () => {
    await started();
    await ready('Mette');
    const card = await mine('Mette');
    expect(labels(card)).toEqual([['Grøn', 'Gul', 'Rød'], ['Se den'], ['Filtrér']]);
    expect(cardLines(card).join('\n')).toMatch(
      /K-142[\s\S]*Fleksjob · 7,5 timer · siden 19\. november · mentor: Ulla · forventninger afstemt[\s\S]*Dag 1: Hvordan går det\? Spørg begge parter\./,
    );
  });

  test('shows a coordinator who owns the same opening none of it', async () => {
    const opening = await started();
    const bodil = await village.give('Bodil', ['coordinator']);
    await does('Bodil', opening, 'hand_over', { to: bodil });
    expect(JSON.stringify(await mine('Bodil'))).not.toMatch(/K-142|Grøn/);
    expect(saidBy(await village.ask('Bodil', 'direct', green(opening)))).toContain('Det kan jobcentret gøre');
  });
});

describe('a check-in', () => {
  test('is one tap, tells when the next is, and reads the same when it is tapped twice', async () => {
    const opening = await started();
    const said = saidBy(await village.ask('Mette', 'direct', green(opening)));
    expect(said).toContain('Noteret. Dag 1: grøn.');
    expect(said).toContain('Næste gang er uge 1, torsdag.');
    expect(saidBy(await village.ask('Mette', 'direct', green(opening)))).toBe(said);
    expect(saidBy(await village.ask('Mette', 'direct', green(opening, 'week_1')))).toContain(
      'Der er svaret allerede.',
    );
    const { followUp, checkIns } = (await here(opening)).placements[0] ?? {};
    expect([followUp?.item, checkIns?.length]).toEqual(['week_1', 1]);
  });

  test('delivered twice at once is recorded once', async () => {
    const opening = await started();
    await Promise.all([1, 2].map(() => village.ask('Mette', 'direct', green(opening), 'press-1')));
    const entries = await village.store.openings.timeline(opening.taskForceId, opening.id);
    expect(entries.filter(({ event }) => event.kind === 'checked_in')).toHaveLength(1);
  });

  test('of another’s is refused with their name, and a lead may', async () => {
    const opening = await started();
    await village.give('Jens', ['consultant']);
    await village.give('Lone', ['consultant_lead']);
    expect(saidBy(await village.ask('Jens', 'direct', green(opening)))).toContain('Mette');
    expect(saidBy(await village.ask('Lone', 'direct', green(opening)))).toContain('Noteret.');
  });

  test('in red asks what happens next: every mistake stands beside its field, and nothing typed is lost', async () => {
    const opening = await started();
    const sent = (values: Values) => does('Mette', opening, 'check_in_trouble', values, red);
    expect(
      formOf(await village.ask('Mette', 'direct', press(opening, 'check_in_trouble', red))),
    ).toMatchObject({ title: 'Rød: hvad sker der nu?' });
    expect(valuesOf(await village.ask('Mette', 'direct', press(opening, 'check_in_trouble', red)))).toEqual({
      next: null,
      by: '2026-11-27',
    });
    expect(errorsOf(await sent({ next: ' ', by: null }))).toEqual({
      next: 'Skriv kort, hvad der sker nu.',
      by: expect.any(String),
    });
    const cpr = await sent({ next: 'Ring om 120785-4321', by: '2026-11-23' });
    expect(Object.keys(errorsOf(cpr))).toEqual(['next']);
    expect(valuesOf(cpr)).toEqual({ next: null, by: '2026-11-23' });
    const today = await sent({ next: 'Ny oplæring', by: '2026-11-20' });
    expect(errorsOf(today)).toEqual({ by: 'Vælg en dag fra i morgen og højst et halvt år frem.' });
    expect(valuesOf(today)).toMatchObject({ next: 'Ny oplæring' });
    expect(saidBy(await sent({ next: 'Ny oplæring', by: '2026-11-23' }))).toContain(
      'Næste gang er aftalen, mandag.',
    );
    expect(cardLines(await mine('Mette'))).toContain('Aftalt til mandag: “Ny oplæring”');
  });

  test('has its text deleted by who wrote it or a lead, not by another', async () => {
    const opening = await started();
    await does('Mette', opening, 'check_in_trouble', { next: 'Ny oplæring', by: '2026-11-23' }, red);
    await village.give('Jens', ['consultant']);
    const erase = (who: string) => village.ask(who, 'direct', press(opening, 'delete_next_step', { nth: 0 }));
    const text = async () => (await here(opening)).placements[0]?.checkIns[0]?.next;
    await erase('Jens');
    expect(await text()).toEqual({ text: 'Ny oplæring', by: '2026-11-23' });
    const own = await village.ask('Mette', 'direct', press(opening, 'follow_up'));
    if (own.kind !== 'say') throw new Error('no card came');
    expect(labels(own.card)).toEqual([['Slet bemærkning']]);
    await erase('Mette');
    expect(await text()).toEqual({ text: null, by: '2026-11-23' });
  });

  test('is no news for the leader who logged it: neither in the story nor in a message', async () => {
    const opening = await started();
    await does('Mette', opening, 'check_in_trouble', { next: 'Ny oplæring', by: '2026-11-23' }, red);
    const story = async (who: string) =>
      saidBy(await village.ask(who, 'direct', press(opening, 'view_opening')));
    expect(await story('Mette')).toContain('Mette fulgte op. Dag 1: rød');
    expect(await story('Karen')).not.toMatch(/fulgte op|oplæring|Opfølgning/);
    expect(await story('Karen')).toContain('en er startet');
  });
});

describe('hours', () => {
  test('are changed from a day on, and the story tells the stairs', async () => {
    const opening = await started();
    const change = (values: Values) => does('Mette', opening, 'change_hours', { place: '1', ...values });
    expect(errorsOf(await change({ hours: 'mange', from: '2026-11-20' }))).toEqual({
      hours: expect.stringContaining('ét tal'),
    });
    expect(errorsOf(await change({ hours: '12', from: '2026-11-18' }))).toEqual({
      from: expect.stringContaining('første dag'),
    });
    expect(saidBy(await change({ hours: '12', from: '2026-11-23' }))).toContain(
      'Gemt: 12 timer om ugen fra mandag.',
    );
    const story = saidBy(await village.ask('Mette', 'direct', press(opening, 'view_opening')));
    expect(story).toContain('timerne går fra 7,5 til 12 om ugen fra mandag');
    expect(story).toContain('7,5 timer → 12 timer fra mandag');
  });
});

test('the form of employment that the company told is proposed when a place is agreed', async () => {
  const opening = await ready('Mette');
  await does('Karen', opening, 'tell_more', { employment_form: 'sheltered_job', places: '1' });
  await does('Mette', opening, 'present_candidate', { candidate: 'K-142' });
  expect(valuesOf(await village.ask('Mette', 'direct', press(opening, 'answer_yes')))).toMatchObject({
    form: 'sheltered_job',
  });
});

describe('a job that stopped', () => {
  const stop = async (reason = 'hours_or_tasks') => {
    const opening = await started();
    await does('Mette', opening, 'end_placement', { place: '1', reason });
    return opening;
  };
  const search = async (opening: Opening) => (await here(opening)).placements[0]?.search ?? null;

  test('leaves a search for another place in “mine”, which goes on or is closed with a reason', async () => {
    const opening = await stop();
    expect(labels(await mine('Mette'))[0]).toEqual(['Leder stadig', 'Luk']);
    expect(cardLines(await mine('Mette')).join('\n')).toContain('Leder efter et nyt sted.');
    expect(
      saidBy(await village.ask('Mette', 'direct', press(opening, 'continue_search', { nth: 0 }))),
    ).toContain('Vi spørger igen');
    expect(errorsOf(await does('Mette', opening, 'close_search', {}, { nth: 0 }))).toHaveProperty('reason');
    await does('Mette', opening, 'close_search', { reason: 'not_now' }, { nth: 0 });
    expect(await search(opening)).toMatchObject({ closed: { reason: 'not_now' } });
    expect(cardLines(await mine('Mette')).join('\n')).not.toContain('nyt sted');
  });

  test('ends when a colleague agrees on the candidate elsewhere, in one act, and the searcher hears it once, unnamed', async () => {
    const opening = await stop();
    await village.give('Jens', ['consultant']);
    const other = await ready('Jens');
    await does('Jens', other, 'present_candidate', { candidate: 'k-142' });
    expect(await search(opening)).toMatchObject({ closed: null });
    await does('Jens', other, 'answer_yes', { place: '1', starts_on: '2026-11-23', form: 'flex_job' });
    expect(await search(opening)).toMatchObject({ closed: { reason: 'placed' } });
    const told = (await village.store.outbox.lease(99, 1)).filter(
      ({ to }) => to.kind === 'person' && to.personId === mette,
    );
    const compose = createCompose(village.store, { now: () => NOW });
    const cards = await Promise.all(told.map((message) => compose(message)));
    expect(cards.map((one) => (one === null ? '' : cardLines(one.card).join('\n')))).toEqual([
      expect.stringMatching(/^Fundet!\nSJ-1 [\s\S]*har fået et nyt sted/),
    ]);
    expect(JSON.stringify(cards)).not.toMatch(/k-142/i);
  });

  test('is none for one who went on to another job', async () => {
    expect(await search(await stop('other_job'))).toBeNull();
  });
});

describe('an absence', () => {
  test('gives on the jobs that are followed, too, and tells the new owner in the list', async () => {
    const opening = await started();
    const jens = await village.give('Jens', ['consultant']);
    const said = await village.fillIn(
      'Mette',
      'direct',
      { kind: 'command', text: 'giv alt videre' },
      { to: jens },
    );
    expect(saidBy(said)).toContain('Jens');
    expect((await here(opening)).status === 'closed' && (await here(opening))).toMatchObject({ owner: jens });
    const told = (await village.store.outbox.lease(99, 1)).find(
      ({ to }) => to.kind === 'person' && to.personId === jens,
    );
    const compose = createCompose(village.store, { now: () => NOW });
    const composed = told === undefined ? null : await compose(told);
    expect(composed && cardLines(composed.card).join('\n')).toContain('Café Æblet');
    expect(labels(await mine('Jens'))[0]).toEqual(['Grøn', 'Gul', 'Rød']);
  });
});

describe('“Fastholdt”', () => {
  test('is refused before its time with a sentence', async () => {
    const opening = await started();
    const said = await village.ask('Mette', 'direct', press(opening, 'retain', { nth: 0 }));
    expect(saidBy(said)).toContain('Det er for tidligt.');
  });

  test('is offered when the period is over and red was the last answer, and every room hears of it', async () => {
    const opening = await started('Mette', 'K-142', '2026-10-27');
    await shortenPeriod('3');
    const own = () => village.ask('Mette', 'direct', press(opening, 'follow_up'));
    expect(saidBy(await own())).toContain('Uge 3: Hvordan går det?');
    const soon = { next: 'Ny oplæring', by: '2026-11-23' };
    await does('Mette', opening, 'check_in_trouble', soon, { ...red, item: 'retention' });
    const card = await own();
    expect(card.kind === 'say' && labels(card.card)).toEqual([['Fastholdt', 'Slet bemærkning']]);
    const said = await village.ask('Mette', 'direct', press(opening, 'retain', { nth: 0 }));
    expect(saidBy(said)).toContain('Jobbet er fastholdt. Godt gået!');
    expect((await here(opening)).placements[0]).toMatchObject({ retainedOn: '2026-11-20' });
    const compose = createCompose(village.store, { now: () => NOW });
    const cheers: string[] = [];
    for (let message = 0; message < 99; message += 1) {
      const [next] = await village.store.outbox.lease(1, 1_000);
      if (next === undefined) break;
      const composed = await compose(next);
      if (composed?.card.title === 'Godt gået!') cheers.push(cardLines(composed.card).join('\n'));
      await village.store.outbox.settle(next, { kind: 'sent', posted: null, nudgeIds: [], pauseMs: 0 });
    }
    // The jobcentre knows whom it works with; the leaders' and the shared room read the name with the company's consent alone.
    expect(cheers.toSorted()).toEqual([
      'Godt gået!\nJobbet hos Café Æblet har holdt i 3 uger.',
      'Godt gået!\nJobbet hos en virksomhed har holdt i 3 uger.',
      'Godt gået!\nJobbet hos en virksomhed har holdt i 3 uger.',
    ]);
  });

  test('comes earlier for all who are followed when the period is made shorter', async () => {
    const opening = await started();
    await shortenPeriod('1');
    await sweep(village.store, at('2026-11-26T08:00:00+01:00'), false);
    expect((await here(opening)).placements[0]?.followUp).toMatchObject({ item: 'retention', level: 1 });
  });

  async function shortenPeriod(weeks: string): Promise<void> {
    const settings = await village.settings('jobs');
    const values = valuesOf(settings);
    const typed = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, String(value ?? '')]),
    );
    const { context } = formOf(settings);
    const saved = await village.ask('Bodil', 'direct', {
      kind: 'submit',
      context,
      values: { ...typed, retained_weeks: weeks },
    });
    expect(saidBy(saved)).toContain('Gemt.');
  }
});

describe('a sweep', () => {
  const nudgeTo = async (who: PersonId) => {
    const compose = createCompose(village.store, { now: () => NOW });
    const composed = await compose({
      taskForceId: village.taskForce.id,
      to: { kind: 'person', personId: who },
      outgoing: { kind: 'nudges' },
    });
    return composed?.card ?? null;
  };

  test('asks the owner with the answers at hand, and tells the coordinator without the candidate', async () => {
    const opening = await started();
    await sweep(village.store, NOW, false);
    const asked = await nudgeTo(mette);
    expect(asked && labels(asked)).toEqual([['Grøn', 'Gul', 'Rød', 'Udsæt']]);
    expect(asked?.title).toBe('Tid til at følge op');
    const bodil = (await village.store.directory.members(village.taskForce.id)).find(({ roles }) =>
      roles.includes('coordinator'),
    )?.person.id;
    if (bodil === undefined) throw new Error('there is a coordinator');
    await sweep(village.store, at('2026-11-23T10:00:00+01:00'), false);
    const told = await nudgeTo(bodil);
    expect(told && cardLines(told).join('\n')).toContain(
      'Mette har ikke svaret på, hvordan det går i jobbet (dag 1).',
    );
    expect(JSON.stringify(told)).not.toContain('K-142');
    await village.ask('Mette', 'direct', green(opening));
    expect([await nudgeTo(mette), await nudgeTo(bodil)]).toEqual([null, null]);
  });

  test('gives an owner who lost the right to see candidates no reference', async () => {
    await started();
    await village.give('Mette', ['coordinator']);
    await sweep(village.store, NOW, false);
    expect(JSON.stringify(await nudgeTo(mette))).not.toContain('K-142');
  });

  test('of a snoozed one asks nothing', async () => {
    const opening = await started();
    await does('Mette', opening, 'snooze_follow_up', { until: 'week' }, { nth: 0 });
    await sweep(village.store, at('2026-11-25T10:00:00+01:00'), false);
    expect(await nudgeTo(mette)).toBeNull();
  });
});

test('a button that somebody made up is none', () => {
  const made = ['day_1', 'promise:2026-11-23', 'week_5', 'week_52', 'retention'];
  const madeUp = ['day_2', 'promise:i morgen', 'search', 'week_0', 'week_53', 'week_01', 'week_'];
  expect(made.filter(isCheckInItem)).toEqual(made);
  expect(madeUp.filter(isCheckInItem)).toEqual([]);
});
