import type { Colour } from '../../../domain/opening/check-in.ts';
import type { SearchReason } from '../../../domain/opening/placement.ts';
import { lowerFirst } from '../first-letter.ts';
import { decimal, onPlace } from './grammar.ts';

const hours = (n: number) => `${decimal(n)} ${n === 1 ? 'time' : 'timer'}`;

/** The Danish texts from the first day to the job that lasts: hooked into `da` as one property. */
export const daFollowUp = {
  button: {
    followUp: 'Følg op',
    retain: 'Fastholdt',
    changeHours: 'Ret timer',
    stillSearching: 'Leder stadig',
  },
  colour: { green: 'Grøn', yellow: 'Gul', red: 'Rød' } satisfies Record<Colour, string>,
  firstDay: 'Dag 1',
  week: (n: number) => `Uge ${n}`,
  promise: 'Aftalen',
  fact: { stairs: 'Timetrappe', followUp: 'Opfølgning' },
  card: {
    title: 'Følg op',
    none: 'Der er ikke nogen at følge op på her.',
    place: (place: number) => `plads ${place}`,
    ask: (item: string) => `${item}: Hvordan går det? Spørg begge parter.`,
    askPromise: (what: string) => `Hvordan gik det med aftalen “${what}”?`,
    askBarePromise: 'I aftalte noget sidst. Hvordan gik det?',
    next: (item: string, day: string) => `${item} ${day}.`,
    snoozed: (day: string) => `Udsat til ${day}.`,
    promised: (what: string, day: string) => `Aftalt til ${day}: “${what}”`,
    retained: 'Fastholdt.',
    search: 'Leder efter et nyt sted.',
    stairs: (steps: readonly { hours: number; day: string }[]) =>
      steps
        .map((step, index) => (index === 0 ? hours(step.hours) : `${hours(step.hours)} fra ${step.day}`))
        .join(' → '),
    since: (day: string) => `siden ${day}`,
    mentor: (name: string) => `mentor: ${name}`,
    employer: (name: string) => `arbejdsgiver: ${name}`,
    expectations: 'forventninger afstemt',
    noExpectations: 'forventninger ikke afstemt',
  },
  event: {
    checkedIn: (by: string, item: string, colour: string, place: number | null) =>
      `${by} fulgte op${onPlace(place)}. ${item}: ${lowerFirst(colour)}`,
    retained: (by: string, place: number | null) => `${by}: jobbet er fastholdt${onPlace(place)}`,
    isRetained: 'Dermed er jobbet fastholdt',
    hours: (by: string, before: number, after: number, day: string, place: number | null) =>
      `${by}: timerne går fra ${decimal(before)} til ${decimal(after)} om ugen fra ${day}${onPlace(place)}`,
    nudged: (item: string, level: number, place: number | null) =>
      `${level === 1 ? 'Rykker' : `${level}. rykker`} om opfølgning${onPlace(place)}. ${item}`,
    nudgedSearch: (level: number, place: number | null) =>
      `${level === 1 ? 'Rykker' : `${level}. rykker`} om et nyt sted${onPlace(place)}`,
    snoozed: (by: string, day: string, place: number | null) =>
      `${by} udsatte opfølgningen til ${day}${onPlace(place)}`,
    searching: (by: string, place: number | null) => `${by} leder stadig efter et nyt sted${onPlace(place)}`,
    searchClosed: (by: string, reason: string, place: number | null) =>
      `${by} stoppede med at lede efter et nyt sted (${lowerFirst(reason)})${onPlace(place)}`,
  },
  searchReason: {
    placed: 'Har fået et nyt sted',
    other_job: 'Andet job eller uddannelse',
    not_now: 'Ikke lige nu',
    other: 'Andet',
  } satisfies Record<SearchReason, string>,
  refusal: {
    already_checked_in: 'Der er svaret allerede. Der er ikke noget at følge op på lige nu.',
    promise_out_of_range: 'Vælg en dag fra i morgen og højst et halvt år frem.',
    too_early_to_retain: 'Det er for tidligt. Et job er fastholdt, når det har varet hele perioden.',
    hours_out_of_range: 'Vælg en dag fra første dag i jobbet og højst et halvt år frem.',
    hours_before_last: 'Timerne er allerede rettet fra en senere dag. Vælg den dag eller en senere.',
  },
  invalid: { next: 'Skriv kort, hvad der sker nu.' },
  checkIn: {
    title: { yellow: 'Gul: hvad sker der nu?', red: 'Rød: hvad sker der nu?' },
    next: 'Hvad sker der nu?',
    nextHelp: 'Skriv ikke navne, CPR-numre eller helbred.',
    nextPlaceholder: 'fx Ny oplæring i opvasken',
    by: 'Hvornår følger du op?',
    thanks: 'Tak!',
    noted: (item: string, colour: string) => `Noteret. ${item}: ${lowerFirst(colour)}.`,
    nextTime: (item: string, day: string) => `Næste gang er ${lowerFirst(item)}, ${day}.`,
    retained: 'Jobbet er fastholdt. Godt gået!',
    last: 'Der er ikke flere opfølgninger.',
  },
  hours: {
    title: 'Ret timer',
    hours: 'Nye timer om ugen',
    from: 'Fra hvilken dag?',
    done: (n: number, day: string) => `Gemt: ${hours(n)} om ugen fra ${day}.`,
  },
  search: {
    title: 'Luk søgningen',
    reason: 'Hvorfor?',
    help: 'Kun grunden her. Skriv intet andet om kandidaten.',
    still: 'Godt. Vi spørger igen.',
    closed: 'Søgningen er lukket.',
  },
  nudge: {
    title: (n: number) => (n === 1 ? 'Tid til at følge op' : `${n} at følge op på`),
    mixed: (n: number) => `${n} ting venter`,
    checkIn: (owner: string, item: string) =>
      `${owner} har ikke svaret på, hvordan det går i jobbet (${lowerFirst(item)}).`,
    nobody: (item: string) => `Ingen har spurgt, hvordan det går i jobbet (${lowerFirst(item)}).`,
    search: (owner: string) => `${owner} leder efter et nyt sted til en, hvis job stoppede.`,
    searchNobody: 'Ingen leder efter et nyt sted til en, hvis job stoppede.',
    searchYours: 'Du leder efter et nyt sted. Er der noget på vej?',
  },
  note: {
    retainedTitle: 'Godt gået!',
    retained: (company: string, weeks: number) => `Jobbet hos ${company} har holdt i ${weeks} uger.`,
    searchEndedTitle: 'Fundet!',
    searchEnded: (company: string) =>
      `Kandidaten, der stoppede hos ${company}, har fået et nyt sted. Du behøver ikke lede mere.`,
  },
};
