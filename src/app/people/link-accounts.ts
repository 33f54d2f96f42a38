import { LINK_CODE_MINUTES, linkCodeUntil, minutesToWait } from '../../domain/linking.ts';
import { messageCard } from '../../messages/note-card.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Answer } from '../answer.ts';
import type { LinkEnd } from '../ports/people.ts';
import { type Arrival, say } from '../scene.ts';

/**
 * "forbind": gives a code, to the asker alone. "forbind <kode>", on the other platform: names the one who made the code
 * and asks. Nothing is joined before that is answered, since whoever gets another to type a code would else get their
 * rights.
 */
export function openLinking(arrival: Arrival, code: string | null): Promise<Answer> {
  return code === null ? giveCode(arrival) : askWhetherSame(arrival, code);
}

async function giveCode({ app, standing, texts, now }: Arrival): Promise<Answer> {
  const code = app.newCode();
  await app.store.accountLinks.issue(code, standing.person.id, linkCodeUntil(now));
  const t = texts.linking;
  return say(t.title, t.code(code), t.how(code), t.limits(LINK_CODE_MINUTES));
}

async function askWhetherSame(arrival: Arrival, code: string): Promise<Answer> {
  const { app, standing, texts, now } = arrival;
  const tried = await app.store.accountLinks.check(code, standing.person.id, now);
  if (tried.kind !== 'valid') return answerTry(arrival, tried);
  const t = texts.linking;
  const yes = {
    label: t.confirm,
    press: { act: 'link_accounts', code } as const,
    style: 'primary',
    opensForm: false,
  } as const;
  const sentences = [t.whose(tried.person.name), t.consequence, t.warning];
  return { kind: 'say', card: messageCard(t.title, sentences, [yes]) };
}

/** "Ja, det er mig": the two are one person from now on. Answered in the language they then have. */
export async function linkAccounts(arrival: Arrival, code: string): Promise<Answer> {
  const { app, standing, now } = arrival;
  const tried = await app.store.accountLinks.join(code, standing.person.id, now);
  if (tried.kind !== 'joined') return answerTry(arrival, tried);
  const united = await app.store.mailroom.person(standing.person.id);
  const locale = united?.locale ?? null;
  const texts = locale === null ? arrival.texts : textsIn(locale);
  return say(texts.linking.title, texts.linking.joined);
}

function answerTry({ texts, now }: Arrival, tried: LinkEnd): Answer {
  const t = texts.linking;
  switch (tried.kind) {
    case 'joined':
    case 'own':
    case 'expired':
    case 'unknown':
      return say(t.title, t[tried.kind]);
    case 'too_many':
      return say(t.title, t.tooMany(minutesToWait(tried.since, now)));
  }
}
