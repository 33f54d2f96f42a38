import { fitsWords } from '../domain/typed/searching.ts';
import type { ChoiceSource } from '../messages/choice-source.ts';
import { firstOf, MOST_OFFERED, type Offer } from '../messages/fields.ts';
import { callersAmong } from '../messages/meetings/meeting-forms.ts';
import { messageCard } from '../messages/note-card.ts';
import { receiversAmong } from '../messages/openings/act-forms.ts';
import { itemReceiversAmong } from '../messages/openings/hand-over-all.ts';
import { openingsOffered } from '../messages/openings/merge-form.ts';
import { brokersOffered } from '../messages/placements/broker-form.ts';
import { partsOffered } from '../messages/results/results-form.ts';
import type { Answer } from './answer.ts';
import { otherColleagues } from './openings/hand-over-all.ts';
import { colleaguesIn, receiversOf } from './openings/hand-over-opening.ts';
import { duplicatesOf } from './openings/merge-openings.ts';
import { companiesOffered } from './overview/find-company.ts';
import { choicesOf } from './overview/show-results.ts';
import { brokersOf } from './placements/name-broker.ts';
import { readingOf, type Scene } from './scene.ts';

/**
 * What of a list can be chosen, by the beginnings of its words: at most a hundred. Nothing typed offers the first of
 * them. The same list is asked again when the form is sent, so what is offered here is no promise.
 */
export async function offerChoices(
  scene: Scene,
  { source, words }: { readonly source: ChoiceSource; readonly words: string },
): Promise<Answer> {
  const offer = await offerOf(scene, source);
  const options = words.trim() === '' ? firstOf(offer) : fitting(offer, words);
  const { none, noneAtAll } = scene.texts.choices;
  const sentence = words.trim() === '' ? noneAtAll : none(words.trim());
  const lines = options.length === 0 ? [sentence] : options.map(({ label }) => label);
  return { kind: 'choices', options, card: messageCard('', lines) };
}

function fitting({ options, last }: Offer, words: string) {
  const all = last === undefined ? options : [...options, last];
  return all.filter(({ label }) => fitsWords(label, words)).slice(0, MOST_OFFERED);
}

async function offerOf(scene: Scene, { list, openingId }: ChoiceSource): Promise<Offer> {
  const { texts } = scene;
  switch (list) {
    case 'receivers':
      return receiversAmong(await receiversOf(scene, openingId), texts);
    case 'other_receivers':
      return receiversAmong(await otherColleagues(scene), texts);
    case 'item_receivers':
      return itemReceiversAmong(await otherColleagues(scene), texts);
    case 'callers':
      return callersAmong(await colleaguesIn(scene), texts);
    case 'brokers':
      return brokersOffered(await brokersOf(scene), texts);
    case 'duplicates':
      return openingsOffered(await duplicatesOf(scene, openingId), scene);
    case 'companies':
      return companiesOffered(scene);
    case 'municipalities':
    case 'meetings': {
      const { parts } = await choicesOf(scene);
      if (parts === null) return { options: [] };
      return partsOffered(list, parts, await readingOf(scene, scene.taskForce, []));
    }
  }
}
