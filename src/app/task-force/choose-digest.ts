import { latestWeekly } from '../../domain/calendar.ts';
import type { Settings } from '../../domain/settings.ts';
import { DIGEST_SECTIONS, type TaskForce } from '../../domain/task-force.ts';
import type { Filled } from '../../messages/fields.ts';
import { cardLines } from '../../messages/plain-text.ts';
import { DIGEST_HOURS, LONG_WAIT_LIMITS, TO_COORDINATORS } from '../../messages/task-force/digest-values.ts';
import type { Line } from '../../messages/view.ts';
import { dayWords } from '../../messages/wording.ts';
import { composeDigest } from '../overview/show-digest.ts';
import type { BoundRoom } from '../ports/people.ts';
import { readingOf, type Scene } from '../scene.ts';

/** What was chosen of the digest; what is wrong is noted in `errors`. A room that left isn't kept among the receivers. */
export function readDigest(
  filled: Filled,
  number: (name: string, limits: { min: number; max: number }) => number,
  rooms: readonly BoundRoom[],
  errors: Record<string, string>,
  { digest: { form: t } }: Scene['texts'],
): Pick<Settings, 'digestTime' | 'digest'> {
  const chosen = filled.many('digest_sections');
  const sections = DIGEST_SECTIONS.filter((section) => chosen.includes(section));
  if (sections.length === 0) errors.digest_sections = t.invalid.sections;
  const receivers = filled.many('digest_receivers');
  const toCoordinators = receivers.includes(TO_COORDINATORS);
  const toRooms = rooms.filter(({ id }) => receivers.includes(id)).map(({ id }) => id);
  if (!toCoordinators && toRooms.length === 0) errors.digest_receivers = t.invalid.receivers;
  return {
    digestTime: {
      weekday: number('digest_weekday', { min: 1, max: 7 }),
      hour: number('digest_hour', DIGEST_HOURS),
    },
    digest: {
      sections,
      toCoordinators,
      rooms: toRooms,
      longWaitDays: number('digest_long_wait', LONG_WAIT_LIMITS),
    },
  };
}

/** "Vis mig den nu": its words over the form; its buttons would lead away from what isn't saved yet. */
export async function previewDigest(scene: Scene, after: TaskForce): Promise<readonly Line[]> {
  const card = await composeDigest({ ...scene, taskForce: after, links: undefined }, null);
  const sections = card.sections.map((section) => ({ ...section, buttons: [] }));
  const [title, ...lines] = cardLines({ ...card, sections });
  const { shown } = scene.texts.digest.form;
  return [[shown], [{ bold: title ?? '' }], ...lines.map((line) => [line])];
}

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** When the next one comes under these settings. */
export async function nextDigestWords(scene: Scene, after: TaskForce): Promise<string> {
  const { weekday, hour } = after.digestTime;
  const next = latestWeekly(new Date(scene.now.getTime() + WEEK_MS), weekday, hour, after.calendar.zone);
  return scene.texts.digest.form.saved(dayWords(next, await readingOf(scene, after, [])), hour);
}
