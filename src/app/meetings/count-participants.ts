import type { MeetingId } from '../../domain/ids.ts';
import {
  countParticipants,
  type Meeting,
  MOST_PARTICIPANTS,
  type Participants,
} from '../../domain/meeting.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormName } from '../../messages/form-context.ts';
import { participantsForm } from '../../messages/meetings/meeting-forms.ts';
import type { Texts } from '../../messages/texts/da.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { newContext, type Scene } from '../scene.ts';
import { changeMeeting, findMeeting, meetingAbout, noSuchMeeting } from './change-meeting.ts';

/** "Deltagere", and "Afslut møde", which asks for the same: with the numbers as they are known. */
export async function openParticipants(
  scene: Scene,
  form: Extract<FormName, 'participants' | 'end_meeting'>,
  meetingId: MeetingId,
): Promise<Answer> {
  const meeting = await findMeeting(scene, meetingId);
  if (meeting === null) return noSuchMeeting(scene);
  const context = newContext(form, scene, { taskForceId: scene.taskForce.id, extra: meetingId });
  return {
    kind: 'form',
    form: participantsForm(filledWith(numbersOf(meeting)), context, scene.texts),
    errors: false,
  };
}

function numbersOf({ participants }: Meeting): Record<string, string> {
  return participants === null
    ? {}
    : { companies: String(participants.companies), others: String(participants.others) };
}

export const countParticipantsForm: FormUseCase = {
  show: ({ texts }, context, filled) => participantsForm(filled, context, texts),
  submit: async (scene, context, values) => {
    const read = readParticipants(filledWith(values), scene.texts);
    if (read.kind === 'invalid') {
      return showErrors(scene, countParticipantsForm, context, values, read.errors);
    }
    const meeting = await meetingAbout(scene, context.extra);
    if (meeting === null) return noSuchMeeting(scene);
    await changeMeeting(scene.app.store, meeting, receiptOf(context), (current) =>
      countParticipants(current, read.participants),
    );
    scene.app.wake();
    return { kind: 'done', card: null };
  },
};

type ReadParticipants =
  | { kind: 'participants'; participants: Participants }
  | { kind: 'invalid'; errors: Errors };

/** Both numbers, whole and not negative; none is 0 because nothing was typed. */
export function readParticipants(filled: Filled, texts: Texts): ReadParticipants {
  const companies = readNumber(filled.one('companies'));
  const others = readNumber(filled.one('others'));
  const wrong = texts.invalid.number(0, MOST_PARTICIPANTS);
  if (companies !== null && others !== null) {
    return { kind: 'participants', participants: { companies, others } };
  }
  return {
    kind: 'invalid',
    errors: {
      ...(companies === null ? { companies: wrong } : {}),
      ...(others === null ? { others: wrong } : {}),
    },
  };
}

function readNumber(typed: string | null): number | null {
  const text = typed?.trim() ?? '';
  if (!/^\d{1,5}$/.test(text)) return null;
  const number = Number(text);
  return number <= MOST_PARTICIPANTS ? number : null;
}
