import { type MessageHints, readMessage } from '../../domain/typed/message-hints.ts';
import { holdsCprNumber } from '../../domain/typed/privacy.ts';
import { filledWith, note } from '../../messages/fields.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import { FROM_MESSAGE } from '../../messages/openings/intake-form.ts';
import type { Press } from '../../messages/press.ts';
import type { Values } from '../../messages/view.ts';
import { waysToReach } from '../../messages/wording.ts';
import { offeredNames } from '../../messages/work-words.ts';
import type { Answer } from '../answer.ts';
import { newContext, type Scene } from '../scene.ts';
import { prefilled, showIntake } from './log-opening.ts';

/** A message that somebody wants to make an opening of. */
export interface Draft {
  readonly text: string;
  /** Who wrote it; null when it was the one who asks. */
  readonly author: string | null;
}

/** So much of a message goes along in a button; what is longer is typed or pasted by hand. */
const MOST_CARRIED = 1_000;

/** What one button carries on either platform, in characters of JSON. */
const BUTTON_LENGTH = 1_900;

/**
 * "Gør til jobåbning": the form, filled in from a message. The message itself becomes the note, to be mended before it is
 * sent; where it may hold a CPR number nothing of it is taken, and the form says so.
 */
export async function openDraft(scene: Scene, { text, author }: Draft): Promise<Answer> {
  const { app, taskForce, standing, texts } = scene;
  const holdsCpr = holdsCprNumber(text) || (author !== null && holdsCprNumber(author));
  const context = newContext('intake', scene, { taskForceId: taskForce.id, extra: FROM_MESSAGE });
  const last =
    author === null ? prefilled(await app.store.openings.lastLoggedBy(taskForce.id, standing.person.id)) : {};
  const values = holdsCpr
    ? last
    : { ...last, ...valuesOf(readMessage(text, offeredNames(scene))), ...authorOf(author), note: cut(text) };
  const form = showIntake(context, filledWith(values), scene);
  return {
    kind: 'form',
    form: holdsCpr ? { ...form, fields: [note('cpr', texts.home.draft.cpr), ...form.fields] } : form,
    errors: false,
    again: again(taskForce.id, holdsCpr ? null : { text, author }),
  };
}

const cut = (text: string) => text.trim().slice(0, ACT_LIMITS.note);

function authorOf(author: string | null): Values {
  return author === null ? {} : { contact_name: author };
}

/** Only what was found: what isn't in the message stays as it was the last time. */
function valuesOf({ category, tasks, hours, contact, postcode }: MessageHints): Values {
  return {
    ...(category === null ? {} : { category, tasks }),
    ...(category === null || hours === null ? {} : { hours_text: hours }),
    ...(contact === null ? {} : { contact: waysToReach(contact).join(', ') }),
    ...(postcode === null ? {} : { place: postcode }),
  };
}

/** The same form by a button, for a platform that opens it too late: as much of the message as the button carries. */
function again(taskForceId: string, draft: Draft | null): Press {
  const open = { act: 'open_intake', taskForceId } as const;
  if (draft === null) return open;
  for (let length = MOST_CARRIED; length > 0; length -= 100) {
    const text = draft.text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
    const press = { ...open, draft: { text, author: draft.author?.slice(0, 120) ?? null } };
    if (JSON.stringify(press).length <= BUTTON_LENGTH) return press;
  }
  return open;
}
