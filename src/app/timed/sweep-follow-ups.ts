import type { Instant } from '../../domain/ids.ts';
import { brokersIn } from '../../domain/opening/broker.ts';
import { succeeding } from '../../domain/opening/decision.ts';
import { type FollowUpReceiver, sweepFollowUp } from '../../domain/opening/follow-up.ts';
import { type Opening, type OpeningEvent, ownerOf } from '../../domain/opening/opening.ts';
import type { Placement } from '../../domain/opening/placement.ts';
import { may } from '../../domain/permissions.ts';
import { type Audiences, coordinators, jobcentreRooms, laneOf, presentOwner } from '../outgoing/announce.ts';
import { homeRefreshes } from '../outgoing/announce-home.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { NudgeDraft } from '../ports/openings.ts';
import { nudgeMessage, type Step } from './swept.ts';

/**
 * What is due about the placements of one opening, all in one change: whom to ask how it goes or where the search stands,
 * and when the next is due. The opening's own round and clocks stay.
 */
export function followUpStep(opening: Opening, to: Audiences, now: Instant): Step | null {
  const { taskForce } = to;
  const nudges: NudgeDraft[] = [];
  const events: OpeningEvent[] = [];
  let moved = false;
  const placements = opening.placements.map((placement, nth) => {
    const told = (receiver: FollowUpReceiver) => receiversOf(receiver, opening, placement, to);
    const held = (receiver: FollowUpReceiver) => told(receiver).length > 0;
    const due = sweepFollowUp(placement, held, taskForce, now);
    if (due.kind === 'not_due') return placement;
    moved = true;
    if (due.kind === 'nudge') {
      const { item, round, level } = due.followUp;
      const { receiver } = due;
      for (const one of told(receiver)) {
        nudges.push({ openingId: opening.id, followUp: { nth, item }, round, level, receiver, to: one });
      }
      events.push({ kind: 'follow_up_nudged', place: placement.place, item, level });
    }
    return { ...placement, followUp: due.followUp };
  });
  if (!moved) return null;
  const receivers = [...new Map(nudges.map((nudge) => [laneOf(nudge.to), nudge.to])).values()];
  return {
    opening,
    taskForce,
    does: nudges.length > 0 ? 'nudge' : 'follow_up',
    receivers,
    change: {
      receipt: null,
      opening: { kind: 'save', opening: succeeding(opening, { ...opening, placements }) },
      timeline: events.map((event) => ({ at: now, by: null, platform: null, event })),
      nudges,
      outbox: [
        ...receivers.map((receiver) => nudgeMessage(opening.taskForceId, receiver)),
        ...homeRefreshes(opening.taskForceId, to.members, [ownerOf(opening), ...brokersIn(opening)]),
      ],
    },
  };
}

/** Who hears at a level. Whoever is both job broker and owner, or owner and coordinator, has heard as the first of them. */
function receiversOf(
  receiver: FollowUpReceiver,
  opening: Opening,
  { broker }: Placement,
  { rooms, members }: Audiences,
): Destination[] {
  const owner = ownerOf(opening);
  switch (receiver) {
    case 'job_broker':
      // Members who are gone aren't among them.
      return members
        .filter(({ person, roles }) => person.id === broker && may(roles, 'follow_up'))
        .map(({ person }) => ({ kind: 'person', personId: person.id }));
    case 'owner':
      if (owner !== null && (owner === broker || presentOwner(opening, { members }) === null)) return [];
      return owner === null
        ? jobcentreRooms(rooms).map((room) => ({ kind: 'room', roomId: room.id }))
        : [{ kind: 'person', personId: owner }];
    case 'coordinator':
      return coordinators(members)
        .filter((id) => id !== owner && id !== broker)
        .map((personId) => ({ kind: 'person', personId }));
  }
}
