import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Compose } from '../../src/app/outgoing/compose-outgoing.ts';
import type { Outgoing } from '../../src/app/outgoing/outgoing.ts';
import type { Settlement } from '../../src/app/ports/outbox.ts';
import type { Found, Platform } from '../../src/app/ports/platform.ts';
import type { Store } from '../../src/app/ports/store.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import { runDelivery } from '../../src/delivery/run-delivery.ts';
import type { OpeningId } from '../../src/domain/ids.ts';
import { messageCard } from '../../src/messages/note-card.ts';
import { until } from '../../src/playground/until.ts';
import { startVillage } from '../app/village.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';

const log = pino({ level: 'silent' });
const WORDS = { card: messageCard('Hej', []), shows: null, nudgeIds: [] };

/** Delivery of a village's outbox to a platform that does what the test says; `sent` are the conversations written to. */
async function postOffice(
  change: (store: Store) => Store,
  send: (conversation: string) => Promise<void>,
  paces: Platform['paces'] = [],
  storeClock?: () => Date,
  compose: Compose = async () => WORDS,
) {
  const { store } = await startVillage(storeClock);
  const results: string[] = [];
  const sent: string[] = [];
  const post: Platform['send'] = async ({ conversationId }) => {
    const conversation = conversationId ?? '';
    sent.push(conversation);
    await send(conversation);
    return { kind: 'sent', messageId: '1' };
  };
  const platform = barePlatform(post, { paces });
  const delivery = createDelivery(
    bareTools({
      store: change(store),
      platform,
      compose,
      count: (result) => results.push(result),
    }),
  );
  const rooms = await store.taskForces.rooms(BIRKHOLM.id);
  let keys = 0;
  const queue = async (...conversations: string[]) => {
    const drafts = conversations.map((conversation) => {
      const room = rooms.find(({ conversationId }) => conversationId === conversation);
      if (room === undefined) throw new Error('no such room');
      keys += 1;
      return {
        taskForceId: BIRKHOLM.id,
        to: { kind: 'room', roomId: room.id },
        outgoing: { kind: 'nudges' },
        unique: { kind: 'once', key: String(keys) },
      } as const;
    });
    await store.mailroom.enqueue(drafts);
  };
  return { store, sent, delivery, queue, results };
}

/** One that keeps to this limit, by a clock that goes. */
const pacedOffice = (pace: Platform['paces'][number]) =>
  postOffice(
    (store) => store,
    async () => {},
    [pace],
    () => new Date(),
  );

test('what was sent while the database went away is written down when it is back, and not sent again', async () => {
  let refusals = 2;
  const { store, sent, delivery, queue } = await postOffice(
    (store) => ({
      ...store,
      outbox: {
        ...store.outbox,
        settle: async (message, settlement) => {
          refusals -= 1;
          if (refusals >= 0) throw new Error('the database is gone');
          return store.outbox.settle(message, settlement);
        },
      },
    }),
    async () => {},
  );
  await queue('C-jobcentre');
  await delivery.deliverOnce();
  expect(await store.outbox.depth()).toMatchObject({ waiting: 0 });
  expect(sent).toEqual(['C-jobcentre']);
});

test('what came of a message that somebody else has taken over is counted as lost, not as sent', async () => {
  const { delivery, queue, results } = await postOffice(
    (store) => ({ ...store, outbox: { ...store.outbox, settle: async () => false } }),
    async () => {},
  );
  await queue('C-jobcentre');
  await delivery.deliverOnce();
  expect(results).toEqual(['lost']);
});

test('the one turn that a message needs is taken while words are put to it', async () => {
  let turns = 0;
  const { sent, delivery, queue } = await postOffice(
    (store) => ({
      ...store,
      pacing: {
        take: async (...asked) => {
          turns += 1;
          return store.pacing.take(...asked);
        },
      },
    }),
    async () => {},
    [{ of: 'post', per: 'workspace', most: 60, withinMs: 60_000, burst: 1 }],
    undefined,
    () => until(() => (turns > 0 ? WORDS : null)),
  );
  await queue('C-jobcentre');
  await delivery.deliverOnce();
  expect({ sent, turns }).toEqual({ sent: ['C-jobcentre'], turns: 1 });
});

