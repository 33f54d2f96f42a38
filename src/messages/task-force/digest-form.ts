import { WEEKDAYS } from '../../domain/opening/details.ts';
import { DIGEST_SECTIONS, type Room } from '../../domain/task-force.ts';
import { choice, type Filled } from '../fields.ts';
import type { Texts } from '../texts/da.ts';
import type { Field } from '../view.ts';
import { DIGEST_HOURS, LONG_WAIT_LIMITS, TO_COORDINATORS } from './digest-values.ts';

/** A room that can ask for the digest. */
export type DigestRoom = Pick<Room, 'id' | 'kind'> & {
  readonly name: string | null;
  readonly platform: string;
};

/** "Ugebrev": when it comes, what it tells, and to whom. */
export function digestFields(
  filled: Filled,
  number: (name: string, label: string, limits: { min: number; max: number }) => Field,
  rooms: readonly DigestRoom[],
  texts: Texts,
): Field[] {
  const t = texts.digest.form;
  const days = WEEKDAYS.map((day, index) => ({
    value: String(index + 1),
    label: texts.details.weekdays[day],
  }));
  const sections = DIGEST_SECTIONS.map((value) => ({ value, label: t.section[value] }));
  const receivers = [
    { value: TO_COORDINATORS, label: t.coordinators },
    ...rooms.map(({ id, name, kind, platform }) => ({
      value: id,
      // Two rooms without a name are told apart by where they are.
      label: t.room(name ?? texts.connection.platformNames[platform] ?? platform, texts.roomKind[kind]),
    })),
  ];
  return [
    choice(filled, 'digest_weekday', t.weekday, days),
    number('digest_hour', t.hour, DIGEST_HOURS),
    several(filled, 'digest_sections', t.sections, sections),
    number('digest_long_wait', t.longWait, LONG_WAIT_LIMITS),
    { ...several(filled, 'digest_receivers', t.receivers, receivers), help: t.receiversHelp },
  ];
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
