import { createHash } from 'node:crypto';
import { MOST_CLOSED_DAYS, parseClosedDays } from '../../domain/closed-days.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import {
  type ChosenThresholds,
  resettledOpening,
  type Settings,
  withSettings,
} from '../../domain/settings.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import { textsIn } from '../../messages/reading.ts';
import {
  CLOSED_DAYS_LIMIT,
  CLOSES_LIMITS,
  DAYS_LIMITS,
  isThresholdField,
  MONTHS_LIMITS,
  OPENS_LIMITS,
  settingsForm,
  settingsValues,
  THRESHOLD_FIELDS,
  targetHistory,
} from '../../messages/task-force/settings-form.ts';
import { type FormUseCase, showErrors, withNotice } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { isLocale } from '../commands.ts';
import { recordOf } from '../keep-audit.ts';
import { cardRefreshes } from '../outgoing/announce.ts';
import { refreshHomes } from '../outgoing/announce-home.ts';
import type { BoundRoom } from '../ports/people.ts';
import { newContext, type Scene } from '../scene.ts';
import { wouldRetain } from '../timed/retain.ts';
import { outlookOf } from './settings-outlook.ts';

/** "indstillinger": the settings of the task force as they stand. */
export async function openSettings(scene: Scene): Promise<Answer> {
  const extra = fingerprint(scene.taskForce);
  const context = newContext('settings', scene, { taskForceId: scene.taskForce.id, extra });
  const filled = filledWith(settingsValues(scene.taskForce));
  return { kind: 'form', form: await changeSettingsForm.show(scene, context, filled), errors: false };
}

export const changeSettingsForm: FormUseCase = {
  show: ({ texts, taskForce }, context, filled) =>
    settingsForm(filled, { above: [], history: targetHistory(taskForce, texts) }, context, texts),
  submit: async (scene, context, values) => {
    const { texts, taskForce, standing, now } = scene;
    const filled = filledWith(values);
    const read = readSettings(filled, scene);
    if (read.kind === 'invalid') return showErrors(scene, changeSettingsForm, context, values, read.errors);
    const after = withSettings(taskForce, read.settings, standing.person.id, now);
    if (isStale(context, taskForce, after)) {
      const renewed = { ...context, extra: fingerprint(taskForce) };
      const form = settingsForm(
        filled,
        { above: [], history: targetHistory(taskForce, texts) },
        renewed,
        texts,
      );
      return {
        kind: 'form',
        form: withNotice(form, [[{ bold: texts.home.settingsChanged }]]),
        errors: true,
      };
    }
    if (filled.one('ending') !== 'preview') return save(scene, after);
    const above = await outlook(scene, after);
    const form = settingsForm(filled, { above, history: targetHistory(taskForce, texts) }, context, texts);
    return { kind: 'form', form, errors: false };
  },
};

/** What the settings were when the form was opened; a form that says what stands already overwrites nothing. */
function fingerprint(taskForce: TaskForce): string {
  return createHash('sha256')
    .update(JSON.stringify(settingsValues(taskForce)))
    .digest('hex');
}

function isStale({ extra }: FormContext, now: TaskForce, after: TaskForce): boolean {
  return extra !== null && extra !== fingerprint(now) && fingerprint(after) !== fingerprint(now);
}

/** Above any task force's open openings by far; they are few hundreds. */
const EVERY_OPEN = 50_000;
/** How often the openings are read again when others act on them while the settings are saved. */
const MOST_CLASHES = 20;

/** What is open, and what is closed with jobs that are followed. */
async function openOpenings({ app: { store }, taskForce }: Scene): Promise<readonly Opening[]> {
  const [open, followed] = await Promise.all([
    store.openings.open(taskForce.id, {}, EVERY_OPEN),
    store.overview.followed(taskForce.id),
  ]);
  return [...open.items, ...followed.filter(({ status }) => status === 'closed')];
}

/**
 * Settings and the nudges of the open openings change together: when one that moves was acted on meanwhile, all is decided
 * again. Then they are looked through once more, for what was acted on under the old settings while these were saved. Cards
 * name a deadline, so those of what moved are drawn anew.
 */
async function save(scene: Scene, after: TaskForce): Promise<Answer> {
  const { app, taskForce } = scene;
  const rooms = await app.store.taskForces.rooms(taskForce.id);
  let held = taskForce;
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const moved = movedBy(await openOpenings(scene), held, after, scene.now);
    if (held === after && moved.length === 0) {
      await refreshHomes(app.store, after.id);
      await recordOf(scene, 'settings_changed', null);
      app.wake();
      return thanks(scene, after, rooms);
    }
    const outbox = moved.flatMap((opening) => cardRefreshes(opening, rooms));
    const saved = await app.store.settings.save({ taskForce: after, openings: moved, outbox });
    if (saved === 'saved') held = after;
  }
  throw new Error(
    `the openings of a task force were changed ${MOST_CLASHES} times while its settings were saved`,
  );
}

