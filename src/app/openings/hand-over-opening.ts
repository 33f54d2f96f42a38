import type { OpeningId, PersonId } from '../../domain/ids.ts';
import { ownerOf } from '../../domain/opening/opening.ts';
import { handOver } from '../../domain/opening/opening-acts.ts';
import { may } from '../../domain/permissions.ts';
import { filledWith } from '../../messages/fields.ts';
import { messageCard } from '../../messages/note-card.ts';
import { handOverForm, TO_ROOM } from '../../messages/openings/act-forms.ts';
import type { Option } from '../../messages/view.ts';
import { type ActForm, showErrors, submitAct } from '../act-form.ts';
import { readingOf, type Scene } from '../scene.ts';

/** "Giv videre": to a colleague, who is told, or back to everybody. */
export const handOverOpeningForm: ActForm = {
  show: async (scene, context, filled) => {
    const options = await receiversOf(scene, context.openingId);
    return handOverForm(filled, options, 'receivers', context, scene.texts);
  },
  trial: (opening, act) => handOver(opening, act.by, act),
  fieldOf: ({ code }) => (code === 'hand_over_to_self' ? 'to' : null),
  submit: async (scene, context, values) => {
    const chosen = filledWith(values).one('to');
    const colleague = (await colleaguesIn(scene)).find(({ value }) => value === chosen);
    if (colleague === undefined && chosen !== TO_ROOM) {
      return showErrors(scene, handOverOpeningForm, context, values, { to: scene.texts.invalid.person });
    }
    const to = colleague?.value ?? null;
    return submitAct(scene, handOverOpeningForm, context, values, {
      decide: (opening, act) => handOver(opening, to, act),
      done: async (opening) => {
        const owner = ownerOf(opening);
        if (owner === null || owner === scene.standing.person.id) return { kind: 'done', card: null };
        const { name } = await readingOf(scene, scene.taskForce, [owner]);
        const { texts } = scene;
        return { kind: 'say', card: messageCard(texts.handOver.title, [texts.handOver.done(name(owner))]) };
      },
    });
  },
};

/** Colleagues, first the one who knows the opening's company. */
export async function receiversOf(scene: Scene, openingId: OpeningId | null): Promise<Option[]> {
  return knowingFirst(await colleaguesIn(scene), await whoKnowsTheCompany(scene, openingId), scene);
}

/** Who had the company's other openings last, unless they have this one: "den samme konsulent hver gang". */
async function whoKnowsTheCompany(scene: Scene, openingId: OpeningId | null): Promise<PersonId | null> {
  const { openings, overview } = scene.app.store;
  const opening = openingId === null ? null : await openings.find(scene.taskForce.id, openingId);
  if (opening === null) return null;
  const last = await overview.lastOwnerOf(scene.taskForce.id, opening.company, opening.id);
  return last === ownerOf(opening) ? null : last;
}

/** A choice whose value is a person. */
interface Colleague extends Option {
  readonly value: PersonId;
}

function knowingFirst(options: readonly Colleague[], knows: PersonId | null, { texts }: Scene): Option[] {
  const first = options
    .filter(({ value }) => value === knows)
    .map(({ value, label }) => ({ value, label: texts.handOver.knowsCompany(label) }));
  return [...first, ...options.filter(({ value }) => value !== knows)];
}

/** Those who may own an opening, on whichever platform they are, by name. */
export async function colleaguesIn({ app, taskForce, texts }: Scene): Promise<Colleague[]> {
  const members = await app.store.directory.members(taskForce.id);
  return members
    .filter((member) => may(member.roles, 'claim_opening'))
    .map((member) => ({ value: member.person.id, label: member.person.name }))
    .sort((a, b) => a.label.localeCompare(b.label, texts.locale));
}
