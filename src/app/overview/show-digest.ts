import { type Digest, digestOf, overdueOf } from '../../domain/reports/digest.ts';
import type { RoomKind } from '../../domain/task-force.ts';
import type { Reading } from '../../messages/reading.ts';
import { digestCard } from '../../messages/results/digest-card.ts';
import { chartAlt, chartOfAll } from '../../messages/results/results-words.ts';
import type { Card } from '../../messages/view.ts';
import type { Answer } from '../answer.ts';
import { ambassadors } from '../outgoing/announce.ts';
import { type Links, pictureOf } from '../ports/links.ts';
import { lastingReadingOf, peopleOf, type ReadingScene, type Scene } from '../scene.ts';

/** "ugebrev": the digest as it would go out now, with the way to what it tells and to whom. */
export async function showDigest(scene: Scene): Promise<Answer> {
  const card = await composeDigest({ ...scene, links: scene.app.links }, null);
  const label = scene.texts.digest.button.settings;
  const press = { act: 'open_digest_settings', taskForceId: scene.taskForce.id } as const;
  return { kind: 'say', card: { ...card, buttons: [...card.buttons, { label, press, opensForm: true }] } };
}

/** @param room null: a coordinator reads it; `scene.now` is the instant that it tells of */
export async function composeDigest(
  scene: ReadingScene & { readonly links: Links | undefined },
  room: RoomKind | null,
): Promise<Card> {
  const { app, taskForce, now } = scene;
  const [input, members] = await Promise.all([
    app.store.overview.digestInput(taskForce.id, now),
    app.store.directory.members(taskForce.id),
  ]);
  const counted = digestOf(input, taskForce, now);
  const ids = counted.overdue.map(({ opening }) => opening.id);
  const named = ids.length === 0 ? [] : await app.store.overview.whole(taskForce.id, ids);
  // Decided again, since it may have been acted on between the two readings.
  const digest = { ...counted, overdue: overdueOf(named, taskForce, now) };
  const reading = await lastingReadingOf(scene, taskForce, peopleIn(digest));
  const card = digestCard(digest, { room, ambassadors: ambassadors(members) }, reading);
  return taskForce.digest.sections.includes('target') ? withProgress(card, digest, scene, reading) : card;
}

function peopleIn({ overdue, decisions }: Digest) {
  return [...overdue.map(({ opening }) => opening), ...decisions].flatMap(peopleOf);
}

/** The card with its picture, which isn't drawn here: one that can't be drawn holds up no message. */
async function withProgress(
  card: Card,
  { target }: Digest,
  { app, taskForce, links, texts }: ReadingScene & { readonly links: Links | undefined },
  reading: Reading,
): Promise<Card> {
  const reached = await app.store.results.reached(taskForce.id);
  const chart = chartOfAll({ value: target.placed, of: target.promised }, reached, reading);
  return { ...card, picture: { from: pictureOf(chart, links), alt: chartAlt(chart, texts) } };
}
