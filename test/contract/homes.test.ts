import { expect, test } from 'vitest';
import { describeEachStore } from './each-store.ts';
import { account, settled } from './fixtures.ts';

const LOOK = { whose: 'nobody', status: 'logged', urgency: null, page: 2 } as const;
const METTE = { platform: 'slack', workspaceId: 'T1', userId: 'UMETTE' } as const;

describeEachStore('Homes', (store) => {
  const mette = () => store().directory.personOf(account('Mette', METTE.userId));

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
    const { taskForce } = await settled(store());
    await mette();
    const { homes } = store();
    await homes.show(METTE, taskForce.id, LOOK, true);
    await homes.sent(METTE, 'message-1');
    await homes.show(METTE, taskForce.id, null, false);
    expect(await homes.find(METTE)).toMatchObject({ look: null, messageId: 'message-1', anew: false });
    await homes.show(METTE, taskForce.id, null, true);
    await homes.show(METTE, taskForce.id, LOOK, false);
    expect(await homes.find(METTE)).toMatchObject({ messageId: 'message-1', anew: true });
    await homes.sent(METTE, 'message-2');
    expect(await homes.find(METTE)).toMatchObject({ messageId: 'message-2', anew: false });
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
    const { taskForce } = await settled(store());
    await mette();
    await store().homes.show(METTE, taskForce.id, null, false);
    await store().homes.close(METTE);
    await store().homes.sent(METTE, 'late');
    expect(await store().homes.find(METTE)).toBeNull();
  });

  test('an account tells how it is reached, a stranger’s nothing', async () => {
    await mette();
    expect(await store().homes.details(METTE)).toEqual({});
    expect(await store().homes.details({ ...METTE, userId: 'UNOBODY' })).toBeNull();
  });
});
