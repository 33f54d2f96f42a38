import { localDate } from '../../domain/calendar.ts';
import type { MeetingId, PersonId } from '../../domain/ids.ts';
import { awaitsAgreement, nextToAgree } from '../../domain/meeting.ts';
import { ambassadorFor } from '../../domain/opening/call-ahead.ts';
import { agree, type HandoverTerms } from '../../domain/opening/handover.ts';
import { HANDOVER_CHANNELS, type Opening } from '../../domain/opening/opening.ts';
import { promisedCallBy } from '../../domain/opening/promise.ts';
import { type Errors, type Filled, filledWith, note } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { handoverForm, SKIP } from '../../messages/meetings/meeting-forms.ts';
import type { Form } from '../../messages/view.ts';
import { type ActSubmission, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { colleaguesIn } from '../openings/hand-over-opening.ts';
import { ambassadors } from '../outgoing/announce.ts';
import { newContext, type Scene, say } from '../scene.ts';
import { findMeeting, meetingAbout, noSuchMeeting } from './change-meeting.ts';

/** Begins the round, or goes on with it, from the first opening of the meeting that nobody has. */
export async function openHandover(scene: Scene, meetingId: MeetingId): Promise<Answer> {
  const meeting = await findMeeting(scene, meetingId);
  return meeting === null ? noSuchMeeting(scene) : askAfter(scene, meetingId, 0);
}

/** The form about the next opening after `number`; after the last one, what the round came to. */
async function askAfter(scene: Scene, meetingId: MeetingId, number: number): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const openings = await app.store.meetings.openings(taskForce.id, meetingId);
  const next = nextToAgree(openings, number);
  if (next === null) {
    const t = texts.meeting.handover;
    if (openings.length === 0) return say(texts.product, texts.meeting.card.nothing, t.told);
    const missing = openings.filter(awaitsAgreement).length;
    if (missing === 0) return say(t.doneTitle, texts.meeting.recap.none, t.told);
    return say(t.title, t.missing(missing), t.told);
  }
  const about = { taskForceId: taskForce.id, openingId: next.id, extra: meetingId };
  const context = newContext('handover', scene, about);
  return { kind: 'form', form: await show(scene, context, filledWith({}), next, openings), errors: false };
}

/**
 * One opening of the round: who contacts the company, how, when at the latest, and whether an ambassador calls ahead.
 * "Spring over" among the people leaves it without agreement. Either way the next form takes this one's place.
 */
export const agreeHandoverForm: ActSubmission = {
  show: async (scene, context, filled) => {
    const { openings, opening } = await roundOf(scene, context);
    return opening === null ? goneForm(scene, context) : show(scene, context, filled, opening, openings);
  },
  fieldOf: ({ code }) => {
    if (code === 'already_claimed' || code === 'closed') return 'owner';
    return code === 'agreed_in_past' || code === 'agreed_too_late' ? 'date' : null;
  },
  submit: async (scene, context, values) => {
    const { meetingId, opening } = await roundOf(scene, context);
    if (meetingId === null || opening === null) return noSuchMeeting(scene);
    const filled = filledWith(values);
    if (filled.one('owner') === SKIP) return askAfter(scene, meetingId, opening.number);
    const read = await readTerms(scene, opening, filled);
    if (read.kind === 'invalid') return showErrors(scene, agreeHandoverForm, context, values, read.errors);
    return submitAct(scene, agreeHandoverForm, context, values, {
      decide: (current, act) => agree(current, read.terms, act),
      done: () => askAfter(scene, meetingId, opening.number),
    });
  },
};

async function roundOf(scene: Scene, { extra, openingId }: FormContext) {
  const meeting = await meetingAbout(scene, extra);
  if (meeting === null) return { meetingId: null, openings: [], opening: null };
  const openings = await scene.app.store.meetings.openings(scene.taskForce.id, meeting.id);
  return {
    meetingId: meeting.id,
    openings,
    opening: openings.find((opening) => opening.id === openingId) ?? null,
  };
}

/** A form whose meeting or opening is gone has nothing to ask. */
function goneForm({ texts }: Scene, context: FormContext): Form {
  const { handover, gone } = texts.meeting;
  const fields = [note('gone', gone)];
  return { title: handover.title, submit: handover.last, cancel: texts.button.cancel, fields, context };
}

async function show(
  scene: Scene,
  context: FormContext,
  filled: Filled,
  opening: Opening,
  openings: readonly Opening[],
): Promise<Form> {
  const { app, taskForce } = scene;
  const [people, last] = await Promise.all([
    colleaguesIn(scene),
    app.store.overview.lastOwnerOf(taskForce.id, opening.company),
  ]);
  const date = localDate(promisedCallBy(opening, taskForce), taskForce.calendar);
  const proposal = { owner: last, date };
  const left = openings.filter((other) => awaitsAgreement(other) && other.number > opening.number).length;
  return handoverForm(filled, opening, people, proposal, left, context, scene);
}

type ReadTerms = { kind: 'terms'; terms: HandoverTerms } | { kind: 'invalid'; errors: Errors };

async function mayCallAhead({ app, taskForce }: Scene, opening: Opening): Promise<boolean> {
  const members = await app.store.directory.members(taskForce.id);
  return ambassadorFor(opening, ambassadors(members)) !== null;
}

async function readTerms(scene: Scene, opening: Opening, filled: Filled): Promise<ReadTerms> {
  const t = scene.texts.invalid;
  const errors: Record<string, string> = {};
  const chosen = filled.one('owner');
  const owner = (await colleaguesIn(scene)).find((colleague) => colleague.value === chosen)?.value;
  if (owner === undefined) errors.owner = t.person;
  const channel = HANDOVER_CHANNELS.find((known) => known === filled.one('channel'));
  if (channel === undefined) errors.channel = t.choice;
  const date = filled.one('date');
  if (date === null) errors.date = t.date;
  if (owner === undefined || channel === undefined || date === null) return { kind: 'invalid', errors };
  const callAhead = filled.one('call_ahead') === 'yes';
  if (callAhead && !(await mayCallAhead(scene, opening))) {
    return { kind: 'invalid', errors: { call_ahead: scene.texts.callAhead.noAmbassador } };
  }
  return { kind: 'terms', terms: { owner: owner as PersonId, channel, date, callAhead } };
}
