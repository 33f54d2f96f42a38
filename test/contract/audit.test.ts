import { expect, test } from 'vitest';
import { linkAudit } from '../../src/app/keep-audit.ts';
import type { AuditDraft } from '../../src/app/ports/audit.ts';
import type { Store } from '../../src/app/ports/store.ts';
import type { TaskForceId } from '../../src/domain/ids.ts';
import { createStore } from '../../src/store/create-store.ts';
import { TUESDAY } from '../support/builders.ts';
import { describeEachDatabase, describeEachStore } from './each-store.ts';
import { fresh, settled, stored } from './fixtures.ts';

const refusal = (taskForceId: TaskForceId | null): AuditDraft => ({
  taskForceId,
  at: TUESDAY,
  by: null,
  platform: 'slack',
  what: 'refused',
  subject: null,
  details: { permission: 'claim_opening' },
});

const whatOf = async (store: Store, id: TaskForceId | null) =>
  (await store.audit.last(id, 100)).map(({ what }) => what);

describeEachStore('the audit', (store) => {
  test('holds every act on an opening and every change of roles without being told', async () => {
    const { taskForce, coordinator } = await settled(store());
    const before = (await whatOf(store(), taskForce.id)).length;
    const opening = await stored(store(), fresh(taskForce));
    await store().directory.setRoles(taskForce.id, coordinator, ['coordinator', 'admin'], null);
    await store().directory.setRoles(taskForce.id, coordinator, ['coordinator', 'admin'], null);
    await store().directory.setRoles(taskForce.id, coordinator, [], null);
    const entries = (await store().audit.last(taskForce.id, 100)).slice(before);
    expect(entries.map(({ what, subject, by, details }) => ({ what, subject, by, details }))).toEqual([
      { what: 'opening.logged', subject: opening.id, by: opening.loggedBy, details: {} },
      {
        what: 'roles',
        subject: coordinator,
        by: null,
        details: { before: ['coordinator'], after: ['coordinator', 'admin'] },
      },
      {
        what: 'roles',
        subject: coordinator,
        by: null,
        details: { before: ['coordinator', 'admin'], after: [] },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Asta|Æblet|4520304057/);
  });

  test('of one task force isn’t another’s, nor the installation’s', async () => {
    const [one, other] = [await settled(store()), await settled(store(), 'Solbakken')];
    await store().audit.record(refusal(one.taskForce.id));
    await store().audit.record(refusal(null));
    expect(await whatOf(store(), one.taskForce.id)).toContain('refused');
    expect(await whatOf(store(), other.taskForce.id)).not.toContain('refused');
    expect(await whatOf(store(), null)).toEqual(['refused']);
  });

  test('is linked once, a chain a task force, and then whole', async () => {
    const [one, other] = [await settled(store()), await settled(store(), 'Solbakken')];
    for (let n = 0; n < 7; n += 1) await store().audit.record(refusal(one.taskForce.id));
    await store().audit.record(refusal(other.taskForce.id));
    const all = (await store().audit.verify()).waiting;
    await store().audit.link(3);
    expect((await store().audit.verify()).waiting).toBe(all - 3);
    await linkAudit(store());
    expect(await linkAudit(store())).toEqual([]);
    const { heads, broken, waiting, unlinked } = await store().audit.verify();
    expect({ broken, waiting, unlinked }).toEqual({ broken: [], waiting: 0, unlinked: 0 });
    expect(heads.reduce((sum, { length }) => sum + length, 0)).toBe(all);
  });

  test('is linked by one of several at one instant', async () => {
    const { taskForce } = await settled(store());
    await Promise.all(Array.from({ length: 40 }, () => store().audit.record(refusal(taskForce.id))));
    await Promise.all(Array.from({ length: 5 }, () => linkAudit(store())));
    await linkAudit(store());
    const { heads, broken, waiting } = await store().audit.verify();
    expect({ broken, waiting }).toEqual({ broken: [], waiting: 0 });
    expect(heads.find(({ taskForceId }) => taskForceId === taskForce.id)?.length).toBeGreaterThanOrEqual(40);
  });
});

describeEachDatabase('the audit as rows', (database) => {
  async function chained() {
    const store = createStore(database());
    const { taskForce } = await settled(store);
    for (let n = 0; n < 5; n += 1) await store.audit.record(refusal(taskForce.id));
    await linkAudit(store);
    return { store, taskForce };
  }
  const { client } = { client: () => database().client };

  test.each([
    ["UPDATE audit_entry SET what = 'x'", 'UPDATE'],
    ['DELETE FROM audit_entry', 'DELETE'],
    ['TRUNCATE audit_entry', 'TRUNCATE'],
    ["UPDATE audit_link SET hash = 'x'", 'UPDATE'],
    ['DELETE FROM audit_link', 'DELETE'],
    ['TRUNCATE audit_link', 'TRUNCATE'],
  ])('%s is refused', async (statement, word) => {
    await chained();
    await expect(client().$executeRawUnsafe(statement)).rejects.toThrow(
      `the audit is append-only: ${word} refused`,
    );
  });

  test('an entry is never changed, not even while something is erased', async () => {
    await chained();
    const changing = client().$transaction([
      client().$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`,
      client().$executeRaw`UPDATE audit_entry SET what = 'x'`,
    ]);
    await expect(changing).rejects.toThrow('append-only');
  });

  /** Somebody with the database's own rights, who takes the guard away. */
  const tampered = (statement: string) =>
    client().$transaction([
      client().$executeRawUnsafe('ALTER TABLE audit_entry DISABLE TRIGGER ALL'),
      client().$executeRawUnsafe('ALTER TABLE audit_link DISABLE TRIGGER ALL'),
      client().$executeRawUnsafe(statement),
      client().$executeRawUnsafe('ALTER TABLE audit_entry ENABLE TRIGGER ALL'),
      client().$executeRawUnsafe('ALTER TABLE audit_link ENABLE TRIGGER ALL'),
    ]);
  const third = 'SELECT entry_id FROM audit_link WHERE no = 3';

  test.each([
    [`UPDATE audit_entry SET "by" = gen_random_uuid() WHERE id = (${third})`, 3, 'changed'],
    [`UPDATE audit_entry SET at = at - interval '1 hour' WHERE id = (${third})`, 3, 'changed'],
    [`UPDATE audit_entry SET details = '{}' WHERE id = (${third})`, 3, 'changed'],
    [`DELETE FROM audit_entry WHERE id = (${third})`, 3, 'entry_missing'],
    ['DELETE FROM audit_link WHERE no = 3', 3, 'link_missing'],
    ["UPDATE audit_link SET hash = repeat('0', 64) WHERE no = 2", 2, 'changed'],
  ])('what went round the guard shows: %s', async (statement, no, why) => {
    const { store, taskForce } = await chained();
    expect((await store.audit.verify()).broken).toEqual([]);
    await tampered(statement);
    expect((await store.audit.verify()).broken).toEqual([{ taskForceId: taskForce.id, no, why }]);
  });

  test('an entry that was taken out of the waiting ones shows, and so does a chain that was cut', async () => {
    const { store, taskForce } = await chained();
    const [before] = (await store.audit.verify()).heads;
    await tampered('DELETE FROM audit_link WHERE no > 4');
    expect((await store.audit.verify()).unlinked).toBeGreaterThan(0);
    await store.audit.record(refusal(taskForce.id));
    await client().$executeRaw`DELETE FROM audit_unlinked`;
    const { heads, unlinked } = await store.audit.verify();
    expect(unlinked).toBeGreaterThan(1);
    expect(heads[0]?.hash).not.toBe(before?.hash);
  });
});
