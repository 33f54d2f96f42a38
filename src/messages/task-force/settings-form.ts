import { localDate } from '../../domain/calendar.ts';
import { LOCALES, type TaskForce } from '../../domain/task-force.ts';
import type { WorkCatalogue } from '../../domain/typed/work-catalogue.ts';
import { choice, type Filled, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import { ACT_LIMITS } from '../openings/act-forms.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Line } from '../view.ts';
import { type DigestRoom, digestFields } from './digest-form.ts';
import {
  CLOSES_LIMITS,
  MONTHS_LIMITS,
  OPENS_LIMITS,
  RETENTION_FIELDS,
  RETENTION_NAMES,
  SETTINGS_GROUPS,
  type SettingsGroup,
  settingsGroup,
  THRESHOLD_FIELDS,
} from './settings-groups.ts';
import { categoryShown, workFields } from './work-fields.ts';

export const CLOSED_DAYS_LIMIT = 1_000;
/** Twelve weeks with a comma and a space between them, and some room to mistype. */
export const CHECK_IN_WEEKS_LIMIT = 80;

export const SETTINGS_ENDS = ['save', 'preview'] as const;

/**
 * `above`: lines over the fields, the preview where one was asked for. `history`: the targets that were, as lines. `rooms`:
 * those that can ask for the digest. `work`: the kinds of work as they stand.
 */
export interface SettingsView {
  readonly above: readonly Line[];
  readonly history: readonly Line[];
  readonly rooms: readonly DigestRoom[];
  readonly work: WorkCatalogue;
}

/** Which group to change; once chosen, its fields, and whether to look first at what would go out. */
export function settingsForm(filled: Filled, view: SettingsView, context: FormContext, texts: Texts): Form {
  const t = texts.settings;
  const groups = SETTINGS_GROUPS.map((value) => ({ value, label: t.groups[value] }));
  const group = settingsGroup(filled.one('group'));
  return {
    title: t.title,
    submit: isOpen(filled, group, view) ? texts.button.next : texts.button.save,
    cancel: texts.button.cancel,
    context,
    fields: [
      ...lines('above', view.above),
      choice(filled, 'group', t.group, groups, { reshapes: true }),
      ...(group === null
        ? []
        : [...groupFields(filled, group, view, texts), ...endFields(filled, group, view, texts)]),
    ],
  };
}

/** Whether what is to be changed must still be chosen: then there is nothing to save yet. */
function isOpen(filled: Filled, group: SettingsGroup | null, { work }: SettingsView): boolean {
  return group === null || (group === 'work' && categoryShown(filled, work) === null);
}

function groupFields(filled: Filled, group: SettingsGroup, view: SettingsView, texts: Texts): Field[] {
  const t = texts.settings;
  const number = (name: string, label: string, { min, max }: { min: number; max: number }): Field => {
    return { kind: 'number', ...filled.base(name, label), required: true, value: filled.one(name), min, max };
  };
  const thresholds = THRESHOLD_FIELDS.filter((one) => one.group === group).map(({ field, name, limits }) =>
    number(field, t.days[name], limits),
  );
  switch (group) {
    case 'first_days':
    case 'matching':
    case 'again':
      return thresholds;
    case 'jobs':
      return [
        text(filled, 'check_in_weeks', t.checkInWeeks, CHECK_IN_WEEKS_LIMIT, {
          help: t.checkInWeeksHelp,
          required: false,
        }),
        ...thresholds,
      ];
    case 'hours':
      return [
        number('work_from', t.workFrom, OPENS_LIMITS),
        number('work_to', t.workTo, CLOSES_LIMITS),
        text(filled, 'closed_days', t.closedDays, CLOSED_DAYS_LIMIT, {
          help: t.closedDaysHelp,
          required: false,
          multiline: true,
        }),
        choice(
          filled,
          'language',
          t.language,
          LOCALES.map((value) => ({ value, label: texts.language.names[value] })),
        ),
      ];
    case 'digest':
      return digestFields(filled, number, view.rooms, texts);
    case 'keeping':
      return RETENTION_NAMES.map((name) => number(name, t.months[RETENTION_FIELDS[name]], MONTHS_LIMITS));
    case 'target':
      return [targetField(filled, texts), ...lines('history', view.history), ...thresholds];
    case 'work':
      return workFields(filled, view.work, texts);
  }
}

function targetField(filled: Filled, { setUp }: Texts): Field {
  return {
    kind: 'number',
    ...filled.base('target', setUp.target),
    help: setUp.targetHelp,
    required: false,
    value: filled.one('target'),
    min: 1,
    max: ACT_LIMITS.target,
  };
}

function lines(name: string, shown: readonly Line[]): Field[] {
  return shown.length === 0 ? [] : [{ kind: 'note', name, lines: shown }];
}

/** Nothing goes out because of a kind of work. Saving is what stands there again after a look: its other wording keeps a platform from keeping the old choice. */
function endFields(filled: Filled, group: SettingsGroup, { above }: SettingsView, texts: Texts): Field[] {
  if (group === 'work') return [];
  const t = texts.settings;
  const { preview, previewAgain } = group === 'digest' ? texts.digest.form : t;
  const looked = above.length > 0;
  const labels = { save: t.save, preview: looked ? previewAgain : preview };
  const options = SETTINGS_ENDS.map((value) => ({ value, label: labels[value] }));
  const value = looked ? 'save' : (filled.one('ending') ?? 'save');
  return [{ ...choice(filled, 'ending', looked ? t.endingAgain : t.ending, options), value }];
}

/** The targets before the present one, newest first; one that was never changed has no history to tell. */
export function targetHistory({ targetHistory, calendar }: TaskForce, texts: Texts): Line[] {
  if (targetHistory.length < 2) return [];
  const t = texts.settings;
  const told = targetHistory.map(({ target, from }): Line => {
    const [year, month, day] = localDate(from, calendar).split('-').map(Number);
    return [t.targetFrom(target, texts.day.dateWithYear(day ?? 0, month ?? 0, year ?? 0))];
  });
  return [[{ bold: t.targetHistory }], ...told.reverse()];
}