test.each([
  ['a message that is refused for good', { kind: 'never', reason: 'no_permission' }, false],
  ['a card that is gone where it stood', { kind: 'message_gone' }, true],
] as const)(
  'after %s the next one keeps the distance that the platform wants',
  async (_what, end, stands) => {
    const { store } = await startVillage(() => new Date());
    const [room] = await store.taskForces.rooms(BIRKHOLM.id);
    if (room === undefined) throw new Error('no room');
    const shown = { kind: 'opening', id: BIRKHOLM.id as unknown as OpeningId } as const;
    const begun: number[] = [];
    const platform = barePlatform(
      async ({ conversationId }, _card, existing) => {
        if (conversationId === null || (stands && existing === null)) return { kind: 'sent', messageId: '1' };
        begun.push(performance.now());
        return end;
      },
      { pauseMs: 200 },
    );
    const compose: Compose = async () => ({ ...WORDS, shows: { shown, version: 1 } });
    const delivery = createDelivery(bareTools({ store, platform, compose }));
    const card = { kind: 'opening_card', openingId: shown.id, roomId: room.id } as const;
    const first: Outgoing[] = stands ? [card] : [];
    const rest: Outgoing[] = [1, 2].map(() => (stands ? { ...card, standing: true } : { kind: 'nudges' }));
    await store.mailroom.enqueue(
      [...first, ...rest].map((outgoing, nth) => ({
        taskForceId: BIRKHOLM.id,
        to: { kind: 'room', roomId: room.id },
        outgoing,
        unique: { kind: 'once', key: String(nth) },
      })),
    );
    await until(async () => {
      await delivery.deliverOnce();
      return begun.length >= 2;
    });
    const [one = 0, other = 0] = begun;
    expect(other - one).toBeGreaterThanOrEqual(190);
  },
);

test('a destination that takes its time delays no other', async () => {
  let answer = () => {};
  const { sent, delivery, queue } = await postOffice(
    (store) => store,
    (conversation) =>
      conversation === 'C-shared'
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : Promise.resolve(),
  );
  await queue('C-shared', 'C-jobcentre', 'C-jobcentre', 'C-jobcentre');
  const loop = runDelivery(delivery, log);
  await until(() => sent.filter((conversation) => conversation === 'C-jobcentre').length === 3);
  answer();
  await loop.stop();
  expect(sent.filter((conversation) => conversation === 'C-shared')).toHaveLength(1);
});

test('a card that shall only be edited where it stands is never posted anew', async () => {
  const { store } = await startVillage();
  const [room] = await store.taskForces.rooms(BIRKHOLM.id);
  if (room === undefined) throw new Error('no room');
  const shown = { kind: 'opening', id: BIRKHOLM.id as unknown as OpeningId } as const;
  const tries: (string | null)[] = [];
  const platform = barePlatform(async (_to, _card, existing) => {
    tries.push(existing);
    return existing === null ? { kind: 'sent', messageId: '1' } : { kind: 'message_gone' };
  });
  const delivery = createDelivery(
    bareTools({
      store,
      platform,
      compose: async () => ({ card: messageCard('Hej', []), shows: { shown, version: 1 }, nudgeIds: [] }),
    }),
  );
  const card = { kind: 'opening_card', openingId: shown.id, roomId: room.id } as const;
  const queue = (key: string, outgoing: Outgoing) =>
    store.mailroom.enqueue([
      {
        taskForceId: BIRKHOLM.id,
        to: { kind: 'room', roomId: room.id },
        outgoing,
        unique: { kind: 'once', key },
      },
    ]);
  await queue('nowhere yet', { ...card, standing: true });
  await delivery.deliverOnce();
  expect(tries).toEqual([]);
  await queue('posted', card);
  await delivery.deliverOnce();
  await queue('gone', { ...card, standing: true });
  await delivery.deliverOnce();
  expect(tries).toEqual([null, '1']);
  await queue('posted anew', card);
  await delivery.deliverOnce();
  expect(tries).toEqual([null, '1', '1', null]);
});

