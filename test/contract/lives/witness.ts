import type { Answer } from '../../../src/app/answer.ts';
import { laneOf } from '../../../src/app/outgoing/announce.ts';
import type { Compose } from '../../../src/app/outgoing/compose-outgoing.ts';
import type { Destination } from '../../../src/app/outgoing/destination.ts';
import type { Change } from '../../../src/app/ports/openings.ts';
import type { Store } from '../../../src/app/ports/store.ts';
import type { OpeningId, PersonId } from '../../../src/domain/ids.ts';
import { matchesOf } from '../../../src/domain/opening/broker.ts';
import type { Opening } from '../../../src/domain/opening/opening.ts';
import { may, type Role } from '../../../src/domain/permissions.ts';

/** The references of the stories' candidates, wherever they would turn up. */
const REFERENCES = /K-\d/gi;

interface Stored {
  readonly version: number;
  /** How many timeline entries it carried. */
  readonly entries: number;
  readonly places: number;
}

/** Sees every change that a store took and every message that went out, and holds them against the promises. */
export interface Witness {
  /** The stored changes of an opening, by version. */
  changesOf(id: OpeningId): readonly Stored[];
  /** Sees what somebody with these roles was answered; null: somebody nobody knows. */
  heard(reader: PersonId | null, roles: readonly Role[], answer: Answer): void;
  /** Sees everything that is put to words to be sent. */
  composing(compose: Compose): Compose;
  /** What was promised and not kept, in words. */
  readonly broken: readonly string[];
  readonly counts: { decided: number; sent: number };
}

/**
 * A store that works as the given one does, under the eyes of a witness. Nothing it queues is held back for others to
 * join: a database's outbox goes by the database's clock, which a story can't set.
 */
export function witnessing(inner: Store): { store: Store; witness: Witness } {
  const stored = new Map<OpeningId, Stored[]>();
  const decided = new Set<string>();
  const sent = new Set<string>();
  const broken: string[] = [];
  const counts = { decided: 0, sent: 0 };
  /** Every candidate whose job broker somebody ever was. */
  const brokered = new Map<PersonId, Set<string>>();
  const promise = (kept: boolean, words: string) => {
    if (!kept) broken.push(words);
  };

  const unheld = (change: Change): Change => ({
    ...change,
    outbox: change.outbox.map((draft) => ({ ...draft, holdMs: 0 })),
  });
  const sawOpening = ({ id, version, places }: Opening, entries: number) => {
    const known = stored.get(id) ?? [];
    promise(!known.some((other) => other.version === version), `version ${version} was stored once`);
    // Of two changes at one instant the later can be heard of first.
    stored.set(
      id,
      [...known, { version, entries, places }].sort((a, b) => a.version - b.version),
    );
  };
  const saw = ({ opening: { opening }, timeline, nudges }: Change) => {
    sawOpening(opening, timeline.length);
    for (const { broker, candidate } of matchesOf(opening)) {
      if (broker === null) continue;
      brokered.set(broker, (brokered.get(broker) ?? new Set()).add(candidate.toLowerCase()));
    }
    for (const { followUp, round, level, to } of nudges) {
      promise(
        opening.status !== 'closed' || followUp !== undefined,
        'nobody is nudged about what is closed, but for its jobs',
      );
      const about = followUp === undefined ? 'opening' : `${followUp.nth}/${followUp.item}`;
      const key = nudgeKey(opening, about, round, level, to);
      promise(!decided.has(key), `nudge ${key} was decided once`);
      decided.add(key);
      counts.decided += 1;
    }
  };

  const store: Store = {
    ...inner,
    openings: {
      ...inner.openings,
      commit: async (change) => {
        const committed = await inner.openings.commit(unheld(change));
        if (committed.kind === 'committed') saw(change);
        return committed;
      },
      commitTogether: async (together) => {
        const committed = await inner.openings.commitTogether(together.map(unheld));
        if (committed === 'committed') together.forEach(saw);
        return committed;
      },
    },
    settings: {
      save: async (change) => {
        const saved = await inner.settings.save(change);
        if (saved === 'saved') for (const opening of change.openings) sawOpening(opening, 0);
        return saved;
      },
    },
    personalData: {
      ...inner.personalData,
      erase: async (erasure) => {
        const ended = await inner.personalData.erase(erasure);
        if (ended === 'erased')
          for (const { opening, timeline } of erasure.openings) sawOpening(opening, timeline.length);
        return ended;
      },
    },
  };

  const heard = (reader: PersonId | null, roles: readonly Role[], words: unknown) => {
    if (may(roles, 'view_candidates')) return;
    const own = reader !== null && may(roles, 'view_own_candidates') ? brokered.get(reader) : undefined;
    for (const [reference] of JSON.stringify(words).matchAll(REFERENCES)) {
      const isOwn = own?.has(reference.toLowerCase()) === true;
      promise(isOwn, 'a candidate is told of to those alone who may know');
    }
  };

  const composing =
    (compose: Compose): Compose =>
    async (message) => {
      const { to, taskForceId } = message;
      const pending = await inner.mailroom.pendingNudges(taskForceId, to);
      const composed = await compose(message);
      if (composed === null) return null;
      for (const { id, opening, nth } of pending.filter((one) => composed.nudgeIds.includes(one.id))) {
        promise(opening.status !== 'closed' || nth !== null, 'no nudge goes out after closing');
        promise(!sent.has(id), `nudge ${id} about SJ-${opening.number} went out once`);
        sent.add(id);
        counts.sent += 1;
      }
      const members = await inner.directory.members(taskForceId);
      const reader = members.find(({ person }) => to.kind === 'person' && person.id === to.personId);
      heard(reader?.person.id ?? null, reader?.roles ?? [], composed.card);
      return composed;
    };

  return {
    store,
    witness: {
      changesOf: (id) => stored.get(id) ?? [],
      heard,
      composing,
      broken,
      counts,
    },
  };
}

function nudgeKey({ id }: Opening, about: string, round: number, level: number, to: Destination): string {
  return `${id}/${about}/${round}/${level}/${laneOf(to)}`;
}
