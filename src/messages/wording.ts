import { calendarDaysBetween, localDate, startOfLocalDay } from '../domain/calendar.ts';
import type { Instant } from '../domain/ids.ts';
import type { OpeningFacts } from '../domain/opening/opening.ts';
import { isBuiltIn } from '../domain/typed/categories.ts';
import { readablePhone } from '../domain/typed/contact.ts';
import type { Reading, Wording } from './reading.ts';
import { categoryName, taskName } from './work-words.ts';

/** A day as people say it: "i dag", "i morgen", or where that is read later too "tirsdag"; "torsdag" within the week, otherwise its date. */
export function dayWords(at: Instant, { texts, now, taskForce, lasting }: Reading): string {
  const days = calendarDaysBetween(now, at, taskForce.calendar);
  const [year, month, day] = localDate(at, taskForce.calendar).split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) throw new RangeError('not a date');
  if (days === 0 && !lasting) return texts.day.today;
  if (days === 1 && !lasting) return texts.day.tomorrow;
  if (days >= 0 && days < 7) return texts.day.weekday(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
  const thisYear = Number(localDate(now, taskForce.calendar).slice(0, 4));
  return year === thisYear ? texts.day.date(day, month) : texts.day.dateWithYear(day, month, year);
}

/** "17. november": a day that stays right however late it is read. */
export function dateWords(at: Instant, { texts, taskForce }: Reading): string {
  const [, month, day] = localDate(at, taskForce.calendar).split('-').map(Number);
  return texts.day.date(day ?? 0, month ?? 0);
}

/** `dayWords` of a local date, `YYYY-MM-DD`. */
export function localDayWords(date: string, reading: Reading): string {
  const day = startOfLocalDay(date, reading.taskForce.calendar);
  if (day === null) throw new RangeError('not a date');
  return dayWords(day, reading);
}

/** "senest torsdag". A deadline that has passed is named by its date, so that nobody reads it as next week's. */
export function deadlineWords(at: Instant, reading: Reading): string {
  return reading.texts.day.by(dayWords(at, reading));
}

/** "Kantine: opvask, afrydning", or the wish for a visit. */
export function workWords(
  facts: Pick<OpeningFacts, 'kind' | 'category' | 'tasks'>,
  wording: Wording,
): string {
  const { texts } = wording;
  if (facts.kind === 'visit_request' || facts.category === null) return texts.visitRequestShort;
  if (facts.category === 'other') return texts.category.other;
  return `${categoryName(facts.category, wording)}: ${facts.tasks.map((task) => taskName(task, wording)).join(', ')}`;
}

/** Two tasks say more than their category; of more than that the category is what is remembered. */
const MOST_SHORT_TASKS = 2;

/** The same within a sentence: "opvask, afrydning", "kantine", "ønske om besøg". */
export function shortWork(
  { kind, category, tasks }: Pick<OpeningFacts, 'kind' | 'category' | 'tasks'>,
  wording: Wording,
): string {
  if (kind === 'visit_request' || category === null) return lowered(wording.texts.visitRequestShort);
  if (category !== 'other' && tasks.length <= MOST_SHORT_TASKS)
    return tasks.map((task) => taskName(task, wording)).join(', ');
  const name = categoryName(category, wording);
  // A task force's own name is written as it was typed.
  return isBuiltIn(category) ? lowered(name) : name;
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export function placeWords(facts: Pick<OpeningFacts, 'postcode' | 'municipality'>): string {
  return facts.postcode === null ? facts.municipality : `${facts.postcode} ${facts.municipality}`;
}

export function contactWords({
  contactName,
  contact,
}: Pick<OpeningFacts, 'contactName' | 'contact'>): string {
  const words = [contactName, ...waysToReach(contact)].filter((part) => part !== '');
  // Erased: a dash is read in every language.
  return words.length === 0 ? '–' : words.join(' · ');
}

/** Number and address as people write them, those that are known. */
export function waysToReach({ phone, email }: OpeningFacts['contact']): string[] {
  return [phone === null ? null : readablePhone(phone), email].filter((way) => way !== null);
}
