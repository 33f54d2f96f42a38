import type { OpeningId } from '../../domain/ids.ts';
import { asksAhead } from '../../domain/opening/call-ahead.ts';
import type { Act, Decision, Refusal } from '../../domain/opening/decision.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import { may } from '../../domain/permissions.ts';
import { openingCard } from '../../messages/openings/opening-card.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import type { Answer } from '../answer.ts';
import { recordOf } from '../keep-audit.ts';
import { type Audiences, ambassadors, announce, notesAbout } from '../outgoing/announce.ts';
import type { Change, Committed } from '../ports/openings.ts';
import { lastingReadingOf, peopleOf, readingOf, type Scene, say } from '../scene.ts';

/** How often a change is decided again when others change the same opening first. More means something is wrong. */
export const MOST_CLASHES = 20;

/** What an act changes in another opening, in the same transaction. */
export interface Besides {
  readonly before: Opening;
  readonly next: Opening;
  readonly event: OpeningEvent;
}

export type Outcome =
  | { readonly kind: 'done'; readonly opening: Opening; readonly changed: boolean }
  | { readonly kind: 'refused'; readonly opening: Opening; readonly refusal: Refusal }
  | { readonly kind: 'not_found' };

/** What is decided about an opening as it stands. */
export type Decide = (opening: Opening, act: Act) => Decision;

/** What follows from it for other openings. */
type Follow = (next: Opening, act: Act) => Promise<readonly Besides[]>;

/**
 * One act on one opening, in its turn: of a hundred people who press at once one is served, and the others find it done. A
 * double press, a redelivered event and two replicas end in one effect.
 *
 * @param receipt the same for every delivery of one request, also of one that comes after others have acted; null where
 * the platform gives no key
 */
export async function changeOpening(
  scene: Scene,
  openingId: OpeningId,
  receipt: string | null,
  decide: Decide,
  follow: Follow = async () => [],
): Promise<Outcome> {
  const { inTurn, store } = scene.app;
  const outcome = await inTurn(openingId, () => decideAndWrite(scene, openingId, receipt, decide, follow));
  if (outcome.kind !== 'refused') return outcome;
  const { opening, refusal } = outcome;
  // Delivered again, it is refused for what it did itself: it was done.
  if (receipt !== null && (await store.openings.wasDone(receipt)))
    return { kind: 'done', opening, changed: false };
  return refuseByRule(scene, opening, refusal);
}

/** A refusal by a rule is written down, whether it comes at the press or after a form. */
export async function refuseByRule(
  scene: Scene,
  opening: Opening,
  refusal: Refusal,
): Promise<Extract<Outcome, { kind: 'refused' }>> {
  await recordOf(scene, 'refused', opening.id, { code: refusal.code });
  return { kind: 'refused', opening, refusal };
}

/**
 * Loads it, decides, and writes the new state, the timeline and what others shall hear in one transaction. Whoever was
 * faster in another process is met by loading and deciding again.
 */
async function decideAndWrite(
  scene: Scene,
  openingId: OpeningId,
  receipt: string | null,
  decide: Decide,
  follow: Follow,
): Promise<Outcome> {
  const { app, taskForce, roles, standing } = scene;
  const { openings, directory } = app.store;
  const act: Act = { by: standing.person.id, roles, taskForce, now: scene.now };
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const opening = await openings.find(taskForce.id, openingId);
    if (opening === null) return { kind: 'not_found' };
    const decision = decide(opening, act);
    if (decision.kind === 'unchanged') return { kind: 'done', opening, changed: false };
    if (decision.kind === 'refused') return { kind: 'refused', opening, refusal: decision.refusal };
    const { event } = decision;
    const { rooms, members } = await directory.audience(taskForce.id);
    const audiences = { taskForce, rooms, members };
    const { opening: next, event: asked } = asksAhead(decision.next, ambassadors(members), act, event);
    const others = await follow(next, act);
    const change = changeOf(scene, { before: opening, next, event }, asked, receipt, audiences);
    const committed =
      others.length === 0
        ? await openings.commit(change)
        : await commitBesides(scene, change, others, audiences);
    if (committed.kind === 'clash') continue;
    app.wake();
    if (committed.kind === 'committed') return { kind: 'done', opening: committed.opening, changed: true };
    const standsNow = await openings.find(taskForce.id, openingId);
    return standsNow === null ? { kind: 'not_found' } : { kind: 'done', opening: standsNow, changed: false };
  }
  throw new Error(`an opening was changed ${MOST_CLASHES} times while one act was decided`);
}

