/** Paid hours a week an opening is thought to be: `min` = `max` when one number was given. */
export interface Hours {
  readonly min: number;
  readonly max: number;
}

/** What the form offers to tap. Ids are `min-max`, so that a band reads as the free text that means the same. */
export const HOUR_BANDS = ['1-4', '5-10', '11-15', '16-20', '21-37'] as const;
export const HOURS_UNKNOWN = 'unknown';

/** A placement under half an hour is none; 37 is full time in Denmark. */
const LEAST_HOURS = 0.5;
const MOST_HOURS = 37;
const HOURS_A_DAY = 7.4;
const DAYS_A_WEEK = 5;

export type ParsedHours = { kind: 'hours'; hours: Hours } | { kind: 'unknown' } | { kind: 'unreadable' };

const NUMBER = String.raw`(\d{1,2}(?:[.,]\d{1,2})?)`;
const TO = String.raw`\s*(?:-|til|to|eller|or)\s*`;
const SINGLE = new RegExp(`^${NUMBER}$`);
const RANGE = new RegExp(`^(?:(?:fra|from) )?${NUMBER}${TO}${NUMBER}$`);
const BETWEEN = new RegExp(`^(?:mellem|between) ${NUMBER} (?:og|and) ${NUMBER}$`);
const UP_TO = new RegExp(
  String.raw`^(?:op til|højst|højest|hoejst|max|maks|maksimalt|up to|at most)\.? ?${NUMBER}$`,
);
const FROM = new RegExp(String.raw`^(?:mindst|minimum|min|fra|at least|from)\.? ?${NUMBER}$`);
const OR_MORE = new RegExp(String.raw`^${NUMBER} ?(?:\+|(?:eller|or) (?:mere|flere|more))$`);
/** "2 x 4 timer", "2 gange 4", "2 dage á 4 timer": how often, and how long each time. */
const TIMES = new RegExp(`^${NUMBER} ?(?:[x×*]|gange|times|dage? (?:a|á|à|af|med)|days? of) ?${NUMBER}$`);

