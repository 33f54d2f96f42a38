import type { Urgency } from '../../../domain/opening/worklist.ts';
import type { Whose } from '../../overview/look.ts';

/** Home, the lists with their pages and filters, and the ways in. */
export const daHome = {
  title: (name: string) => `Dit overblik · ${name}`,
  commandHelp: 'viser dit overblik: det, der venter på dig, og måltallet',
  urgency: {
    overdue: 'Haster',
    today: 'I dag',
    later: 'Senere',
    snoozed: 'Udsat',
  } satisfies Record<Urgency, string>,
  whose: {
    mine: 'Mine',
    nobody: 'Dem, ingen har taget',
    everybody: 'Hele taskforcen',
    spotted: 'Dem, jeg har spottet',
  } satisfies Record<Whose, string>,
  range: (from: number, to: number, total: number) =>
    total === 1 ? '1 i alt' : from === 1 && to === total ? `${total} i alt` : `${from}–${to} af ${total}`,
  noneSo: 'Ingen lige nu med det filter',
  noneAtAll: 'Ingen lige nu',
  before: 'Forrige',
  after: 'Næste',
  filter: 'Filtrér',
  show: 'Vis',
  showInHome: 'Vis i overblikket',
  any: 'Alle',
  whoseLabel: 'Hvis?',
  statusLabel: 'Hvor langt?',
  urgencyLabel: 'Hvornår?',
  waiting: 'Det venter på dig',
  waitingForAll: 'Det venter i taskforcen',
  openOnes: 'Åbne åbninger',
  allQuiet: 'Der venter ikke noget på dig lige nu.',
  overdueElsewhere: (n: number) =>
    n === 1 ? 'I hele taskforcen haster 1 åbning.' : `I hele taskforcen haster ${n} åbninger.`,
  free: (n: number) => (n === 1 ? '1 åbning har ingen taget.' : `${n} åbninger har ingen taget.`),
  spotted: 'Det har du spottet',
  moreSpotted: (n: number) => `… og ${n} til`,
  fewPlaced: (least: number) => `Under ${least} er i lønnede timer.`,
  meeting: (kind: string, openings: string) => `Lige nu: ${kind}. Spottet indtil nu: ${openings}.`,
  allOf: { mine: 'Vis mine', everybody: 'Vis hele taskforcen', spotted: 'Vis dem, jeg har spottet' },
  otherLanguage: 'English',
  helpButton: 'Hjælp',
  settingsButton: 'Indstillinger',
  history: 'Historik',
  historyOf: (label: string, company: string) => `Historik · ${label} · ${company}`,
  noHistory: 'Historien er for jobcentret og den, der spottede jobbet.',
  draft: {
    cpr: 'Beskeden indeholder noget, der kan være et CPR-nummer. Derfor har jeg ikke taget noget af den med.',
  },
  board: {
    help: 'sætter et kort med knappen op i rummet, så det kan fastgøres',
    title: 'Spot et job',
    text: 'Kender du en opgave, som andre kunne løse? Tryk på knappen. Det tager under et minut.',
    done: 'Kortet er på vej. Fastgør det i rummet, så er knappen altid ved hånden.',
    inRoom: 'Skriv det i det rum, hvor kortet skal stå.',
  },
  search: {
    none: 'Ingen åbne åbninger passer. Søg på nummer, virksomhed, opgave eller kommune.',
    refresh: 'Opdatér',
  },
  settingsChanged: 'En anden har ændret indstillingerne, mens du skrev. Send igen, hvis dine skal gælde.',
  moved: 'Dit overblik står længere nede nu.',
};
