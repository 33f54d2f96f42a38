import type { Act, Decision, Refusal } from '../domain/decision.ts';
import type { OpeningId } from '../domain/ids.ts';
import type { Opening } from '../domain/opening.ts';
import { openingCard } from '../messages/opening-card.ts';
import { textsIn } from '../messages/reading.ts';
import type { Card } from '../messages/view.ts';
import { announce } from './announce.ts';
import type { Answer } from './answer.ts';
import { recordOf } from './keep-audit.ts';
import { peopleOf, readingOf, type Scene, say } from './scene.ts';

/** How often a change is decided again when others change the same opening first. More means something is wrong. */
export const MOST_CLASHES = 20;

export type Outcome =
  | { readonly kind: 'done'; readonly opening: Opening; readonly changed: boolean }
  | { readonly kind: 'refused'; readonly opening: Opening; readonly refusal: Refusal }
  | { readonly kind: 'not_found' };

/**
 * One act on one opening: loads it, decides, and writes the new state, the timeline and what others shall hear in one
 * transaction. Whoever was faster is met by loading and deciding again, so that a double press, a redelivered event and
 * two replicas end in one effect.
 *
 * @param receipt the request's key, when it may come twice and the act is not idempotent by itself
 */
export async function changeOpening(
  scene: Scene,
  openingId: OpeningId,
  receipt: string | null,
  decide: (opening: Opening, act: Act) => Decision,
): Promise<Outcome> {
  const { app, taskForce, roles, standing, request } = scene;
  const { openings, taskForces, directory } = app.store;
  const act: Act = { by: standing.person.id, roles, taskForce, now: scene.now };
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const opening = await openings.find(taskForce.id, openingId);
    if (opening === null) return { kind: 'not_found' };
    const decision = decide(opening, act);
    if (decision.kind === 'unchanged') return { kind: 'done', opening, changed: false };
    if (decision.kind === 'refused') {
      await recordOf(scene, 'refused', opening.id, { code: decision.refusal.code });
      return { kind: 'refused', opening, refusal: decision.refusal };
    }
    const { next, event } = decision;
    const [rooms, members] = await Promise.all([
      taskForces.rooms(taskForce.id),
      directory.members(taskForce.id),
    ]);
    const committed = await openings.commit({
      receipt,
      opening: { kind: 'save', opening: next },
      timeline: [{ at: act.now, by: act.by, platform: request.sender.platform, event }],
      nudges: [],
      outbox: announce(opening, next, event, act.by, { taskForce, rooms, members }),
    });
    if (committed.kind === 'clash') continue;
    app.wake();
    if (committed.kind === 'committed') return { kind: 'done', opening: committed.opening, changed: true };
    const standsNow = await openings.find(taskForce.id, openingId);
    return standsNow === null ? { kind: 'not_found' } : { kind: 'done', opening: standsNow, changed: false };
  }
  throw new Error(`an opening was changed ${MOST_CLASHES} times while one act was decided`);
}

/** The usual answer: the card as it stands where the button was pressed, or why not. */
export async function answerOutcome(scene: Scene, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', card: await cardHere(scene, outcome.opening) };
    case 'refused':
      return say(scene.texts.product, await refusalWords(scene, outcome));
    case 'not_found':
      return say(scene.texts.product, scene.texts.denied.not_found);
  }
}

/** The opening as the room shows it, or as this person may see it in a direct conversation. */
export async function cardHere(scene: Scene, opening: Opening): Promise<Card> {
  const { room, person } = scene.standing;
  const reading = await readingOf(scene, scene.taskForce, peopleOf(opening));
  if (room === null) {
    return openingCard(
      opening,
      { kind: 'person', roles: scene.roles, isAuthor: opening.loggedBy === person.id },
      reading,
    );
  }
  // A room's card keeps the room's language, whoever pressed.
  return openingCard(
    opening,
    { kind: 'room', room: room.kind },
    { ...reading, texts: textsIn(scene.taskForce.locale) },
  );
}

export async function refusalWords(
  scene: Scene,
  { opening, refusal }: Extract<Outcome, { kind: 'refused' }>,
): Promise<string> {
  const { refusal: words } = scene.texts;
  const { name } = await readingOf(scene, scene.taskForce, peopleOf(opening));
  switch (refusal.code) {
    case 'already_claimed':
      return words.already_claimed(name(refusal.by));
    case 'not_yours':
      return words.not_yours(name(refusal.owner));
    case 'too_few_attempts':
      return words.too_few_attempts(refusal.missing);
    case 'agreed_in_past':
    case 'agreed_too_late':
      return scene.texts.meeting.refusal[refusal.code];
    case 'claim_first':
    case 'closed':
    case 'not_closed':
    case 'only_author':
    case 'only_author_or_coordinator':
    case 'only_note_author':
    case 'changed_meanwhile':
    case 'no_more_places':
    case 'places_under_way':
    case 'hand_over_to_self':
    case 'snooze_in_past':
    case 'snooze_too_long':
    case 'reason_needs_note':
    case 'only_after_visit':
      return words[refusal.code];
    case 'already_further':
    case 'keep_owner':
    case 'visit_out_of_range':
    case 'book_visit_first':
    case 'not_matching':
    case 'no_free_place':
    case 'candidate_here':
    case 'place_moved_on':
    case 'start_out_of_range':
    case 'all_filled':
      return scene.texts.journey.refusal[refusal.code];
  }
}
