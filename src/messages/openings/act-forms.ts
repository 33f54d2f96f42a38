import { NOTE_LENGTH } from '../../domain/opening/details.ts';
import { ATTEMPT_CHANNELS, CLOSE_REASONS } from '../../domain/opening/opening.ts';
import { ROLES } from '../../domain/permissions.ts';
import { LOCALES, ROOM_KINDS, type Thresholds } from '../../domain/task-force.ts';
import { type ChoiceList, sourceFor } from '../choice-source.ts';
import { choice, type Filled, note, type Offer, searched, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import { upperFirst } from '../texts/first-letter.ts';
import type { Field, Form, Option } from '../view.ts';

export const ACT_LIMITS = {
  note: NOTE_LENGTH,
  name: { min: 2, max: 80 },
  targetGroup: 120,
  municipality: 60,
  target: 100_000,
} as const;

function form(
  title: string,
  submit: string,
  fields: readonly Field[],
  context: FormContext,
  texts: Texts,
): Form {
  return { title, submit, cancel: texts.button.cancel, fields, context };
}

export function attemptForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const options = ATTEMPT_CHANNELS.map((channel) => ({
    value: channel,
    label: upperFirst(texts.channel[channel]),
  }));
  const field = choice(filled, 'channel', texts.attempt.channel, options);
  return form(
    texts.attempt.title,
    texts.button.save,
    [{ ...field, value: field.value ?? 'phone' }],
    context,
    texts,
  );
}

export function contactForm(
  filled: Filled,
  thresholds: Thresholds,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.contact;
  const field = choice(filled, 'outcome', t.outcome, [
    { value: 'interested', label: t.interested },
    { value: 'matching', label: texts.journey.contact.matching },
    { value: 'thinking', label: t.thinking(thresholds.thinkingCalendarDays) },
  ]);
  return form(t.title, texts.button.save, [{ ...field, value: field.value ?? 'interested' }], context, texts);
}

/** The choice that gives an opening back to the room instead of to a colleague. */
export const TO_ROOM = 'room';

/** Colleagues, and under them everybody. */
export function receiversAmong(colleagues: readonly Option[], texts: Texts): Offer {
  return { options: colleagues, last: { value: TO_ROOM, label: texts.handOver.toRoom } };
}

/** @param list which list `colleagues` are the whole of */
export function handOverForm(
  filled: Filled,
  colleagues: readonly Option[],
  list: ChoiceList,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.handOver;
  const offer = receiversAmong(colleagues, texts);
  const to = searched(filled, 'to', t.to, sourceFor(list, context), offer, {
    placeholder: t.placeholder,
    help: t.help,
  });
  return form(t.title, t.title, [to], context, texts);
}

export const SNOOZES = ['tomorrow', 'two_days', 'week', 'pick'] as const;

export function snoozeForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.snooze;
  const labels = { tomorrow: t.tomorrow, two_days: t.twoDays, week: t.week, pick: t.pick };
  const field = choice(
    filled,
    'until',
    t.until,
    SNOOZES.map((value) => ({ value, label: labels[value] })),
  );
  return form(
    t.title,
    t.title,
    [
      { ...field, value: field.value ?? 'tomorrow' },
      {
        kind: 'date',
        ...filled.base('date', t.date),
        help: t.dateHelp,
        required: false,
        value: filled.one('date'),
      },
    ],
    context,
    texts,
  );
}

export function closeForm(filled: Filled, visit: boolean, context: FormContext, texts: Texts): Form {
  const t = texts.close;
  const reasons = CLOSE_REASONS.filter((reason) => visit || reason !== 'visit_without_opening');
  const options = reasons.map((reason) => ({ value: reason, label: texts.closeReason[reason] }));
  return form(
    t.title,
    texts.button.close,
    [
      choice(filled, 'reason', t.reason, options, { placeholder: t.reasonPlaceholder }),
      text(filled, 'note', t.note, ACT_LIMITS.note, { help: t.noteHelp, required: false, multiline: true }),
      {
        kind: 'date',
        ...filled.base('contact_on', texts.again.close.contactOn),
        help: texts.again.close.contactOnHelp,
        required: false,
        value: filled.one('contact_on'),
      },
    ],
    context,
    texts,
  );
}

export function withdrawForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.withdraw;
  const why = text(filled, 'note', t.note, ACT_LIMITS.note, { help: texts.close.noteHelp, multiline: true });
  return form(t.title, t.title, [why], context, texts);
}

/** Where the jobcentre works, seen from the room in which the task force is set up. */
export const JOBCENTRE_ROOMS = ['shared', 'other', 'later', 'here'] as const;

export function setUpForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.setUp;
  const rooms = { shared: t.sharedRoom, other: t.otherRoom, later: t.laterRoom, here: t.hereRoom };
  return form(
    t.title,
    t.submit,
    [
      text(filled, 'name', t.name, ACT_LIMITS.name.max, { placeholder: t.namePlaceholder }),
      text(filled, 'municipality', t.municipality, ACT_LIMITS.municipality, {
        placeholder: t.municipalityPlaceholder,
      }),
      text(filled, 'target_group', t.targetGroup, ACT_LIMITS.targetGroup, {
        placeholder: t.targetGroupPlaceholder,
      }),
      {
        kind: 'number',
        ...filled.base('target', t.target),
        help: t.targetHelp,
        required: false,
        value: filled.one('target'),
        min: 1,
        max: ACT_LIMITS.target,
      },
      choice(
        filled,
        'rooms',
        t.rooms,
        JOBCENTRE_ROOMS.map((value) => ({ value, label: rooms[value] })),
      ),
      {
        kind: 'room',
        ...filled.base('jobcentre_room', t.jobcentreRoom),
        help: t.jobcentreRoomHelp,
        required: false,
        value: filled.one('jobcentre_room'),
      },
      languageField(filled, texts),
    ],
    context,
    texts,
  );
}

function languageField(filled: Filled, texts: Texts): Field {
  const options = LOCALES.map((value) => ({ value, label: texts.language.names[value] }));
  const field = choice(filled, 'language', texts.setUp.language, options);
  return { ...field, value: field.value ?? texts.locale };
}

export function connectRoomForm(filled: Filled, taskForce: string, context: FormContext, texts: Texts): Form {
  const t = texts.connectRoom;
  const options = ROOM_KINDS.map((value) => ({ value, label: texts.roomKind[value] }));
  return form(
    t.title,
    t.submit,
    [note('about', t.about(taskForce)), choice(filled, 'kind', t.kind, options, { help: t.help })],
    context,
    texts,
  );
}

/**
 * First who, above the present `members` as lines to read; then that person's roles. `chosen`: who it is, by name where
 * the task force knows them; null as long as nobody is.
 */
export function memberForm(
  filled: Filled,
  chosen: { readonly name: string | null } | null,
  members: readonly string[],
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.member;
  if (chosen === null) {
    const person: Field = {
      kind: 'person',
      ...filled.base('person', t.person),
      required: true,
      value: filled.one('person'),
      placeholder: t.personPlaceholder,
    };
    const now: Field = {
      kind: 'note',
      name: 'now',
      lines: [[{ bold: t.now }], ...members.map((line) => [line])],
    };
    return form(t.title, texts.button.next, [person, now], context, texts);
  }
  const roles: Field = {
    kind: 'choices',
    ...filled.base('roles', t.roles),
    help: t.help,
    required: false,
    value: filled.many('roles'),
    options: ROLES.map((role) => ({ value: role, label: texts.role[role] })),
  };
  return form(t.title, texts.button.save, [note('who', chosen.name ?? t.newHere), roles], context, texts);
}
