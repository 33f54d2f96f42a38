import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TUESDAY } from '../support/builders.ts';
import { describeEachStore } from './each-store.ts';

describeEachStore('where the app was added', (store) => {
  const workspace = () => {
    const T1 = { platform: 'teams', workspaceId: randomUUID() };
    return { T1, team: { ...T1, placeId: '19:team' }, chat: { ...T1, placeId: '19:chat' } };
  };
  const at = (seconds: number) => new Date(TUESDAY.getTime() + seconds * 1_000);

  test('it arrives once, leaves once, and can arrive again', async () => {
    const { arrivals } = store();
    const { T1, team } = workspace();
    expect(await arrivals.isAnywhere(T1)).toBe(false);
    expect(await arrivals.arrive(team, at(0))).toBe(true);
    expect(await arrivals.arrive(team, at(1))).toBe(false);
    expect(await arrivals.isAnywhere(T1)).toBe(true);
    expect(await arrivals.leave(team, at(2))).toBe(true);
    expect(await arrivals.leave(team, at(2))).toBe(false);
    expect(await arrivals.isAnywhere(T1)).toBe(false);
    expect(await arrivals.arrive(team, at(3))).toBe(true);
  });

  test('what is told late is old news', async () => {
    const { arrivals } = store();
    const { T1, team } = workspace();
    await arrivals.arrive(team, at(0));
    await arrivals.leave(team, at(5));
    expect(await arrivals.arrive(team, at(0))).toBe(false);
    await arrivals.arrive(team, at(9));
    expect(await arrivals.leave(team, at(5))).toBe(false);
    expect(await arrivals.isAnywhere(T1)).toBe(true);
  });

  test('a place it was never heard to be in is one it was in, and others stay', async () => {
    const { arrivals } = store();
    const { T1, team, chat } = workspace();
    await arrivals.arrive(team, at(0));
    expect(await arrivals.leave(chat, at(1))).toBe(true);
    expect(await arrivals.leave(chat, at(1))).toBe(false);
    expect(await arrivals.isAnywhere(T1)).toBe(true);
    expect(await arrivals.isAnywhere({ ...T1, workspaceId: randomUUID() })).toBe(false);
    expect(await arrivals.isAnywhere({ ...T1, platform: 'another' })).toBe(false);
  });

  test('of two that hear of it at one instant one greets', async () => {
    const { arrivals } = store();
    const { team } = workspace();
    const both = await Promise.all([arrivals.arrive(team, at(0)), arrivals.arrive(team, at(0))]);
    expect(both.filter((isNew) => isNew)).toHaveLength(1);
  });
});
