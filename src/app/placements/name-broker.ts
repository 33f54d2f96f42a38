import type { OpeningId, PersonId } from '../../domain/ids.ts';
import { isTheirs, type Matched, matchesOf, nameBroker } from '../../domain/opening/broker.ts';
import { type CandidateReference, isSameCandidate } from '../../domain/opening/candidate.ts';
import { UNCHANGED } from '../../domain/opening/decision.ts';
import { isSearching } from '../../domain/opening/follow-up.ts';
import { may } from '../../domain/permissions.ts';
import { filledWith } from '../../messages/fields.ts';
import { brokerForm, matchOf, NO_BROKER } from '../../messages/placements/broker-form.ts';
import type { Option } from '../../messages/view.ts';
import { type ActForm, NO_FIELD, openActForm, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { readingOf, type Scene, say } from '../scene.ts';

/** "Jobformidler": who is the second owner of a match, named, changed or given back. */
export const nameBrokerForm: ActForm = {
  show: async (scene, context, filled) =>
    brokerForm(
      filled,
      await ownMatches(scene, context.openingId),
      await brokersOf(scene),
      context,
      scene.texts,
    ),
  // Whether there is a match and a broker is looked at before, and has sentences of its own.
  trial: () => UNCHANGED,
  fieldOf: NO_FIELD,
  submit: async (scene, context, values) => {
    const { texts, taskForce } = scene;
    const filled = filledWith(values);
    const match = matchOf(filled.one('match'));
    const chosen = filled.one('broker');
    const broker = (await brokersOf(scene)).find(({ value }) => value === chosen)?.value ?? null;
    if (match === null || (broker === null && chosen !== NO_BROKER)) {
      return showErrors(scene, nameBrokerForm, context, values, {
        ...(match === null ? { match: texts.invalid.choice } : {}),
        ...(broker === null && chosen !== NO_BROKER ? { broker: texts.invalid.person } : {}),
      });
    }
    return submitAct(scene, nameBrokerForm, context, values, {
      decide: (opening, act) => nameBroker(opening, match, broker, act),
      done: async () => {
        const t = texts.broker.form;
        if (broker === null) return say(t.title, t.unnamed);
        const { name } = await readingOf(scene, taskForce, [broker]);
        return say(t.title, t.named(name(broker)));
      },
    });
  },
};

export async function openBroker(scene: Scene, openingId: OpeningId): Promise<Answer> {
  const t = scene.texts.broker.form;
  if ((await brokersOf(scene)).length === 0) return say(t.title, t.nobody);
  if ((await ownMatches(scene, openingId)).length === 0) return say(t.title, t.noMatch);
  return openActForm(scene, 'broker', nameBrokerForm, openingId);
}

/** The candidates of an opening that the asker may say it of: another broker's are not even listed. */
async function ownMatches(scene: Scene, openingId: OpeningId | null): Promise<Matched[]> {
  const { app, taskForce, standing, roles, now } = scene;
  const opening = openingId === null ? null : await app.store.openings.find(taskForce.id, openingId);
  if (opening === null) return [];
  const act = { by: standing.person.id, roles, taskForce, now };
  return matchesOf(opening).filter(({ broker }) => isTheirs(opening, broker, act));
}

/** Those who are job brokers here, by name. */
export async function brokersOf({
  app,
  taskForce,
  texts,
}: Scene): Promise<(Option & { readonly value: PersonId })[]> {
  const members = await app.store.directory.members(taskForce.id);
  return members
    .filter(({ roles }) => may(roles, 'view_own_candidates'))
    .map(({ person }) => ({ value: person.id, label: person.name }))
    .sort((a, b) => a.label.localeCompare(b.label, texts.locale));
}

/** Whose candidate it is that another place is searched for: the broker goes along to the next one. */
export async function brokerSearchingFor(
  { app, taskForce }: Scene,
  candidate: CandidateReference,
): Promise<PersonId | null> {
  const followed = await app.store.overview.followed(taskForce.id);
  const searched = followed
    .flatMap(({ placements }) => placements)
    .find((placement) => isSearching(placement) && isSameCandidate(placement.candidate, candidate));
  return searched?.broker ?? null;
}
