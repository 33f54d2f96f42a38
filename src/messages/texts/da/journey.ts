import type { EmploymentForm } from '../../../domain/opening/employment.ts';
import type { EndReason } from '../../../domain/opening/placement.ts';
import { lowerFirst } from '../first-letter.ts';
import { ago, forDays } from './days.ts';
import { decimal, onPlace } from './grammar.ts';

/** The Danish texts from the visit to the job: hooked into `da` as one property. */
export const daJourney = {
  button: {
    bookVisit: 'Book besøg',
    visitHeld: 'Besøg holdt',
    candidateFound: 'Kandidat fundet',
    saidYes: 'De sagde ja',
    saidNo: 'De sagde nej',
    started: 'Startet',
    ended: 'Stoppet',
  },
  fact: { candidates: 'Kandidater' },
  card: {
    visitBooked: (owner: string, day: string) => `${owner} besøger virksomheden ${day}.`,
    matching: (owner: string) => `${owner} leder efter en kandidat.`,
    presented: (owner: string) => `${owner} har præsenteret en kandidat for virksomheden.`,
    agreed: (day: string) => `Aftalt. Første dag er ${day}.`,
    filledOf: (filled: number, places: number) => `${filled} af ${places} besat.`,
    candidate: (candidate: string, state: string) => `${candidate} (${state})`,
  },
  candidateState: { presented: 'præsenteret', agreed: 'aftalt', started: 'startet', ended: 'stoppet' },
  form: {
    ordinary_full_time: 'Ordinær fuldtid',
    ordinary_part_time: 'Ordinær deltid',
    flex_job: 'Fleksjob',
    sheltered_job: 'Skånejob',
    wage_subsidy: 'Løntilskud',
    work_trial: 'Virksomhedspraktik',
    paid_education: 'Uddannelse med løn',
    education: 'Uddannelse',
    youth_job: 'Fritidsjob',
  } satisfies Record<EmploymentForm, string>,
  endReason: {
    as_agreed: 'Det var aftalt',
    other_job: 'Andet job eller uddannelse',
    hours_or_tasks: 'Timer eller opgaver passede ikke',
    company_changed: 'Virksomheden fik ændrede behov',
    other: 'Andet',
  } satisfies Record<EndReason, string>,
  event: {
    ended: (by: string, reason: string, place: number | null) =>
      `${by}: ansættelsen er stoppet (${lowerFirst(reason)})${onPlace(place)}. Vi leder videre`,
    visitBooked: (by: string, day: string) => `${by} aftalte besøg ${day}`,
    visitHeld: (by: string) => `${by} var på besøg, og virksomheden er klar`,
    visitHeldMore: (by: string) => `${by} var på besøg, og der var flere job at spotte`,
    matchingStarted: (by: string) => `${by} talte med virksomheden, som er klar til en kandidat`,
    presented: (by: string, place: number | null) => `${by} præsenterede en kandidat${onPlace(place)}`,
    declined: (by: string, place: number | null) => `${by}: virksomheden sagde nej${onPlace(place)}`,
    agreed: (by: string, form: string, day: string, place: number | null) =>
      `${by}: virksomheden sagde ja til ${form.toLowerCase()}, første dag ${day}${onPlace(place)}`,
    started: (by: string, form: string, hours: number, place: number | null) =>
      `${by}: en er startet, ${form.toLowerCase()}, ${decimal(hours)} timer om ugen${onPlace(place)}`,
    filled: 'Dermed er alt besat',
  },
  refusal: {
    already_further: 'I er nået længere end det. Se åbningen igen.',
    keep_owner: 'Der er en aftale i gang med virksomheden. Giv den til en kollega, så aftalen ikke tabes.',
    visit_out_of_range: 'Vælg en dag fra i dag og højst et halvt år frem.',
    book_visit_first: 'Tryk “Book besøg” først, så alle kan se, hvornår I ses.',
    not_matching: 'Først når virksomheden er klar. Tryk “Kontaktet” eller “Besøg holdt”.',
    no_free_place: 'Der er en kandidat til hver plads. Tryk “De sagde ja” eller “De sagde nej”.',
    candidate_here: 'Den kandidat er allerede med her.',
    place_moved_on: 'Pladsen er kommet videre i mellemtiden. Se åbningen igen.',
    start_out_of_range: 'Vælg en dag fra for en måned siden til et halvt år frem.',
    all_filled: 'Alle pladser er besat, så der er ikke noget at genåbne.',
  },
  invalid: {
    candidateCpr: 'Det ligner et CPR-nummer. Skriv en kode fra jeres eget system. Det er ikke gemt.',
    candidateName: 'Det ligner et navn. Skriv en kode fra jeres eget system, fx K-142. Det er ikke gemt.',
    hours: 'Skriv timerne som ét tal mellem 0,5 og 37, fx 7,5.',
  },
  visit: {
    title: 'Book besøg',
    date: 'Hvilken dag?',
    help: 'Virksomheden får besked om dagen.',
  },
  visitHeld: {
    title: 'Besøg holdt',
    outcome: 'Hvad kom der ud af det?',
    ready: 'De er klar til en kandidat',
    more: 'De er klar, og der er flere job at spotte',
    none: 'Ingen åbning nu',
    moreTitle: 'Godt besøg!',
    moreText: (company: string) => `Spot de andre job hos ${company}, mens du husker dem.`,
  },
  contact: { matching: 'De er klar til en kandidat' },
  candidate: {
    title: 'Kandidat fundet',
    label: 'Kandidat',
    placeholder: 'fx K-142',
    help: 'En kode fra jeres eget system. Ikke navn, ikke CPR-nummer.',
  },
  seat: 'Hvilken kandidat?',
  yes: {
    title: 'De sagde ja',
    startsOn: 'Første dag',
    form: 'Ansættelsesform',
  },
  no: { title: 'De sagde nej' },
  start: {
    title: 'Startet',
    hours: 'Timer om ugen',
    hoursPlaceholder: 'fx 7,5',
    legalEmployer: 'Hvem er arbejdsgiver?',
    legalEmployerHelp: 'Kun hvis det er en anden end virksomheden, fx et vikarbureau.',
    mentor: 'Mentor på arbejdspladsen',
    mentorHelp: 'En på virksomheden, ikke den, der er startet.',
    expectations: 'Er forventningerne afstemt med begge?',
    later: (day: string) => `Aftalt fra ${day}. Gemmer du nu, regnes jobbet fra i dag.`,
    agreedFrom: (candidate: string, day: string) => `${candidate} · aftalt fra ${day}`,
    anyLater: 'Et job, der er aftalt til senere, regnes fra i dag, hvis du gemmer nu.',
  },
  end: {
    title: 'Stoppet',
    reason: 'Hvorfor?',
    help: 'Kun grunden her. Skriv intet andet om kandidaten.',
  },
  jobOrder: {
    title: 'Jobordre',
    intro: 'Kopiér teksten til den almindelige rekruttering:',
    places: 'Antal pladser',
    reference: 'Spot et job-nr.',
  },
  note: {
    visitBooked: (owner: string, day: string) =>
      `${owner} fra jobcentret besøger jer ${day}. Passer dagen ikke, så giv besked.`,
    filled: 'Tak, fordi I gjorde plads!',
    filledPlaces: (places: number) => `Alle ${places} pladser er besat. Tak, fordi I gjorde plads!`,
  },
  nudge: {
    visitBooked: (owner: string, day: string) => `${owner} skulle på besøg ${day}. Hvad kom der ud af det?`,
    visitBookedYours: (day: string) => `Du skulle på besøg ${day}. Hvad kom der ud af det?`,
    matching: (owner: string, days: number) => `${owner} har ledt efter en kandidat${forDays(days)}.`,
    matchingYours: (days: number) => `Du har ledt efter en kandidat${forDays(days)}. Er der en på vej?`,
    presented: (owner: string, days: number) =>
      `${owner} præsenterede en kandidat ${ago(days)} og venter på svar fra virksomheden.`,
    presentedYours: (days: number) => `Du præsenterede en kandidat ${ago(days)}. Hvad sagde de?`,
    agreed: (owner: string) => `Første dag er gået. ${owner} har ikke skrevet, om det gik i gang.`,
    agreedYours: 'Første dag er gået. Kom de i gang? Så tryk “Startet”.',
  },
};
