import { expect, test } from 'vitest';
import { retain, retainDue, wouldRetain } from '../../src/app/timed/retain.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening, OpeningFacts } from '../../src/domain/opening/opening.ts';
import { at } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newPersonId, saving, settled, stored } from './fixtures.ts';

const NOW = at('2026-11-17T10:00:00+01:00');
const NOTHING = { contacts: 0, notes: 0, companies: 0 };

describeEachStore('what was kept for long enough', (store) => {
  /** An opening with a note that was closed then, with a reason in words. */
  async function closedAt(
    home: Home,
    closed: string,
    facts: Partial<OpeningFacts> = {},
    words: string | null = 'Bo har sagt nej',
  ): Promise<Opening> {
    const by = newPersonId();
    const opening = await stored(store(), fresh(home.taskForce, facts, at('2024-01-10T10:00:00+01:00'), by));
    const act = { by, roles: [], taskForce: home.taskForce, now: at(closed) };
    const decision = close(opening, 'job_order', words, act);
    if (decision.kind !== 'changed') throw new Error('not closed');
    const note = words === null ? null : { text: `Spørg efter Bo`, by };
    const next = { ...decision.next, details: { ...decision.next.details, note } };
    const timeline = [{ at: at(closed), by, platform: null, event: decision.event }];
    await store().openings.commit(saving(next, { timeline }));
    return { ...next, number: opening.number };
  }

  const found = (home: Home, { id }: Opening) => store().openings.find(home.taskForce.id, id);
  const words = async (home: Home, { id }: Opening) =>
    JSON.stringify(await store().openings.timeline(home.taskForce.id, id));

  test('is forgotten to the day, and no day before', async () => {
    const home = await settled(store());
    const over = await closedAt(home, '2025-11-17T09:59:00+01:00', { company: 'Over A/S' });
    const notYet = await closedAt(home, '2025-11-17T10:01:00+01:00', { company: 'Endnu A/S' });
    const noted = await closedAt(home, '2026-08-17T10:01:00+02:00', { company: 'Ny A/S' });
    expect(await wouldRetain(store(), home.taskForce, NOW)).toEqual({ contacts: 1, notes: 2, companies: 0 });
    expect(await found(home, over)).toMatchObject({ contactName: 'Asta Holm' });
    expect(await retain(store(), home.taskForce, NOW)).toEqual({ contacts: 1, notes: 2, companies: 0 });
    expect(await found(home, over)).toMatchObject({
      contactName: '',
      contact: { phone: null, email: null },
      company: 'Over A/S',
      details: { note: null },
      hours: over.hours,
    });
    expect(await words(home, over)).not.toContain('Bo har sagt nej');
    expect(await words(home, over)).toContain('contact_erased');
    expect(await found(home, notYet)).toMatchObject({ contactName: 'Asta Holm', details: { note: null } });
    expect(await found(home, noted)).toMatchObject({ details: { note: { text: 'Spørg efter Bo' } } });
    expect(await words(home, noted)).toContain('Bo har sagt nej');
    expect(await retain(store(), home.taskForce, NOW)).toEqual(NOTHING);
  });

  test('is words in a timeline alone, too', async () => {
    const home = await settled(store());
    const opening = await closedAt(home, '2026-01-05T10:00:00+01:00');
    const { details } = opening;
    await store().openings.commit(
      saving({ ...opening, version: opening.version + 1, details: { ...details, note: null } }),
    );
    expect(await retain(store(), home.taskForce, NOW)).toEqual({ ...NOTHING, notes: 1 });
    expect(await words(home, opening)).not.toContain('Bo har sagt nej');
  });

  test('a company nobody acted on loses its name in all its openings alike, and keeps apart from others', async () => {
    const home = await settled(store());
    const first = await closedAt(home, '2024-02-01T10:00:00+01:00', { company: 'Café Æblet' });
    const second = await closedAt(home, '2024-11-17T09:00:00+01:00', { company: 'café æblet' });
    const other = await closedAt(home, '2024-02-01T10:00:00+01:00', { company: 'Nørregård VVS' });
    const alive = await closedAt(home, '2024-02-01T10:00:00+01:00', { company: 'Solbakken' });
    await closedAt(home, '2026-02-01T10:00:00+01:00', { company: 'Solbakken' });
    const open = await closedAt(home, '2024-02-01T10:00:00+01:00', { company: 'Åben ApS' });
    await stored(store(), fresh(home.taskForce, { company: 'Åben ApS' }, at('2024-01-02T10:00:00+01:00')));
    expect((await retain(store(), home.taskForce, NOW)).companies).toBe(2);
    const names = async (...all: Opening[]) =>
      Promise.all(all.map(async (one) => (await found(home, one))?.company));
    expect(await names(first, second, other)).toEqual([
      `(SJ-${first.number})`,
      `(SJ-${first.number})`,
      `(SJ-${other.number})`,
    ]);
    expect(await names(alive, open)).toEqual(['Solbakken', 'Åben ApS']);
    expect(await retain(store(), home.taskForce, NOW)).toEqual(NOTHING);
  });

  test('is no open opening’s, however old', async () => {
    const home = await settled(store());
    await stored(store(), fresh(home.taskForce, {}, at('2020-01-02T10:00:00+01:00')));
    expect(await retain(store(), home.taskForce, NOW)).toEqual(NOTHING);
  });

  test('is no other task force’s, and each has its own months', async () => {
    const home = await settled(store());
    const elsewhere = await settled(store(), 'Solbakken');
    const theirs = await closedAt(elsewhere, '2024-12-01T10:00:00+01:00');
    const longer = { ...home.taskForce, retention: { contactMonths: 36, companyMonths: 36, noteMonths: 36 } };
    await closedAt(home, '2024-12-01T10:00:00+01:00');
    expect(await retain(store(), longer, NOW)).toEqual(NOTHING);
    expect((await retain(store(), home.taskForce, NOW)).contacts).toBe(1);
    expect(await found(elsewhere, theirs)).toMatchObject({ contactName: 'Asta Holm' });
  });

  test('an opening that was changed meanwhile stays, with all of its batch, for the next run', async () => {
    const home = await settled(store());
    const opening = await closedAt(home, '2024-12-01T10:00:00+01:00');
    const { personalData } = store();
    const stale = { opening, timeline: [], wordsOf: opening.id };
    expect(await personalData.forget([stale], [])).toBe('clash');
    expect(await words(home, opening)).toContain('Bo har sagt nej');
  });

  test('runs once a day and task force, also when two would', async () => {
    const home = await settled(store());
    await closedAt(home, '2024-12-01T10:00:00+01:00');
    const due = (now: Date) => retainDue(store(), now, [home.taskForce]);
    const [one, two] = await Promise.all([due(NOW), due(NOW)]);
    expect([...one.done, ...two.done].map(({ contacts }) => contacts)).toEqual([1]);
    const nextDay = await due(at('2026-11-18T02:59:00+01:00'));
    expect(nextDay.done).toEqual([]);
    expect((await due(at('2026-11-18T03:00:00+01:00'))).done).toHaveLength(1);
  });

  test('its cards are drawn anew where they stand', async () => {
    const home = await settled(store());
    const opening = await closedAt(home, '2024-12-01T10:00:00+01:00');
    await retain(store(), home.taskForce, NOW);
    const [message] = await store().outbox.lease(10, 1_000);
    expect(message?.outgoing).toMatchObject({ kind: 'opening_card', openingId: opening.id, standing: true });
  });
});
