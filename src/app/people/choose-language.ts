import type { Locale } from '../../domain/task-force.ts';
import { messageCard } from '../../messages/note-card.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Answer } from '../answer.ts';
import { type Arrival, commandHere, say } from '../scene.ts';

/** "sprog da|en": a person's own language, in every task force; answered in the new one. */
export async function chooseLanguage(arrival: Arrival, locale: Locale | null): Promise<Answer> {
  const { texts, app, standing } = arrival;
  if (locale === null) {
    const other = texts.locale === 'da' ? 'sprog en' : 'sprog da';
    return say(
      texts.language.title,
      texts.language.names[texts.locale],
      texts.language.ask(commandHere(other, arrival)),
    );
  }
  await app.store.directory.setLocale(standing.person.id, locale);
  const chosen = textsIn(locale);
  return { kind: 'say', card: messageCard(chosen.language.title, [chosen.language.done]) };
}
