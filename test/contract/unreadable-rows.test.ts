import { pino } from 'pino';
import { expect, test } from 'vitest';
import { retain } from '../../src/app/timed/retain.ts';
import { sweep } from '../../src/app/timed/sweep.ts';
import { askAboutClosed } from '../../src/app/timed/sweep-asking-again.ts';
import { lapseCallsAhead } from '../../src/app/timed/sweep-call-ahead.ts';
import { createDelivery } from '../../src/delivery/deliver.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { claim } from '../../src/domain/opening/opening-acts.ts';
import { scheduledJobs } from '../../src/jobs.ts';
import { messageCard } from '../../src/messages/note-card.ts';
import { createMetrics } from '../../src/metrics.ts';
import { runSchedule } from '../../src/schedule/run-schedule.ts';
import { createStore } from '../../src/store/create-store.ts';
import { at, changedBy, TUESDAY } from '../support/builders.ts';
import { barePlatform, bareTools } from '../support/delivering.ts';
import { describeEachDatabase } from './each-store.ts';
import { account, fresh, newPersonId, note, settled, stored } from './fixtures.ts';

const DAY_MS = 24 * 60 * 60_000;

describeEachDatabase('a row that can’t be read', (database) => {
  test('is told of and left out; the sweep goes on with the others', async () => {
    const store = createStore(database());
    const { taskForce } = await settled(store);
    const [broken, fine] = [
      await stored(store, fresh(taskForce)),
      await stored(store, fresh(taskForce, { company: 'Kro' })),
    ];
    await database().client
      .$executeRaw`UPDATE opening SET attempts = '"nonsense"' WHERE id = ${broken.id}::uuid`;
    const later = new Date(TUESDAY.getTime() + 24 * 3_600_000);
    await expect(store.overview.due(later, 9)).rejects.toThrow();
    const { done, failures } = await sweep(store, later, false);
    expect(done.map(({ opening, does }) => [opening.id, does])).toEqual([[fine.id, 'nudge']]);
    expect(failures.map(({ item }) => item)).toEqual([broken.id]);
    expect(await store.outbox.depth()).toMatchObject({ waiting: 1 });
  });

  const broken = async (opening: Opening) => {
    await database().client
      .$executeRaw`UPDATE opening SET attempts = '"nonsense"' WHERE id = ${opening.id}::uuid`;
    return opening.id;
  };

  test('ends no other call ahead', async () => {
    const store = createStore(database());
    const { taskForce } = await settled(store);
    const by = newPersonId();
    const ahead = (minutes: number) => {
      const until = new Date(TUESDAY.getTime() - minutes * 60_000);
      const act = { by, roles: ['consultant'] as const, taskForce, now: TUESDAY };
      const opening = changedBy(claim(fresh(taskForce), act));
      return stored(store, { ...opening, callAhead: { state: 'asked', ambassador: newPersonId(), until } });
    };
    const [bad, fine] = [await broken(await ahead(2)), await ahead(1)];
    const { done, failures } = await lapseCallsAhead(store, TUESDAY, false);
    expect(done.map(({ id }) => id)).toEqual([fine.id]);
    expect(failures.map(({ item }) => item)).toEqual([bad]);
  });

  test('keeps no other closed one from being asked about', async () => {
    const store = createStore(database());
    const { taskForce } = await settled(store);
    const waits = (days: number) => {
      const act = {
        by: newPersonId(),
        roles: ['coordinator'] as const,
        taskForce,
        now: new Date(TUESDAY.getTime() - days * DAY_MS),
      };
      return stored(store, changedBy(close(fresh(taskForce), 'no_candidate', null, act)));
    };
    const [bad, fine] = [await broken(await waits(60)), await waits(40)];
    const { done, failures } = await askAboutClosed(store, TUESDAY, false);
    expect(done.flatMap(({ openings }) => openings.map(({ id }) => id))).toEqual([fine.id]);
    expect(failures.map(({ item }) => item)).toEqual([[bad]]);
  });

  test('that waits in the outbox keeps no other message from being sent, and is tried again', async () => {
    const store = createStore(database());
    const home = await settled(store);
    const [reader, other] = [
      await store.directory.personOf(account('Mette')),
      await store.directory.personOf(account('Karen')),
    ];
    await store.mailroom.enqueue([note(home, reader.id, 'of tomorrow'), note(home, other.id)]);
    await database().client
      .$executeRaw`UPDATE outbox_message SET outgoing = '{"kind":"of tomorrow"}' WHERE once_key = 'of tomorrow'`;
    const counted: string[] = [];
    const { deliverOnce } = createDelivery(
      bareTools({
        store,
        platform: barePlatform(async () => ({ kind: 'sent', messageId: '1' })),
        compose: async () => ({ card: messageCard('Hej', []), shows: null, nudgeIds: [] }),
        count: (result) => counted.push(result),
      }),
    );
    expect(await deliverOnce()).toBe(2);
    expect(counted.toSorted()).toEqual(['retry', 'sent']);
    expect(await store.outbox.depth()).toMatchObject({ waiting: 1, dead: 0 });
    await database().client.$executeRaw`
      UPDATE outbox_message SET status = 'dead', settled_at = now(), reason = 'unreadable' WHERE settled_at IS NULL`;
    expect(await store.outbox.dead()).toMatchObject([{ outgoing: null, reason: 'unreadable', attempts: 1 }]);
  });

  test('keeps nothing else from being forgotten', async () => {
    const store = createStore(database());
    const { taskForce } = await settled(store);
    const over = (company: string) => {
      const act = { by: newPersonId(), roles: ['coordinator'] as const, taskForce, now: TUESDAY };
      return stored(store, changedBy(close(fresh(taskForce, { company }), 'no_candidate', null, act)));
    };
    // By company, as they are read: the broken one is first.
    const [bad, fine] = [await broken(await over('Apotek')), await over('Kro')];
    const later = at('2028-01-01T03:00:00+01:00');
    await expect(retain(store, taskForce, later)).rejects.toThrow();
    const told: string[] = [];
    const { contacts } = await retain(store, taskForce, later, (id) => told.push(id));
    expect([contacts, told]).toEqual([1, [bad]]);
    expect(await store.openings.find(taskForce.id, fine.id)).toMatchObject({ contactName: '' });
  });

  test('of a task force keeps no job from the others, and each job tells of it', async () => {
    const store = createStore(database());
    const [broken, fine] = [await settled(store), await settled(store, 'Solbakken')];
    await database().client
      .$executeRaw`UPDATE task_force SET settings = '{}' WHERE id = ${broken.taskForce.id}::uuid`;
    await expect(store.taskForces.all()).rejects.toThrow();

    const told: { job?: string; item?: string; msg?: string }[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => told.push(JSON.parse(line)) });
    const metrics = createMetrics(store.outbox, () => ({ working: 0, waiting: 0 }));
    // Past the hour of every daily and weekly job.
    const now = at('2026-11-23T09:10:00+01:00');
    const jobs = scheduledJobs({ store, clock: { now: () => now }, metrics, log, wake: () => {} });
    metrics.begun({ platforms: [], tasks: jobs.map(({ name }) => name) }, now);
    await runSchedule(jobs, () => now, log, false).runNow();

    const asked = ['digest', 'targets', 'cards', 'untold', 'retention'];
    expect(told.map(({ job }) => job).sort()).toEqual(asked.toSorted());
    for (const line of told)
      expect(line).toMatchObject({
        item: broken.taskForce.id,
        msg: 'a scheduled job left something undone',
      });
    const { text } = await metrics.expose();
    for (const { name } of jobs) {
      const failed = asked.includes(name) ? 1 : 0;
      expect(text.split('\n')).toContain(`spotjob_job_item_failures_total{task="${name}"} ${failed}`);
      expect(text.split('\n')).toContain(`spotjob_job_failures_total{task="${name}"} 0`);
    }
    expect(await store.slots.won(`digest:${fine.taskForce.id}`, at('2026-11-23T08:00:00+01:00'))).toBe(true);
    expect(await store.slots.won(`retention:${fine.taskForce.id}`, at('2026-11-23T03:00:00+01:00'))).toBe(
      true,
    );
  });
});
