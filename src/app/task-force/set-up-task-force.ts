import type { RoomId, TaskForceId } from '../../domain/ids.ts';
import { DEFAULT_RETENTION } from '../../domain/retention.ts';
import {
  DEFAULT_DIGEST,
  DEFAULT_DIGEST_TIME,
  DEFAULT_THRESHOLDS,
  defaultCalendar,
  type Locale,
  type RoomKind,
  type TaskForce,
} from '../../domain/task-force.ts';
import { parsePlace } from '../../domain/typed/place.ts';
import { BUILT_IN_WORK } from '../../domain/typed/work-catalogue.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS, JOBCENTRE_ROOMS, setUpForm } from '../../messages/openings/act-forms.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Texts } from '../../messages/texts/da.ts';
import type { ArrivalForm } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { isLocale } from '../commands.ts';
import { welcome } from '../outgoing/announce.ts';
import type { NewRoom } from '../ports/task-forces.ts';
import { type Arrival, commandHere, newContext, say } from '../scene.ts';
import { openConnectRoom } from './connect-room.ts';

/** "opret <kode>": a new task force with a set-up code, one more room with the code a task force got. */
export async function openSetUp(arrival: Arrival, code: string | null): Promise<Answer> {
  const { texts, app, request, now } = arrival;
  const t = texts.setUp;
  if (code === null) return say(t.title, t.codeMissing(commandHere(`opret ${texts.help.code}`, arrival)));
  const conversation = request.sender.conversation;
  if (conversation === null || conversation.direct) return say(t.title, t.inRoom);
  const known = await app.store.taskForces.code(code, now);
  if (known === null) return say(t.title, t.codeUnknown);
  if (known.use === 'join') return openConnectRoom(arrival, code, known.taskForceId);
  if (arrival.standing.room !== null) return say(t.title, t.roomTaken);
  const context = newContext('set_up', arrival, { extra: code });
  return { kind: 'form', form: setUpForm(filledWith({}), context, texts), errors: false };
}

export const setUpTaskForceForm: ArrivalForm = {
  show: ({ texts }, context, filled) => setUpForm(filled, context, texts),
  submit: async (arrival, context, values) => {
    const again = (errors: Errors): Answer => ({
      kind: 'form',
      form: setUpForm(filledWith(values, errors), context, arrival.texts),
      errors: true,
    });
    const read = readSetUp(filledWith(values), context, arrival.texts);
    if (read.kind === 'invalid') return again(read.errors);
    return found(arrival, context, read.founding, again);
  },
};

interface SetUp {
  readonly name: string;
  readonly municipality: string;
  readonly targetGroup: string;
  readonly target: number | null;
  readonly locale: Locale;
  /** The room it is set up in. */
  readonly here: RoomKind;
  /** The jobcentre's own room, when it was picked. */
  readonly jobcentreRoom: string | null;
}

async function found(
  arrival: Arrival,
  context: FormContext,
  setUp: SetUp,
  again: (errors: Errors) => Answer,
): Promise<Answer> {
  const { app, standing, now, texts } = arrival;
  const taskForce: TaskForce = {
    id: app.newId() as TaskForceId,
    name: setUp.name,
    municipality: setUp.municipality,
    targetGroup: setUp.targetGroup,
    target: setUp.target,
    targetHistory: [{ target: setUp.target, from: now, by: standing.person.id }],
    locale: setUp.locale,
    calendar: defaultCalendar(app.defaults.timezone),
    thresholds: DEFAULT_THRESHOLDS,
    digestTime: DEFAULT_DIGEST_TIME,
    digest: DEFAULT_DIGEST,
    retention: DEFAULT_RETENTION,
    work: BUILT_IN_WORK,
    foundedAt: now,
  };
  const rooms = roomsOf(arrival, taskForce.id, setUp);
  const joinCode = app.newCode();
  const outcome = await app.store.taskForces.create({
    code: context.extra ?? '',
    taskForce,
    rooms,
    coordinator: standing.person.id,
    joinCode,
    now,
    outbox: rooms.map((room) => welcome(room, standing.person.id)),
  });
  app.wake();
  switch (outcome) {
    case 'created':
      return founded(arrival, taskForce, joinCode, setUp.here === 'shared');
    case 'code_used':
      return standing.room === null
        ? say(texts.setUp.title, texts.setUp.codeUnknown)
        : say(
            texts.setUp.doneTitle(setUp.name),
            texts.setUp.done,
            texts.setUp.nextCode(commandHere('opret', arrival)),
          );
    case 'room_taken':
      return setUp.jobcentreRoom === null
        ? say(texts.setUp.title, texts.setUp.roomTaken)
        : again({ jobcentre_room: texts.invalid.roomTaken });
  }
}

