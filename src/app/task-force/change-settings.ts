import { createHash } from 'node:crypto';
import { MOST_CLOSED_DAYS, parseClosedDays } from '../../domain/closed-days.ts';
import type { Instant } from '../../domain/ids.ts';
import { LAST_CHECK_IN_WEEK, MOST_CHECK_IN_WEEKS, parseCheckInWeeks } from '../../domain/opening/check-in.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { resettledOpening, type Settings, type ThresholdName, withSettings } from '../../domain/settings.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import type { WorkCatalogue } from '../../domain/typed/work-catalogue.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { ACT_LIMITS } from '../../messages/openings/act-forms.ts';
import { textsIn } from '../../messages/reading.ts';
import { CLOSED_DAYS_LIMIT, settingsForm, targetHistory } from '../../messages/task-force/settings-form.ts';
import {
  CLOSES_LIMITS,
  MONTHS_LIMITS,
  OPENS_LIMITS,
  type RETENTION_NAMES,
  type SettingsGroup,
  settingsGroup,
  settingsValues,
  THRESHOLD_FIELDS,
} from '../../messages/task-force/settings-groups.ts';
import type { Line } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors, withNotice } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { isLocale } from '../commands.ts';
import { recordOf } from '../keep-audit.ts';
import { cardRefreshes } from '../outgoing/announce.ts';
import { refreshHomes } from '../outgoing/announce-home.ts';
import type { BoundRoom } from '../ports/people.ts';
import { newContext, type Scene } from '../scene.ts';
import { wouldRetain } from '../timed/retain.ts';
import { nextDigestWords, previewDigest, readDigest } from './choose-digest.ts';
import { hasWorkFields, readWorkSettings } from './read-work.ts';
import { outlookOf } from './settings-outlook.ts';

/** "indstillinger": first which of them, where it isn't said; then those as they stand. */
export async function openSettings(scene: Scene, group?: SettingsGroup): Promise<Answer> {
  const context = newContext('settings', scene, { taskForceId: scene.taskForce.id });
  const chosen = filledWith(group === undefined ? {} : { group });
  return { kind: 'form', form: await changeSettingsForm.show(scene, context, chosen), errors: false };
}

export const changeSettingsForm: FormUseCase = {
  show: (scene, context, filled) => {
    const group = settingsGroup(filled.one('group'));
    return group === null || group === groupShown(context)
      ? formWith(scene, context, filled, [])
      : freshForm(scene, context, group);
  },
  submit: async (scene, context, values) => {
    const { texts, taskForce, standing, now } = scene;
    const filled = filledWith(values);
    const group = settingsGroup(filled.one('group'));
    if (group === null) {
      return showErrors(scene, changeSettingsForm, context, values, { group: texts.invalid.choice });
    }
    // Sent before the fields of what was chosen stood there: nothing of them was typed.
    if (group !== groupShown(context)) {
      return { kind: 'form', form: await freshForm(scene, context, group), errors: true };
    }
    if (group === 'work' && !hasWorkFields(filled, taskForce.work)) {
      return { kind: 'form', form: await formWith(scene, context, filled, []), errors: true };
    }
    const rooms = await scene.app.store.taskForces.rooms(taskForce.id);
    const read = readSettings(filled, group, rooms, scene);
    if (read.kind === 'invalid') return showErrors(scene, changeSettingsForm, context, values, read.errors);
    const after = withSettings(taskForce, read.settings, standing.person.id, now);
    // Sent once more, it is older than what it did itself, and than what others did since.
    if (await scene.app.store.openings.wasDone(receiptOf(context))) return thanksAnew(scene, group);
    if (isStale(context, group, taskForce, after)) {
      const form = await formWith(scene, { ...context, extra: markOf(taskForce, group) }, filled, []);
      const notice = [[{ bold: texts.home.settingsChanged }]];
      return { kind: 'form', form: withNotice(form, notice), errors: true };
    }
    if (filled.one('ending') !== 'preview') return save(scene, group, after, receiptOf(context));
    return {
      kind: 'form',
      form: await formWith(scene, context, filled, await previewOf(scene, group, after)),
      errors: false,
    };
  },
};

