import { distance } from 'fastest-levenshtein';
import { parseOpeningLabel } from '../domain/ids.ts';
import { LOCALES, type Locale } from '../domain/task-force.ts';
import { folded } from '../domain/typed/searching.ts';

/** What a person wrote, understood. */
export type Command =
  | { readonly name: 'spot' }
  | { readonly name: 'list' }
  | { readonly name: 'mine' }
  | { readonly name: 'home' }
  | { readonly name: 'board' }
  | { readonly name: 'show'; readonly number: number }
  | { readonly name: 'set_up'; readonly code: string | null }
  | { readonly name: 'hand_over_all' }
  | { readonly name: 'results' }
  | { readonly name: 'members' }
  | { readonly name: 'meeting'; readonly act: 'start' | 'end' }
  | { readonly name: 'settings' }
  | { readonly name: 'digest' }
  | { readonly name: 'steering' }
  | { readonly name: 'company'; readonly company: string | null }
  | { readonly name: 'language'; readonly locale: Locale | null }
  | { readonly name: 'link'; readonly code: string | null }
  | { readonly name: 'my_data' }
  | { readonly name: 'help' }
  /** `nearest`: the word that was probably meant, null when nothing comes close. */
  | { readonly name: 'unknown'; readonly nearest: string | null };

/** The first spelling of each is the one shown; the others are understood: ae/oe/aa for Danish letters, and English. */
const WORDS = {
  spot: ['spot et job', 'spot', 'nyt job', 'spot a job', 'new'],
  list: ['liste', 'list', 'åbne'],
  // Before `mine`, which its words begin with.
  my_data: ['mine data', 'mine oplysninger', 'my data'],
  mine: ['mine', 'min', 'mit', 'my'],
  home: ['hjem', 'overblik', 'home', 'overview'],
  board: ['opslag', 'fastgør', 'pin', 'board'],
  set_up: ['opret', 'set up', 'setup', 'create'],
  hand_over_all: ['giv alt videre', 'giv alt', 'hand over all', 'hand over everything'],
  // Before `settings`, which its words begin with.
  digest: ['ugebrev', 'indstillinger ugebrev', 'digest', 'weekly digest', 'settings digest'],
  settings: ['indstillinger', 'indstilling', 'settings'],
  results: ['resultater', 'resultat', 'results', 'result'],
  members: ['medlemmer', 'medlem', 'members', 'member'],
  meeting: ['møde', 'meeting'],
  company: ['virksomhed', 'virksomheden', 'company'],
  steering: ['styregruppe', 'styregruppen', 'steering group', 'steering'],
  language: ['sprog', 'language'],
  link: ['forbind', 'connect', 'link'],
  help: ['hjælp', 'help', 'hi', 'hej', 'hello', 'hallo', 'halløj', 'goddag', '?'],
} as const;
type Word = keyof typeof WORDS;

/** Anything else after the word starts one, or says which is on. */
const END_WORDS: ReadonlySet<string> = new Set(['slut', 'afslut', 'stop', 'end']);

const LOCALE_WORDS: Readonly<Record<string, Locale>> = {
  da: 'da',
  dansk: 'da',
  danish: 'da',
  en: 'en',
  engelsk: 'en',
  english: 'en',
};

/** The word to write for a command, in Danish, as the manifests list it. */
export function commandWord(command: Word): string {
  return WORDS[command][0];
}

const SPELLINGS = Object.entries(WORDS).flatMap(([name, words]) =>
  words.map((word) => [folded(word), name as Word] as const),
);

/** Nothing at all opens the form, as the plain `/spotjob` does. */
export function parseCommand(text: string): Command {
  const said = folded(text)
    .replace(/[.!]+$/, '')
    .trim();
  if (said === '') return { name: 'spot' };
  const number = parseOpeningLabel(said);
  if (number !== null) return { name: 'show', number };
  for (const [spelling, word] of SPELLINGS) {
    if (said === spelling) return commandOf(word, null);
    if (said.startsWith(`${spelling} `))
      return commandOf(word, text.trim().split(/\s+/).slice(spelling.split(' ').length).join(' '));
  }
  return { name: 'unknown', nearest: nearestWord(said) };
}

function commandOf(word: Word, rest: string | null): Command {
  switch (word) {
    case 'list':
    case 'mine':
    case 'home':
    case 'board':
    case 'my_data':
    case 'hand_over_all':
    case 'members':
    case 'results':
    case 'settings':
    case 'digest':
    case 'steering':
      // What comes after may be meant: better to say that it isn't understood than to answer something else.
      return rest === null ? { name: word } : { name: 'unknown', nearest: commandWord(word) };
    case 'spot':
    case 'help':
      return { name: word };
    case 'set_up':
    case 'link':
      return { name: word, code: rest === null || rest === '' ? null : rest };
    case 'company':
      return { name: 'company', company: rest === null || rest === '' ? null : rest };
    case 'meeting':
      return { name: 'meeting', act: END_WORDS.has(folded(rest ?? '')) ? 'end' : 'start' };
    case 'language':
      return { name: 'language', locale: LOCALE_WORDS[folded(rest ?? '')] ?? null };
  }
}

/** At most this many letters wrong, so that nonsense isn't met with a guess. */
const MOST_TYPOS = 2;

function nearestWord(said: string): string | null {
  const first = said.split(' ')[0] ?? '';
  const [best] = SPELLINGS.map(([spelling, word]) => ({ word, typos: distance(first, spelling) }))
    .filter(({ typos }) => typos <= MOST_TYPOS && typos < first.length / 2)
    .sort((a, b) => a.typos - b.typos);
  return best === undefined ? null : commandWord(best.word);
}

export function isLocale(text: string | null): text is Locale {
  return LOCALES.some((locale) => locale === text);
}
