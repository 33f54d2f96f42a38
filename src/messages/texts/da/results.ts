import type { FunnelStep } from '../../../domain/reports/results.ts';

const number = (n: number) => String(Math.round(n * 100) / 100).replace('.', ',');
const count = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`;

/** The Danish texts of results, their picture and their files: hooked into `da` as one property. */
export const daResults = {
  help: 'resultater i tal, med billede og filer',
  title: (taskForce: string) => `Resultater · ${taskForce}`,
  number,
  none: 'ikke opgjort',
  hidden: 'skjult',
  period: {
    month: (month: string, year: number) => `${month} ${year}`,
    quarter: (quarter: number, year: number) => `${quarter}. kvartal ${year}`,
    year: (year: number) => String(year),
    all: 'fra start',
    dates: (from: string, to: string) => `${from} – ${to}`,
  },
  fact: {
    target: 'Måltal',
    jobs: 'I job',
    people: 'Forskellige kandidater',
    hours: 'Lønnede timer',
    openings: 'Åbninger',
    contact: 'Kontaktet til tiden',
    reach: 'Mødt',
  },
  target: (running: string, promised: number | null) =>
    promised === null
      ? `intet måltal. ${running} i lønnede timer nu`
      : `${running} af ${promised} i lønnede timer nu`,
  targetHidden: (promised: number | null) =>
    promised === null
      ? 'intet måltal. Hvor langt vi er, er skjult'
      : `${promised}. Hvor langt vi er, er skjult`,
  targetWithOthers: (running: string) => `${running} med alle ansættelsesformer`,
  targetFrom: (target: number | null, day: string) =>
    target === null ? `intet fra ${day}` : `${target} fra ${day}`,
  targetHistory: (parts: string) => `Måltal over tid: ${parts}.`,
  jobs: (sum: string, paid: string) => `${sum}, heraf ${paid} i lønnet ordinært arbejde`,
  people: (paid: string, all: string) => `${paid} i lønnet ordinært arbejde, ${all} i alt`,
  hours: (latest: string, growth: string | null) =>
    growth === null
      ? `${latest} om ugen, som da de begyndte`
      : `${latest} om ugen, ${growth} end da de begyndte`,
  more: (n: number) => `${number(n)} flere`,
  fewer: (n: number) => `${number(n)} færre`,
  openings: (jobs: number, visits: number) =>
    `${jobs}, og ${count(visits, 'ønske om besøg', 'ønsker om besøg')}`,
  contact: (inTime: number, due: number) => `${inTime} af ${due} (${Math.round((inTime / due) * 100)} %)`,
  reach: (companies: string, others: string, all: string) =>
    `${companies} fra virksomheder, ${others} andre, ${all} i alt`,
  meetings: (held: number, uncounted: number) =>
    `${count(held, 'møde', 'møder')}${uncounted === 0 ? '' : `, ${uncounted} uden tal`}`,
  funnel: 'Så langt er vi nået',
  step: {
    logged: 'Spottet',
    claimed: 'Taget',
    contacted: 'Kontaktet',
    matching: 'Klar til kandidat',
    presented: 'Kandidat præsenteret',
    agreed: 'Aftalt',
    started: 'Startet',
  } satisfies Record<FunnelStep, string>,
  days: (days: string) => `${days} dage`,
  daysHelp: 'Dage er medianen fra trinnet før.',
  forms: 'Ansættelsesformer',
  municipalities: 'Kommuner',
  municipality: (placed: string, openings: number) =>
    `${placed} i job, ${count(openings, 'åbning', 'åbninger')}`,
  smallNumbers: (fewest: number) =>
    `Tal for færre end ${fewest} personer er skjult, også hvor de kunne regnes ud.`,
  choose: 'Vælg udsnit',
  files: 'Hent tallene som fil. Linkene virker i en time og kun for dig, så del dem ikke.',
  xlsx: 'Hent Excel',
  csv: 'Hent CSV',
  pdf: 'Hent styregrupperapport',
  report: {
    file: 'styregrupperapport',
    title: (taskForce: string) => `Styregrupperapport · ${taskForce}`,
    subtitle: (period: string, made: string) => `Resultater ${period}. Trukket ${made}.`,
  },
  noFiles: 'Filer kommer, når den, der driver botten, har sat PUBLIC_URL.',
  form: {
    title: 'Vælg udsnit',
    submit: 'Vis',
    period: 'Periode',
    periods: {
      month: 'Denne måned',
      quarter: 'Dette kvartal',
      year: 'I år',
      all: 'Fra start',
      dates: 'Egne datoer',
    },
    from: 'Fra og med',
    to: 'Til og med',
    municipality: 'Kommune',
    category: 'Branche',
    meeting: 'Møde',
    any: 'Alle',
    invalidDate: 'Vælg en dato.',
    backwards: 'Vælg en dag, der ikke ligger før den første.',
  },
  picture: {
    progress: 'i lønnede timer nu',
    alt: (title: string, progress: string | null, bars: string) =>
      `${title}.${progress === null ? '' : ` ${progress}.`} ${bars}.`,
    of: (value: number, of: number | null, label: string) =>
      of === null ? `${value} ${label}` : `${value} af ${of} ${label}`,
  },
  gone: {
    title: 'Linket virker ikke mere',
    expired: 'Linket er for gammelt. Skriv “resultater” til Spot et job, så får du et nyt.',
    denied: 'Linket kan ikke bruges. Skriv “resultater” til Spot et job, så får du et, der virker.',
  },
  table: {
    file: 'resultater',
    reach: 'Deltagere og job',
    forms: 'Ansættelsesformer',
    funnel: 'Forløb',
    target: 'Måltal',
    hours: 'Lønnede timer',
    categories: 'Brancher',
    meetings: 'Møder',
    about: 'Om tallene',
    total: 'I alt',
    municipality: 'Kommune',
    companies: 'Virksomhedsrepræsentanter',
    others: 'Andre deltagere',
    all: 'Deltagere i alt',
    jobs: 'I job',
    openings: 'Åbninger',
    sum: 'I alt',
    paid: 'Lønnet ordinært',
    step: 'Trin',
    count: 'Antal',
    days: 'Dage fra trinnet før (median)',
    from: 'Gælder fra',
    promised: 'Måltal',
    measure: 'Opgørelse',
    paidWork: 'Lønnet ordinært arbejde',
    allWork: 'Alle ansættelsesformer',
    begun: 'Begyndt',
    running: 'I gang nu',
    people: 'Forskellige kandidater',
    firstHours: 'Timer om ugen ved start',
    latestHours: 'Timer om ugen nu',
    growth: 'Vækst',
    category: 'Branche',
    noCategory: 'Ønske om besøg',
    meeting: 'Møde',
    noMeeting: 'Uden for møder',
    date: 'Dato',
    key: 'Hvad',
    value: 'Værdi',
    taskForce: 'Taskforce',
    taskForces: 'Taskforces',
    every: 'alle',
    period: 'Periode',
    made: 'Trukket',
    inTime: 'Kontaktet til tiden',
    due: 'Skulle være kontaktet',
    uncounted: 'Møder uden tal',
    part: 'Udsnit',
  },
};