/** @param follows what the bot adds to the act by itself, as asking an ambassador to ring first */
function changeOf(
  scene: Scene,
  { before, next, event }: Besides,
  follows: OpeningEvent | null,
  receipt: string | null,
  audiences: Audiences,
): Change {
  const by = scene.standing.person.id;
  const following = follows === null ? [] : [follows];
  return {
    receipt,
    opening: { kind: 'save', opening: next },
    timeline: [
      { at: scene.now, by, platform: scene.request.sender.platform, event },
      ...following.map((one) => ({ at: scene.now, by: null, platform: null, event: one })),
    ],
    nudges: [],
    outbox: [
      ...announce(before, next, event, by, audiences),
      ...following.flatMap((one) => notesAbout(before, next, one, null, audiences)),
    ],
  };
}

async function commitBesides(
  scene: Scene,
  change: Change,
  others: readonly Besides[],
  audiences: Audiences,
): Promise<Committed> {
  const changes = [change, ...others.map((one) => changeOf(scene, one, null, null, audiences))];
  const kind = await scene.app.store.openings.commitTogether(changes);
  const { opening } = change.opening;
  return kind === 'clash' ? { kind } : { kind, opening, openingId: opening.id };
}

/** The usual answer: the card as it stands where the button was pressed, if it is shown there at once, or why not. */
export async function answerOutcome(scene: Scene, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'done':
      return {
        kind: 'done',
        card: scene.request.shows?.card === false ? null : await cardHere(scene, outcome.opening),
      };
    case 'refused':
      return say(scene.texts.product, await refusalWords(scene, outcome));
    case 'not_found':
      return say(scene.texts.product, scene.texts.denied.not_found);
  }
}

/** The opening as the room shows it, or as this person may see it in a direct conversation. */
export async function cardHere(scene: Scene, opening: Opening): Promise<Card> {
  const { room, person } = scene.standing;
  const people = peopleOf(opening);
  if (room === null) {
    return openingCard(
      opening,
      { kind: 'person', id: person.id, roles: scene.roles, isAuthor: opening.loggedBy === person.id },
      await readingOf(scene, scene.taskForce, people),
    );
  }
  // A room's card keeps the room's language, whoever pressed.
  return openingCard(
    opening,
    { kind: 'room', room: room.kind },
    await lastingReadingOf({ ...scene, texts: textsIn(scene.taskForce.locale) }, scene.taskForce, people),
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
    case 'not_yours': {
      const owner = name(refusal.owner);
      return may(scene.roles, 'hand_over_for_others') ? words.not_yours_yet(owner) : words.not_yours(owner);
    }
    case 'too_few_attempts':
      return words.too_few_attempts(refusal.missing);
    case 'agreed_in_past':
    case 'agreed_too_late':
      return scene.texts.meeting.refusal[refusal.code];
    case 'not_your_candidate':
      return scene.texts.broker.refusal;
    case 'claim_first':
    case 'closed':
    case 'not_closed':
    case 'only_author':
    case 'only_author_or_coordinator':
    case 'only_note_author':
    case 'changed_meanwhile':
    case 'no_more_places':
    case 'places_under_way':
    case 'places_filled':
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
    case 'merge_other_company':
    case 'merge_other_work':
    case 'merge_under_way':
    case 'merge_claim_first':
    case 'merge_notes_too_long':
    case 'merged':
      return scene.texts.merging.refusal[refusal.code];
    case 'no_call_ahead':
      return scene.texts.callAhead.refusal;
    case 'no_ambassador':
      return scene.texts.callAhead.nobodyToAsk;
    case 'not_asked':
    case 'contact_again_out_of_range':
      return scene.texts.again.refusal[refusal.code];
    case 'already_checked_in':
    case 'promise_out_of_range':
    case 'too_early_to_retain':
    case 'hours_out_of_range':
    case 'hours_before_last':
      return scene.texts.followUp.refusal[refusal.code];
  }
}
