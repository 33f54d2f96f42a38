import { eraseContact as eraseContactOf } from '../../domain/erasure.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Contact } from '../../domain/typed/contact.ts';
import type { Changed } from '../../messages/people/my-data.ts';
import { MOST_CLASHES } from '../openings/change-opening.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Erasure } from '../ports/personal-data.ts';
import type { Store } from '../ports/store.ts';
import { contactless, homesOf, told, whereItStands, withdrawn } from './erase-person.ts';
import { takingBack } from './take-back.ts';

/**
 * Erases a contact person whom somebody else logged, and who has no account to ask from, by number or address: from every
 * opening of every task force, with its note and the words in its story, since these may name them. Cards are drawn anew
 * where they stand, and messages that were sent are taken back. Null when nobody is reached like that.
 *
 * @param dry decide and count only
 */
export async function eraseContact(
  store: Store,
  contact: Contact,
  { now, dry }: { readonly now: Instant; readonly dry: boolean },
): Promise<Changed | null> {
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const reached = await store.personalData.reachedBy(contact);
    if (reached.length === 0) return null;
    const homes = await homesOf(store, reached);
    const changes: Erasure['openings'][number][] = [];
    const outbox: OutboxDraft[] = [];
    for (const opening of reached) {
      const home = homes.get(opening.taskForceId);
      if (home === undefined) throw new Error('an opening without its task force');
      const erased = eraseContactOf(opening, { taskForce: home.taskForce, now });
      if (erased === null) continue;
      const written = told(opening, erased, home, now);
      changes.push(written.change);
      outbox.push(...written.outbox, ...whereItStands(opening, home.rooms));
    }
    const sent = await store.sentMessages.about({ people: [], openings: contactless(changes) });
    const forgotten = changes.map((change) => ({ ...change, wordsOf: change.opening.id }));
    const written = dry || (await store.personalData.forget(forgotten, [...outbox, ...takingBack(sent)]));
    if (written === 'clash') continue;
    return {
      contacts: contactless(changes).length,
      withdrawn: withdrawn(changes),
      cards: changes.length,
      takenBack: sent.length,
    };
  }
  throw new Error(`openings were changed ${MOST_CLASHES} times while a contact person was erased`);
}