function movedBy(openings: readonly Opening[], before: TaskForce, after: TaskForce, now: Instant): Opening[] {
  return openings.flatMap((opening) => {
    const next = resettledOpening(opening, before, after, now);
    return next === opening ? [] : [next];
  });
}

async function thanks(scene: Scene, after: TaskForce, rooms: readonly BoundRoom[]): Promise<Answer> {
  const texts = textsIn(scene.standing.person.locale ?? after.locale);
  const audiences = await audience(scene);
  // Openings are read as they stand after the change, so the settings before and after are the same to them.
  const saved = { ...scene, texts, taskForce: after };
  const lines = await outlookOf(saved, after, await openOpenings(saved), { ...audiences, rooms });
  const card = messageCard(texts.settings.title, [texts.settings.saved]);
  return { kind: 'say', card: { ...card, lines: [...card.lines, ...lines] } };
}

async function outlook(scene: Scene, after: TaskForce) {
  const [lines, over] = await Promise.all([
    outlookOf(scene, after, await openOpenings(scene), await audience(scene)),
    wouldRetain(scene.app.store, after, scene.now),
  ]);
  return [...lines, [scene.texts.settings.forgets(over.contacts, over.notes, over.companies)]];
}

async function audience({ app, taskForce }: Scene) {
  const { taskForces, directory, departures } = app.store;
  const [rooms, members, gone] = await Promise.all([
    taskForces.rooms(taskForce.id),
    directory.members(taskForce.id),
    departures.gone(taskForce.id),
  ]);
  return { rooms, members, gone };
}

type ReadSettings = { kind: 'settings'; settings: Settings } | { kind: 'invalid'; errors: Errors };

/** Reads the whole form before it complains. */
function readSettings(filled: Filled, { texts }: Scene): ReadSettings {
  const t = texts.settings.invalid;
  const errors: Record<string, string> = {};
  const number = (name: string, { min, max }: { min: number; max: number }): number => {
    const typed = filled.one(name)?.trim() ?? '';
    const value = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= min && value <= max) return value;
    errors[name] = texts.invalid.number(min, max);
    return min;
  };
  const thresholds = readThresholds((name) => number(name, DAYS_LIMITS));
  if (thresholds.releaseDaysSinceLogged < thresholds.claimedDaysSinceLogged)
    errors.release_days ??= t.release;
  const workingHours = { from: number('work_from', OPENS_LIMITS), to: number('work_to', CLOSES_LIMITS) };
  if (workingHours.to <= workingHours.from) errors.work_to ??= t.workTo;
  const closedDays = readClosedDays(filled.one('closed_days') ?? '', texts, errors);
  const retention = {
    contactMonths: number('contact_months', MONTHS_LIMITS),
    companyMonths: number('company_months', MONTHS_LIMITS),
    noteMonths: number('note_months', MONTHS_LIMITS),
  };
  const target = filled.one('target') === null ? null : number('target', { min: 1, max: ACT_LIMITS.target });
  const locale = filled.one('language');
  if (isLocale(locale) && Object.keys(errors).length === 0) {
    return {
      kind: 'settings',
      settings: { thresholds, workingHours, closedDays, retention, target, locale },
    };
  }
  return {
    kind: 'invalid',
    errors: isLocale(locale) ? errors : { ...errors, language: texts.invalid.choice },
  };
}

function readThresholds(number: (name: string) => number): ChosenThresholds {
  const fields = Object.keys(THRESHOLD_FIELDS).filter(isThresholdField);
  const read = new Map(fields.map((name) => [THRESHOLD_FIELDS[name], number(name)]));
  const of = (key: keyof ChosenThresholds) => read.get(key) ?? DAYS_LIMITS.min;
  return {
    loggedDays: of('loggedDays'),
    claimedDaysSinceLogged: of('claimedDaysSinceLogged'),
    releaseDaysSinceLogged: of('releaseDaysSinceLogged'),
    contactedDays: of('contactedDays'),
    nextLevelDays: of('nextLevelDays'),
    stillOpenCalendarDays: of('stillOpenCalendarDays'),
    retainedWeeks: of('retainedWeeks'),
  };
}

function readClosedDays(
  typed: string,
  texts: Scene['texts'],
  errors: Record<string, string>,
): readonly string[] {
  const t = texts.settings.invalid;
  if (typed.length > CLOSED_DAYS_LIMIT) {
    errors.closed_days = texts.invalid.tooLong(CLOSED_DAYS_LIMIT);
    return [];
  }
  const parsed = parseClosedDays(typed);
  switch (parsed.kind) {
    case 'days':
      return parsed.days;
    case 'unreadable':
      errors.closed_days = t.closedDays(parsed.text);
      return [];
    case 'too_many':
      errors.closed_days = t.tooManyClosedDays(MOST_CLOSED_DAYS);
      return [];
  }
}
