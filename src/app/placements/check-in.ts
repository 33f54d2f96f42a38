import { calendarDaysAfter, localDate } from '../../domain/calendar.ts';
import type { OpeningId } from '../../domain/ids.ts';
import type { CheckInItem, Colour } from '../../domain/opening/check-in.ts';
import { type Act, type Decision, refused } from '../../domain/opening/decision.ts';
import { checkIn, type Promised, retain } from '../../domain/opening/following.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { filledWith } from '../../messages/fields.ts';
import { type AboutPlacement, readAbout } from '../../messages/placements/about-placement.ts';
import { itemWords } from '../../messages/placements/follow-up-card.ts';
import { checkInForm, NEXT_STEP_LENGTH } from '../../messages/placements/follow-up-forms.ts';
import { dayWords } from '../../messages/wording.ts';
import { type ActForm, openPlacementForm, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { answerOutcome, changeOpening } from '../openings/change-opening.ts';
import { readingOf, type Scene, say } from '../scene.ts';

/** "Grøn": one tap, answered beside the list it stands in. */
export async function checkInGreen(
  scene: Scene,
  openingId: OpeningId,
  nth: number,
  item: CheckInItem,
): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, scene.request.key, (opening, act) =>
    checkIn(opening, nth, item, 'green', null, act),
  );
  return outcome.kind === 'done' ? thanks(scene, outcome.opening, nth) : answerOutcome(scene, outcome);
}

/** "Gul" and "Rød" ask what happens next, and when to follow up on it; a week is proposed. */
export function openTrouble(
  scene: Scene,
  openingId: OpeningId,
  { nth, item, colour }: Required<AboutPlacement>,
): Promise<Answer> {
  return openPlacementForm(scene, 'check_in', checkInTroubleForm, openingId, { nth, item, colour });
}

const PROPOSED_DAYS = 7;

export const checkInTroubleForm: ActForm = {
  show: ({ now, taskForce: { calendar }, texts }, context, filled) =>
    checkInForm(filled, localDate(calendarDaysAfter(now, PROPOSED_DAYS, calendar), calendar), context, texts),
  trial: (opening, act, { extra }) => {
    const about = readAbout(extra);
    if (about?.item === undefined || about.colour === undefined) return refused({ code: 'place_moved_on' });
    return checkIn(opening, about.nth, about.item, about.colour, null, act);
  },
  fieldOf: ({ code }) => (code === 'promise_out_of_range' ? 'by' : null),
  submit: (scene, context, values) => {
    const { invalid, followUp, product, journey } = scene.texts;
    const about = readAbout(context.extra);
    if (about?.item === undefined || about.colour === undefined) {
      return Promise.resolve(say(product, journey.refusal.place_moved_on));
    }
    const { nth, item, colour } = about;
    const filled = filledWith(values);
    const text = filled.one('next')?.trim() ?? '';
    const by = filled.one('by');
    if (text === '' || text.length > NEXT_STEP_LENGTH || by === null) {
      return showErrors(scene, checkInTroubleForm, context, values, {
        ...(text === '' ? { next: followUp.invalid.next } : {}),
        ...(text.length > NEXT_STEP_LENGTH ? { next: invalid.tooLong(NEXT_STEP_LENGTH) } : {}),
        ...(by === null ? { by: invalid.date } : {}),
      });
    }
    return submitAct(scene, checkInTroubleForm, context, values, {
      decide: troubled(nth, item, colour, { text, by }),
      done: (opening) => thanks(scene, opening, nth),
    });
  },
};

function troubled(nth: number, item: CheckInItem, colour: Colour, next: Promised) {
  return (opening: Opening, act: Act): Decision => checkIn(opening, nth, item, colour, next, act);
}

/** "Fastholdt": recorded, and every room hears of it. */
export async function retainPlacement(scene: Scene, openingId: OpeningId, nth: number): Promise<Answer> {
  const outcome = await changeOpening(scene, openingId, null, (opening, act) => retain(opening, nth, act));
  const { checkIn: t, button } = scene.texts.followUp;
  return outcome.kind === 'done' ? say(button.retain, t.retained) : answerOutcome(scene, outcome);
}

/** What was noted, and when it is asked next. */
async function thanks(scene: Scene, opening: Opening, nth: number): Promise<Answer> {
  const { texts, taskForce } = scene;
  const { checkIn: t, colour } = texts.followUp;
  const placement = opening.placements[nth];
  const last = placement?.checkIns.at(-1);
  if (placement === undefined || last === undefined) return { kind: 'done', card: null };
  const reading = await readingOf(scene, taskForce, []);
  const noted = t.noted(itemWords(last.item, taskForce, texts), colour[last.colour]);
  const { followUp } = placement;
  const next =
    followUp === null || followUp.item === 'search'
      ? t.last
      : t.nextTime(itemWords(followUp.item, taskForce, texts), dayWords(followUp.dueAt, reading));
  const retained = placement.retainedOn === localDate(scene.now, taskForce.calendar) ? [t.retained] : [];
  return say(t.thanks, noted, ...retained, next);
}
