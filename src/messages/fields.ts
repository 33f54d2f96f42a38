import type { ChoiceSource } from './choice-source.ts';
import type { Field, Option, Values } from './view.ts';

/** What a person typed so far and what is wrong with it, by field. */
export interface Filled {
  one(name: string): string | null;
  many(name: string): readonly string[];
  /** The parts every field has: name, label and, where something is wrong, the sentence. */
  base(name: string, label: string): { name: string; label: string; error?: string };
}

export type Errors = Readonly<Record<string, string>>;

export function filledWith(values: Values, errors: Errors = {}): Filled {
  return {
    one: (name) => {
      const value = values[name];
      return typeof value === 'string' && value !== '' ? value : null;
    },
    many: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value : [];
    },
    base: (name, label) => {
      const error = errors[name];
      return error === undefined ? { name, label } : { name, label, error };
    },
  };
}

type TextField = Extract<Field, { kind: 'text' }>;
type ChoiceField = Extract<Field, { kind: 'choice' }>;

export function text(
  filled: Filled,
  name: string,
  label: string,
  maxLength: number,
  extra: Partial<Pick<TextField, 'placeholder' | 'help' | 'required' | 'multiline'>> = {},
): TextField {
  return {
    kind: 'text',
    ...filled.base(name, label),
    required: true,
    multiline: false,
    maxLength,
    value: filled.one(name),
    ...extra,
  };
}

export function choice(
  filled: Filled,
  name: string,
  label: string,
  options: readonly Option[],
  extra: Partial<Pick<ChoiceField, 'placeholder' | 'help' | 'required' | 'reshapes'>> = {},
): ChoiceField {
  const typed = filled.one(name);
  const value = options.some((option) => option.value === typed) ? typed : null;
  return {
    kind: 'choice',
    ...filled.base(name, label),
    required: true,
    reshapes: false,
    options,
    value,
    ...extra,
  };
}

/** Both platforms take this many choices at a time. */
export const MOST_OFFERED = 100;

/**
 * A list that is offered by and by: `last` stands under it for as long as nothing is typed, however long it is, as
 * "everybody" does under colleagues.
 */
export interface Offer {
  readonly options: readonly Option[];
  readonly last?: Option;
}

/** What is shown of a list at a time. */
export function firstOf({ options, last }: Offer): Option[] {
  return last === undefined ? options.slice(0, MOST_OFFERED) : [...options.slice(0, MOST_OFFERED - 1), last];
}

/**
 * A choice from a list that can grow, chosen by writing.
 *
 * @param proposed chosen to begin with, where it is in the list: somebody who left isn't
 */
export function searched(
  filled: Filled,
  name: string,
  label: string,
  source: ChoiceSource,
  offer: Offer,
  extra: Partial<Pick<ChoiceField, 'placeholder' | 'help' | 'required'>> & {
    readonly proposed?: string | null;
  } = {},
): ChoiceField {
  const { proposed = null, ...rest } = extra;
  const all = offer.last === undefined ? offer.options : [...offer.options, offer.last];
  const chosen =
    all.find(({ value }) => value === filled.one(name)) ?? all.find(({ value }) => value === proposed);
  const first = firstOf(offer);
  const shown =
    chosen === undefined || first.includes(chosen) ? first : [chosen, ...first.slice(0, MOST_OFFERED - 1)];
  const field = choice(filled, name, label, shown, rest);
  return { ...field, value: chosen?.value ?? null, source };
}

export function note(name: string, sentence: string): Field {
  return { kind: 'note', name, lines: [[sentence]] };
}
