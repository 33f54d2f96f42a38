import { holdsContact } from '../../domain/erasure.ts';
import { openingLabel } from '../../domain/ids.ts';
import { type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { CONTACTS, eraseMeForm as formOf, receiptCard } from '../../messages/people/my-data.ts';
import type { ArrivalForm } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { type Arrival, commandHere, newContext, say } from '../scene.ts';
import { type ErasureEnd, erasePerson } from './erase-person.ts';

/** "Slet mine data": says what stands in the way before it asks. */
export async function openErasure(arrival: Arrival): Promise<Answer> {
  const { app, standing, now } = arrival;
  const end = await erasePerson(app.store, standing.person.id, { keepContacts: true, now, dry: true });
  if (end.kind === 'blocked') return blocked(arrival, end);
  const form = await show(arrival, newContext('erase_me', arrival), filledWith({}));
  return { kind: 'form', form, errors: false };
}

async function show({ app, standing, texts }: Arrival, context: FormContext, filled: Filled) {
  const held = await app.store.personalData.held(standing.person.id);
  const logged = held?.openings.filter(
    (opening) => held.ids.includes(opening.loggedBy) && holdsContact(opening),
  );
  return formOf(filled, logged?.length ?? 0, context, texts);
}

export const eraseMeForm: ArrivalForm = {
  show,
  submit: async (arrival, context, values) => {
    const { app, standing, texts, now } = arrival;
    const filled = filledWith(values);
    const form = await show(arrival, context, filled);
    const asked = form.fields.some((field) => field.name === 'contacts');
    const chosen = CONTACTS.find((one) => one === filled.one('contacts'));
    const errors = {
      ...(filled.many('sure').includes('yes') ? {} : { sure: texts.myData.form.sureMissing }),
      ...(asked && chosen === undefined ? { contacts: texts.invalid.choice } : {}),
    };
    if (Object.keys(errors).length > 0)
      return { kind: 'form', form: await show(arrival, context, filledWith(values, errors)), errors: true };
    const keepContacts = chosen === 'others';
    const end = await erasePerson(app.store, standing.person.id, { keepContacts, now });
    app.wake();
    switch (end.kind) {
      case 'erased':
        return { kind: 'say', card: receiptCard(end.receipt, texts) };
      case 'blocked':
        return blocked(arrival, end);
      case 'nobody':
        return say(texts.myData.title, texts.myData.nothing);
    }
  },
};

/** So many are named; the rest is counted. */
const MOST_NAMED = 10;

function blocked(arrival: Arrival, end: Extract<ErasureEnd, { kind: 'blocked' }>): Answer {
  const { owned, lastCoordinatorOf } = end;
  const t = arrival.texts.myData.blocked;
  const labels = owned.slice(0, MOST_NAMED).map(({ number }) => openingLabel(number));
  const handOver = [
    t.owned(labels, owned.length - labels.length),
    t.handOver(commandHere('giv alt videre', arrival)),
  ];
  const members = t.lastCoordinator(lastCoordinatorOf, commandHere('medlemmer', arrival));
  return say(
    t.title,
    ...(owned.length > 0 ? handOver : []),
    ...(lastCoordinatorOf.length > 0 ? [members] : []),
    t.nothing,
  );
}
