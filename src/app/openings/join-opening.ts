import { calendarDaysAfter } from '../../domain/calendar.ts';
import { openingLabel } from '../../domain/ids.ts';
import type { Opening, OpeningFacts } from '../../domain/opening/opening.ts';
import { addPlace } from '../../domain/opening/revising.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard, spotButton } from '../../messages/note-card.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { changeOpening, type Outcome } from './change-opening.ts';

/**
 * An open opening of the same company and kind of work from the last weeks: probably the same one, told twice. What this
 * very form made when it was sent before is no other.
 */
export async function similarOpening(
  { app, taskForce, now }: Scene,
  facts: OpeningFacts,
  { token }: FormContext,
): Promise<Opening | null> {
  if (facts.category === null) return null;
  const { calendar, thresholds } = taskForce;
  const since = calendarDaysAfter(now, -thresholds.sameCompanyCalendarDays, calendar);
  const similar = await app.store.overview.similar(taskForce.id, facts.company, facts.category, since);
  return similar?.id === token ? null : similar;
}

/** One more place on the opening that stands there, instead of a second one; once for each form, however often sent. */
export function joinOpening(scene: Scene, opening: Opening, { token }: FormContext): Promise<Outcome> {
  return changeOpening(scene, opening.id, `intake:${token}`, addPlace);
}

export function thanksForPlace({ texts, taskForce }: Scene, { number, places }: Opening): Answer {
  const another = { ...spotButton(taskForce.id, texts), label: texts.button.another };
  const sentence = texts.details.same.added(openingLabel(number), places);
  return { kind: 'say', card: messageCard(texts.intake.thanksTitle, [sentence], [another]) };
}
