import { createDispatch } from '../../src/app/dispatch.ts';
import { createTurns } from '../../src/app/in-turn.ts';
import type { Store } from '../../src/app/ports/store.ts';
import type { NewRoom } from '../../src/app/ports/task-forces.ts';
import type { App } from '../../src/app/scene.ts';
import { localDate } from '../../src/domain/calendar.ts';
import type { RoomId, TaskForceId } from '../../src/domain/ids.ts';
import { EMPLOYMENT_FORMS } from '../../src/domain/opening/employment.ts';
import { isPlacing, type Opening, ownerOf } from '../../src/domain/opening/opening.ts';
import { END_REASONS, isRunning } from '../../src/domain/opening/placement.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import { CATEGORIES } from '../../src/domain/typed/categories.ts';
import type { FormName } from '../../src/messages/form-context.ts';
import type { Values } from '../../src/messages/view.ts';
import { at, BIRKHOLM } from './builders.ts';

/** What the one who lived it remembers, to hold against what the database says. */
export interface Diary {
  readonly taskForce: TaskForce;
  /** Who was given a job, by opening and place, in the order of their beginning. */
  readonly starts: { opening: string; place: number; candidate: string; form: string }[];
}

const HOUR_MS = 60 * 60_000;
/** What a task force acts on: openings told after these stay new, as they do where nobody has time. */
const MOST_TOLD = 24;
const TOWNS = ['Viborg', 'Skive', 'Silkeborg'] as const;

/** The same numbers for the same seed (mulberry32), from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Months in which several task forces meet, tell of openings, call, visit, present, start and stop: everything said to
 * the bot as people say it, through its one door, with a clock that goes on by hours and days. What a moment doesn't
 * allow is refused, as in life.
 *
 * @returns what happened, and the instant at which it stopped
 */
