import { expect, test } from 'vitest';
import type { OutboxDraft } from '../../src/app/outgoing/outgoing.ts';
import type { Installation } from '../../src/app/ports/installations.ts';
import { createStore } from '../../src/store/create-store.ts';
import { createSealing } from '../../src/store/sealing.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, describeEachStore } from './each-store.ts';
import { type Home, settled } from './fixtures.ts';

const BIRKHOLM: Installation = { platform: 'slack', id: 'T1', secret: 'first token', installedAt: TUESDAY };
const T1 = { platform: 'slack', id: 'T1' };
const later = (ms: number) => new Date(TUESDAY.getTime() + ms);

describeEachStore('installations', (store) => {
  const word = ({ taskForce, coordinator }: Home): OutboxDraft => ({
    taskForceId: taskForce.id,
    to: { kind: 'person', personId: coordinator },
    outgoing: { kind: 'note', note: { kind: 'let_out', ...T1 } },
    unique: { kind: 'latest', key: 'let_out' },
  });

  test('a workspace is found by its own, on its own platform', async () => {
    const { installations } = store();
    expect(await installations.find(T1)).toBeNull();
    await installations.keep(BIRKHOLM);
    expect(await installations.find(T1)).toEqual(BIRKHOLM);
    expect(await installations.find({ platform: 'another', id: 'T1' })).toBeNull();
  });

  test('a workspace of an organisation is found by that, unless it has its own', async () => {
    const { installations } = store();
    const organisation = { ...BIRKHOLM, id: 'E1', secret: 'of all' };
    await installations.keep(organisation);
    expect(await installations.find(T1)).toBeNull();
    await installations.belongs(T1, 'E1');
    await installations.belongs(T1, 'E1');
    expect(await installations.find(T1)).toEqual(organisation);
    await installations.keep(BIRKHOLM);
    expect(await installations.find(T1)).toEqual(BIRKHOLM);
  });

  test('a renewed secret takes the place of the one it came from, and of no other', async () => {
    const { installations } = store();
    await installations.keep(BIRKHOLM);
    expect(await installations.renew({ ...BIRKHOLM, secret: 'second token' })).toBe(true);
    expect((await installations.find(T1))?.secret).toBe('second token');
    await installations.keep({ ...BIRKHOLM, secret: 'new', installedAt: later(5_000) });
    expect(await installations.renew({ ...BIRKHOLM, secret: 'third token' })).toBe(false);
    expect((await installations.find(T1))?.secret).toBe('new');
  });

  test('one that ended is none, can’t be renewed, ends once, and is whole again when it is kept anew', async () => {
    const { installations, outbox } = store();
    const home = await settled(store());
    await installations.keep(BIRKHOLM);
    expect(await installations.end(T1, later(60_000), [word(home)])).toBe(true);
    expect(await installations.end(T1, later(60_000), [word(home)])).toBe(false);
    expect((await outbox.lease(10, 1_000)).map(({ outgoing }) => outgoing)).toEqual([word(home).outgoing]);
    expect(await installations.find(T1)).toBeNull();
    expect(await installations.renew({ ...BIRKHOLM, secret: 'second token' })).toBe(false);
    const anew = { ...BIRKHOLM, secret: 'new', installedAt: later(120_000) };
    await installations.keep(anew);
    expect(await installations.find(T1)).toEqual(anew);
  });

  test('what ended before it was kept anew is old news, in the same second it isn’t', async () => {
    const { installations } = store();
    await installations.keep({ ...BIRKHOLM, installedAt: later(10_500) });
    expect(await installations.end(T1, later(9_000), [])).toBe(false);
    expect(await installations.find(T1)).not.toBeNull();
    expect(await installations.end(T1, later(10_000), [])).toBe(true);
  });

  test('it tells which task forces have a room in the workspace, or in the organisation', async () => {
    const { installations } = store();
    const { taskForce } = await settled(store());
    expect(await installations.taskForcesIn(T1)).toEqual([taskForce.id]);
    expect(await installations.taskForcesIn({ platform: 'slack', id: 'E1' })).toEqual([]);
    await installations.belongs(T1, 'E1');
    expect(await installations.taskForcesIn({ platform: 'slack', id: 'E1' })).toEqual([taskForce.id]);
  });
});

describeEachDatabase('tokens at rest', (database) => {
  test('are sealed, bound to their workspace, and forgotten when it ends', async () => {
    const { client } = database();
    const { installations } = createStore(database(), createSealing([Buffer.alloc(32, 7)]));
    await installations.keep(BIRKHOLM);
    const [row] = await client.installation.findMany();
    expect(row?.secret).toMatch(/^sealed:/);
    expect(JSON.stringify(row)).not.toContain('first token');
    expect(await installations.find(T1)).toEqual(BIRKHOLM);
    await client.installation.update({ where: { platform_id: T1 }, data: { id: 'T2' } });
    await expect(installations.find({ platform: 'slack', id: 'T2' })).rejects.toThrow('T2');
    await client.installation.update({
      where: { platform_id: { platform: 'slack', id: 'T2' } },
      data: { id: 'T1' },
    });
    await installations.end(T1, later(1_000), []);
    expect((await client.installation.findMany())[0]?.secret).toBe('');
  });
});
