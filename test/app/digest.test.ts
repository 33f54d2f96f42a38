import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { composeDigest } from '../../src/app/overview/show-digest.ts';
import { digestDrafts, sendDigests } from '../../src/app/timed/send-digests.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { OpeningAct } from '../../src/messages/openings/opening-button.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { textsIn } from '../../src/messages/reading.ts';
import type { Values } from '../../src/messages/view.ts';
import { at } from '../support/builders.ts';
import { errorsOf, formOf, NOW, saidBy, startVillage, type Village, valuesOf } from './village.ts';

let village: Village;
let opening: Opening;
beforeEach(async () => {
  village = await startVillage();
  opening = await village.opening();
});

const taskForce = async () => {
  const found = await village.store.taskForces.find(village.taskForce.id);
  if (found === null) throw new Error('the task force is gone');
  return found;
};
const ask = (text: string) => village.ask('Bodil', 'direct', { kind: 'command', text });
const open = () => {
  const press = { act: 'open_digest_settings', taskForceId: village.taskForce.id } as const;
  return village.ask('Bodil', 'direct', { kind: 'press', press });
};
async function change(values: Values) {
  const answer = await open();
  const filled = { ...(valuesOf(answer) as Values), ...values };
  return village.ask('Bodil', 'direct', { kind: 'submit', context: formOf(answer).context, values: filled });
}
const press = (act: OpeningAct) =>
  village.ask('Bodil', 'direct', {
    kind: 'press',
    press: { act, taskForceId: opening.taskForceId, openingId: opening.id } as never,
  });
const room = async (kind: string) => {
  const found = (await village.store.taskForces.rooms(village.taskForce.id)).find((one) => one.kind === kind);
  if (found === undefined) throw new Error('no such room');
  return found;
};
const receivers = async (asOf = NOW) => {
  const members = await village.store.directory.members(village.taskForce.id);
  return digestDrafts(await taskForce(), members, asOf);
};

