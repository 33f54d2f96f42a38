import { expect, test } from 'vitest';
import { askAboutClosed } from '../../src/app/timed/sweep-asking-again.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { askAgain } from '../../src/domain/opening/asking-again.ts';
import type { CandidateReference } from '../../src/domain/opening/candidate.ts';
import { close, reopen, wantReopening } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import type { OpenSeat } from '../../src/domain/opening/seat.ts';
import { type Clocked, staleAt } from '../../src/domain/opening/staleness.ts';
import { at, changedBy, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { fresh, type Home, newOpeningId, newPersonId, saving, settled, stored } from './fixtures.ts';

const DAY_MS = 24 * 60 * 60_000;
const daysBefore = (days: number): Instant => new Date(TUESDAY.getTime() - days * DAY_MS);

describeEachStore('the overview', (store) => {
  const act = ({ taskForce }: Home, now = TUESDAY, by = newPersonId()) =>
    ({ by, roles: ['consultant', 'coordinator'], taskForce, now }) as const;

  async function save(opening: Opening): Promise<Opening> {
    const committed = await store().openings.commit(saving(opening));
    if (committed.kind !== 'committed') throw new Error(committed.kind);
    return committed.opening;
  }

  test('what is due comes longest due first, and nothing that is not due or closed', async () => {
    const home = await settled(store());
    const at1 = (minutes: number) => new Date(TUESDAY.getTime() + minutes * 60_000);
    const due = async (nudge: Instant | null, question: Instant | null) => {
      const opening = fresh(home.taskForce);
      return stored(store(), {
        ...opening,
        nudging: { ...opening.nudging, at: nudge },
        askStillOpenAt: question,
      });
    };
    const second = await due(at1(2), at1(60));
    const first = await due(at1(30), at1(1));
    const third = await due(null, at1(3));
    await due(at1(11), null);
    const ended = await due(at1(0), at1(0));
    await save(changedBy(close(ended, 'job_order', null, act(home))));

    const ids = async (limit: number) => (await store().overview.due(at1(10), limit)).map(({ id }) => id);
    expect(await ids(9)).toEqual([first.id, second.id, third.id]);
    expect(await ids(2)).toEqual([first.id, second.id]);
    expect(await store().overview.due(at1(0), 9)).toEqual([]);
    expect(await store().overview.due(at1(1), 9)).toEqual([first]);
  });

  test('the digest reads what is open, what was logged this week, and every job ever', async () => {
    const home = await settled(store());
    const other = await settled(store(), 'Solbakken');
    await stored(store(), fresh(other.taskForce));
    const old = await stored(store(), fresh(home.taskForce, {}, daysBefore(30)));
    const atTheEdge = await stored(store(), fresh(home.taskForce, {}, daysBefore(7)));
    const visit = fresh(home.taskForce, { kind: 'visit_request', category: null, tasks: [] }, daysBefore(6));
    const logged = await stored(store(), visit);
    const ended = await stored(store(), fresh(home.taskForce, { places: 3 }, daysBefore(1)));
    const closed = await save(changedBy(close(ended, 'job_order', null, act(home))));
    const longClosed = await stored(store(), fresh(home.taskForce, {}, daysBefore(20)));
    await save(changedBy(close(longClosed, 'job_order', null, act(home))));
    const { overview } = store();

    const target = { fresh: { openings: 1, places: 3, visits: 1 }, spotted: 4, placements: [] };
    expect(await overview.targetInput(home.taskForce.id, TUESDAY)).toEqual(target);
    const { open, ...input } = await overview.digestInput(home.taskForce.id, TUESDAY);
    expect(input).toEqual({ ...target, toDecide: [] });
    expect(open.map(({ id }) => id)).toEqual([old.id, atTheEdge.id, logged.id]);
    expect(await overview.whole(home.taskForce.id, [closed.id, old.id, newOpeningId()])).toEqual([
      old,
      closed,
    ]);
  });

  test('of what is open the digest reads the clock, whatever it waits for, and nobody’s candidate', async () => {
    const home = await settled(store());
    const facts = { taskForceId: home.taskForce.id, loggedBy: newPersonId() };
    const owned = { owner: newPersonId() };
    const snoozedUntil = new Date(TUESDAY.getTime() + DAY_MS);
    const [byThen, since] = [daysBefore(2), daysBefore(3)];
    const agreement = { at: since, by: byThen, channel: 'phone', callAhead: false } as const;
    const candidate = { candidate: 'K-1' as CandidateReference, broker: null };
    const seats: readonly OpenSeat[] = [
      { number: 1, since, state: 'matching' },
      { number: 2, since, state: 'presented', ...candidate },
      { number: 3, since, state: 'agreed', startsOn: '2026-11-20', form: 'flex_job', ...candidate },
    ];
    const states = [
      { status: 'logged' },
      { status: 'claimed', agreement: null },
      { status: 'claimed', agreement },
      { status: 'contacted', thinkingUntil: byThen },
      { status: 'visit_booked', visitOn: '2026-11-18' },
      { status: 'matching', seats },
    ] as const;
    const openings: Opening[] = [];
    for (const [nth, state] of states.entries()) {
      const opening = await stored(store(), fresh(home.taskForce, {}, daysBefore(9 - nth)));
      const next = { ...opening, ...facts, ...(nth === 0 ? {} : owned), ...state };
      const nudging = { ...opening.nudging, snoozedUntil: nth === 1 ? snoozedUntil : null };
      openings.push(await save({ ...next, nudging, since, actedAt: byThen, version: 2 } as Opening));
    }

    const { open } = await store().overview.digestInput(home.taskForce.id, TUESDAY);
    const seen = [
      {},
      { agreement: null },
      { agreement },
      { thinkingUntil: byThen },
      { visitOn: '2026-11-18' },
      {
        seats: [
          { state: 'matching', since },
          { state: 'presented', since },
          { state: 'agreed', since, startsOn: '2026-11-20' },
        ],
      },
    ];
    expect(open).toEqual(
      openings.map(({ id, number, loggedAt, status }, nth) => ({
        ...{ id, number, loggedAt, status, since, actedAt: byThen, meetingId: null },
        nudging: { snoozedUntil: nth === 1 ? snoozedUntil : null },
        ...seen[nth],
      })),
    );
    for (const [nth, opening] of openings.entries())
      expect(staleAt(open[nth] as Clocked, home.taskForce)).toEqual(staleAt(opening, home.taskForce));
  });

  test('the consultant who last had a company is remembered, however its name is typed', async () => {
    const home = await settled(store());
    const { overview } = store();
    expect(await overview.lastOwnerOf(home.taskForce.id, 'Café Æblet')).toBeNull();
    const owners = [newPersonId(), newPersonId()] as const;
    const openings = [];
    for (const [index, owner] of owners.entries()) {
      const opening = await stored(store(), fresh(home.taskForce, { company: 'Café Æblet' }));
      openings.push(opening.id);
      await save(changedBy(claim(opening, act(home, daysBefore(index), owner))));
    }
    await stored(store(), fresh(home.taskForce, { company: 'Café Æblet' }));
    expect(await overview.lastOwnerOf(home.taskForce.id, '  CAFÉ  ÆBLET ')).toBe(owners[0]);
    expect(await overview.lastOwnerOf(home.taskForce.id, 'Café Æblet', openings[0])).toBe(owners[1]);
    expect(await overview.lastOwnerOf(home.taskForce.id, 'Café Æblet', openings[1])).toBe(owners[0]);
    const other = await settled(store(), 'Solbakken');
    expect(await overview.lastOwnerOf(other.taskForce.id, 'Café Æblet')).toBeNull();
  });

  test('a similar opening is open, of the same company and category, and not too old', async () => {
    const home = await settled(store());
    const find = (company: string, category: string, since = daysBefore(14)) =>
      store().overview.similar(home.taskForce.id, company, category, since);
    const opening = await stored(store(), fresh(home.taskForce, { company: 'Østergård' }, daysBefore(3)));
    expect(await find('ØSTERGÅRD ', 'canteen')).toEqual(opening);
    expect(await find('Østergård', 'cleaning')).toBeNull();
    expect(await find('Vestergård', 'canteen')).toBeNull();
    expect(await find('Østergård', 'canteen', daysBefore(2))).toBeNull();
    expect(await find('Østergård', 'canteen', opening.loggedAt)).toEqual(opening);
    await save(changedBy(close(opening, 'job_order', null, act(home, at('2026-11-17T12:00:00Z')))));
    expect(await find('Østergård', 'canteen')).toBeNull();
  });

  test('closed ones are asked about when their time has come, and stand among the decisions until somebody answers', async () => {
    const home = await settled(store());
    const wait = async (days: number) => {
      const opening = await stored(store(), fresh(home.taskForce));
      return save(changedBy(close(opening, 'no_candidate', null, act(home, daysBefore(days)))));
    };
    const [second, first, later] = [await wait(31), await wait(40), await wait(3)];
    await save(
      changedBy(
        close(await stored(store(), fresh(home.taskForce)), 'job_order', null, act(home, daysBefore(90))),
      ),
    );
    const due = async (limit: number) =>
      (await store().overview.dueAgain(TUESDAY, limit)).map(({ id }) => id);
    expect(await due(9)).toEqual([first.id, second.id]);
    expect(await due(1)).toEqual([first.id]);
    const { dueAgain } = store().overview;
    expect(await dueAgain(TUESDAY, 9, undefined, [home.taskForce.id])).toEqual([]);
    const elsewhere = (await settled(store())).taskForce;
    expect(await dueAgain(TUESDAY, 9, undefined, [elsewhere.id])).toHaveLength(2);
    const { dueAgainIn } = store().overview;
    expect((await dueAgainIn(home.taskForce.id, TUESDAY)).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await dueAgainIn(elsewhere.id, TUESDAY)).toEqual([]);

    const asked = await save(changedBy(askAgain(first, act(home))));
    const consultant = { ...act(home), roles: ['consultant'] } as const;
    const wanted = await save(changedBy(wantReopening(later, consultant)));
    expect(await due(9)).toEqual([second.id]);
    expect((await store().overview.digestInput(home.taskForce.id, TUESDAY)).toDecide).toEqual([
      asked,
      wanted,
    ]);
    const reopened = await save(changedBy(reopen(wanted, act(home))));
    expect(await store().openings.find(home.taskForce.id, later.id)).toEqual(reopened);
    expect((await store().overview.digestInput(home.taskForce.id, TUESDAY)).toDecide).toEqual([asked]);
  });

  test('however much waits where nobody works at this hour, other task forces are asked', async () => {
    const [asleep, awake] = [await settled(store()), await settled(store(), 'Solbakken')];
    const calendar = { ...asleep.taskForce.calendar, zone: 'Pacific/Auckland' };
    const taskForce = { ...asleep.taskForce, calendar };
    await store().settings.save({ taskForce, openings: [], outbox: [], receipt: null });
    const closedFor = (home: Home, days: number) =>
      stored(
        store(),
        changedBy(close(fresh(home.taskForce), 'no_candidate', null, act(home, daysBefore(days)))),
      );
    for (let nth = 0; nth < 200; nth += 1) await closedFor(asleep, 60);
    const waiting = await closedFor(awake, 40);
    const { done, failures } = await askAboutClosed(store(), TUESDAY, false);
    expect(done.map(({ openings }) => openings.map(({ id }) => id))).toEqual([[waiting.id]]);
    expect(failures).toEqual([]);
    expect((await askAboutClosed(store(), TUESDAY, false)).done).toEqual([]);
  });

  test('a call ahead is due until it is settled', async () => {
    const home = await settled(store());
    const ahead = (state: 'asked' | 'called', minutes: number) => {
      const until = new Date(TUESDAY.getTime() - minutes * 60_000);
      const opening = fresh(home.taskForce);
      return stored(store(), { ...opening, callAhead: { state, ambassador: newPersonId(), until } });
    };
    const [second, first] = [await ahead('asked', 1), await ahead('asked', 2)];
    await ahead('called', 3);
    await ahead('asked', -1);
    expect(await store().overview.dueCallsAhead(TUESDAY, 9)).toEqual([first, second]);
    expect(await store().overview.dueCallsAhead(TUESDAY, 1)).toEqual([first]);
  });
});
