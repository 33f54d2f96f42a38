import { calendarDaysAfter, localDate } from '../domain/calendar.ts';
import { snooze } from '../domain/opening-acts.ts';
import { SNOOZES, snoozeForm } from '../messages/act-forms.ts';
import { filledWith } from '../messages/fields.ts';
import { type FormUseCase, showErrors, submitAct } from './act-form.ts';
import type { Scene } from './scene.ts';

/** "Udsæt": until a day; it begins with the working hours of that day. */
export const snoozeOpeningForm: FormUseCase = {
  show: ({ texts }, context, filled) => snoozeForm(filled, context, texts),
  submit: (scene, context, values) => {
    const filled = filledWith(values);
    const until = SNOOZES.find((known) => known === filled.one('until'));
    if (until === undefined) {
      return showErrors(scene, snoozeOpeningForm, context, values, { until: scene.texts.invalid.choice });
    }
    const date = until === 'pick' ? filled.one('date') : inDays(DAYS[until], scene);
    if (date === null)
      return showErrors(scene, snoozeOpeningForm, context, values, { date: scene.texts.invalid.date });
    return submitAct(scene, snoozeOpeningForm, context, values, {
      decide: (opening, act) => snooze(opening, date, act),
      fieldOf: (refusal) =>
        refusal.code === 'snooze_in_past' || refusal.code === 'snooze_too_long' ? 'date' : null,
    });
  },
};

const DAYS = { tomorrow: 1, two_days: 2, week: 7 } as const;

function inDays(days: number, { now, taskForce: { calendar } }: Scene): string {
  return localDate(calendarDaysAfter(now, days, calendar), calendar);
}