describe('“ugebrev”', () => {
  test('shows the digest as it is now, and leads to what it tells and to whom', async () => {
    expect(saidBy(await ask('ugebrev'))).toMatch(
      /uge 47 · Birkholm[\s\S]*Nyt: 1 åbning\.[\s\S]*\[Indstil ugebrevet\]/,
    );
    expect(saidBy(await ask('indstillinger ugebrev'))).toContain('uge 47 · Birkholm');
  });

  test('names nothing as overdue that was acted on while it was put together', async () => {
    const { store } = village;
    const weekLater = new Date(NOW.getTime() + 7 * 24 * 3_600_000);
    const told = async (whole: typeof store.overview.whole) => {
      const scene = {
        app: { store: { ...store, overview: { ...store.overview, whole } } },
        links: undefined,
      };
      const texts = textsIn('da');
      const card = await composeDigest(
        { ...scene, taskForce: await taskForce(), texts, now: weekLater },
        null,
      );
      return cardLines(card).join('\n');
    };
    expect(await told(store.overview.whole)).toContain(opening.company);
    const actedOn = async () => [{ ...opening, actedAt: weekLater }];
    expect(await told(actedOn)).not.toContain(opening.company);
  });

  test('the form shows what holds: everything, on Mondays at eight, to the coordinators', async () => {
    expect(valuesOf(await open())).toMatchObject({
      digest_weekday: '1',
      digest_hour: '8',
      digest_long_wait: '7',
      digest_receivers: ['coordinators'],
      ending: 'save',
    });
  });

  test('what is chosen holds, and the next day that it comes is told', async () => {
    const leaders = await room('task_force');
    const saved = await change({
      digest_weekday: '5',
      digest_hour: '14',
      digest_sections: ['overdue', 'fresh'],
      digest_receivers: [leaders.id],
      digest_long_wait: '3',
    });
    expect(saidBy(saved)).toContain('Næste ugebrev kommer i dag kl. 14.');
    expect(await taskForce()).toMatchObject({
      digestTime: { weekday: 5, hour: 14 },
      digest: { sections: ['overdue', 'fresh'], toCoordinators: false, rooms: [leaders.id], longWaitDays: 3 },
    });
    expect((await receivers()).map(({ to }) => to)).toEqual([{ kind: 'room', roomId: leaders.id }]);
  });

  test('it is looked at before it is saved', async () => {
    const shown = await change({ digest_sections: ['fresh'], ending: 'preview' });
    const note = JSON.stringify(formOf(shown).fields[0]);
    expect(note).toContain('Nyt: 1 åbning.');
    expect(note).not.toContain('Målet er');
    expect((await taskForce()).digest.sections).toContain('target');
  });

  test('nothing to tell, and nobody to tell it to, are asked about with everything else kept', async () => {
    const answer = await change({ digest_hour: '25', digest_sections: [], digest_receivers: [] });
    expect(errorsOf(answer)).toEqual({
      digest_hour: 'Skriv et helt tal fra 0 til 23.',
      digest_sections: 'Vælg mindst ét afsnit.',
      digest_receivers: 'Vælg mindst én modtager.',
    });
    expect(valuesOf(answer)).toMatchObject({ digest_hour: '25', digest_weekday: '1' });
  });

  test('a form that was opened before another’s change says so', async () => {
    const first = await open();
    await change({ digest_hour: '9' });
    const { context } = formOf(first);
    const values = { ...(valuesOf(first) as Values), digest_hour: '10' };
    const answer = await village.ask('Bodil', 'direct', { kind: 'submit', context, values });
    expect(JSON.stringify(formOf(answer).fields[0])).toContain('har ændret indstillingerne');
    expect((await taskForce()).digestTime.hour).toBe(9);
  });

  test('a room’s digest is composed for who reads along there', async () => {
    const jobcentre = await room('jobcentre');
    await village.give('Mette', ['consultant']);
    await press('claim');
    await change({ digest_receivers: ['coordinators', jobcentre.id, (await room('task_force')).id] });
    const late = at('2026-11-30T08:00:00+01:00');
    const compose = createCompose(village.store, { now: () => late });
    const texts = await Promise.all(
      (await receivers(late)).map(async (draft) =>
        cardLines((await compose(draft))?.card ?? fail()).join('\n'),
      ),
    );
    expect(texts.map((text) => [text.includes('Haster: 1'), text.includes('[Giv videre]')])).toEqual([
      [true, true],
      // The leaders' room, in the order of the rooms.
      [true, false],
      [true, true],
    ]);
  });
});

const fail = (): never => {
  throw new Error('nothing was composed');
};

describe('once a week and receiver', () => {
  const waiting = async () => (await village.store.outbox.depth()).waiting;

  test('also when another day is chosen in the week in which it went out', async () => {
    const monday = at('2026-11-23T08:00:00+01:00');
    expect((await sendDigests(village.store, monday, [await taskForce()])).done).toHaveLength(1);
    const after = await waiting();
    await change({ digest_weekday: '4', digest_hour: '10' });
    const thursday = at('2026-11-26T10:00:00+01:00');
    expect((await sendDigests(village.store, thursday, [await taskForce()])).done).toEqual([]);
    expect(await waiting()).toBe(after);
    await sendDigests(village.store, at('2026-12-03T10:00:00+01:00'), [await taskForce()]);
    expect(await waiting()).toBe(after + 1);
  });

  test('through the night in which the clocks change, and after every restart', async () => {
    const before = await waiting();
    // The last Sunday of March 2027: 02:30 doesn't exist, and a Monday of that hour comes a day later.
    await change({ digest_weekday: '7', digest_hour: '2' });
    for (const minute of ['00:30', '00:59', '01:00', '01:30', '02:30']) {
      await sendDigests(village.store, at(`2027-03-28T${minute}:00Z`), [await taskForce()]);
    }
    expect(await waiting()).toBe(before + 2);
  });
});

