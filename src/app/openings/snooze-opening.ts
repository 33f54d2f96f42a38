import { calendarDaysAfter, localDate } from '../../domain/calendar.ts';
import type { Act, Decision, Moment } from '../../domain/opening/decision.ts';
import { snoozeFollowUp } from '../../domain/opening/following.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { snooze } from '../../domain/opening/opening-acts.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { SNOOZES, snoozeForm } from '../../messages/openings/act-forms.ts';
import { readAbout } from '../../messages/placements/about-placement.ts';
import { type ActForm, showErrors, submitAct } from '../act-form.ts';

/** "Udsæt": until a day; it begins with the working hours of that day. */
export const snoozeOpeningForm = snoozing(() => snooze);

/** The same for what is asked about one of its placements, which the form remembers. */
export const snoozeFollowUpForm = snoozing(
  ({ extra }) =>
    (opening, date, act) =>
      snoozeFollowUp(opening, readAbout(extra)?.nth ?? -1, date, act),
);

function snoozing(
  decideFor: (context: FormContext) => (opening: Opening, date: string, act: Act) => Decision,
): ActForm {
  const useCase: ActForm = {
    show: ({ texts }, context, filled) => snoozeForm(filled, context, texts),
    trial: (opening, act, context) => decideFor(context)(opening, inDays(DAYS.tomorrow, act), act),
    fieldOf: ({ code }) => (code === 'snooze_in_past' || code === 'snooze_too_long' ? 'date' : null),
    submit: (scene, context, values) => {
      const filled = filledWith(values);
      const until = SNOOZES.find((known) => known === filled.one('until'));
      if (until === undefined) {
        return showErrors(scene, useCase, context, values, { until: scene.texts.invalid.choice });
      }
      const date = until === 'pick' ? filled.one('date') : inDays(DAYS[until], scene);
      if (date === null)
        return showErrors(scene, useCase, context, values, { date: scene.texts.invalid.date });
      const decide = decideFor(context);
      return submitAct(scene, useCase, context, values, {
        decide: (opening, act) => decide(opening, date, act),
      });
    },
  };
  return useCase;
}

const DAYS = { tomorrow: 1, two_days: 2, week: 7 } as const;

function inDays(days: number, { now, taskForce: { calendar } }: Moment): string {
  return localDate(calendarDaysAfter(now, days, calendar), calendar);
}