function founded(arrival: Arrival, taskForce: TaskForce, joinCode: string, shared: boolean): Answer {
  const { setUp } = textsIn(arrival.standing.person.locale ?? taskForce.locale);
  const join = setUp.joinCode(commandHere(`opret ${joinCode}`, arrival));
  const sentences = [
    setUp.done,
    join,
    setUp.nextCode(commandHere('opret', arrival)),
    ...(shared ? [setUp.sharedHint] : []),
  ];
  return { kind: 'say', card: messageCard(setUp.doneTitle(taskForce.name), sentences) };
}

function roomsOf(arrival: Arrival, taskForceId: TaskForceId, setUp: SetUp): NewRoom[] {
  const { app, request } = arrival;
  const { platform, workspaceId, conversation } = request.sender;
  const room = (conversationId: string, kind: RoomKind, name: string | null): NewRoom => ({
    id: app.newId() as RoomId,
    taskForceId,
    kind,
    platform,
    workspaceId,
    conversationId,
    name,
    details: conversation?.details ?? {},
  });
  return [
    ...(conversation === null ? [] : [room(conversation.id, setUp.here, conversation.name)]),
    ...(setUp.jobcentreRoom === null ? [] : [room(setUp.jobcentreRoom, 'jobcentre', null)]),
  ];
}

type ReadSetUp = { kind: 'set_up'; founding: SetUp } | { kind: 'invalid'; errors: Errors };

function readSetUp(filled: Filled, context: FormContext, texts: Texts): ReadSetUp {
  const t = texts.invalid;
  const errors: Record<string, string> = {};
  const name = filled.one('name')?.trim() ?? '';
  const { min, max } = ACT_LIMITS.name;
  if (name.length < min || name.length > max) errors.name = t.length(min, max);
  const place = parsePlace(filled.one('municipality') ?? '');
  if (place.kind !== 'place') errors.municipality = t.place;
  const targetGroup = filled.one('target_group')?.trim() ?? '';
  if (targetGroup === '') errors.target_group = t.required;
  if (targetGroup.length > ACT_LIMITS.targetGroup) errors.target_group = t.tooLong(ACT_LIMITS.targetGroup);
  const target = readTarget(filled.one('target'));
  if (target === undefined) errors.target = t.number(1, ACT_LIMITS.target);
  const rooms = JOBCENTRE_ROOMS.find((known) => known === filled.one('rooms'));
  if (rooms === undefined) errors.rooms = t.choice;
  const picked = rooms === 'other' ? filled.one('jobcentre_room') : null;
  if (rooms === 'other' && picked === null) errors.jobcentre_room = t.room;
  if (picked !== null && picked === context.conversationId) errors.jobcentre_room = t.sameRoom;
  const language = filled.one('language');
  if (!isLocale(language)) errors.language = t.choice;
  if (
    Object.keys(errors).length > 0 ||
    place.kind !== 'place' ||
    rooms === undefined ||
    target === undefined ||
    !isLocale(language)
  ) {
    return { kind: 'invalid', errors };
  }
  const { municipality } = place;
  const founding = {
    name,
    municipality,
    targetGroup,
    target,
    locale: language,
    here: HERE[rooms],
    jobcentreRoom: picked,
  };
  return { kind: 'set_up', founding };
}

const HERE = {
  shared: 'shared',
  other: 'task_force',
  later: 'task_force',
  here: 'jobcentre',
} as const satisfies Record<(typeof JOBCENTRE_ROOMS)[number], RoomKind>;

/** Null when nothing was promised; undefined when it can't be read. */
function readTarget(typed: string | null): number | null | undefined {
  if (typed === null) return null;
  const target = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return target >= 1 && target <= ACT_LIMITS.target ? target : undefined;
}
