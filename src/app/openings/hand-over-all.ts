import type { PersonId } from '../../domain/ids.ts';
import { type Given, giveCandidates } from '../../domain/opening/broker.ts';
import { succeeding } from '../../domain/opening/decision.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { handOver } from '../../domain/opening/opening-acts.ts';
import { type Filled, filledWith } from '../../messages/fields.ts';
import { ACT_LIMITS, TO_ROOM } from '../../messages/openings/act-forms.ts';
import {
  handOverAllForm as formOf,
  noteFieldOf,
  receiverFieldOf,
  SAME_RECEIVER,
} from '../../messages/openings/hand-over-all.ts';
import { NO_BROKER } from '../../messages/placements/broker-form.ts';
import type { Values } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { type Audiences, announceInList, jobcentreRooms, laneOf, notesAbout } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import { brokersOf } from '../placements/name-broker.ts';
import type { Change } from '../ports/openings.ts';
import { newContext, readingOf, type Scene, say } from '../scene.ts';
import { MOST_CLASHES } from './change-opening.ts';
import { colleaguesIn } from './hand-over-opening.ts';
import { brokeredBy, candidatesOf, ownedBy } from './owned-by.ts';

export async function openHandOverAll(scene: Scene): Promise<Answer> {
  const { texts, taskForce } = scene;
  const { owned, brokered } = await heldBySender(scene);
  if (owned.length + brokered.length === 0) return say(texts.handOverAll.title, texts.handOverAll.nothing);
  const context = newContext('hand_over_all', scene, { taskForceId: taskForce.id });
  const form = await handOverAllForm.show(scene, context, filledWith({}));
  return { kind: 'form', form, errors: false };
}

/** "Giv alt videre": everything the asker owns changes hands in one act, and each receiver gets one list. */
export const handOverAllForm: FormUseCase = {
  show: async (scene, context, filled) => {
    const { owned, brokered } = await heldBySender(scene);
    const colleagues = owned.length > 0 ? await otherColleagues(scene) : [];
    const brokers = brokered.length > 0 ? await otherBrokers(scene) : [];
    const candidates = candidatesOf(scene.standing.person.id, brokered);
    return formOf(filled, { owned, colleagues, candidates, brokers }, context, scene.texts);
  },
  submit: async (scene, context, values) => {
    const filled = filledWith(values);
    const colleagues = (await otherColleagues(scene)).map(({ value }) => value);
    const unknown = Object.entries(values).flatMap(([name, chosen]) =>
      OWN_RECEIVER.test(name) && chosen !== SAME_RECEIVER && readReceiver(chosen, colleagues) === undefined
        ? [name]
        : [],
    );
    const all = readReceiver(filled.one('to'), colleagues);
    const broker = readBroker(filled.one('broker'), await otherBrokers(scene));
    const { owned, brokered } = await heldBySender(scene);
    const missing = [
      ...(all === undefined && owned.length > 0 ? ['to'] : []),
      ...(broker === undefined && brokered.length > 0 ? ['broker'] : []),
    ];
    const errors = {
      ...Object.fromEntries([...missing, ...unknown].map((name) => [name, scene.texts.invalid.person])),
      ...tooLong(values, scene),
    };
    if (Object.keys(errors).length > 0) return showErrors(scene, handOverAllForm, context, values, errors);
    const toOf = (opening: Opening): Receiver | undefined => {
      const own = readReceiver(filled.one(receiverFieldOf(opening)), colleagues);
      return own === undefined ? all : own;
    };
    return handAllOver(scene, { toOf, broker, filled }, context.token);
  },
};

/** A colleague; null: everybody. */
type Receiver = PersonId | null;

const OWN_RECEIVER = /^to_\d+$/;

/** Undefined for what names nobody to give to: nothing, the same as the others, or somebody who is no colleague. */
function readReceiver(
  chosen: Values[string] | undefined,
  colleagues: readonly PersonId[],
): Receiver | undefined {
  return chosen === TO_ROOM ? null : colleagues.find((id) => id === chosen);
}

/** Undefined for what names nobody else who is a job broker; null: whoever has the opening. */
function readBroker(
  chosen: string | null,
  brokers: readonly { readonly value: PersonId }[],
): Receiver | undefined {
  return chosen === NO_BROKER ? null : brokers.find(({ value }) => value === chosen)?.value;
}

async function otherBrokers(scene: Scene) {
  return (await brokersOf(scene)).filter(({ value }) => value !== scene.standing.person.id);
}

/** What the asker has, and those with candidates whose job broker they are. */
interface Held {
  readonly owned: readonly Opening[];
  readonly brokered: readonly Opening[];
}

/** What is beyond the most that are read at once stays, and is given on by the form opened again. */
async function heldBySender({ app, taskForce, standing }: Scene): Promise<Held> {
  const [owned, brokered] = await Promise.all([
    ownedBy(app.store, taskForce.id, standing.person.id),
    brokeredBy(app.store, taskForce.id, standing.person.id),
  ]);
  return { owned, brokered };
}

/** What the form says: where each opening goes, and who follows the candidates; undefined where that wasn't asked. */
interface Wanted {
  readonly toOf: (opening: Opening) => Receiver | undefined;
  readonly broker: Receiver | undefined;
  readonly filled: Filled;
}

/** Those whom the asker can give to. */
export async function otherColleagues(scene: Scene) {
  return (await colleaguesIn(scene)).filter(({ value }) => value !== scene.standing.person.id);
}