export async function live(
  store: Store,
  seed: number,
  days: number,
): Promise<{ diaries: Diary[]; now: Date }> {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const newId = () => {
    const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  let now = at('2026-08-03T08:00:00+02:00');
  const end = new Date(now.getTime() + days * 24 * HOUR_MS);
  const app: App = {
    store,
    clock: { now: () => now },
    newId,
    newCode: newId,
    defaults: { locale: 'da', timezone: 'Europe/Copenhagen' },
    commandPrefix: () => '',
    hasHomePage: () => false,
    wake: () => undefined,
    inTurn: createTurns(),
  };
  const dispatch = createDispatch(app);
  const towns = await Promise.all(
    ['Birkholm', 'Egedal Nord', 'Havnen'].map((name) => found(store, name, newId, now)),
  );
  const diaries = towns.map(({ taskForce }): Diary => ({ taskForce, starts: [] }));

  /** Says it, and whether it was done: a form that comes back, or a sentence, is a refusal. */
  const submit = async (
    town: Town,
    user: string,
    form: FormName,
    values: Values,
    about: { opening?: Opening; extra?: string } = {},
  ) => {
    const context = {
      form,
      token: newId(),
      taskForceId: town.taskForce.id,
      openingId: about.opening?.id ?? null,
      conversationId: null,
      extra: about.extra ?? null,
    };
    return dispatch({
      sender: senderOf(town, user),
      intent: { kind: 'submit', context, values },
      key: newId(),
    });
  };
  const press = (town: Town, user: string, act: 'claim' | 'reopen', opening: Opening) =>
    dispatch({
      sender: senderOf(town, user),
      intent: { kind: 'press', press: { act, taskForceId: town.taskForce.id, openingId: opening.id } },
      key: newId(),
    });

  let told = 0;
  const tell = async (town: Town) => {
    told += 1;
    const work = random() < 0.15 ? 'visit_request' : pick(Object.keys(CATEGORIES));
    const tasks = CATEGORIES[work as keyof typeof CATEGORIES] ?? [];
    await submit(town, 'Karen', 'intake', {
      category: work,
      tasks: tasks.slice(0, 1),
      hours: pick(['1-4', '5-10', '16-20']),
      company: `Virksomhed ${town.taskForce.name} ${told}`,
      contact_name: 'Karen Krogh',
      contact: '20304057',
      place: pick(TOWNS),
    });
  };
  const meet = async (town: Town) => {
    const on = await store.meetings.current(town.taskForce.id);
    if (on === null) {
      await submit(town, 'Bodil', 'start_meeting', { kind: pick(['task_force', 'network']) });
      return;
    }
    const numbers = { companies: String(below(12)), others: String(below(6)) };
    await submit(town, 'Bodil', pick(['participants', 'end_meeting']), numbers, { extra: on.id });
  };
  const agreeOn = async (town: Town, opening: Opening) => {
    const { meetingId } = opening;
    if (meetingId === null) return;
    const by = new Date(now.getTime() + below(6) * 24 * HOUR_MS);
    const date = localDate(by, town.taskForce.calendar);
    const values = { owner: town.mette, channel: 'phone', date, call_ahead: 'no' };
    await submit(town, 'Bodil', 'handover', values, { opening, extra: meetingId });
  };
  const place = async (town: Town, diary: Diary, opening: Opening) => {
    if (!isPlacing(opening)) return;
    const seat = pick(opening.seats);
    const chosen = { place: String(seat.number) };
    const form = pick(EMPLOYMENT_FORMS);
    switch (seat.state) {
      case 'matching':
        await submit(town, 'Mette', 'candidate', { candidate: `K-${below(40)}` }, { opening });
        return;
      case 'presented': {
        const startsOn = new Date(now.getTime() + (below(12) - 4) * 24 * HOUR_MS);
        const starts_on = localDate(startsOn, town.taskForce.calendar);
        if (random() < 0.3) await submit(town, 'Mette', 'answer_no', chosen, { opening });
        else await submit(town, 'Mette', 'answer_yes', { ...chosen, starts_on, form }, { opening });
        return;
      }
      case 'agreed': {
        const hours = String(1 + below(60) / 2).replace('.', ',');
        const terms = { ...chosen, hours, form, expectations: 'yes' };
        await submit(town, 'Mette', 'start', terms, { opening });
        const after = await store.openings.find(opening.taskForceId, opening.id);
        if ((after?.placements.length ?? 0) > opening.placements.length) {
          diary.starts.push({ opening: opening.id, place: seat.number, candidate: seat.candidate, form });
        }
      }
    }
  };
  const act = async (town: Town, diary: Diary, opening: Opening) => {
    const running = opening.placements.filter(isRunning);
    const ending = running[0];
    if (ending !== undefined && random() < 0.12) {
      const values = { place: String(ending.place), reason: pick(END_REASONS) };
      await submit(town, 'Leif', 'end', values, { opening });
      return;
    }
    if (opening.status !== 'closed' && random() < 0.03) {
      const user = ownerOf(opening) === null ? 'Bodil' : 'Mette';
      await submit(town, user, 'close', { reason: 'withdrawn', note: 'Ferie' }, { opening });
      return;
    }
    switch (opening.status) {
      case 'logged':
        if (opening.meetingId !== null && random() < 0.5) await agreeOn(town, opening);
        else if (random() < 0.3)
          await submit(town, 'Karen', 'details', { places: String(1 + below(3)) }, { opening });
        else await press(town, 'Mette', 'claim', opening);
        return;
      case 'claimed':
      case 'contacted':
      case 'visit_booked': {
        const on = localDate(new Date(now.getTime() + below(5) * 24 * HOUR_MS), town.taskForce.calendar);
        const [form, values] = pick<readonly [FormName, Values]>([
          ['contact', { outcome: pick(['talked', 'thinking', 'matching', 'matching']) }],
          ['attempt', { channel: 'phone' }],
          ['visit', { date: on }],
          ['visit_held', { outcome: pick(['ready', 'more', 'none']) }],
        ]);
        await submit(town, 'Mette', form, values, { opening });
        return;
      }
      case 'matching':
      case 'presented':
      case 'agreed':
        return place(town, diary, opening);
      case 'closed':
        if (random() < 0.05) await press(town, 'Bodil', 'reopen', opening);
    }
  };

  while (now < end) {
    now = new Date(now.getTime() + below(4) * HOUR_MS + below(3_600) * 1_000);
    const index = below(towns.length);
    const [town, diary] = [towns[index], diaries[index]];
    if (town === undefined || diary === undefined) throw new Error('a task force is missing');
    const chance = random();
    if (chance < 0.16) await tell(town);
    else if (chance < 0.21) await meet(town);
    else {
      const opening = await store.openings.findByNumber(town.taskForce.id, 1 + below(MOST_TOLD));
      if (opening !== null) await act(town, diary, opening);
    }
  }
  return { diaries, now };
}

interface Town {
  readonly taskForce: TaskForce;
  readonly mette: string;
}

const ROLES = {
  Bodil: ['coordinator'],
  Karen: ['business_leader'],
  Mette: ['consultant'],
  Leif: ['consultant_lead'],
} as const;

async function found(store: Store, name: string, newId: () => string, now: Date): Promise<Town> {
  const id = newId() as TaskForceId;
  const history = [{ target: 100, from: now, by: newId() as never }];
  const taskForce: TaskForce = { ...BIRKHOLM, id, name, foundedAt: now, targetHistory: history };
  const person = (user: string) =>
    store.directory.personOf({ platform: 'slack', workspaceId: id, userId: user, name: user });
  const code = newId();
  await store.setUpCodes.issue(code, now);
  const room: NewRoom = {
    id: newId() as RoomId,
    taskForceId: id,
    kind: 'task_force',
    platform: 'slack',
    workspaceId: id,
    conversationId: 'C-room',
    name: 'room',
    details: {},
  };
  const { id: coordinator } = await person('Bodil');
  await store.taskForces.create({
    code,
    taskForce,
    rooms: [room],
    coordinator,
    joinCode: newId(),
    now,
    outbox: [],
  });
  for (const [user, roles] of Object.entries(ROLES)) {
    await store.directory.setRoles(id, (await person(user)).id, roles, null);
  }
  return { taskForce, mette: (await person('Mette')).id };
}

function senderOf({ taskForce }: Town, user: string) {
  const direct = user !== 'Karen' && user !== 'Bodil';
  return {
    platform: 'slack',
    workspaceId: taskForce.id,
    userId: user,
    name: user,
    details: {},
    conversation: { id: direct ? `D-${user}` : 'C-room', direct, name: null, details: {} },
  };
}
