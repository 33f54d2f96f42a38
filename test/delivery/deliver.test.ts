import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Platform, Store } from '../../src/app/ports.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import { runDelivery } from '../../src/delivery/run-delivery.ts';
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
    homePage: false,
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
