import { createHash } from 'node:crypto';
import { latestWeekly } from '../../domain/calendar.ts';
import {
  DIGEST_SECTIONS,
  type DigestShape,
  type DigestTime,
  type TaskForce,
} from '../../domain/task-force.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { cardLines } from '../../messages/plain-text.ts';
import {
  digestForm,
  digestValues,
  LONG_WAIT_LIMITS,
  TO_COORDINATORS,
} from '../../messages/task-force/digest-form.ts';
import { OPENS_LIMITS } from '../../messages/task-force/settings-form.ts';
import type { Line } from '../../messages/view.ts';
import { dayWords } from '../../messages/wording.ts';
import { type FormUseCase, showErrors, withNotice } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { recordOf } from '../keep-audit.ts';
import { composeDigest } from '../overview/show-digest.ts';
import type { BoundRoom } from '../ports/people.ts';
import { newContext, readingOf, type Scene } from '../scene.ts';

/** "Indstil ugebrevet": when it comes, what it tells, and to whom. */
export async function openDigestSettings(scene: Scene): Promise<Answer> {
  const { taskForce } = scene;
  const extra = fingerprint(taskForce);
  const context = newContext('digest_settings', scene, { taskForceId: taskForce.id, extra });
  const filled = filledWith(digestValues(taskForce));
  return { kind: 'form', form: await changeDigestForm.show(scene, context, filled), errors: false };
}

export const changeDigestForm: FormUseCase = {
  show: async (scene, context, filled) => formWith(scene, context, filled, []),
  submit: async (scene, context, values) => {
    const { taskForce, texts } = scene;
    const filled = filledWith(values);
    const read = readDigest(filled, await roomsOf(scene), scene);
    if (read.kind === 'invalid') return showErrors(scene, changeDigestForm, context, values, read.errors);
    const after: TaskForce = { ...taskForce, digestTime: read.digestTime, digest: read.digest };
    if (isStale(context, taskForce, after)) {
      const form = await formWith(scene, { ...context, extra: fingerprint(taskForce) }, filled, []);
      return { kind: 'form', form: withNotice(form, [[{ bold: texts.digest.form.changed }]]), errors: true };
    }
    if (filled.one('ending') !== 'preview') return save(scene, after);
    return {
      kind: 'form',
      form: await formWith(scene, context, filled, await preview(scene, after)),
      errors: false,
    };
  },
};

async function formWith(scene: Scene, context: FormContext, filled: Filled, above: readonly Line[]) {
  return digestForm(filled, { rooms: await roomsOf(scene), above }, context, scene.texts);
}

/** The words of the digest over the form: its buttons would lead away from what isn't saved yet. */
async function preview(scene: Scene, after: TaskForce): Promise<readonly Line[]> {
  const card = await composeDigest({ ...scene, taskForce: after, links: undefined }, null);
  const sections = card.sections.map((section) => ({ ...section, buttons: [] }));
  const [title, ...lines] = cardLines({ ...card, sections });
  return [[scene.texts.digest.form.shown], [{ bold: title ?? '' }], ...lines.map((line) => [line])];
}

function roomsOf({ app, taskForce }: Scene): Promise<readonly BoundRoom[]> {
  return app.store.taskForces.rooms(taskForce.id);
}

function fingerprint(taskForce: TaskForce): string {
  return createHash('sha256')
    .update(JSON.stringify(digestValues(taskForce)))
    .digest('hex');
}

/** A form that was opened before somebody else's change overwrites it only when it is sent again. */
function isStale({ extra }: FormContext, now: TaskForce, after: TaskForce): boolean {
  return extra !== null && extra !== fingerprint(now) && fingerprint(after) !== fingerprint(now);
}

async function save(scene: Scene, after: TaskForce): Promise<Answer> {
  const { app, texts, now } = scene;
  await app.store.settings.save({ taskForce: after, openings: [], outbox: [] });
  await recordOf(scene, 'settings_changed', null);
  const { weekday, hour } = after.digestTime;
  const next = latestWeekly(new Date(now.getTime() + WEEK_MS), weekday, hour, after.calendar.zone);
  const reading = await readingOf(scene, after, []);
  const t = texts.digest.form;
  return { kind: 'say', card: messageCard(t.title, [t.saved(dayWords(next, reading), hour)]) };
}

const WEEK_MS = 7 * 24 * 60 * 60_000;

type ReadDigest =
  | { readonly kind: 'digest'; readonly digestTime: DigestTime; readonly digest: DigestShape }
  | { readonly kind: 'invalid'; readonly errors: Errors };

/** Reads the whole form before it complains. */
function readDigest(filled: Filled, rooms: readonly BoundRoom[], { texts }: Scene): ReadDigest {
  const t = texts.digest.form.invalid;
  const errors: Record<string, string> = {};
  const number = (name: string, { min, max }: { min: number; max: number }): number => {
    const typed = filled.one(name)?.trim() ?? '';
    const value = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= min && value <= max) return value;
    errors[name] = texts.invalid.number(min, max);
    return min;
  };
  const digestTime = { weekday: number('weekday', { min: 1, max: 7 }), hour: number('hour', OPENS_LIMITS) };
  const longWaitDays = number('long_wait', LONG_WAIT_LIMITS);
  const chosen = filled.many('sections');
  const sections = DIGEST_SECTIONS.filter((section) => chosen.includes(section));
  if (sections.length === 0) errors.sections = t.sections;
  const receivers = filled.many('receivers');
  const toCoordinators = receivers.includes(TO_COORDINATORS);
  const toRooms = rooms.filter(({ id }) => receivers.includes(id)).map(({ id }) => id);
  if (!toCoordinators && toRooms.length === 0) errors.receivers = t.receivers;
  return Object.keys(errors).length > 0
    ? { kind: 'invalid', errors }
    : { kind: 'digest', digestTime, digest: { sections, toCoordinators, rooms: toRooms, longWaitDays } };
}
