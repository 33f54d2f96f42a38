import type { OpeningId } from '../../domain/ids.ts';
import { answerStory } from '../../domain/opening/story-consent.ts';
import { messageCard } from '../../messages/note-card.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { answerOutcome, changeOpening } from './change-opening.ts';

/** Yes or no to being named in good news; thanked in the place of the question, with the way to say otherwise. */
export async function answerAboutStory(
  scene: Scene,
  openingId: OpeningId,
  consent: boolean,
): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, (opening, act) =>
    answerStory(opening, consent, act),
  );
  if (outcome.kind !== 'done') return answerOutcome(scene, outcome);
  const t = scene.texts.story;
  const other = consent
    ? openingButton(outcome.opening, 'refuse_story', t.button.withdraw)
    : openingButton(outcome.opening, 'allow_story', t.button.allow);
  const isAuthor = outcome.opening.loggedBy === scene.standing.person.id;
  const said = consent ? t.allowed : t.refused;
  return { kind: 'done', card: messageCard(t.title, [said], isAuthor || consent ? [other] : []) };
}
