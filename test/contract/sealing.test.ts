import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports/store.ts';
import { NO_DETAILS } from '../../src/domain/opening/details.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { createStore } from '../../src/store/create-store.ts';
import type { Database } from '../../src/store/database.ts';
import { keysInUse, type SealedAnew, sealAnew } from '../../src/store/seal-anew.ts';
import { createSealing, SealingError } from '../../src/store/sealing.ts';
import { candidate, presented, TERMS, TUESDAY } from '../support/builders.ts';
import { describeEachDatabase } from './each-store.ts';
import { account, creating, fresh, saving, settled } from './fixtures.ts';

const [KEY, FORMER] = [randomBytes(32), randomBytes(32)];
const sealing = createSealing([KEY]);
const NOTE = 'Spørg efter Bo ved porten';

/** Every kind of text about people that is kept, each with words that stand nowhere else. */
const TRACES = [
  'Karen Krogh',
  'Kontaktpersonen Kim',
  '+4520304057',
  'kim@vvs.example',
  NOTE,
  'K-142-hemmelig',
  'Mentoren Mona',
  'Ring til Pia om kørslen',
  'Overlevering til Ole',
];

/** An opening with all of them. */
async function told(store: Store): Promise<Opening> {
  const { taskForce } = await settled(store);
  const karen = await store.directory.personOf(account('Karen Krogh'));
  const base = fresh(
    taskForce,
    { contactName: 'Kontaktpersonen Kim', contact: { phone: '+4520304057', email: 'kim@vvs.example' } },
    TUESDAY,
    karen.id,
  );
  const next = { text: 'Ring til Pia om kørslen', by: '2026-12-01' };
  const whole: Opening = {
    ...presented(),
    ...base,
    status: 'presented',
    owner: karen.id,
    details: { ...NO_DETAILS, note: { text: NOTE, by: karen.id } },
    seats: [
      { number: 1, since: TUESDAY, state: 'presented', candidate: candidate('K-142-hemmelig'), broker: null },
    ],
    placements: [
      {
        ...TERMS,
        place: 2,
        broker: null,
        candidate: candidate('K-142-hemmelig'),
        startedOn: '2026-11-17',
        mentor: 'Mentoren Mona',
        hoursSteps: [],
        checkIns: [{ item: 'day_1', colour: 'yellow', at: TUESDAY, by: karen.id, next }],
        retainedOn: null,
        ended: null,
        search: null,
        followUp: null,
      },
    ],
  };
  const event = { kind: 'handed_over', to: karen.id, note: 'Overlevering til Ole' } as const;
  const committed = await store.openings.commit(
    creating(whole, { timeline: [{ at: TUESDAY, by: karen.id, platform: 'slack', event }] }),
  );
  if (committed.kind !== 'committed') throw new Error('the opening was not stored');
  return committed.opening;
}

async function everything({ client }: Database): Promise<string> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`;
  const texts = await Promise.all(
    tables.map(({ name }) =>
      client.$queryRawUnsafe<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`),
    ),
  );
  return texts.flatMap((rows) => rows.map(({ row }) => row)).join('\n');
}

async function anew({ client }: Database, keys: Uint8Array[]): Promise<Record<string, SealedAnew>> {
  const did: Record<string, SealedAnew> = {};
  await sealAnew(client, createSealing(keys), (table, result) => {
    did[table] = result;
  });
  return did;
}

const sums = (did: Record<string, SealedAnew>) => Object.values(did).map(({ sealed }) => sealed);