describe('after a try that nobody knows the end of', () => {
  /** A conversation that keeps what it took, and loses the answer of the first post; `asked` are the calls it got. */
  async function lossy(find: (there: readonly string[]) => Found) {
    const { store } = await startVillage();
    const asked: string[] = [];
    const there: string[] = [];
    const send: Platform['send'] = async (_to, _card, existing, reference) => {
      asked.push(existing === null ? 'post' : `update ${existing}`);
      if (existing !== null) return { kind: 'sent', messageId: existing };
      there.push(reference);
      return there.length === 1
        ? { kind: 'unknown', afterMs: null, reason: 'ECONNRESET' }
        : { kind: 'sent', messageId: 'second' };
    };
    const platform = barePlatform(send, {
      find: async () => {
        asked.push('find');
        return find(there);
      },
    });
    const counted: string[] = [];
    const delivery = createDelivery(
      bareTools({
        store: {
          ...store,
          outbox: { ...store.outbox, settle: (message, end) => store.outbox.settle(message, atOnce(end)) },
        },
        platform,
        compose: async () => ({ card: messageCard('Hej', []), shows: null, nudgeIds: [] }),
        count: (result) => counted.push(result),
      }),
    );
    const [room] = await store.taskForces.rooms(BIRKHOLM.id);
    if (room === undefined) throw new Error('no room');
    await store.mailroom.enqueue([
      {
        taskForceId: BIRKHOLM.id,
        to: { kind: 'room', roomId: room.id },
        outgoing: { kind: 'nudges' },
        unique: { kind: 'once', key: '1' },
      },
    ]);
    return { store, asked, delivery, counted };
  }

  /** The store's clock stands still here: the wait is looked at, and left out. */
  const waits: number[] = [];
  const atOnce = (end: Settlement): Settlement => {
    if (end.kind !== 'retry') return end;
    waits.push(end.afterMs);
    return { ...end, afterMs: 0 };
  };

  test('what the platform took all the same is brought up to date, not posted twice', async () => {
    const { store, asked, delivery, counted } = await lossy(() => ({ kind: 'found', messageId: '17.1' }));
    await delivery.deliverOnce();
    expect(waits.at(-1)).toBeGreaterThanOrEqual(1_000);
    await delivery.deliverOnce();
    expect(asked).toEqual(['post', 'find', 'update 17.1']);
    expect(counted).toEqual(['unknown', 'sent']);
    expect(await store.outbox.depth()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('what it didn’t take is posted', async () => {
    const { asked, delivery } = await lossy(() => ({ kind: 'absent' }));
    await delivery.deliverOnce();
    await delivery.deliverOnce();
    expect(asked).toEqual(['post', 'find', 'post']);
  });

  test('while it can’t say, nothing is posted; the doubt stays until it can', async () => {
    let answers = 0;
    const { asked, delivery } = await lossy(() => {
      answers += 1;
      return answers < 3
        ? { kind: 'later', afterMs: null, reason: 'HTTP 503' }
        : { kind: 'found', messageId: '17.1' };
    });
    for (let times = 0; times < 4; times += 1) await delivery.deliverOnce();
    expect(asked).toEqual(['post', 'find', 'find', 'find', 'update 17.1']);
  });

  test('where nobody may look, it comes, perhaps twice, rather than never', async () => {
    const { asked, delivery } = await lossy(() => ({ kind: 'cannot_tell', reason: 'missing_scope' }));
    await delivery.deliverOnce();
    await delivery.deliverOnce();
    expect(asked).toEqual(['post', 'find', 'post']);
  });
});

test('when a limit of the workspace is used up the message waits, counts no try, and is sent then', async () => {
  const pace = { of: 'post', per: 'workspace', most: 11, withinMs: 2_000, burst: 1 } as const;
  const { store, sent, delivery, queue, results } = await pacedOffice(pace);
  await queue('C-jobcentre', 'C-shared', 'C-task_force');
  await delivery.deliverOnce();
  expect(sent).toHaveLength(1);
  expect(results.toSorted()).toEqual(['postponed', 'postponed', 'sent']);
  await until(async () => {
    await delivery.deliverOnce();
    return (await store.outbox.depth()).waiting === 0;
  });
  expect(sent.toSorted()).toEqual(['C-jobcentre', 'C-shared', 'C-task_force']);
});

test('many that wait for one limit are each told their own turn: none is put off twice', async () => {
  const pace = { of: 'post', per: 'workspace', most: 12, withinMs: 2_000, burst: 2 } as const;
  const { store, sent, delivery, queue, results } = await pacedOffice(pace);
  const rooms = ['C-jobcentre', 'C-shared', 'C-task_force'];
  for (let nth = 0; nth < 3; nth += 1) await queue(...rooms);
  await until(async () => {
    await delivery.deliverOnce();
    return (await store.outbox.depth()).waiting === 0;
  });
  expect(sent).toHaveLength(9);
  expect(results.filter((result) => result === 'postponed').length).toBeLessThanOrEqual(7);
});