describe('its buttons work where it stands', () => {
  beforeEach(async () => {
    await village.give('Mette', ['consultant']);
    await village.ask('Mette', 'jobcentre', {
      kind: 'press',
      press: { act: 'claim', taskForceId: opening.taskForceId, openingId: opening.id },
    });
  });
  const now = async () => village.store.openings.find(opening.taskForceId, opening.id);

  test('an ambassador is asked, with a word of who and by when', async () => {
    const eva = await village.give('Eva', ['ambassador']);
    expect(saidBy(await press('ask_ambassador'))).toContain('Eva er bedt om at ringe først, senest mandag.');
    expect((await now())?.callAhead).toMatchObject({ state: 'asked', ambassador: eva });
    // A second press asks nobody twice.
    await press('ask_ambassador');
    expect((await now())?.version).toBe(3);
  });

  test('whose turn passed isn’t asked again while there is another', async () => {
    const [eva, ib] = [await village.give('Eva', ['ambassador']), await village.give('Ib', ['ambassador'])];
    await press('ask_ambassador');
    const first = (await now())?.callAhead?.ambassador;
    await village.ask(first === eva ? 'Eva' : 'Ib', 'direct', {
      kind: 'press',
      press: { act: 'skip_call_ahead', taskForceId: opening.taskForceId, openingId: opening.id },
    });
    await press('ask_ambassador');
    expect((await now())?.callAhead?.ambassador).toBe(first === eva ? ib : eva);
  });

  test('without an ambassador it says how to get one', async () => {
    expect(saidBy(await press('ask_ambassador'))).toContain('I har ingen ambassadør');
  });

  test('a consultant asks no ambassador for a colleague’s', async () => {
    const answer = await village.ask('Mette', 'jobcentre', {
      kind: 'press',
      press: { act: 'ask_ambassador', taskForceId: opening.taskForceId, openingId: opening.id },
    });
    expect(saidBy(answer)).toContain('Det kan');
  });

  test('“Jobordre” opens the closing with its reason chosen', async () => {
    const form = await press('job_order');
    expect(valuesOf(form)).toMatchObject({ reason: 'job_order' });
    const values = { reason: 'job_order', note: null, contact_on: null };
    const done = await village.ask('Bodil', 'direct', {
      kind: 'submit',
      context: formOf(form).context,
      values,
    });
    expect(saidBy(done)).toContain('Café Æblet');
    expect(await now()).toMatchObject({ status: 'closed', reason: 'job_order' });
  });

  test('“Giv videre” asks to whom', async () => {
    expect(formOf(await press('hand_over')).fields.map((field) => field.name)).toContain('to');
  });
});

describe('a digest that nothing got through to for weeks', () => {
  const monday = (day: string) => at(`${day}T08:00:00+01:00`);
  /** Those of three Mondays, queued in time and all still waiting; which of them go out on that Wednesday? */
  async function stillSent(now: Date): Promise<string[]> {
    const own = await taskForce();
    const drafts = [];
    for (const day of ['2026-11-23', '2026-11-30', '2026-12-07']) {
      if (monday(day) > now) continue;
      await sendDigests(village.store, monday(day), [own]);
      drafts.push(...(await receivers(monday(day))));
    }
    const compose = createCompose(village.store, { now: () => now });
    const composed = await Promise.all(drafts.map((draft) => compose(draft)));
    return composed.flatMap((one) => (one === null ? [] : [one.card.title]));
  }

  test('goes out as the newest alone', async () => {
    expect(await stillSent(at('2026-12-09T12:00:00+01:00'))).toEqual([expect.stringContaining('uge 50')]);
  });

  test('goes out late where none is newer', async () => {
    expect(await stillSent(at('2026-11-29T12:00:00+01:00'))).toEqual([expect.stringContaining('uge 48')]);
  });

  test('is kept until the next one is queued, and where another day was chosen in its week', async () => {
    const own = await taskForce();
    const [draft] = await receivers(monday('2026-11-23'));
    if (draft === undefined) throw new Error('nobody receives it');
    await sendDigests(village.store, monday('2026-11-23'), [own]);
    const due = createCompose(village.store, { now: () => monday('2026-11-30') });
    expect(await due(draft)).not.toBeNull();
    await change({ digest_weekday: '3' });
    await sendDigests(village.store, at('2026-11-25T08:00:00+01:00'), [await taskForce()]);
    const wednesday = createCompose(village.store, { now: () => at('2026-11-25T09:00:00+01:00') });
    expect(await wednesday(draft)).not.toBeNull();
  });
});
