import { endMeeting } from '../../domain/meeting.ts';
import { filledWith } from '../../messages/fields.ts';
import { participantsForm } from '../../messages/meetings/meeting-forms.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { refreshHomes } from '../outgoing/announce-home.ts';
import { type Scene, say } from '../scene.ts';
import { openHandover } from './agree-handover.ts';
import { changeMeeting, meetingAbout, noSuchMeeting } from './change-meeting.ts';
import { openParticipants, readParticipants } from './count-participants.ts';

/** "møde slut": the same as the button on the card of the meeting that is on. */
export async function openEndOfCurrent(scene: Scene): Promise<Answer> {
  const current = await scene.app.store.meetings.current(scene.taskForce.id);
  return current === null
    ? say(scene.texts.product, scene.texts.meeting.none)
    : openParticipants(scene, 'end_meeting', current.id);
}

/** "Afslut møde": the numbers, then the handover round begins in the same window. Ending what is ended goes on to it. */
export const endMeetingForm: FormUseCase = {
  show: ({ texts }, context, filled) => participantsForm(filled, context, texts),
  submit: async (scene, context, values) => {
    const read = readParticipants(filledWith(values), scene.texts);
    if (read.kind === 'invalid') return showErrors(scene, endMeetingForm, context, values, read.errors);
    const about = await meetingAbout(scene, context.extra);
    if (about === null) return noSuchMeeting(scene);
    await changeMeeting(scene.app.store, about, receiptOf(context), (meeting) =>
      endMeeting(meeting, read.participants, scene.standing.person.id, scene.now),
    );
    await refreshHomes(scene.app.store, scene.taskForce.id);
    scene.app.wake();
    return openHandover(scene, about.id);
  },
};
