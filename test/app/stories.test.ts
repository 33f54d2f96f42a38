import { beforeEach, describe, expect, test } from 'vitest';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { composeDigest } from '../../src/app/overview/show-digest.ts';
import { celebrateTargets } from '../../src/app/timed/celebrate-targets.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { pressSchema } from '../../src/messages/press.ts';
import { textsIn } from '../../src/messages/reading.ts';
import { at, BIRKHOLM } from '../support/builders.ts';
import { saidBy, startVillage, type Village } from './village.ts';

let village: Village;
beforeEach(async () => {
  village = await startVillage();
  await village.give('Mette', ['consultant']);
});

const press = (opening: Opening, act: string) => ({
  kind: 'press' as const,
  press: pressSchema.parse({ act, openingId: opening.id, taskForceId: opening.taskForceId }),
});
const does = (opening: Opening, act: string, values: Record<string, string>) =>
  village.fillIn('Mette', 'direct', press(opening, act), values);
const here = async ({ id, taskForceId }: Opening) => {
  const found = await village.store.openings.find(taskForceId, id);
  if (found === null) throw new Error('it is gone');
  return found;
};

async function started(): Promise<Opening> {
  const opening = await village.opening();
  await village.ask('Mette', 'direct', press(opening, 'claim'));
  await does(opening, 'record_contact', { outcome: 'matching' });
  await does(opening, 'present_candidate', { candidate: 'K-142' });
  await does(opening, 'answer_yes', { place: '1', starts_on: '2026-11-19', form: 'flex_job' });
  await does(opening, 'start_placement', { place: '1', hours: '7,5', form: 'flex_job', expectations: 'yes' });
  return here(opening);
}

const story = async (opening: Opening) => (await here(opening)).details.story;

describe('the company’s consent', () => {
  test('is given by the one who told of it alone', async () => {
    const opening = await started();
    expect(await story(opening)).toBeNull();
    for (const other of ['Mette', 'Bodil']) await village.ask(other, 'direct', press(opening, 'allow_story'));
    expect(await story(opening)).toBeNull();
    const thanks = await village.ask('Karen', 'direct', press(opening, 'allow_story'));
    expect(saidBy(thanks)).toContain('Tak! Så må vi fortælle den.');
    expect(await story(opening)).toBe('yes');
  });

  test('is taken back by them, or for them by a coordinator, and stays through what is told later', async () => {
    const opening = await started();
    await village.ask('Karen', 'direct', press(opening, 'allow_story'));
    await village.ask('Mette', 'direct', press(opening, 'refuse_story'));
    expect(await story(opening)).toBe('yes');
    await village.ask('Bodil', 'direct', press(opening, 'refuse_story'));
    expect(await story(opening)).toBe('no');
    const other = await village.opening();
    await village.ask('Karen', 'direct', press(other, 'refuse_story'));
    await village.fillIn('Karen', 'direct', press(other, 'tell_more'), { places: '2' });
    expect(await story(other)).toBe('no');
  });

  test('decides whether a room of leaders reads the name in its digest; coordinators and the jobcentre do', async () => {
    const opening = await started();
    const monday = at('2027-02-22T08:00:00+01:00');
    const read = async (room: 'task_force' | 'jobcentre' | 'shared' | null) => {
      const scene = { app: { store: village.store }, taskForce: BIRKHOLM, now: monday, texts: textsIn('da') };
      const lines = cardLines(await composeDigest({ ...scene, links: undefined }, room));
      return lines.find((line) => line.startsWith('Godt gået'));
    };
    expect(await read(null)).toBe('Godt gået: Café Æblet – 3 måneder!');
    expect(await read('jobcentre')).toBe('Godt gået: Café Æblet – 3 måneder!');
    expect(await read('task_force')).toBe('Godt gået: en virksomhed – 3 måneder!');
    expect(await read('shared')).toBe('Godt gået: en virksomhed – 3 måneder!');
    await village.ask('Karen', 'direct', press(opening, 'allow_story'));
    expect(await read('task_force')).toBe('Godt gået: Café Æblet – 3 måneder!');
  });
});

describe('the target reached', () => {
  const MORNING = at('2026-11-23T09:00:00+01:00');
  const rooms = async () => (await village.store.taskForces.rooms(BIRKHOLM.id)).length;

  const told = async (taskForces: readonly TaskForce[]) =>
    (await celebrateTargets(village.store, MORNING, taskForces)).done;

  test('one task force that can’t be looked at holds up no other, and is told of', async () => {
    await started();
    const taskForce = { ...BIRKHOLM, target: 1 };
    const broken = { ...taskForce, id: 'broken' as typeof taskForce.id };
    const overview = {
      ...village.store.overview,
      targetInput: async (id: typeof taskForce.id, now: Date) => {
        if (id === broken.id) throw new Error('a row that can’t be read');
        return village.store.overview.targetInput(id, now);
      },
    };
    const { done, failures } = await celebrateTargets({ ...village.store, overview }, MORNING, [
      broken,
      taskForce,
    ]);
    expect(done).toEqual([taskForce]);
    expect(failures.map(({ item }) => item)).toEqual([broken]);
  });

  test('is told in every room once, however often it is looked at', async () => {
    await started();
    const taskForce = { ...BIRKHOLM, target: 1 };
    const before = (await village.store.outbox.depth()).waiting;
    expect(await told([taskForce])).toEqual([taskForce]);
    expect(await told([taskForce])).toEqual([]);
    const queued = (await village.store.outbox.depth()).waiting - before;
    expect(queued).toBe(await rooms());
    await celebrateTargets(village.store, at('2026-11-24T09:00:00+01:00'), [taskForce]);
    expect((await village.store.outbox.depth()).waiting - before).toBe(queued);
  });

  test('is not told while fewer are in paid work, nor where nothing was promised', async () => {
    await started();
    const before = (await village.store.outbox.depth()).waiting;
    const taskForces = [
      { ...BIRKHOLM, target: 2 },
      { ...BIRKHOLM, target: null },
    ];
    expect(await told(taskForces)).toEqual([]);
    expect((await village.store.outbox.depth()).waiting).toBe(before);
  });

  test('is words of thanks, and nothing where another target was set meanwhile', async () => {
    const [room] = await village.store.taskForces.rooms(BIRKHOLM.id);
    const compose = createCompose(village.store, { now: () => MORNING });
    const draft = (promised: number) => ({
      taskForceId: BIRKHOLM.id,
      to: { kind: 'room', roomId: room?.id ?? ('' as never) } as const,
      outgoing: { kind: 'note', note: { kind: 'target_reached', promised } } as const,
      unique: { kind: 'once', key: 'x' } as const,
    });
    const target = BIRKHOLM.target ?? 0;
    const composed = await compose(draft(target));
    expect(composed?.card.summary).toContain(`I mål! ${target} er i lønnede timer gennem taskforcen.`);
    expect(await compose(draft(target + 1))).toBeNull();
  });
});
