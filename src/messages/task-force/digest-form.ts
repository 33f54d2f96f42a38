import { WEEKDAYS } from '../../domain/opening/details.ts';
import { DIGEST_SECTIONS, type Room, type TaskForce } from '../../domain/task-force.ts';
import { choice, type Filled } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Line, Values } from '../view.ts';
import { OPENS_LIMITS } from './settings-form.ts';

/** Stands for the coordinators among the receivers; the others are ids of rooms. */
export const TO_COORDINATORS = 'coordinators';

/** Beyond that a wait is no news. */
export const LONG_WAIT_LIMITS = { min: 1, max: 90 } as const;

export const DIGEST_ENDS = ['save', 'preview'] as const;

/** `above`: the digest as it would look, where that was asked for. */
export interface DigestFormView {
  readonly rooms: readonly (Pick<Room, 'id' | 'kind'> & { readonly name: string | null })[];
  readonly above: readonly Line[];
}

/** "Ugebrev": when it comes, what it tells, and to whom. */
export function digestForm(
  filled: Filled,
  { rooms, above }: DigestFormView,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.digest.form;
  const days = WEEKDAYS.map((day, index) => ({
    value: String(index + 1),
    label: texts.details.weekdays[day],
  }));
  const sections = DIGEST_SECTIONS.map((value) => ({ value, label: t.section[value] }));
  const receivers = [
    { value: TO_COORDINATORS, label: t.coordinators },
    ...rooms.map(({ id, name, kind }) => ({ value: id, label: t.room(name, texts.roomKind[kind]) })),
  ];
  const number = (name: string, label: string, limits: { min: number; max: number }): Field => ({
    kind: 'number',
    ...filled.base(name, label),
    required: true,
    value: filled.one(name),
    ...limits,
  });
  const ends = { save: t.save, preview: above.length === 0 ? t.preview : t.previewAgain };
  return {
    title: t.title,
    submit: texts.button.send,
    cancel: texts.button.cancel,
    context,
    fields: [
      ...(above.length === 0 ? [] : [{ kind: 'note', name: 'above', lines: above } as const]),
      choice(filled, 'weekday', t.weekday, days),
      number('hour', t.hour, OPENS_LIMITS),
      several(filled, 'sections', t.sections, sections),
      number('long_wait', t.longWait, LONG_WAIT_LIMITS),
      { ...several(filled, 'receivers', t.receivers, receivers), help: t.receiversHelp },
      {
        ...choice(
          filled,
          'ending',
          t.ending,
          DIGEST_ENDS.map((value) => ({ value, label: ends[value] })),
        ),
        // After a look saving stands there again; its other wording keeps a platform from keeping the old choice.
        value: above.length === 0 ? (filled.one('ending') ?? 'save') : 'save',
      },
    ],
  };
}

function several(
  filled: Filled,
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
): Extract<Field, { kind: 'choices' }> {
  const value = filled.many(name).filter((one) => options.some((option) => option.value === one));
  return { kind: 'choices', ...filled.base(name, label), required: false, options, value };
}

/** The digest's settings as they stand, as they would be chosen. */
export function digestValues({ digestTime, digest }: TaskForce): Values {
  return {
    weekday: String(digestTime.weekday),
    hour: String(digestTime.hour),
    sections: [...digest.sections],
    long_wait: String(digest.longWaitDays),
    receivers: [...(digest.toCoordinators ? [TO_COORDINATORS] : []), ...digest.rooms],
  };
}
