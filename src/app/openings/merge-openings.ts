import { type OpeningId, openingLabel } from '../../domain/ids.ts';
import { type Merged, merge } from '../../domain/opening/merging.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { companyKey } from '../../domain/typed/company.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { mergeForm } from '../../messages/openings/merge-form.ts';
import type { Values } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { type Audiences, announce } from '../outgoing/announce.ts';
import type { Change } from '../ports/openings.ts';
import { newContext, type Scene, say } from '../scene.ts';
import { answerOutcome, MOST_CLASHES, refusalWords } from './change-opening.ts';

/** More than any company has. */
const MOST_OF_COMPANY = 500;

/** "Saml med…": asks which; where there is none to choose, that is said instead. */
export async function openMerging(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const opening = await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return answerOutcome(scene, { kind: 'not_found' });
  if (opening.status === 'closed') return say(texts.product, texts.refusal.closed);
  if ((await alike(scene, opening)).length === 0) {
    return say(texts.merging.form.title, texts.merging.form.none(opening.company));
  }
  const context = newContext('merge', scene, { taskForceId: taskForce.id, openingId, extra: null });
  return { kind: 'form', form: await mergeOpeningsForm.show(scene, context, filledWith({})), errors: false };
}

/** The later of the two closes into the earlier, whichever the form was opened from. */
export const mergeOpeningsForm: FormUseCase = {
  show: async (scene, context, filled) => {
    const { app, taskForce } = scene;
    const opening =
      context.openingId === null ? null : await app.store.openings.find(taskForce.id, context.openingId);
    const others = opening === null ? [] : await alike(scene, opening);
    return mergeForm(filled, opening, others, context, scene);
  },
  submit: async (scene, context, values) => {
    const { openings } = scene.app.store;
    const { openingId } = context;
    const chosen = filledWith(values).one('other');
    if (openingId === null) return answerOutcome(scene, { kind: 'not_found' });
    for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
      const one = await openings.find(scene.taskForce.id, openingId);
      if (one === null) return answerOutcome(scene, { kind: 'not_found' });
      const other = (await ofCompany(scene, one)).find(({ id }) => id === chosen);
      if (other === undefined) {
        const errors = { other: scene.texts.invalid.choice };
        return showErrors(scene, mergeOpeningsForm, context, values, errors);
      }
      const answer = await mergeOnce(scene, context, values, one, other);
      if (answer !== 'clash') return answer;
    }
    throw new Error(`two openings were changed ${MOST_CLASHES} times while they were merged`);
  },
};

/** Every other one of the company, closed ones too: a form that is sent again finds what it merged. */
async function ofCompany({ app, taskForce }: Scene, { id, company }: Opening): Promise<Opening[]> {
  const all = await app.store.companies.openings(taskForce.id, companyKey(company), MOST_OF_COMPANY);
  return all.filter((other) => other.id !== id);
}

/** What the opening can be merged with. */
export async function duplicatesOf(scene: Scene, openingId: OpeningId | null): Promise<Opening[]> {
  const { app, taskForce } = scene;
  const opening = openingId === null ? null : await app.store.openings.find(taskForce.id, openingId);
  return opening === null ? [] : alike(scene, opening);
}

async function alike(scene: Scene, opening: Opening): Promise<Opening[]> {
  return (await ofCompany(scene, opening)).filter(
    ({ status, kind, category }) =>
      status !== 'closed' && kind === opening.kind && category === opening.category,
  );
}

async function mergeOnce(
  scene: Scene,
  context: FormContext,
  values: Values,
  one: Opening,
  other: Opening,
): Promise<Answer | 'clash'> {
  const { app, taskForce, standing, roles, now } = scene;
  const by = standing.person.id;
  const decision = merge(one, other, { by, roles, taskForce, now });
  switch (decision.kind) {
    case 'refused': {
      const words = await refusalWords(scene, { kind: 'refused', opening: one, refusal: decision.refusal });
      return showErrors(scene, mergeOpeningsForm, context, values, { other: words });
    }
    case 'unchanged':
      return thanks(scene, one, other);
    case 'merged': {
      const { directory, openings } = app.store;
      const { rooms, members } = await directory.audience(taskForce.id);
      const to = { taskForce, rooms, members };
      const before = new Map([one, other].map((opening) => [opening.id, opening]));
      const committed = await openings.commitTogether(
        changesOf(scene, decision.merged, before, to, receiptOf(context)),
      );
      if (committed === 'clash') return 'clash';
      app.wake();
      return thanks(scene, one, other);
    }
  }
}

function changesOf(
  { standing, request, now }: Scene,
  { kept, closed, keptEvent, closedEvent }: Merged,
  before: ReadonlyMap<OpeningId, Opening>,
  to: Audiences,
  receipt: string,
): Change[] {
  const by = standing.person.id;
  return [
    { opening: kept, event: keptEvent, receipt },
    { opening: closed, event: closedEvent, receipt: null },
  ].map(({ opening, event, receipt: given }) => ({
    receipt: given,
    opening: { kind: 'save', opening },
    timeline: [{ at: now, by, platform: request.sender.platform, event }],
    nudges: [],
    outbox: announce(before.get(opening.id) ?? null, opening, event, by, to),
  }));
}

function thanks({ texts }: Scene, one: Opening, other: Opening): Answer {
  const [kept, closed] = one.number < other.number ? [one, other] : [other, one];
  const t = texts.merging;
  const sentence = t.done(openingLabel(kept.number), openingLabel(closed.number));
  return { kind: 'say', card: messageCard(t.form.title, [sentence]) };
}
