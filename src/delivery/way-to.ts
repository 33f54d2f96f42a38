import type { LeasedMessage, PostedCard, Shown } from '../app/ports/outbox.ts';
import type { BoundRoom } from '../app/ports/people.ts';
import type { AwayReason } from '../app/ports/places.ts';
import type { Address } from '../app/ports/platform.ts';
import type { Store } from '../app/ports/store.ts';

/** How a message gets to where it is for. */
export interface Way {
  /** Null where there is none, or none any more. */
  readonly address: Address | null;
  readonly room: BoundRoom | null;
  /** Why nothing can be written there for now; null where it can. */
  readonly away: AwayReason | null;
  /** Where in its room stands what the message shows anew; null for what is posted once. */
  readonly posted: PostedCard | null;
}

const NOWHERE: Way = { address: null, room: null, away: null, posted: null };

export async function wayTo(
  { places, mailroom }: Pick<Store, 'places' | 'mailroom'>,
  { to, outgoing }: Pick<LeasedMessage, 'to' | 'outgoing'>,
): Promise<Way> {
  switch (to.kind) {
    case 'room': {
      const way = await places.wayInto(to.roomId, shownBy(outgoing));
      return way === null ? NOWHERE : { ...way, address: { ...way.room, userId: null } };
    }
    case 'person': {
      const account = await mailroom.account(to.personId);
      return account === null ? NOWHERE : { ...NOWHERE, address: { ...account, conversationId: null } };
    }
  }
}

function shownBy(outgoing: LeasedMessage['outgoing']): Shown | null {
  switch (outgoing.kind) {
    case 'opening_card':
      return { kind: 'opening', id: outgoing.openingId };
    case 'meeting_card':
      return { kind: 'meeting', id: outgoing.meetingId, part: outgoing.part };
    case 'nudges':
    case 'note':
    case 'home':
    case 'digest':
    case 'taken_back':
      return null;
  }
}
