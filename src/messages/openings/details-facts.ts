import { calendarDaysBetween, startOfLocalDay } from '../../domain/calendar.ts';
import type { Start } from '../../domain/opening/details.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { parseCvr } from '../../domain/typed/cvr.ts';
import type { Reading } from '../reading.ts';
import type { Fact } from '../view.ts';
import { dayWords } from '../wording.ts';

/** What the company added, and nothing that it left empty. One place is the usual case, and goes without saying. */
export function detailFacts({ places, details }: Opening, reading: Reading): Fact[] {
  const { texts } = reading;
  const t = texts.details;
  const { start, days, time, duration, physical, requirements, employmentForm, mentor, callAhead } = details;
  const words = (labels: readonly string[]) =>
    texts.list(labels.map((label, index) => (index === 0 ? label : label.toLowerCase())));
  const facts: readonly (readonly [string, string | null])[] = [
    [t.fact.places, places === 1 ? null : String(places)],
    [t.start, start && startWords(start, reading)],
    [t.days, words(days.map((day) => t.weekdays[day]))],
    [t.time, time && t.times[time]],
    [t.duration, duration && t.durations[duration]],
    [t.physical, words(physical.map((demand) => t.demands[demand]))],
    [t.requirements, words(requirements.map((required) => t.required[required]))],
    [t.employmentForm, employmentForm && texts.journey.form[employmentForm]],
    [t.fact.mentor, mentor && t.mentorAnswers[mentor]],
    [t.fact.callAhead, callAhead && t.callAheadAnswers[callAhead]],
    [t.cvr, cvrWords(details.cvr, reading)],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]));
}

/** A date within a week is a weekday to people, as every other date on a card. */
function startWords(start: Start, reading: Reading): string {
  const labels = reading.texts.details.starts;
  if (start.kind !== 'on_date') return labels[start.kind];
  const day = startOfLocalDay(start.date, reading.taskForce.calendar);
  if (day === null) return start.date;
  const passed = calendarDaysBetween(reading.now, day, reading.taskForce.calendar) < 0;
  return passed ? labels.now : capitalised(dayWords(day, reading));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number that fails the modulus is marked for the one who looks it up. */
function cvrWords(cvr: string | null, { texts }: Reading): string | null {
  if (cvr === null) return null;
  const parsed = parseCvr(cvr);
  return parsed.kind === 'cvr' && parsed.passesModulus ? cvr : texts.details.doubtfulCvr(cvr);
}
