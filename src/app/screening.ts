import { holdsCprNumber } from '../domain/typed/privacy.ts';
import type { Errors } from '../messages/fields.ts';
import type { FormName } from '../messages/form-context.ts';
import type { Texts } from '../messages/texts/da.ts';
import type { Field, Values } from '../messages/view.ts';
import type { Answer } from './answer.ts';
import type { Intent } from './intent.ts';
import { type Arrival, say } from './scene.ts';

/** Picked, not typed: the value is one of ours or the platform's id, and is checked against what was offered. */
const PICKED: ReadonlySet<Field['kind']> = new Set(['choice', 'choices', 'person', 'room']);

/**
 * Finds what may be a CPR number in anything typed, before any use case sees it: nothing of it is stored, logged or sent
 * back. A value without a field counts as typed. `kept` is the rest of what the person filled in.
 */
export function screen(
  values: Values,
  fields: readonly Field[],
  texts: Texts,
): { errors: Errors; kept: Values } {
  const picked = new Set(fields.filter((field) => PICKED.has(field.kind)).map((field) => field.name));
  const errors: Record<string, string> = {};
  const kept: Record<string, string | readonly string[] | null> = {};
  for (const [name, value] of Object.entries(values)) {
    const typed = picked.has(name) || value === null ? [] : typeof value === 'string' ? [value] : value;
    if (typed.some(holdsCprNumber)) errors[name] = texts.invalid.cpr;
    else kept[name] = value;
  }
  return { errors, kept };
}

/** Other forms carry ids and marks of ours, made at random: now and then one has ten digits in a row. */
const CARRIES_A_CODE: ReadonlySet<FormName> = new Set(['set_up', 'connect_room']);

/**
 * Whether something written to the bot holds what may be a CPR number. Forms are screened field by field, so that the
 * rest of them stays; a code in a button or a form's context comes from what was written, and may have been tampered with.
 */
export function mentionsCitizen(intent: Intent): boolean {
  switch (intent.kind) {
    case 'command':
      return holdsCprNumber(intent.text);
    case 'press':
      return 'code' in intent.press && intent.press.code !== null && holdsCprNumber(intent.press.code);
    case 'submit':
    case 'reshape':
      return CARRIES_A_CODE.has(intent.context.form) && holdsCprNumber(intent.context.extra ?? '');
    case 'look':
      return false;
    case 'search':
    case 'choose':
      return holdsCprNumber(intent.words);
    // A message that shall become an opening is screened where it is read: the form opens, and nothing is taken over.
    case 'draft':
    case 'home':
      return false;
  }
}

/**
 * To the author alone, and without a word of what was written: the message was read by nobody, but still stands where it
 * was written, and only its author can take it away there.
 */
export function refuseWords({ texts, request }: Arrival): Answer {
  const t = texts.screening;
  const inRoom = request.sender.conversation !== null && !request.sender.conversation.direct;
  return say(t.title, t.refused, ...(inRoom ? [t.deleteInRoom] : [t.deleteHere]));
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and nobody types them on purpose: they are dropped. */
export function storable(values: Values): Values {
  const clean = (text: string) => text.replaceAll('\u0000', '').replace(HALF_PAIRS, '');
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === null) return [name, null];
      return [name, typeof value === 'string' ? clean(value) : value.map(clean)];
    }),
  );
}

/** In Unicode mode a whole pair is one character, so only halves match. */
const HALF_PAIRS = /\p{Surrogate}/gu;
