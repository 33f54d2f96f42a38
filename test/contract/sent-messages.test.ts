import { expect, test } from 'vitest';
import { takingBack } from '../../src/app/people/take-back.ts';
import type { SentDraft } from '../../src/app/ports/sent-messages.ts';
import { forget } from '../../src/domain/erasure.ts';
import type { OpeningId, PersonId } from '../../src/domain/ids.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';
import {
  account,
  fresh,
  type Home,
  newOpeningId,
  newPersonId,
  note,
  saving,
  settled,
  stored,
} from './fixtures.ts';

describeEachStore('messages that were sent', (store) => {
  const inRoom = (
    { taskForce, room }: Home,
    people: readonly PersonId[],
    openings: readonly OpeningId[] = [],
    messageId = '1.2',
  ): SentDraft => ({
    taskForceId: taskForce.id,
    to: { kind: 'room', roomId: room.id },
    address: { ...room, userId: null },
    messageId,
    about: { people, openings },
  });
  const ids = (found: readonly { readonly messageId: string }[]) => found.map(({ messageId }) => messageId);
  const erase = async (id: PersonId) => {
    const held = await store().personalData.held(id);
    if (held === null) throw new Error('nothing is held');
    await store().personalData.erase({ person: held, now: TUESDAY, openings: [], outbox: [] });
  };

  test('are kept with what settles them, where they stand and no words', async () => {
    const home = await settled(store());
    const { outbox, mailroom, sentMessages } = store();
    await mailroom.enqueue([note(home, home.coordinator)]);
    const [message] = await outbox.lease(1, 1_000);
    if (message === undefined) throw new Error('nothing waits');
    const kept = inRoom(home, [home.coordinator]);
    const sent = { kind: 'sent', posted: null, nudgeIds: [], pauseMs: 0, kept } as const;
    expect(await outbox.settle({ ...message, fence: message.fence - 1 }, sent)).toBe(false);
    expect(await sentMessages.about(kept.about)).toEqual([]);
    expect(await outbox.settle(message, sent)).toBe(true);
    const [found] = await sentMessages.about(kept.about);
    const { platform, workspaceId, conversationId, details } = home.room;
    expect(found).toEqual({
      id: expect.any(String),
      taskForceId: home.taskForce.id,
      to: kept.to,
      address: { platform, workspaceId, conversationId, details, userId: null },
      messageId: '1.2',
    });
    expect((await store().personalData.held(home.coordinator))?.sent).toBe(1);
  });

  test('are found by whom they name or went to, and by the openings they speak of', async () => {
    const home = await settled(store());
    const [mette, karen, opening] = [newPersonId(), newPersonId(), newOpeningId()];
    const { sentMessages } = store();
    await sentMessages.keep(inRoom(home, [mette, karen], [], 'named'));
    await sentMessages.keep(inRoom(home, [], [opening, newOpeningId()], 'about'));
    await sentMessages.keep({
      ...inRoom(home, [], [], 'to'),
      to: { kind: 'person', personId: mette },
    });
    await sentMessages.keep(inRoom(home, [newPersonId()], [newOpeningId()], 'other'));
    expect(ids(await sentMessages.about({ people: [mette], openings: [] }))).toEqual(['named', 'to']);
    expect(ids(await sentMessages.about({ people: [], openings: [opening] }))).toEqual(['about']);
    expect(await sentMessages.about({ people: [], openings: [] })).toEqual([]);
  });

  test('are overdue once somebody they name or went to is erased, and until that waits to go out', async () => {
    const home = await settled(store());
    const { sentMessages, directory, mailroom } = store();
    const { id: karen } = await directory.personOf(account('Karen'));
    const overdue = async () => ids(await sentMessages.overdue(home.taskForce.id));
    await sentMessages.keep(inRoom(home, [karen], [], 'named'));
    await sentMessages.keep({ ...inRoom(home, [], [], 'to'), to: { kind: 'person', personId: karen } });
    await sentMessages.keep(inRoom(home, [home.coordinator], [], 'other'));
    expect(await overdue()).toEqual([]);
    await erase(karen);
    expect(await overdue()).toEqual(['named', 'to']);
    await mailroom.enqueue(takingBack(await sentMessages.overdue(home.taskForce.id)));
    expect(await overdue()).toEqual([]);
    const [first] = await sentMessages.about({ people: [karen], openings: [] });
    if (first === undefined) throw new Error('nothing is known');
    await sentMessages.forget(home.taskForce.id, first.id);
    expect(await sentMessages.find(home.taskForce.id, first.id)).toBeNull();
  });

  test('are overdue once the contact data of an opening are gone', async () => {
    const home = await settled(store());
    const { sentMessages, openings } = store();
    const opening = await stored(store(), fresh(home.taskForce));
    await sentMessages.keep(inRoom(home, [], [opening.id]));
    expect(await sentMessages.overdue(home.taskForce.id)).toEqual([]);
    await openings.commit(saving(forget(opening, { contact: true, note: false, company: null })));
    expect(ids(await sentMessages.overdue(home.taskForce.id))).toEqual(['1.2']);
  });

  test('are known no longer than they can be needed', async () => {
    const home = await settled(store());
    const { sentMessages, upkeep } = store();
    const draft = inRoom(home, [home.coordinator]);
    await sentMessages.keep(draft);
    const days = { messages: 1, receipts: 1, slots: 1 };
    expect((await upkeep.prune({ ...days, sent: 1 })).sent).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await upkeep.prune({ ...days, sent: 0 })).sent).toBe(1);
    expect(await sentMessages.about(draft.about)).toEqual([]);
  });
});
