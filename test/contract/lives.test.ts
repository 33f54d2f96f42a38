import { expect, test } from 'vitest';
import type { Answer } from '../../src/app/answer.ts';
import type { Request } from '../../src/app/intent.ts';
import { type Opening, ownerOf } from '../../src/domain/opening/opening.ts';
import fc from '../support/properties.ts';
import { describeEachFreshStore } from './each-store.ts';
import { chooseIntent, type Draw, PRESSES, prepare, pressOf, submission } from './lives/acts.ts';
import { expectCounted, expectSound, expectSwept, NOTHING, type Standing, standing } from './lives/sound.ts';
import { NAMES, type Name, startWorld, type World } from './lives/world.ts';

/** How a request reaches the bot; whichever way, it has one effect. */
const WAYS = [
  'once',
  'once',
  'once',
  'again',
  'at once',
  'beside a sweep',
  'beside another',
  'late',
] as const;

/** One thing that happens: time goes by, somebody asks for something, and at times the bot's minute comes. */
interface Step {
  readonly minutes: number;
  readonly who: Name | 'owner' | 'author';
  readonly way: (typeof WAYS)[number];
  readonly tick: boolean;
  readonly dice: readonly number[];
}

const steps: fc.Arbitrary<Step> = fc.record({
  // Mostly soon, at times after days, and after an outage of weeks.
  minutes: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 6_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
  ),
  who: fc.oneof(
    { weight: 6, arbitrary: fc.constant('owner' as const) },
    { weight: 1, arbitrary: fc.constant('author' as const) },
    { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  ),
  way: fc.constantFrom(...WAYS),
  tick: fc.boolean(),
  dice: fc.array(fc.nat(9_999), { minLength: 12, maxLength: 12 }),
});

const drawing = (dice: readonly number[]): Draw => {
  let thrown = 0;
  return (from) => {
    const die = (dice[thrown % dice.length] ?? 0) + Math.floor(thrown / dice.length);
    thrown += 1;
    return from[die % from.length] as (typeof from)[number];
  };
};

/** What the stories came to, so that a test of nothing is noticed. */
interface Seen {
  readonly statuses: Set<string>;
  readonly events: Set<string>;
  decided: number;
  sent: number;
  brokered: number;
  redelivered: number;
}

/** Tells one story, and holds it against every promise after each step. */
async function live(world: World, story: readonly Step[], seen: Seen): Promise<void> {
  let before = NOTHING;
  const done: Request[] = [];
  for (const [index, step] of story.entries()) {
    world.pass(step.minutes);
    await happen(world, step, String(index), before, done, seen);
    let after = await standing(world, before);
    await expectSound(world, before, after);
    if (step.tick) {
      before = after;
      await Promise.all([world.sweep(), world.sweep()]);
      await world.deliver();
      after = await standing(world, before);
      await expectSound(world, before, after);
      await expectSwept(world, after);
      await expectCounted(world, after);
    }
    before = after;
    for (const { status } of after.openings.values()) seen.statuses.add(status);
  }
  await world.deliver();
  await expectSound(world, before, await standing(world, before));
  expect(await world.store.outbox.depth(), 'everything was sent').toMatchObject({ waiting: 0, dead: 0 });
  for (const { event } of [...before.timelines.values()].flat()) seen.events.add(event.kind);
  seen.decided += world.witness.counts.decided;
  seen.sent += world.witness.counts.sent;
  seen.brokered += world.witness.counts.brokered;
}

async function happen(
  world: World,
  step: Step,
  key: string,
  before: Standing,
  done: Request[],
  seen: Seen,
): Promise<void> {
  const draw = drawing(step.dice);
  const late = step.way === 'late' && done.length > 0 ? draw(done) : null;
  if (late !== null) {
    await world.again(late);
    seen.redelivered += 1;
    return expectSame(before, await standing(world, before), 'a request that comes late has had its effect');
  }
  const request = await asked(world, step, key, before, draw);
  if (request === null) return;
  switch (step.way) {
    case 'late':
    case 'once': {
      const answer = await world.again(request);
      if (answer.kind === 'form') return answerQuestion(world, request, answer, draw);
      const after = await standing(world, before);
      if (isAboutOpenings(request) && hasMoved(before, after)) done.push(request);
      return;
    }
    case 'again': {
      await world.again(request);
      const after = await standing(world, before);
      await world.again(request);
      seen.redelivered += 1;
      return expectSame(after, await standing(world, after), 'a request that comes again has had its effect');
    }
    case 'at once': {
      await Promise.all([world.again(request), world.again(request)]);
      seen.redelivered += 1;
      return expectOneEffect(before, await standing(world, before), request, world);
    }
    case 'beside a sweep':
      await Promise.all([world.again(request), world.sweep()]);
      return;
    case 'beside another': {
      const other = await asked(world, { ...step, who: draw(NAMES) }, `${key}b`, before, draw);
      await Promise.all([request, other].map((one) => one && world.again(one)));
      return;
    }
  }
}

