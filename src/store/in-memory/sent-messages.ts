import { laneOf } from '../../app/outgoing/announce.ts';
import type { SentDraft, SentMessage, SentMessages } from '../../app/ports/sent-messages.ts';
import { holdsContact } from '../../domain/erasure.ts';
import type { OpeningId, PersonId } from '../../domain/ids.ts';
import type { State } from './state.ts';

type Stored = State['sent'][number];

export function sentMessagesIn(state: State): SentMessages {
  const isErased = (id: PersonId) => !state.people.has(id) && !state.merged.has(id);
  const isContactless = (id: OpeningId) => {
    const opening = state.openings.get(id);
    return opening !== undefined && !holdsContact({ ...opening, placements: [] });
  };
  return {
    keep: async (draft) => keepSent(state, draft),

    about: async ({ people, openings }) => {
      const lanes = people.map((personId) => laneOf({ kind: 'person', personId }));
      const speaks = ({ about, to }: Stored) =>
        about.people.some((id) => people.includes(id)) ||
        about.openings.some((id) => openings.includes(id)) ||
        lanes.includes(laneOf(to));
      return state.sent.filter(speaks).map(readSent);
    },

    overdue: async (taskForceId) =>
      state.sent
        .filter((sent) => sent.taskForceId === taskForceId)
        .filter(
          ({ about, to }) =>
            about.people.some(isErased) ||
            about.openings.some(isContactless) ||
            (to.kind === 'person' && isErased(to.personId)),
        )
        .filter(({ id }) => state.messages.every(({ draft }) => draft.unique.key !== `taken_back:${id}`))
        .map(readSent),

    find: async (taskForceId, id) => {
      const found = state.sent.find((sent) => sent.id === id && sent.taskForceId === taskForceId);
      return found === undefined ? null : readSent(found);
    },

    forget: async (taskForceId, id) => {
      const left = state.sent.filter((sent) => sent.id !== id || sent.taskForceId !== taskForceId);
      state.sent.splice(0, state.sent.length, ...left);
    },
  };
}

export function keepSent(state: State, draft: SentDraft): void {
  state.sent.push({ ...draft, id: String(state.nextId()), sentAt: state.now() });
}

function readSent({ id, taskForceId, to, address, messageId }: Stored): SentMessage {
  const { platform, workspaceId, conversationId, userId, details, page } = address;
  const kept = { platform, workspaceId, conversationId, userId, details };
  return { id, taskForceId, to, address: page === undefined ? kept : { ...kept, page }, messageId };
}
