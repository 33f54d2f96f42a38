import type { MeetingId } from '../../domain/ids.ts';
import { MEETING_KINDS, startMeeting } from '../../domain/meeting.ts';
import { filledWith } from '../../messages/fields.ts';
import { startedWords } from '../../messages/meetings/meeting-card.ts';
import { startMeetingForm } from '../../messages/meetings/meeting-forms.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { refreshHomes } from '../outgoing/announce-home.ts';
import { meetingRefreshes, meetingRooms } from '../outgoing/announce-meeting.ts';
import { newContext, readingOf, type Scene, say } from '../scene.ts';

/** "møde start" in a room of the task force: asks what kind it is. While one is on, it says which. */
export async function openStartMeeting(scene: Scene): Promise<Answer> {
  const { texts, standing, taskForce } = scene;
  if (standing.room === null) return say(texts.meeting.start.title, texts.meeting.start.inRoom);
  const on = await sayWhichIsOn(scene);
  if (on !== null) return on;
  const context = newContext('start_meeting', scene, { taskForceId: taskForce.id });
  return { kind: 'form', form: startMeetingForm(filledWith({}), context, texts), errors: false };
}

/** The meeting has the form's own token as its id, so that a form sent twice starts one. */
export const startMeetingUseCase: FormUseCase = {
  show: ({ texts }, context, filled) => startMeetingForm(filled, context, texts),
  submit: async (scene, context, values) => {
    const { app, taskForce, standing, texts, now } = scene;
    const kind = MEETING_KINDS.find((known) => known === filledWith(values).one('kind'));
    if (kind === undefined) {
      return showErrors(scene, startMeetingUseCase, context, values, { kind: texts.invalid.choice });
    }
    const id = context.token as MeetingId;
    const meeting = startMeeting(id, kind, { by: standing.person.id, taskForce, now });
    const rooms = meetingRooms(await app.store.taskForces.rooms(taskForce.id));
    const started = await app.store.meetings.start(meeting, meetingRefreshes(meeting, 'meeting', rooms));
    await refreshHomes(app.store, taskForce.id);
    app.wake();
    if (started || (await app.store.meetings.find(taskForce.id, id)) !== null) {
      return { kind: 'done', card: null };
    }
    return (await sayWhichIsOn(scene)) ?? startMeetingUseCase.submit(scene, context, values);
  },
};

async function sayWhichIsOn(scene: Scene): Promise<Answer | null> {
  const { app, taskForce, texts } = scene;
  const current = await app.store.meetings.current(taskForce.id);
  if (current === null) return null;
  const reading = await readingOf(scene, taskForce, [current.startedBy]);
  const t = texts.meeting;
  const words = t.start.on(
    t.kind[current.kind],
    reading.name(current.startedBy),
    startedWords(current, reading),
  );
  return say(t.start.title, words);
}
