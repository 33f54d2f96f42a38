import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Outgoing } from '../../src/app/outgoing.ts';
import type { Platform, Store } from '../../src/app/ports.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import { runDelivery } from '../../src/delivery/run-delivery.ts';
import type { OpeningId } from '../../src/domain/ids.ts';
import { messageCard } from '../../src/messages/note-card.ts';
import { startVillage } from '../app/village.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { until } from '../support/until.ts';

const log = pino({ level: 'silent' });

/** Delivery of a village's outbox to a platform that does what the test says; `sent` are the conversations written to. */
async function postOffice(change: (store: Store) => Store, send: (conversation: string) => Promise<void>) {
  const { store } = await startVillage();
  const sent: string[] = [];
  const platform: Platform = {
    name: 'slack',
    commandPrefix: '',
    pauseMs: 0,
    send: async ({ conversationId }) => {
      const conversation = conversationId ?? '';
      sent.push(conversation);
      await send(conversation);
      return { kind: 'sent', messageId: '1' };
    },
  };
  const delivery = createDelivery({
    store: change(store),
    platforms: new Map([['slack', platform]]),
    compose: async () => ({ card: messageCard('Hej', []), shows: null, nudgeIds: [] }),
    log,
    blockedWaitMs: 0,
    jitter: () => 0,
    count: () => {},
  });
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
  return { store, sent, delivery, queue };
}

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
  const platform: Platform = {
    name: 'slack',
    commandPrefix: '',
    pauseMs: 0,
    send: async (_to, _card, existing) => {
      tries.push(existing);
      return existing === null ? { kind: 'sent', messageId: '1' } : { kind: 'message_gone' };
    },
  };
  const delivery = createDelivery({
    store,
    platforms: new Map([['slack', platform]]),
    compose: async () => ({ card: messageCard('Hej', []), shows: { shown, version: 1 }, nudgeIds: [] }),
    log,
    blockedWaitMs: 0,
    jitter: () => 0,
    count: () => {},
  });
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
