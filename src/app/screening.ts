import { holdsCprNumber } from '../domain/privacy.ts';
import type { Texts } from '../messages/da.ts';
import type { Errors } from '../messages/fields.ts';
import type { Field, Values } from '../messages/view.ts';

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
