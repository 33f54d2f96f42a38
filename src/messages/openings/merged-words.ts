import { openingLabel } from '../../domain/ids.ts';
import type { ClosedOpening } from '../../domain/opening/opening.ts';
import { opensForm, type Press } from '../press.ts';
import type { Texts } from '../texts/da.ts';
import type { Button } from '../view.ts';

/** Where an opening that was merged is looked for from now on. */
export function mergedWords({ mergedInto }: ClosedOpening, texts: Texts): string {
  return mergedInto === null
    ? texts.closeReason.merged
    : texts.merging.closed(openingLabel(mergedInto.number));
}

/** The way to the one that goes on. */
export function mergedButtons({ taskForceId, mergedInto }: ClosedOpening, texts: Texts): Button[] {
  if (mergedInto === null) return [];
  const press: Press = { act: 'view_opening', taskForceId, openingId: mergedInto.id };
  return [
    { label: texts.merging.seeOther(openingLabel(mergedInto.number)), press, opensForm: opensForm(press) },
  ];
}
