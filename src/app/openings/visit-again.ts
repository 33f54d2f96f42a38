import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import { visitAgain, visitFacts } from '../../domain/opening/asking-again.ts';
import type { Act } from '../../domain/opening/decision.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { claim, log } from '../../domain/opening/opening-acts.ts';
import { messageCard } from '../../messages/note-card.ts';
import { openingButton } from '../../messages/openings/opening-button.ts';
import { contactWords } from '../../messages/wording.ts';
import type { Answer } from '../answer.ts';
import { type Audiences, announce } from '../outgoing/announce.ts';
import type { Change } from '../ports/openings.ts';
import { type Scene, say } from '../scene.ts';
import { answerOutcome, MOST_CLASHES } from './change-opening.ts';

/**
 * "Nyt besøg": a new wish for a visit to the same company, which the presser has from the start; the closed one isn't
 * asked about any more. Both or neither: of two who press at once, one makes the visit and the other reads that it is made.
 */
export async function visitCompanyAgain(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, standing, roles, now, texts } = scene;
  const { openings, directory } = app.store;
  const act: Act = { by: standing.person.id, roles, taskForce, now };
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const before = await openings.find(taskForce.id, openingId);
    if (before === null) return answerOutcome(scene, { kind: 'not_found' });
    const decision = visitAgain(before, act);
    if (decision.kind === 'refused') {
      return answerOutcome(scene, { kind: 'refused', opening: before, refusal: decision.refusal });
    }
    if (decision.kind === 'unchanged')
      return answerOutcome(scene, { kind: 'done', opening: before, changed: false });
    const visit = ownedVisit(before, app.newId() as OpeningId, act);
    const { rooms, members } = await directory.audience(taskForce.id);
    const ended = {
      ...changeOf(scene, decision.next, [decision.event]),
      outbox: announce(before, decision.next, decision.event, act.by, { taskForce, rooms, members }),
    };
    const begun = beginningOf(scene, visit, { taskForce, rooms, members });
    const committed = await openings.commitTogether([{ ...ended, receipt: scene.request.key }, begun]);
    if (committed === 'clash') continue;
    app.wake();
    if (committed === 'repeated') return say(texts.product, texts.again.refusal.not_asked);
    const made = await openings.find(taskForce.id, visit.id);
    if (made === null) throw new Error('a visit that was just written is not there');
    return thanks(scene, made);
  }
  throw new Error(`an opening was changed ${MOST_CLASHES} times while a visit was made of it`);
}

/** Logged and taken in one: nobody else shall call a company that its consultant is about to call. */
function ownedVisit(before: Opening, id: OpeningId, act: Act): Opening {
  const taken = claim(log(visitFacts(before), id, act), act);
  if (taken.kind !== 'changed') throw new Error('what was just logged can be taken');
  return taken.next;
}

function beginningOf(scene: Scene, visit: Opening, to: Audiences): Change {
  const event = { kind: 'claimed' } as const;
  return {
    ...changeOf(scene, visit, [{ kind: 'logged' }, event]),
    opening: { kind: 'create', opening: visit },
    outbox: announce(null, visit, event, scene.standing.person.id, to),
  };
}

function changeOf(
  { standing, request, now }: Scene,
  opening: Opening,
  events: readonly Change['timeline'][number]['event'][],
): Change {
  const by = standing.person.id;
  return {
    receipt: null,
    opening: { kind: 'save', opening },
    timeline: events.map((event) => ({ at: now, by, platform: request.sender.platform, event })),
    nudges: [],
    outbox: [],
  };
}

function thanks({ texts }: Scene, made: Opening): Answer {
  const t = texts.again.done;
  const sentences = [t.visit(openingLabel(made.number), made.company), contactWords(made)];
  const buttons = [
    openingButton(made, 'record_contact', texts.button.contacted, 'primary'),
    openingButton(made, 'record_attempt', texts.button.noAnswer),
    openingButton(made, 'book_visit', texts.journey.button.bookVisit),
  ];
  return { kind: 'say', card: messageCard(t.visitTitle, sentences, buttons) };
}
