import type { RoomId, TaskForceId } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import { ROOM_KINDS } from '../../domain/task-force.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { connectRoomForm } from '../../messages/openings/act-forms.ts';
import type { ArrivalForm } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { cardRefreshes, coordinators, laneOf, welcome } from '../outgoing/announce.ts';
import { meetingRefreshes } from '../outgoing/announce-meeting.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';

import type { Standing } from '../ports/people.ts';
import type { NewRoom } from '../ports/task-forces.ts';
import { type Arrival, newContext, say } from '../scene.ts';

/** Open openings that a newly bound room is shown; older ones appear when something happens to them. */
const MOST_SHOWN = 25;

/** "opret <kode>" with a task force's own code: asks what kind of room this is. */
export async function openConnectRoom(
  arrival: Arrival,
  code: string,
  taskForceId: TaskForceId,
): Promise<Answer> {
  const { app, standing, texts } = arrival;
  if (standing.room !== null && standing.room.taskForceId !== taskForceId) {
    return say(texts.connectRoom.title, texts.setUp.roomTaken);
  }
  if (!mayConnect(standing)) return say(texts.connectRoom.title, texts.denied.coordinator_only);
  const taskForce = await app.store.taskForces.find(taskForceId);
  if (taskForce === null) return say(texts.connectRoom.title, texts.setUp.codeUnknown);
  const context = newContext('connect_room', arrival, { extra: code });
  return {
    kind: 'form',
    form: connectRoomForm(filledWith({}), taskForce.name, context, texts),
    errors: false,
  };
}

/** Binds the room the form was opened in, on whichever platform; the open openings appear in it. */
export const connectThisRoomForm: ArrivalForm = {
  show: async (arrival, context, filled) => {
    const taskForce = await taskForceOf(arrival, context);
    return connectRoomForm(filled, taskForce?.name ?? '', context, arrival.texts);
  },
  submit: async (arrival, context, values) => {
    const { app, request, standing, texts, now } = arrival;
    const t = texts.connectRoom;
    const taskForce = await taskForceOf(arrival, context);
    const conversation = request.sender.conversation;
    if (taskForce === null || conversation === null) return say(t.title, texts.setUp.codeUnknown);
    if (!mayConnect(standing)) return say(t.title, texts.denied.coordinator_only);
    const kind = ROOM_KINDS.find((known) => known === filledWith(values).one('kind'));
    if (kind === undefined) {
      const filled = filledWith(values, { kind: texts.invalid.choice });
      return { kind: 'form', form: connectRoomForm(filled, taskForce.name, context, texts), errors: true };
    }
    const room: NewRoom = {
      id: standing.room?.id ?? (app.newId() as RoomId),
      taskForceId: taskForce.id,
      kind,
      platform: request.sender.platform,
      workspaceId: request.sender.workspaceId,
      conversationId: conversation.id,
      name: conversation.name,
      details: conversation.details,
    };
    const { items } = await app.store.openings.open(taskForce.id, {}, MOST_SHOWN);
    const cards = items.flatMap((opening) => cardRefreshes(opening, [room]));
    const bound = await app.store.taskForces.bind(room, { code: context.extra ?? '', now }, [
      welcome(room, standing.person.id),
      ...(await connectedNotes(arrival, room)),
      ...cards,
      ...(await meetingIn(arrival, room)),
    ]);
    app.wake();
    switch (bound) {
      case 'bound':
        return { kind: 'say', card: messageCard(t.title, [t.done(taskForce.name)]) };
      case 'room_taken':
        return say(t.title, texts.setUp.roomTaken);
      case 'code_used':
        return say(t.title, texts.setUp.codeUnknown);
    }
  },
};

/**
 * The code alone connects a room that belongs to nobody. What kind a bound one is decides who reads contact details, and
 * the code was written where leaders read along: changing that is a coordinator's.
 */
function mayConnect({ room, memberships }: Standing): boolean {
  if (room === null) return true;
  const own = memberships.find((membership) => membership.taskForceId === room.taskForceId);
  return may(own?.roles ?? [], 'manage_members');
}

/** The one the code names; a form that is sent again finds the code used, and the room bound to it. */
async function taskForceOf({ app, now, standing }: Arrival, { extra: code }: FormContext) {
  const known = code === null ? null : await app.store.taskForces.code(code, now);
  const id = known?.use === 'join' ? known.taskForceId : standing.room?.taskForceId;
  return id === undefined ? null : app.store.taskForces.find(id);
}

/** The coordinators hear of every room that joins: in the jobcentre's, contact details can be read. */
async function connectedNotes({ app, standing }: Arrival, room: NewRoom): Promise<OutboxDraft[]> {
  const members = await app.store.directory.members(room.taskForceId);
  const by = standing.person.id;
  return coordinators(members)
    .filter((personId) => personId !== by)
    .map((personId) => {
      const to = { kind: 'person', personId } as const;
      return {
        taskForceId: room.taskForceId,
        to,
        outgoing: { kind: 'note', note: { kind: 'room_connected', by, room: room.kind } },
        unique: { kind: 'once', key: `room_connected:${room.id}:${room.kind}:${laneOf(to)}` },
      };
    });
}

/** The meeting that is on appears in the room too, unless it is one in which meetings aren't shown. */
async function meetingIn({ app }: Arrival, room: NewRoom): Promise<OutboxDraft[]> {
  const meeting = await app.store.meetings.current(room.taskForceId);
  return meeting === null || room.kind === 'jobcentre' ? [] : meetingRefreshes(meeting, 'meeting', [room]);
}
