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
import type { FormName } from '../../messages/form-context.ts';
import { type ActForm, openActForm } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { type Scene, say } from '../scene.ts';

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

/** Whether the asker may say anything of its places at all, whichever of them is chosen. */
export function ofOwnPlaces(opening: Opening, act: Act): Decision {
  if (!isPlacing(opening)) return refused({ code: 'place_moved_on' });
  return refusedButToOwner(opening, act) ?? UNCHANGED;
}

/** Opens a form about a place in this state; without any there is nothing to choose, which is said instead. */
export async function openSeatForm(
  scene: Scene,
  form: FormName,
  useCase: ActForm,
  openingId: OpeningId,
  state: SeatState,
): Promise<Answer> {
  const seats = await seatsIn(scene, openingId, state);
  return seats.length === 0
    ? say(scene.texts.product, scene.texts.journey.refusal.place_moved_on)
    : openActForm(scene, form, useCase, openingId);
}

/** The number of the chosen place; 0, which no place has, when none was: it is refused as one that moved on. */
export function chosenPlace(filled: Filled): number {
  return Number(filled.one('place') ?? 0);
}