function tooLong(values: Values, { texts }: Scene): Record<string, string> {
  const long = Object.entries(values).filter(
    ([, value]) => typeof value === 'string' && value.length > ACT_LIMITS.note,
  );
  return Object.fromEntries(long.map(([name]) => [name, texts.invalid.tooLong(ACT_LIMITS.note)]));
}

/**
 * All or nothing: a failure leaves everything with its owner, and the form can be sent again. The same form sent twice
 * has one effect, also when the owner got something new in between.
 */
async function handAllOver(scene: Scene, wanted: Wanted, token: string): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const { directory, openings } = app.store;
  const t = texts.handOverAll;
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const held = await heldBySender(scene);
    const { rooms, members } = await directory.audience(taskForce.id);
    const changes = changesOf(scene, held, wanted, { taskForce, rooms, members }, token);
    if (changes.length === 0)
      return say(t.title, (await openings.wasDone(receiptOf({ token }))) ? t.alreadyDone : t.nothing);
    const committed = await openings.commitTogether(changes);
    if (committed === 'clash') continue;
    app.wake();
    if (committed === 'repeated') return say(t.title, t.alreadyDone);
    return say(t.title, ...(await wordsOf(scene, held, wanted)));
  }
  throw new Error(`one of many openings was changed ${MOST_CLASHES} times while all were handed over`);
}

/** Who has what now. */
async function wordsOf(scene: Scene, { owned, brokered }: Held, { toOf, broker }: Wanted): Promise<string[]> {
  const t = scene.texts.handOverAll;
  const receivers = byReceiver(owned, toOf);
  const people = [...receivers.keys(), broker].filter((to) => to != null);
  const { name } = await readingOf(scene, scene.taskForce, people);
  const candidates = broker === undefined ? 0 : candidatesOf(scene.standing.person.id, brokered);
  const follows = broker == null ? t.doneOwners(candidates) : t.doneBroker(name(broker), candidates);
  return [
    ...[...receivers].flatMap(([to, { length }]) =>
      to === undefined ? [] : [to === null ? t.doneRoom(length) : t.done(name(to), length)],
    ),
    ...(candidates > 0 ? [follows] : []),
  ];
}

function changesOf(
  scene: Scene,
  { owned, brokered }: Held,
  wanted: Wanted,
  audiences: Audiences,
  token: string,
): Change[] {
  const { standing, now, request } = scene;
  const by = standing.person.id;
  const held = [...new Map([...owned, ...brokered].map((opening) => [opening.id, opening])).values()];
  const changes = held.flatMap((opening): Change[] => {
    const one = given(scene, opening, owned.includes(opening), wanted);
    if (one.events.length === 0) return [];
    // However much of it goes on, it is one change.
    const next = succeeding(opening, one.next);
    return [
      {
        receipt: null,
        opening: { kind: 'save', opening: next },
        timeline: one.events.map((event) => ({ at: now, by, platform: request.sender.platform, event })),
        nudges: [],
        outbox: one.events.flatMap((event, index) =>
          index === 0
            ? announceInList(opening, next, event, by, audiences)
            : notesAbout(opening, next, event, by, audiences),
        ),
      },
    ];
  });
  const handed = changes.filter(({ timeline }) =>
    timeline.some(({ event }) => event.kind !== 'broker_named'),
  );
  const lists = [...byReceiver(handed, ({ opening: { opening } }) => ownerOf(opening))];
  const list = lists.flatMap(([to, some]) => listFor(scene, some, to, audiences, token));
  return changes.map((change, index) =>
    index === 0 ? { ...change, receipt: receiptOf({ token }), outbox: [...list, ...change.outbox] } : change,
  );
}

/** One opening with all of it that goes on: itself, and the candidates in it. */
function given(scene: Scene, opening: Opening, isOwned: boolean, { toOf, broker, filled }: Wanted): Given {
  const { standing, roles, taskForce, now } = scene;
  const act = { by: standing.person.id, roles, taskForce, now };
  const note = noteIn(filled, noteFieldOf(opening)) ?? noteIn(filled, 'note');
  const to = isOwned ? toOf(opening) : undefined;
  const handed = to === undefined ? null : handOver(opening, to, act, note);
  const [next, events] = handed?.kind === 'changed' ? [handed.next, [handed.event]] : [opening, []];
  const named = broker === undefined ? null : giveCandidates(next, broker, act);
  return named === null ? { next, events } : { next: named.next, events: [...events, ...named.events] };
}

function byReceiver<Item, To extends Receiver | undefined>(
  items: readonly Item[],
  toOf: (item: Item) => To,
): Map<To, Item[]> {
  const groups = new Map<To, Item[]>();
  for (const item of items) groups.set(toOf(item), [...(groups.get(toOf(item)) ?? []), item]);
  return groups;
}

function noteIn(filled: Filled, field: string): string | null {
  return filled.one(field)?.trim() || null;
}

/** One message to the new owner, or one to each of the jobcentre's rooms. */
function listFor(
  { standing, taskForce }: Scene,
  changes: readonly Change[],
  to: PersonId | null,
  { rooms }: Audiences,
  token: string,
): OutboxDraft[] {
  const receivers: Destination[] =
    to === null
      ? jobcentreRooms(rooms).map(({ id }) => ({ kind: 'room', roomId: id }))
      : [{ kind: 'person', personId: to }];
  const openingIds = changes.map(({ opening }) => opening.opening.id);
  return receivers.map((receiver) => ({
    taskForceId: taskForce.id,
    to: receiver,
    outgoing: { kind: 'note', note: { kind: 'all_handed_over', openingIds, by: standing.person.id } },
    unique: { kind: 'once', key: `all_handed_over:${token}:${laneOf(receiver)}` },
  }));
}