/** The request of this step: somebody presses something, or fills in the form that it opens. */
function asked(world: World, { who }: Step, key: string, { openings }: Standing, draw: Draw) {
  // Mostly about what is far on its way already: few would get there otherwise.
  const [ahead, ...others] = [...openings.values()].sort((a, b) => b.round - a.round);
  const opening = ahead === undefined ? undefined : draw([ahead, ahead, ...others]);
  const meetings = [...openings.values()].flatMap(({ meetingId }) => meetingId ?? []);
  const intent = chooseIntent(world, draw, opening, meetings);
  // Bodil alone may reopen what is closed.
  const name = opening?.status === 'closed' && who === 'owner' ? draw(['owner', 'Bodil'] as const) : who;
  return prepare(world, nameOf(world, name, opening), intent, key, draw);
}

function nameOf({ ids }: World, who: Step['who'], opening: Opening | undefined): Name {
  if (who !== 'owner' && who !== 'author') return who;
  const id = opening === undefined ? null : who === 'owner' ? ownerOf(opening) : opening.loggedBy;
  return (id === null ? undefined : ids.get(id)) ?? (who === 'owner' ? 'Mette' : 'Karen');
}

/** Something was wrong in the form, or the bot has a question: tries once more. */
async function answerQuestion(world: World, { sender }: Request, answer: Answer, draw: Draw): Promise<void> {
  if (answer.kind === 'form') {
    await world.again(await submission(world, sender.userId as Name, answer.form, draw));
  }
}

/** Settings and members are said anew by whoever sends them again: only what is about openings has its effect once. */
function isAboutOpenings({ intent }: Request): boolean {
  if (intent.kind === 'press') return 'openingId' in intent.press;
  return (
    intent.kind === 'submit' &&
    (intent.context.openingId !== null || ['intake', 'hand_over_all'].includes(intent.context.form))
  );
}

const versions = ({ openings }: Standing) =>
  [...openings.values()].map(({ number, version }) => `${number}: ${version}`);
const hasMoved = (before: Standing, after: Standing) => versions(before).join() !== versions(after).join();

function expectSame(before: Standing, after: Standing, promise: string): void {
  expect(versions(after), promise).toEqual(versions(before));
}

/** Of two equal requests at one instant one has its effect, whichever it is. */
function expectOneEffect(before: Standing, after: Standing, { sender }: Request, { ids }: World): void {
  expect(after.openings.size - before.openings.size, 'one opening is logged').toBeLessThanOrEqual(1);
  for (const [id, timeline] of after.timelines) {
    const news = timeline.slice(before.timelines.get(id)?.length ?? 0);
    const own = news.filter(({ by }) => by !== null && ids.get(by) === sender.userId);
    expect(own.map(({ event }) => event.kind).length, 'one request has one effect').toBeLessThanOrEqual(1);
  }
}

/** A story on a database takes fifty times as long as one in memory, and tells what memory can't: real races. */
const STORIES = { memory: 60, database: 3 };
const MORE = Number(process.env.PROPERTY_RUNS ?? 1);
/** Later than this no further story begins on a database: a slow machine tells fewer, at least one. */
const DATABASE_MS = 8_000;

test.each(PRESSES)('the stories know what a press of %s carries', (act) => {
  expect(pressOf(act, {}, drawing([0]))).toMatchObject({ act });
});

describeEachFreshStore('whatever people do in whatever order', (fresh, kind) => {
  test(
    'every promise about openings is kept',
    async () => {
      const seen: Seen = {
        statuses: new Set(),
        events: new Set(),
        decided: 0,
        sent: 0,
        brokered: 0,
        redelivered: 0,
      };
      const until = Date.now() + (kind === 'database' ? DATABASE_MS * MORE : Number.POSITIVE_INFINITY);
      let told = 0;
      const property = fc.asyncProperty(
        fc.array(steps, { minLength: 20, maxLength: 40, size: 'max' }),
        async (story) => {
          if (told > 0 && Date.now() > until) return;
          told += 1;
          const world = await startWorld(fresh);
          await live(world, story, seen).catch((error: unknown) => {
            throw new Error(['A promise was broken after', ...world.diary].join('\n'), { cause: error });
          });
        },
      );
      // The diary tells what happened; to look for a shorter one takes longer than to read it.
      await fc.assert(property, { numRuns: STORIES[kind] * MORE, endOnFailure: true });
      if (kind === 'memory') expectEventful(seen);
    },
    120_000 * MORE,
  );
});

/** Stories in which nothing happens keep every promise. */
function expectEventful({ statuses, events, decided, sent, brokered, redelivered }: Seen): void {
  expect(statuses.size, 'every state was reached').toBe(8);
  expect([...events]).toEqual(
    expect.arrayContaining(['nudged', 'released', 'started', 'ended_early', 'closed', 'still_open_asked']),
  );
  expect(Math.min(decided, sent, redelivered)).toBeGreaterThan(20);
  expect(brokered, 'job brokers read of their own candidates').toBeGreaterThan(0);
}
