import type { ImportColumn, ImportStatus } from '../../importing/columns.ts';
import { count } from './grammar.ts';

/** The Danish texts of the import: the headings of its table, and what is wrong with a row. */
export const daImporting = {
  sheet: 'Åbninger',
  columns: {
    ref: 'Nr.',
    company: 'Virksomhed',
    contact_name: 'Kontaktperson',
    contact: 'Telefon eller e-mail',
    place: 'Kommune eller postnr.',
    category: 'Branche',
    tasks: 'Opgaver',
    hours: 'Timer om ugen',
    places: 'Pladser',
    cvr: 'CVR-nr.',
    told_on: 'Spottet den',
    status: 'Status',
    consultant: 'Konsulent',
    candidate: 'Kandidatreference',
    form: 'Ansættelsesform',
    started_on: 'Startet den',
    job_hours: 'Lønnede timer om ugen',
    ended_on: 'Stoppet den',
    note: 'Bemærkning',
  } satisfies Record<ImportColumn, string>,
  status: {
    logged: 'Ny',
    contacted: 'Kontaktet',
    matching: 'Finder kandidat',
  } satisfies Record<ImportStatus, string>,
  where: (row: number, column: string | null) =>
    column === null ? `Række ${row}` : `Række ${row}, kolonne ${column}`,
  unreadable: 'Filen kan ikke læses. Brug en Excel-fil (.xlsx) eller en CSV-fil.',
  noRows: 'Filen har ingen rækker under overskrifterne.',
  tooManyRows: (most: number) => `Filen har for mange rækker. Del den op, så hver har højst ${most}.`,
  unknownColumn: (heading: string) => `Kender ikke kolonnen “${heading}”.`,
  columnTwice: (heading: string) => `Kolonnen “${heading}” er der to gange.`,
  missingColumn: (heading: string) => `Kolonnen “${heading}” mangler.`,
  beyond: 'Her står noget uden for kolonnerne.',
  oneOf: (choices: string) => `Skriv en af disse: ${choices}.`,
  whichMunicipality: (names: string) => `Postnummeret ligger i flere kommuner. Skriv en af dem: ${names}.`,
  date: 'Skriv en dato som 24-11-2026.',
  future: 'Datoen er ikke kommet endnu.',
  before: (heading: string) => `Datoen ligger før “${heading}”.`,
  cvr: 'Skriv CVR-nummeret med otte cifre.',
  noConsultant: (names: string) =>
    names === ''
      ? 'Der er ingen konsulenter i taskforcen endnu.'
      : `Ingen konsulent hedder sådan. Der er: ${names}.`,
  needsConsultant: 'Skriv, hvilken konsulent der har den.',
  jobIncomplete: 'Udfyld den også, når der er en kandidat.',
  candidateHere: 'Kandidaten er allerede i job på den samme åbning i den tid.',
  tooManyJobs: 'Der er flere i job på én gang, end der er pladser.',
  differs: (row: number) => `Det er noget andet end i række ${row}, som har samme nr.`,
  wouldAdd: (openings: number, jobs: number) =>
    `Ville tilføje ${count(openings, 'åbning', 'åbninger')} med ${count(jobs, 'job', 'job')}. Intet er ændret.`,
  added: (openings: number, jobs: number) =>
    `Tilføjede ${count(openings, 'åbning', 'åbninger')} med ${count(jobs, 'job', 'job')}.`,
  there: (openings: number) => `${count(openings, 'åbning', 'åbninger')} er der allerede.`,
  problems: (n: number) => `${count(n, 'fejl', 'fejl')}. Intet er tilføjet. Ret filen, og prøv igen.`,
};
