import type { PersonId } from '../../domain/ids.ts';
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
import type { Values } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { type Audiences, announceInList, jobcentreRooms, laneOf } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { OutboxDraft } from '../outgoing/outgoing.ts';
import type { Change } from '../ports/openings.ts';

import { newContext, readingOf, type Scene, say } from '../scene.ts';
import { MOST_CLASHES } from './change-opening.ts';
import { colleaguesIn } from './hand-over-opening.ts';
import { ownedBy } from './owned-by.ts';

export async function openHandOverAll(scene: Scene): Promise<Answer> {
  const { texts, taskForce } = scene;
  if ((await ownedBySender(scene)).length === 0)
    return say(texts.handOverAll.title, texts.handOverAll.nothing);
  const context = newContext('hand_over_all', scene, { taskForceId: taskForce.id });
  const form = await handOverAllForm.show(scene, context, filledWith({}));
  return { kind: 'form', form, errors: false };
}

/** "Giv alt videre": everything the asker owns changes hands in one act, and each receiver gets one list. */
export const handOverAllForm: FormUseCase = {
  show: async (scene, context, filled) =>
    formOf(filled, await ownedBySender(scene), await otherColleagues(scene), context, scene.texts),
  submit: async (scene, context, values) => {
    const filled = filledWith(values);
    const colleagues = (await otherColleagues(scene)).map(({ value }) => value);
    const unknown = Object.entries(values).flatMap(([name, chosen]) =>
      OWN_RECEIVER.test(name) && chosen !== SAME_RECEIVER && readReceiver(chosen, colleagues) === undefined
        ? [name]
        : [],
    );
    const all = readReceiver(filled.one('to'), colleagues);
    const errors = {
      ...Object.fromEntries(
        [...(all === undefined ? ['to'] : []), ...unknown].map((name) => [name, scene.texts.invalid.person]),
      ),
      ...tooLong(values, scene),
    };
    if (all === undefined || Object.keys(errors).length > 0)
      return showErrors(scene, handOverAllForm, context, values, errors);
    const toOf = (opening: Opening): Receiver => {
      const own = readReceiver(filled.one(receiverFieldOf(opening)), colleagues);
      return own === undefined ? all : own;
    };
    return handAllOver(scene, toOf, filled, context.token);
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

/** What is beyond the most that are read at once stays, and is given on by the form opened again. */
function ownedBySender({ app, taskForce, standing }: Scene): Promise<readonly Opening[]> {
  return ownedBy(app.store, taskForce.id, standing.person.id);
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
async function handAllOver(
  scene: Scene,
  toOf: (opening: Opening) => Receiver,
  filled: Filled,
  token: string,
): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const { directory, openings } = app.store;
  const t = texts.handOverAll;
  for (let tries = 0; tries < MOST_CLASHES; tries += 1) {
    const owned = await ownedBySender(scene);
    if (owned.length === 0)
      return say(t.title, (await openings.wasDone(receiptOf({ token }))) ? t.alreadyDone : t.nothing);
    const { rooms, members } = await directory.audience(taskForce.id);
    const changes = changesOf(scene, owned, toOf, filled, { taskForce, rooms, members }, token);
    const committed = await openings.commitTogether(changes);
    if (committed === 'clash') continue;
    app.wake();
    if (committed === 'repeated') return say(t.title, t.alreadyDone);
    const receivers = byReceiver(owned, toOf);
    const { name } = await readingOf(
      scene,
      taskForce,
      [...receivers.keys()].filter((to) => to !== null),
    );
    const sentences = [...receivers].map(([to, { length }]) =>
      to === null ? t.doneRoom(length) : t.done(name(to), length),
    );
    return say(t.title, ...sentences);
  }
  throw new Error(`one of many openings was changed ${MOST_CLASHES} times while all were handed over`);
}

function changesOf(
  scene: Scene,
  owned: readonly Opening[],
  toOf: (opening: Opening) => Receiver,
  filled: Filled,
  audiences: Audiences,
  token: string,
): Change[] {
  const { standing, roles, taskForce, now, request } = scene;
  const by = standing.person.id;
  const common = noteIn(filled, 'note');
  const changes = owned.flatMap((opening): Change[] => {
    const note = noteIn(filled, noteFieldOf(opening)) ?? common;
    const decision = handOver(opening, toOf(opening), { by, roles, taskForce, now }, note);
    if (decision.kind !== 'changed') return [];
    const { next, event } = decision;
    return [
      {
        receipt: null,
        opening: { kind: 'save', opening: next },
        timeline: [{ at: now, by, platform: request.sender.platform, event }],
        nudges: [],
        outbox: announceInList(opening, next, event, by, audiences),
      },
    ];
  });
  const lists = [...byReceiver(changes, ({ opening: { opening } }) => ownerOf(opening))];
  const list = lists.flatMap(([to, given]) => listFor(scene, given, to, audiences, token));
  return changes.map((change, index) =>
    index === 0 ? { ...change, receipt: receiptOf({ token }), outbox: [...list, ...change.outbox] } : change,
  );
}

function byReceiver<Item>(items: readonly Item[], toOf: (item: Item) => Receiver): Map<Receiver, Item[]> {
  const groups = new Map<Receiver, Item[]>();
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
