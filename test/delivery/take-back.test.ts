import { expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { takingBack } from '../../src/app/people/take-back.ts';
import type { SendOutcome } from '../../src/app/ports/platform.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import { NOW, startVillage } from '../app/village.ts';
import { BIRKHOLM } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';

/** One message that was sent to a room is to be taken back, and the platform answers as the test says. */
const takenBack = (...answers: SendOutcome[]) => takenBackFrom('room', ...answers);

async function takenBackFrom(where: 'room' | 'person', ...answers: SendOutcome[]) {
  const { store } = await startVillage();
  const [room] = await store.taskForces.rooms(BIRKHOLM.id);
  const [member] = await store.directory.members(BIRKHOLM.id);
  if (room === undefined || member === undefined) throw new Error('no room or member');
  const about = { people: [member.person.id], openings: [] };
  const to =
    where === 'room'
      ? ({ kind: 'room', roomId: room.id } as const)
      : ({ kind: 'person', personId: member.person.id } as const);
  const address =
    where === 'room' ? { ...room, userId: null } : { ...room, conversationId: null, userId: 'UKAREN' };
  await store.sentMessages.keep({ taskForceId: BIRKHOLM.id, to, address, messageId: '1.2', about });
  await store.mailroom.enqueue(takingBack(await store.sentMessages.about(about)));
  const edited: (string | null)[] = [];
  const platform = barePlatform(async (_to, _card, existing) => {
    edited.push(existing);
    return answers[edited.length - 1] ?? { kind: 'sent', messageId: '1.2' };
  });
  const delivery = createDelivery(
    bareTools({
      store,
      platform,
      compose: createCompose(store, { now: () => NOW }),
    }),
  );
  for (const _ of answers) await delivery.deliverOnce();
  const dead = (await store.outbox.dead()).map(({ reason }) => reason);
  const { waiting } = await store.outbox.depth();
  return { edited, dead, waiting, known: (await store.sentMessages.about(about)).length };
}

test('edited, it is known no more', async () => {
  expect(await takenBack({ kind: 'sent', messageId: '1.2' })).toEqual({
    edited: ['1.2'],
    dead: [],
    waiting: 0,
    known: 0,
  });
});

test('one that somebody deleted is as good as taken back', async () => {
  expect(await takenBack({ kind: 'message_gone' })).toMatchObject({ dead: [], waiting: 0, known: 0 });
});

test('one that stands and can’t be edited is a dead letter with its reason, and nobody else hears of it', async () => {
  expect(await takenBack({ kind: 'message_gone', locked: true })).toMatchObject({
    dead: ['message_locked'],
    waiting: 0,
    known: 1,
  });
});

test('one in the room that let us out waits for the room', async () => {
  expect(await takenBack({ kind: 'gone', reason: 'HTTP 403' })).toMatchObject({ dead: [], known: 1 });
});

test('one that somebody has who shut us out is a dead letter with its reason', async () => {
  expect(await takenBackFrom('person', { kind: 'gone', reason: 'user_disabled' })).toMatchObject({
    dead: ['user_disabled'],
    known: 1,
  });
});

test('what isn’t taken yet is tried again', async () => {
  expect(
    await takenBack({ kind: 'blocked', reason: 'not_in_channel' }, { kind: 'sent', messageId: '1.2' }),
  ).toEqual({ edited: ['1.2', '1.2'], dead: [], waiting: 0, known: 0 });
});
