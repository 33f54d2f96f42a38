import { localDate } from '../../domain/calendar.ts';
import type { OpeningId } from '../../domain/ids.ts';
import { maySeeCandidate } from '../../domain/opening/broker.ts';
import { type Decision, refused } from '../../domain/opening/decision.ts';
import { changeHours, runningIn } from '../../domain/opening/following.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { isRunning, type Placement } from '../../domain/opening/placement.ts';
import { filledWith } from '../../messages/fields.ts';
import { hoursForm } from '../../messages/placements/follow-up-forms.ts';
import { localDayWords } from '../../messages/wording.ts';
import { type ActForm, showErrors, submitAct } from '../act-form.ts';
import { readingOf, type Scene, say } from '../scene.ts';
import { chosenPlace } from './placing-form.ts';
import { oneNumber } from './start-placement.ts';

/** "Ret timer": new paid hours a week for one who works there, from a date on. */
export const changeHoursForm: ActForm = {
  show: async (scene, context, filled) =>
    hoursForm(filled, await runningPlacements(scene, context.openingId), today(scene), context, scene.texts),
  trial: (opening, act) => {
    const today = localDate(act.now, act.taskForce.calendar);
    return onAnyRunning(opening, ({ place, hours }) =>
      changeHours(opening, runningIn(opening, place), hours, today, act),
    );
  },
  fieldOf: ({ code }) => (code === 'hours_out_of_range' || code === 'hours_before_last' ? 'from' : null),
  submit: (scene, context, values) => {
    const { texts } = scene;
    const filled = filledWith(values);
    const hours = oneNumber(filled.one('hours') ?? '');
    const from = filled.one('from');
    if (hours === null || from === null) {
      return showErrors(scene, changeHoursForm, context, values, {
        ...(hours === null ? { hours: texts.journey.invalid.hours } : {}),
        ...(from === null ? { from: texts.invalid.date } : {}),
      });
    }
    const place = chosenPlace(filled);
    return submitAct(scene, changeHoursForm, context, values, {
      decide: (opening, act) => changeHours(opening, runningIn(opening, place), hours, from, act),
      done: async () => {
        const reading = await readingOf(scene, scene.taskForce, []);
        const t = texts.followUp.hours;
        return say(t.title, t.done(hours, localDayWords(from, reading)));
      },
    });
  },
};

function today({ now, taskForce: { calendar } }: Scene): string {
  return localDate(now, calendar);
}

/** What is decided of the first who works there for whom it may be done; the form asks which of them it is. */
export function onAnyRunning(opening: Opening, decide: (placement: Placement) => Decision): Decision {
  const decisions = opening.placements.filter(isRunning).map(decide);
  const allowed = decisions.find(({ kind }) => kind !== 'refused');
  return allowed ?? decisions[0] ?? refused({ code: 'place_moved_on' });
}

/** Those who work there now and whom the asker may know of; none when it is gone. */
export async function runningPlacements(
  { app, taskForce, standing, roles }: Scene,
  openingId: OpeningId | null,
): Promise<Placement[]> {
  const opening = openingId === null ? null : await app.store.openings.find(taskForce.id, openingId);
  const reader = { id: standing.person.id, roles };
  const running = opening?.placements.filter(isRunning) ?? [];
  return running.filter(({ broker }) => maySeeCandidate(broker, reader));
}