/** The group's settings as they stand, whatever was typed of another. */
function freshForm(scene: Scene, context: FormContext, group: SettingsGroup) {
  const { taskForce } = scene;
  const extra = markOf(taskForce, group);
  return formWith(scene, { ...context, extra }, filledWith(settingsValues(taskForce, group)), []);
}

async function formWith(scene: Scene, context: FormContext, filled: Filled, above: readonly Line[]) {
  const { app, taskForce, texts } = scene;
  const rooms = await app.store.taskForces.rooms(taskForce.id);
  return settingsForm(
    filled,
    { above, history: targetHistory(taskForce, texts), rooms, work: taskForce.work },
    context,
    texts,
  );
}

/** What a save would lead to: of the digest itself, of the rest what goes out tomorrow. */
function previewOf(scene: Scene, group: SettingsGroup, after: TaskForce): Promise<readonly Line[]> {
  return group === 'digest' ? previewDigest(scene, after) : outlook(scene, after);
}

/** The form remembers which group it shows, and how that stood when it was shown. */
function markOf(taskForce: TaskForce, group: SettingsGroup): string {
  const values = JSON.stringify(group === 'work' ? taskForce.work : settingsValues(taskForce, group));
  return `${group}:${createHash('sha256').update(values).digest('hex')}`;
}

function groupShown({ extra }: FormContext): SettingsGroup | null {
  return settingsGroup(extra?.split(':')[0] ?? null);
}

/** Somebody else changed the same group meanwhile; a form that says what stands already overwrites nothing. */
function isStale({ extra }: FormContext, group: SettingsGroup, now: TaskForce, after: TaskForce): boolean {
  const stands = markOf(now, group);
  return extra !== stands && markOf(after, group) !== stands;
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
async function save(scene: Scene, group: SettingsGroup, after: TaskForce, receipt: string): Promise<Answer> {
  const { app, taskForce } = scene;
  const rooms = await app.store.taskForces.rooms(taskForce.id);
  let held = taskForce;
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const moved = movedBy(await openOpenings(scene), held, after, scene.now);
    if (held === after && moved.length === 0) {
      await refreshHomes(app.store, after.id);
      await recordOf(scene, 'settings_changed', null);
      app.wake();
      return thanks(scene, group, after, rooms);
    }
    const outbox = moved.flatMap((opening) => cardRefreshes(opening, rooms));
    const change = { taskForce: after, openings: moved, outbox, receipt: held === after ? null : receipt };
    const saved = await app.store.settings.save(change);
    if (saved === 'repeated') return thanksAnew(scene, group);
    if (saved === 'saved') held = after;
  }
  throw new Error(
    `the openings of a task force were changed ${MOST_CLASHES} times while its settings were saved`,
  );
}

/** The same answer once more, with the settings as they stand by now. */
async function thanksAnew(scene: Scene, group: SettingsGroup): Promise<Answer> {
  const { taskForces } = scene.app.store;
  const { id } = scene.taskForce;
  const [now, rooms] = await Promise.all([taskForces.find(id), taskForces.rooms(id)]);
  return thanks(scene, group, now ?? scene.taskForce, rooms);
}

function movedBy(openings: readonly Opening[], before: TaskForce, after: TaskForce, now: Instant): Opening[] {
  return openings.flatMap((opening) => {
    const next = resettledOpening(opening, before, after, now);
    return next === opening ? [] : [next];
  });
}

async function thanks(
  scene: Scene,
  group: SettingsGroup,
  after: TaskForce,
  rooms: readonly BoundRoom[],
): Promise<Answer> {
  const texts = textsIn(scene.standing.person.locale ?? after.locale);
  const audiences = await audience(scene);
  // Openings are read as they stand after the change, so the settings before and after are the same to them.
  const saved = { ...scene, texts, taskForce: after };
  if (group === 'work') {
    return { kind: 'say', card: messageCard(texts.settings.title, [texts.settings.work.saved]) };
  }
  if (group === 'digest') {
    const sentence = await nextDigestWords(saved, after);
    return { kind: 'say', card: messageCard(texts.settings.title, [sentence]) };
  }
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
  const { taskForces, directory } = app.store;
  const [rooms, members] = await Promise.all([
    taskForces.rooms(taskForce.id),
    directory.members(taskForce.id),
  ]);
  return { rooms, members };
}

