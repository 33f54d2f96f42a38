import { expect, test } from 'vitest';
import { describeEachStore } from './each-store.ts';
import { account, type Home, note, settled } from './fixtures.ts';

const LOOK = { whose: 'nobody', status: 'logged', urgency: null, page: 2 } as const;
const METTE = { platform: 'slack', workspaceId: 'T1', userId: 'UMETTE' } as const;

describeEachStore('Homes', (store) => {
  const mette = () => store().directory.personOf(account('Mette', METTE.userId));

  /** Her Home was sent, and stands in this message. */
  async function sent(home: Home, messageId: string, anew: boolean): Promise<void> {
    await store().mailroom.enqueue([note(home, home.coordinator, messageId)]);
    const [message] = await store().outbox.lease(1, 10_000);
    if (message === undefined) throw new Error('it is due');
    const standsIn = { account: METTE, messageId, anew };
    const settlement = { kind: 'sent', posted: null, nudgeIds: [], pauseMs: 0, home: standsIn } as const;
    expect(await store().outbox.settle(message, settlement)).toBe(true);
  }

  test('a Home is nothing before it is opened, and then what it shows', async () => {
    const { taskForce } = await settled(store());
    const { id: personId } = await mette();
    expect(await store().homes.find(METTE)).toBeNull();
    await store().homes.show(METTE, taskForce.id, null, false);
    await store().homes.show(METTE, taskForce.id, LOOK, false);
    expect(await store().homes.find(METTE)).toEqual({
      account: METTE,
      personId,
      taskForceId: taskForce.id,
      look: LOOK,
      messageId: null,
      anew: false,
    });
  });

  test('its message stays known until it is sent anew', async () => {
    const birkholm = await settled(store());
    const { id } = birkholm.taskForce;
    await mette();
    const { homes } = store();
    await homes.show(METTE, id, LOOK, true);
    await sent(birkholm, 'message-1', true);
    await homes.show(METTE, id, null, false);
    expect(await homes.find(METTE)).toMatchObject({ look: null, messageId: 'message-1', anew: false });
    await homes.show(METTE, id, null, true);
    await homes.show(METTE, id, LOOK, false);
    expect(await homes.find(METTE)).toMatchObject({ messageId: 'message-1', anew: true });
    await sent(birkholm, 'message-2', true);
    expect(await homes.find(METTE)).toMatchObject({ messageId: 'message-2', anew: false });
  });

  test('asked for anew while it is kept fresh, it is still to be sent anew', async () => {
    const birkholm = await settled(store());
    await mette();
    await store().homes.show(METTE, birkholm.taskForce.id, null, true);
    await sent(birkholm, 'message-1', false);
    expect(await store().homes.find(METTE)).toMatchObject({ messageId: 'message-1', anew: true });
  });

  test('members carry their Homes of this task force alone', async () => {
    const birkholm = await settled(store());
    const viborg = await settled(store(), 'Viborg');
    const { id } = await mette();
    for (const { taskForce } of [birkholm, viborg])
      await store().directory.grant(taskForce.id, id, ['consultant']);
    await store().homes.show(METTE, birkholm.taskForce.id, null, false);
    const homesIn = async ({ taskForce }: typeof birkholm) =>
      (await store().directory.members(taskForce.id)).find(({ person }) => person.id === id)?.homes;
    expect(await homesIn(birkholm)).toEqual([METTE]);
    expect(await homesIn(viborg)).toBeUndefined();
    expect((await store().homes.choices(id)).map(({ name }) => name)).toEqual(['Birkholm', 'Viborg']);
  });

  test('a closed one is kept fresh no more', async () => {
    const birkholm = await settled(store());
    await mette();
    await store().homes.show(METTE, birkholm.taskForce.id, null, false);
    await store().homes.close(METTE);
    await sent(birkholm, 'late', false);
    expect(await store().homes.find(METTE)).toBeNull();
  });

  test('an account tells how it is reached, a stranger’s nothing', async () => {
    await mette();
    expect(await store().homes.details(METTE)).toEqual({});
    expect(await store().homes.details({ ...METTE, userId: 'UNOBODY' })).toBeNull();
  });
});
