import type { Opening } from '../../domain/opening/opening.ts';
import { opensForm, type Press } from '../press.ts';
import type { Button } from '../view.ts';

/** A button that says what it does and to which opening. */
export function openingButton(
  opening: Opening,
  act: OpeningAct,
  label: string,
  style?: Button['style'],
): Button {
  // The compiler compares at most 25 variants of a union one by one; each act on an opening takes just these fields.
  const press = { act, taskForceId: opening.taskForceId, openingId: opening.id } as Press;
  return { label, press, opensForm: opensForm(press), ...(style === undefined ? {} : { style }) };
}

/** An act that needs no more than the opening; those on one of its placements name that too. */
export type OpeningAct = Exclude<
  Extract<Press, { openingId: string }>['act'],
  Extract<Press, { nth: number }>['act']
>;
