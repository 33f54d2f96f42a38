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

export function note(name: string, sentence: string): Field {
  return { kind: 'note', name, lines: [[sentence]] };
}