const UNKNOWN =
  /^(?:(?:det )?ved (?:(?:jeg|vi) )?(?:det )?ikke(?: endnu)?|(?:jeg|vi) ved (?:det )?ikke(?: endnu)?|aner det ikke|(?:i |we )?don'?t know(?: yet)?|not sure|\?+)$/;
const FULL_TIME = /^(?:fuld|full)[ -]?ti(?:d|me)$/;

/** The words for 1, 2, 3 …, in this order. */
const NUMBERS_SAID = [
  ['en', 'én', 'et', 'ét', 'one'],
  ['two'],
  ['tre', 'three'],
  ['fire', 'four'],
  ['fem', 'five'],
  ['seks', 'six'],
  ['syv', 'seven'],
  ['otte', 'eight'],
  ['ni', 'nine'],
  ['ti', 'ten'],
];
const FIGURES = new Map(
  NUMBERS_SAID.flatMap((words, index) => words.map((word): [string, string] => [word, `${index + 1}`])),
);
/** "to" is Danish for two and English for a range: beside a figure it is the English one. */
const DANISH_TWO = /(?<![\p{L}\d])(?<!\d )to(?![\p{L}\d])(?! \d)/u;
const DAYS = /^(.+?) ?(?:dage?|days?)$/;
const HALF_DAY = /^(?:1 )?halv dag$|^(?:a )?half (?:a )?day$/;

/** Said around the number without changing it: "ca. 10 timer om ugen". */
const AROUND = /(?<!\p{L})(?:ca|cirka|omkring|omtrent|about|around|circa|approx)(?!\p{L})\.?|~/gu;
const UNIT = /\s*(?<!\p{L})(?:timers?|time|tim|t|hours?|hrs?|h)(?!\p{L})\.?/gu;
const PER_WEEK =
  /\s*(?:\/ ?|(?<!\p{L})(?:om|pr\.?|per|a|i|hver|each|every) ?)(?:ugen|uge|week)(?!\p{L})|(?<!\p{L})(?:weekly|ugentligt?)(?!\p{L})/gu;
const PER_DAY =
  /\s*(?:\/ ?|(?<!\p{L})(?:om|pr\.?|per|a|hver|each|every) )(?:dagen|dag|day)$|\s*(?<!\p{L})(?:dagligt?|daily)$/u;

/** From and to, in hours or days; null for an end that wasn't said. */
type Span = readonly [number | null, number | null];

/**
 * Reads hours a week from what people type: a band, "3-5 timer", "ca. 10", "7,5", "5+", "2 x 4", "en dag", "ved ikke".
 * A day is 7.4 hours (a fifth of 37), "om dagen" means five days a week, and a range may stand the wrong way round.
 * Rejects what lies outside 0.5–37 rather than bending it, and any word it doesn't know ("om måneden", "et par"): a
 * wrong guess would be believed, a question is answered in a second.
 */
export function parseHours(text: string): ParsedHours {
  const said = tidied(text);
  if (said === HOURS_UNKNOWN || UNKNOWN.test(said)) return { kind: 'unknown' };
  const bare = squeezed(inFigures(said).replace(PER_WEEK, ' ').replace(AROUND, ' '));
  if (FULL_TIME.test(bare)) return hours([MOST_HOURS, MOST_HOURS], 1);
  if (HALF_DAY.test(bare)) return hours([HOURS_A_DAY / 2, HOURS_A_DAY / 2], 1);
  const daily = bare.replace(PER_DAY, '');
  if (daily !== bare) return hours(spanOf(withoutUnit(daily)), DAYS_A_WEEK);
  const days = DAYS.exec(bare)?.[1];
  return days === undefined ? hours(spanOf(withoutUnit(bare)), 1) : hours(spanOf(days), HOURS_A_DAY);
}

function tidied(text: string): string {
  const halves = text.replace(/(\d)\s?½/g, '$1,5').replace(/½/g, '0,5');
  return squeezed(
    halves
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[‐‑‒–—―−]/g, '-'),
  ).replace(/[\s.!]+$/, '');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function inFigures(text: string): string {
  return text
    .replace(/\p{L}+/gu, (word) => FIGURES.get(word) ?? word)
    .replace(/^a(?= day)/, '1')
    .replace(DANISH_TWO, '2');
}

function withoutUnit(text: string): string {
  return squeezed(text.replace(UNIT, ' '));
}

function spanOf(text: string): Span | null {
  const single = SINGLE.exec(text);
  if (single !== null) return [number(single[1]), number(single[1])];
  const range = RANGE.exec(text) ?? BETWEEN.exec(text);
  if (range !== null) return ordered(number(range[1]), number(range[2]));
  const times = TIMES.exec(text);
  if (times !== null) return [number(times[1]) * number(times[2]), number(times[1]) * number(times[2])];
  const upTo = UP_TO.exec(text);
  if (upTo !== null) return [null, number(upTo[1])];
  const from = FROM.exec(text) ?? OR_MORE.exec(text);
  return from === null ? null : [number(from[1]), null];
}

function ordered(a: number, b: number): Span {
  return a <= b ? [a, b] : [b, a];
}

function number(text: string | undefined): number {
  return Number((text ?? '').replace(',', '.'));
}

function hours(span: Span | null, unit: number): ParsedHours {
  if (span === null) return { kind: 'unreadable' };
  const [from, to] = span;
  const min = from === null ? LEAST_HOURS : rounded(from * unit);
  const max = to === null ? MOST_HOURS : rounded(to * unit);
  const possible = min >= LEAST_HOURS && max <= MOST_HOURS && min <= max;
  return possible ? { kind: 'hours', hours: { min, max } } : { kind: 'unreadable' };
}

function rounded(hours: number): number {
  return Math.round(hours * 100) / 100;
}