describeEachDatabase('with a key', (database) => {
  test('no row of any table holds in plain what is about people, and all of it is read', async () => {
    const store = createStore(database(), sealing);
    const opening = await told(store);
    const after = await everything(database());
    for (const trace of TRACES) expect(after).not.toContain(trace);
    expect(await store.openings.find(opening.taskForceId, opening.id)).toEqual(opening);
    const [entry] = await store.openings.timeline(opening.taskForceId, opening.id);
    expect(entry?.event).toMatchObject({ note: 'Overlevering til Ole' });
    expect((await store.personalData.named('karen krogh')).map(({ name }) => name)).toContain('Karen Krogh');
    const { placements } = await store.overview.digestInput(opening.taskForceId, TUESDAY);
    expect(placements[0]?.candidate).toBe('K-142-hemmelig');
  });

  test('a name that a platform told later is sealed too', async () => {
    const store = createStore(database(), sealing);
    const lise = { platform: 'slack', workspaceId: 'T1', userId: 'U-lise' };
    const { id } = await store.directory.personOf({ ...lise, name: 'Lise' });
    await store.departures.comeBack(lise, 'Lise Lund');
    expect((await store.mailroom.person(id))?.name).toBe('Lise Lund');
    expect(await everything(database())).not.toContain('Lise');
  });

  test('a number that was put into another row is not read', async () => {
    const store = createStore(database(), sealing);
    const [one, other] = [await told(store), await told(store)];
    await database().client.$executeRaw`
      UPDATE opening SET phone = (SELECT phone FROM opening WHERE id = ${other.id}::uuid) WHERE id = ${one.id}::uuid`;
    await expect(store.openings.find(one.taskForceId, one.id)).rejects.toThrow(SealingError);
  });
});

describeEachDatabase('keys are changed', (database) => {
  test('and what was in plain or under a former key is sealed under the new one, once', async () => {
    const opening = await told(createStore(database()));
    const plain = await everything(database());
    for (const trace of TRACES) expect(plain).toContain(trace);
    expect([...(await keysInUse(database().query)).keys()]).toEqual([null]);
    const workspace = { platform: 'slack', id: 'T1' };
    await createStore(database()).installations.keep({
      ...workspace,
      secret: 'xoxb-geheimnis',
      installedAt: TUESDAY,
    });
    const first = await anew(database(), [FORMER]);
    expect(first).toMatchObject({
      installations: { sealed: 1 },
      openings: { sealed: 1 },
      people: { sealed: 2 },
      'timeline entries': { sealed: 1 },
    });
    const kept = await everything(database());
    for (const trace of [...TRACES, 'xoxb-geheimnis']) expect(kept).not.toContain(trace);

    expect(sums(await anew(database(), [KEY, FORMER]))).toEqual(sums(first));
    expect(sums(await anew(database(), [KEY, FORMER]))).toEqual(sums(first).map(() => 0));
    expect([...(await keysInUse(database().query)).keys()]).toEqual([sealing.keyId]);
    const store = createStore(database(), sealing);
    expect(await store.openings.find(opening.taskForceId, opening.id)).toEqual(opening);
    expect(await store.openings.timeline(opening.taskForceId, opening.id)).toHaveLength(1);
    expect((await store.installations.find(workspace))?.secret).toBe('xoxb-geheimnis');
  });

  test('while people act: what was decided before is still stored, and nothing is lost', async () => {
    const plain = createStore(database());
    const opening = await told(plain);
    await anew(database(), [KEY]);
    const store = createStore(database(), sealing);
    const renamed = { ...opening, contactName: 'En anden', version: opening.version + 1 };
    expect((await store.openings.commit(saving(renamed))).kind).toBe('committed');
    expect(sums(await anew(database(), [KEY]))).toEqual([0, 0, 0, 0]);
    expect(await store.openings.find(opening.taskForceId, opening.id)).toEqual(renamed);
  });

  test('and a row whose key is lost is named, while the others are sealed', async () => {
    const lost = await told(createStore(database(), createSealing([randomBytes(32)])));
    await told(createStore(database()));
    const { openings } = await anew(database(), [KEY]);
    expect(openings).toMatchObject({ sealed: 1, unreadable: [expect.stringContaining(lost.id)] });
  });

  test('without making the timeline one that anybody may change', async () => {
    await told(createStore(database()));
    await anew(database(), [KEY]);
    await expect(database().client.$executeRaw`UPDATE timeline_entry SET by = NULL`).rejects.toThrow(
      /append-only/,
    );
  });
});
