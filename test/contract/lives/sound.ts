import { expect } from 'vitest';
import type { TimelineEntry } from '../../../src/app/ports/openings.ts';
import { inWorkingHours } from '../../../src/domain/calendar.ts';
import type { Instant, OpeningId, PersonId } from '../../../src/domain/ids.ts';
import { isPlacing, type Opening, ownerOf } from '../../../src/domain/opening/opening.ts';
import { digestOf } from '../../../src/domain/reports/digest.ts';
import { resultsOf, WHOLE } from '../../../src/domain/reports/results.ts';
import type { TaskForce } from '../../../src/domain/task-force.ts';
import { recounted, type Told, told } from './recount.ts';
import type { World } from './world.ts';

/** Every opening of the task force with its story, as the store tells them. */
export interface Standing {
  readonly openings: ReadonlyMap<OpeningId, Opening>;
  readonly timelines: ReadonlyMap<OpeningId, readonly TimelineEntry[]>;
  readonly coordinators: ReadonlySet<PersonId>;
}

export const NOTHING: Standing = { openings: new Map(), timelines: new Map(), coordinators: new Set() };

/** Reads the timelines of what has changed since `before`; an opening's version tells. */
export async function standing({ store, taskForceId }: World, before: Standing): Promise<Standing> {
  const members = await store.directory.members(taskForceId);
  const coordinators = new Set(
    members.filter(({ roles }) => roles.includes('coordinator')).map(({ person }) => person.id),
  );
  const openings = new Map<OpeningId, Opening>();
  const timelines = new Map<OpeningId, readonly TimelineEntry[]>();
  const { items } = await store.openings.open(taskForceId, {}, 1_000);
  const open = new Map(items.map((opening) => [opening.number, opening]));
  for (let number = 1; ; number += 1) {
    const opening = open.get(number) ?? (await store.openings.findByNumber(taskForceId, number));
    if (opening === null) return { openings, timelines, coordinators };
    const { id, version } = opening;
    const known = before.openings.get(id)?.version === version ? before.timelines.get(id) : undefined;
    openings.set(id, opening);
    timelines.set(id, known ?? (await store.openings.timeline(taskForceId, id)));
  }
}

const tell = (world: World, { openings, timelines }: Standing): (readonly [Opening, Told])[] =>
  [...openings.values()].map((opening) => {
    const places = world.witness.changesOf(opening.id).flatMap((one) => Array(one.entries).fill(one.places));
    return [opening, told(opening, timelines.get(opening.id) ?? [], places)];
  });

/** @throws where a promise was broken between `before` and `after` */
export async function expectSound(world: World, before: Standing, after: Standing): Promise<void> {
  expect(world.witness.broken).toEqual([]);
  for (const [opening, story] of tell(world, after)) {
    expectStory(world, opening, story, before, after);
    if (opening.status === 'closed') {
      expect([opening.nudging.at, opening.askStillOpenAt], 'what is closed asks for nothing').toEqual([
        null,
        null,
      ]);
    } else {
      expectTimed(opening);
    }
    expectClosedToStay(opening, before, after);
  }
}

async function taskForceOf({ store, taskForceId }: World): Promise<TaskForce> {
  const taskForce = await store.taskForces.find(taskForceId);
  if (taskForce === null) throw new Error('the task force is gone');
  return taskForce;
}

function expectStory(
  { witness }: World,
  opening: Opening,
  story: Told,
  before: Standing,
  after: Standing,
): void {
  const { id, version, status, since, placements } = opening;
  expect(story.impossible).toEqual([]);
  expect({ status, owner: ownerOf(opening), since }, 'the state is what the story tells').toEqual({
    status: story.status,
    owner: story.owner,
    since: story.since,
  });
  const seats = isPlacing(opening) ? opening.seats.map(({ number, state }) => [number, state]) : [];
  const toldSeats = [...story.seats].map(([place, seat]) => [
    place,
    typeof seat === 'object' ? 'agreed' : seat,
  ]);
  expect(seats).toEqual(toldSeats.sort(([a], [b]) => Number(a) - Number(b)));
  expect(placements.map(({ place, startedOn, ended }) => [place, startedOn, ended?.on ?? null])).toEqual(
    [...story.jobs.values()].map(({ place, startedOn, endedOn }) => [place, startedOn, endedOn]),
  );
  const changes = witness.changesOf(id);
  expect(
    changes.map((one) => one.version),
    'versions without gaps',
  ).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  const timeline = after.timelines.get(id) ?? [];
  expect(timeline, 'as many entries as the changes carried').toHaveLength(
    changes.reduce((sum, { entries }) => sum + entries, 0),
  );
  const earlier = before.timelines.get(id) ?? [];
  expect(timeline.slice(0, earlier.length), 'the past stays').toEqual(earlier);
}

/** Due some time, or told already to everybody there is to tell; and the one who logged it will be asked. */
function expectTimed({ nudging, askStillOpenAt }: Opening): void {
  const { at, level, snoozedUntil } = nudging;
  expect(at !== null || level > 0, 'an open item is due some time').toBe(true);
  if (snoozedUntil !== null && at !== null) {
    expect(at.getTime(), 'a snooze holds').toBeGreaterThanOrEqual(snoozedUntil.getTime());
  }
  expect(askStillOpenAt, 'its author is asked some time').not.toBeNull();
}

function expectClosedToStay({ id, status }: Opening, before: Standing, after: Standing): void {
  const was = before.openings.get(id);
  const news = (after.timelines.get(id) ?? []).slice(before.timelines.get(id)?.length ?? 0);
  for (const { by, event } of news) {
    if (event.kind === 'reopened') {
      expect([...before.coordinators, ...after.coordinators], 'a coordinator alone reopens').toContain(by);
    }
  }
  if (was?.status === 'closed' && status !== 'closed') {
    const opened = news.some(
      ({ event: { kind } }) => kind === 'reopened' || (kind === 'ended_early' && was.reason === 'filled'),
    );
    expect(opened, 'closed stays closed').toBe(true);
  }
}

/** After a sweep in working hours nothing waits any more for what it could have done. */
export async function expectSwept(world: World, { openings }: Standing): Promise<void> {
  const { calendar } = await taskForceOf(world);
  if (inWorkingHours(world.now(), calendar) > world.now()) return;
  const late = (instant: Instant | null) => instant !== null && instant <= world.now();
  for (const { number, nudging, askStillOpenAt } of openings.values()) {
    expect({ number, due: late(nudging.at), unasked: late(askStillOpenAt) }).toEqual({
      number,
      due: false,
      unasked: false,
    });
  }
}

/** The digest's figures are those that a recount of all timelines gives, and its picture those of the results. */
export async function expectCounted(world: World, after: Standing): Promise<void> {
  const taskForce = await taskForceOf(world);
  const { funnel } = resultsOf(await world.store.results.facts(taskForce.id), WHOLE, taskForce, world.now());
  expect(await world.store.results.reached(taskForce.id)).toEqual(
    Object.fromEntries(funnel.map(({ step, count }) => [step, count])),
  );
  const input = await world.store.overview.digestInput(world.taskForceId, world.now());
  const { target, fresh, running, ended, seeking, waiting, starting } = digestOf(
    input,
    taskForce,
    world.now(),
  );
  expect({
    spotted: target.spotted,
    newlySpotted: fresh.openings,
    visits: fresh.visits,
    placed: target.placed,
    newlyPlaced: target.newlyPlaced,
    running,
    ended,
    seeking: seeking.total,
    contacted: waiting.total,
    starting,
  }).toEqual(recounted(tell(world, after), world.now()));
}
