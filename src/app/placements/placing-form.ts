import type { OpeningId } from '../../domain/ids.ts';
import {
  type Act,
  type Decision,
  refused,
  refusedButToOwner,
  UNCHANGED,
} from '../../domain/opening/decision.ts';
import { isPlacing, type Opening } from '../../domain/opening/opening.ts';
import type { OpenSeat, SeatState } from '../../domain/opening/seat.ts';
import type { Filled } from '../../messages/fields.ts';
import type { Scene } from '../scene.ts';

/** The places of an opening that stand in this state now; none when it is gone or closed. */
export async function seatsIn<State extends SeatState>(
  { app, taskForce }: Scene,
  openingId: OpeningId | null,
  state: State,
): Promise<Extract<OpenSeat, { state: State }>[]> {
  const opening = openingId === null ? null : await app.store.openings.find(taskForce.id, openingId);
  if (opening === null || !isPlacing(opening)) return [];
  return opening.seats.filter((seat): seat is Extract<OpenSeat, { state: State }> => seat.state === state);
}

/** Whether the asker may say anything of the places in this state, whichever of them is chosen. */
export function ofOwnPlaces(state: SeatState): (opening: Opening, act: Act) => Decision {
  return (opening, act) => {
    const any = isPlacing(opening) && opening.seats.some((seat) => seat.state === state);
    if (!any) return refused({ code: 'place_moved_on' });
    return refusedButToOwner(opening, act) ?? UNCHANGED;
  };
}

/** The number of the chosen place; 0, which no place has, when none was: it is refused as one that moved on. */
export function chosenPlace(filled: Filled): number {
  return Number(filled.one('place') ?? 0);
}
