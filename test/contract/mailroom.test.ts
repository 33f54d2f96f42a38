import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Destination } from '../../src/app/outgoing/destination.ts';
import type { NudgeDraft } from '../../src/app/ports/openings.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { changedBy, TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import { account, creating, fresh, newPersonId, note, saving, senderIn, settled } from './fixtures.ts';

describeEachStore('the mailroom', (store) => {
  test('people are found by their ids, and who is unknown is left out', async () => {
    const mette = await store().directory.personOf(account('Mette'));
    const jens = await store().directory.personOf(account('Jens'));
    const people = await store().mailroom.people([mette.id, newPersonId(), jens.id]);
    expect(new Map(people)).toEqual(
      new Map([
        [mette.id, mette],
        [jens.id, jens],
      ]),
    );
    expect(await store().mailroom.people([])).toEqual(new Map());
    expect(await store().mailroom.person(newPersonId())).toBeNull();
    expect(await store().mailroom.account(newPersonId())).toBeNull();
    expect((await store().mailroom.account(mette.id))?.platform).toBe('slack');
  });

  const to: Destination = { kind: 'person', personId: newPersonId() };

  function nudged(opening: Opening, level: number, lane: Destination = to): NudgeDraft {
    return { openingId: opening.id, round: opening.round, level, receiver: 'owner', to: lane };
  }

  test('a nudge waits in its lane until it was sent, and is decided once', async () => {
    const home = await settled(store());
    const opening = fresh(home.taskForce);
    await store().openings.commit(creating(opening, { nudges: [nudged(opening, 1), nudged(opening, 1)] }));
    const second = { ...opening, number: 1, version: 2 };
    await store().openings.commit(saving(second, { nudges: [nudged(opening, 1), nudged(opening, 2)] }));

    const pending = await store().mailroom.pendingNudges(home.taskForce.id, to);
    expect(pending.map(({ level, opening: about }) => ({ level, about }))).toEqual([
      { level: 1, about: second },
      { level: 2, about: second },
    ]);
    expect(
      await store().mailroom.pendingNudges(home.taskForce.id, { kind: 'person', personId: newPersonId() }),
    ).toEqual([]);

    await store().mailroom.enqueue([note(home, newPersonId())]);
    const [message] = await store().outbox.lease(1, 10_000);
    if (message === undefined) throw new Error('the note is due');
    const nudgeIds = pending.slice(0, 1).map(({ id }) => id);
    await store().outbox.settle(message, { kind: 'sent', posted: null, nudgeIds, pauseMs: 0 });
    expect((await store().mailroom.pendingNudges(home.taskForce.id, to)).map(({ level }) => level)).toEqual([
      2,
    ]);
  });

  test('a nudge about what moved on or closed before it went out is none', async () => {
    const home = await settled(store());
    const act = {
      by: newPersonId(),
      roles: ['consultant', 'coordinator'] as const,
      taskForce: home.taskForce,
      now: TUESDAY,
    };
    const [moved, ended] = [fresh(home.taskForce), fresh(home.taskForce)];
    for (const opening of [moved, ended]) {
      await store().openings.commit(creating(opening, { nudges: [nudged(opening, 1)] }));
    }
    await store().openings.commit(saving(changedBy(claim(moved, act))));
    await store().openings.commit(
      saving({ ...changedBy(close(ended, 'job_order', null, act)), round: ended.round }),
    );
    expect(await store().mailroom.pendingNudges(home.taskForce.id, to)).toEqual([]);
  });

  test('where a person was heard last is where they are written to', async () => {
    const slack = senderIn(null, 'Mette', randomUUID());
    const { person } = await store().directory.standing(slack, TUESDAY);
    expect(await store().mailroom.account(person.id)).toEqual({
      personId: person.id,
      platform: 'slack',
      workspaceId: 'T1',
      userId: slack.userId,
      details: {},
    });
  });
});

describeEachStore('slots', (store) => {
  test('a slot is won once, with its messages, by one of many at one instant', async () => {
    const home = await settled(store());
    const job = `digest:${home.taskForce.id}`;
    expect(await store().slots.won(job, TUESDAY)).toBe(false);
    const tries = Array.from({ length: 6 }, () =>
      store().slots.win(job, TUESDAY, [note(home, newPersonId())]),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await store().slots.won(job, TUESDAY)).toBe(true);
    expect(await store().outbox.depth()).toMatchObject({ waiting: 1 });
  });

  test('another time or another job is another slot', async () => {
    const nextWeek = new Date(TUESDAY.getTime() + 7 * 24 * 60 * 60_000);
    const wins = [
      await store().slots.win('digest', TUESDAY, []),
      await store().slots.win('digest', nextWeek, []),
      await store().slots.win('sweep', TUESDAY, []),
      await store().slots.win('digest', nextWeek, []),
    ];
    expect(wins.map((won) => won !== null)).toEqual([true, true, true, false]);
  });

  test('who wins it hears how many of its messages are new, of those that go out once', async () => {
    const home = await settled(store());
    const [first, second] = [note(home, newPersonId()), note(home, newPersonId())];
    const won = [
      await store().slots.win('digest', TUESDAY, [first]),
      await store().slots.win('cards', TUESDAY, [first, second]),
      await store().slots.win('sweep', TUESDAY, [first, second]),
      await store().slots.win('sweep', TUESDAY, []),
      await store().slots.win('prune', TUESDAY, []),
    ];
    expect(won).toEqual([{ fresh: 1 }, { fresh: 1 }, { fresh: 0 }, null, { fresh: 0 }]);
  });
});