type ReadSettings = { kind: 'settings'; settings: Settings } | { kind: 'invalid'; errors: Errors };

/** Reads the whole group before it complains. */
function readSettings(
  filled: Filled,
  group: SettingsGroup,
  rooms: readonly BoundRoom[],
  { texts, taskForce }: Scene,
): ReadSettings {
  const errors: Record<string, string> = {};
  const number = (name: string, { min, max }: { min: number; max: number }): number => {
    const typed = filled.one(name)?.trim() ?? '';
    const value = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= min && value <= max) return value;
    errors[name] = texts.invalid.number(min, max);
    return min;
  };
  const numbers: Partial<Record<ThresholdName, number>> = Object.fromEntries(
    THRESHOLD_FIELDS.filter((one) => one.group === group).map(({ field, name, limits }) => [
      name,
      number(field, limits),
    ]),
  );
  const settings = readGroup(group, { filled, numbers, number, rooms, errors, texts, work: taskForce.work });
  return Object.keys(errors).length === 0 ? { kind: 'settings', settings } : { kind: 'invalid', errors };
}

interface Reading {
  readonly filled: Filled;
  readonly numbers: Partial<Record<ThresholdName, number>>;
  readonly number: (name: string, limits: { min: number; max: number }) => number;
  readonly rooms: readonly BoundRoom[];
  /** What is wrong is noted here. */
  readonly errors: Record<string, string>;
  readonly texts: Scene['texts'];
  readonly work: WorkCatalogue;
}

function readGroup(
  group: SettingsGroup,
  { filled, numbers, number, rooms, errors, texts, work }: Reading,
): Settings {
  const t = texts.settings.invalid;
  switch (group) {
    case 'first_days':
      if ((numbers.releaseDaysSinceLogged ?? 0) < (numbers.claimedDaysSinceLogged ?? 0))
        errors.release_days ??= t.release;
      return { thresholds: numbers };
    case 'matching':
      if ((numbers.longMatchingCalendarDays ?? 0) < (numbers.matchingCalendarDays ?? 0))
        errors.long_matching_days ??= t.longMatching;
      return { thresholds: numbers };
    case 'again':
      return { thresholds: numbers };
    case 'jobs': {
      const checkInWeeks = parseCheckInWeeks(filled.one('check_in_weeks') ?? '');
      if (checkInWeeks === null) {
        errors.check_in_weeks = t.checkInWeeks(MOST_CHECK_IN_WEEKS, LAST_CHECK_IN_WEEK);
        return {};
      }
      return { thresholds: { ...numbers, checkInWeeks } };
    }
    case 'hours': {
      const workingHours = { from: number('work_from', OPENS_LIMITS), to: number('work_to', CLOSES_LIMITS) };
      if (workingHours.to <= workingHours.from) errors.work_to ??= t.workTo;
      const closedDays = readClosedDays(filled.one('closed_days') ?? '', texts, errors);
      const locale = filled.one('language');
      if (isLocale(locale)) return { workingHours, closedDays, locale };
      errors.language = texts.invalid.choice;
      return {};
    }
    case 'digest':
      return readDigest(filled, number, rooms, errors, texts);
    case 'keeping': {
      const months = (name: (typeof RETENTION_NAMES)[number]) => number(name, MONTHS_LIMITS);
      return {
        retention: {
          contactMonths: months('contact_months'),
          companyMonths: months('company_months'),
          noteMonths: months('note_months'),
        },
      };
    }
    case 'work': {
      const changed = readWorkSettings(filled, work, errors, texts);
      return changed === null ? {} : { work: changed };
    }
    case 'target': {
      const none = filled.one('target') === null;
      return {
        thresholds: numbers,
        target: none ? null : number('target', { min: 1, max: ACT_LIMITS.target }),
      };
    }
  }
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
