import { localDate } from '../../domain/calendar.ts';
import { readableDay } from '../../domain/closed-days.ts';
import type { Retention } from '../../domain/retention.ts';
import type { ChosenThresholds } from '../../domain/settings.ts';
import { LOCALES, type TaskForce } from '../../domain/task-force.ts';
import { choice, type Filled, note, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import { ACT_LIMITS } from '../openings/act-forms.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Line, Values } from '../view.ts';

/** Field → threshold. Business days, but for the last two: calendar days, and weeks. */
export const THRESHOLD_FIELDS = {
  logged_days: 'loggedDays',
  claimed_days: 'claimedDaysSinceLogged',
  release_days: 'releaseDaysSinceLogged',
  contacted_days: 'contactedDays',
  next_level_days: 'nextLevelDays',
  still_open_days: 'stillOpenCalendarDays',
  retained_weeks: 'retainedWeeks',
} as const satisfies Record<string, keyof ChosenThresholds>;
type ThresholdField = keyof typeof THRESHOLD_FIELDS;
export const isThresholdField = (name: string): name is ThresholdField =>
  Object.hasOwn(THRESHOLD_FIELDS, name);

/** Field → how long something is kept, in months. */
export const RETENTION_FIELDS = {
  contact_months: 'contactMonths',
  company_months: 'companyMonths',
  note_months: 'noteMonths',
} as const satisfies Record<string, keyof Retention>;
const RETENTION_NAMES = ['contact_months', 'company_months', 'note_months'] as const;

/** Longer than that nobody could give a reason for. */
export const MONTHS_LIMITS = { min: 1, max: 60 } as const;

/** A quarter of a year: what waits longer is closed, not nudged. */
export const DAYS_LIMITS = { min: 1, max: 90 } as const;
export const OPENS_LIMITS = { min: 0, max: 23 } as const;
export const CLOSES_LIMITS = { min: 1, max: 24 } as const;
export const CLOSED_DAYS_LIMIT = 1_000;

export const SETTINGS_ENDS = ['save', 'preview'] as const;

/** `above`: lines over the fields, the preview where one was asked for. `history`: the targets that were, as lines. */
export interface SettingsView {
  readonly above: readonly Line[];
  readonly history: readonly Line[];
}

export function settingsForm(filled: Filled, view: SettingsView, context: FormContext, texts: Texts): Form {
  const t = texts.settings;
  const number = (name: string, label: string, { min, max }: { min: number; max: number }): Field => {
    return { kind: 'number', ...filled.base(name, label), required: true, value: filled.one(name), min, max };
  };
  const languages = LOCALES.map((value) => ({ value, label: texts.language.names[value] }));
  const target: Field = {
    kind: 'number',
    ...filled.base('target', texts.setUp.target),
    help: texts.setUp.targetHelp,
    required: false,
    value: filled.one('target'),
    min: 1,
    max: ACT_LIMITS.target,
  };
  return {
    title: t.title,
    submit: texts.button.send,
    cancel: texts.button.cancel,
    context,
    fields: [
      ...lines('above', view.above),
      ...Object.keys(THRESHOLD_FIELDS)
        .filter(isThresholdField)
        .map((name) => number(name, t.days[THRESHOLD_FIELDS[name]], DAYS_LIMITS)),
      number('work_from', t.workFrom, OPENS_LIMITS),
      number('work_to', t.workTo, CLOSES_LIMITS),
      text(filled, 'closed_days', t.closedDays, CLOSED_DAYS_LIMIT, {
        help: t.closedDaysHelp,
        required: false,
        multiline: true,
      }),
      note('digest', texts.digest.inSettings),
      ...RETENTION_NAMES.map((name) => number(name, t.months[RETENTION_FIELDS[name]], MONTHS_LIMITS)),
      target,
      ...lines('history', view.history),
      choice(filled, 'language', t.language, languages),
      endField(filled, view, texts),
    ],
  };
}

function lines(name: string, shown: readonly Line[]): Field[] {
  return shown.length === 0 ? [] : [{ kind: 'note', name, lines: shown }];
}

/** Saving is what stands there again after a look: its other wording keeps a platform from keeping the old choice. */
function endField(filled: Filled, { above }: SettingsView, texts: Texts): Field {
  const t = texts.settings;
  const labels = { save: t.save, preview: above.length === 0 ? t.preview : t.previewAgain };
  const options = SETTINGS_ENDS.map((value) => ({ value, label: labels[value] }));
  return {
    ...choice(filled, 'ending', t.ending, options),
    value: above.length === 0 ? (filled.one('ending') ?? 'save') : 'save',
  };
}

/** The settings as they stand, as they would be typed. */
export function settingsValues(taskForce: TaskForce): Values {
  const { thresholds, calendar, retention, target, locale } = taskForce;
  const days = Object.entries(THRESHOLD_FIELDS).map(
    ([name, key]) => [name, String(thresholds[key])] as const,
  );
  return {
    ...Object.fromEntries(days),
    work_from: String(calendar.workingHours.from),
    work_to: String(calendar.workingHours.to),
    closed_days: calendar.closedDays.map(readableDay).join(', '),
    ...Object.fromEntries(RETENTION_NAMES.map((name) => [name, String(retention[RETENTION_FIELDS[name]])])),
    target: target === null ? null : String(target),
    language: locale,
  };
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
