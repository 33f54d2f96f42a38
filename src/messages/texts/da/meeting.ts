import type { MeetingKind } from '../../../domain/meeting.ts';
import type { HandoverChannel } from '../../../domain/opening/opening.ts';

/** Meetings and the handover, in Danish. */
export const daMeeting = {
  kind: {
    task_force: 'Taskforcemøde',
    company_event: 'Virksomhedsarrangement',
    network: 'Netværksmøde',
    steering_group: 'Styregruppemøde',
  } satisfies Record<MeetingKind, string>,
  button: {
    participants: 'Deltagere',
    end: 'Afslut møde',
    agree: 'Aftal overlevering',
  },
  start: {
    title: 'Start et møde',
    kind: 'Hvad er det for et møde?',
    submit: 'Start mødet',
    inRoom: 'Skriv det i et af taskforcens rum, så ved jeg, hvor mødet er.',
    on: (kind: string, by: string, time: string) =>
      `${kind} er allerede i gang. ${by} startede det kl. ${time}. Afslut det først.`,
  },
  none: 'Der er ikke et møde i gang.',
  gone: 'Det møde findes ikke længere.',
  card: {
    title: (kind: string) => `${kind} er i gang`,
    endedTitle: (kind: string) => `${kind} er slut`,
    how: 'Hvad bruger jeres folk tid på, som andre kunne løse? Tryk på knappen. Det tager under et minut.',
    soFar: (count: string) => `Indtil nu: ${count}.`,
    nothingYet: 'Ingen åbninger endnu.',
    counted: (count: string) => `Fra mødet: ${count}.`,
    nothing: 'Der kom ingen nye åbninger denne gang.',
    and: (openings: string, visits: string) => `${openings}, og ${visits}`,
    companies: 'Virksomheder',
    others: 'Andre deltagere',
    notCounted: 'Ikke talt endnu',
    closedItself: 'Ingen afsluttede mødet, så jeg lukkede det ved midnat.',
  },
  participants: {
    title: 'Deltagere',
    endTitle: 'Afslut møde',
    companies: 'Hvor mange virksomheder er med?',
    others: 'Hvor mange andre er med?',
    othersHelp: 'Fx jobcenter, kommune og frivillige.',
    next: 'Når du afslutter, aftaler vi, hvem der ringer til hver virksomhed.',
  },
  handover: {
    title: 'Overlevering',
    left: (n: number) => (n === 0 ? 'Det er den sidste.' : `${n} mere bagefter.`),
    who: 'Hvem kontakter virksomheden?',
    whoPlaceholder: 'Vælg en kollega',
    skip: 'Spring over (ingen aftale endnu)',
    how: 'Hvordan?',
    when: 'Senest hvornår?',
    callAhead: 'Ringer en ambassadør først?',
    next: 'Næste',
    last: 'Færdig',
    doneTitle: 'Så er overleveringen på plads',
    missing: (n: number) => (n === 1 ? '1 mangler en aftale.' : `${n} mangler en aftale.`),
    told: 'Opsamlingen står i jeres rum.',
  },
  channel: {
    phone: 'Telefon',
    visit: 'Besøg',
    email: 'Mail',
  } satisfies Record<HandoverChannel, string>,
  /** Who has it, and what they do until when. */
  agreed: {
    phone: (owner: string, by: string) => `${owner} har den og ringer ${by}.`,
    visit: (owner: string, by: string) => `${owner} har den og kommer på besøg ${by}.`,
    email: (owner: string, by: string) => `${owner} har den og skriver ${by}.`,
  } satisfies Record<HandoverChannel, (owner: string, by: string) => string>,
  taken: {
    phone: (owner: string, by: string) => `${owner} fra jobcentret har taget den og ringer ${by}.`,
    visit: (owner: string, by: string) => `${owner} fra jobcentret har taget den og kommer på besøg ${by}.`,
    email: (owner: string, by: string) => `${owner} fra jobcentret har taget den og skriver ${by}.`,
  } satisfies Record<HandoverChannel, (owner: string, by: string) => string>,
  /** To the owner: what was agreed for them, and by whom. */
  yours: {
    phone: (agreedBy: string, by: string) => `${agreedBy} har aftalt, at du ringer ${by}.`,
    visit: (agreedBy: string, by: string) => `${agreedBy} har aftalt, at du kommer på besøg ${by}.`,
    email: (agreedBy: string, by: string) => `${agreedBy} har aftalt, at du skriver ${by}.`,
  } satisfies Record<HandoverChannel, (agreedBy: string, by: string) => string>,
  event: (by: string, to: string, how: string, day: string) =>
    `${by} aftalte, at ${to} kontakter virksomheden (${how.toLowerCase()}) senest ${day}`,
  eventCallAhead: (event: string) => `${event}; en ambassadør ringer først`,
  recap: {
    title: (kind: string, day: string) => `Opsamling · ${kind} ${day}`,
    settled: (n: number) => `På plads: ${n}`,
    missing: (n: number) =>
      n === 1 ? '1 mangler aftale om overlevering' : `${n} mangler aftale om overlevering`,
    none: 'Alt er overleveret. Godt gået!',
    people: (companies: string, others: string | null) =>
      others === null ? `${companies} var med.` : `${companies} og ${others} var med.`,
    companies: (n: number) => (n === 1 ? '1 virksomhed' : `${n} virksomheder`),
    others: (n: number) => (n === 1 ? '1 anden deltager' : `${n} andre deltagere`),
  },
  refusal: {
    agreed_in_past: 'Vælg en dag, der ikke er gået endnu.',
    agreed_too_late: 'Vælg en dag inden for en måned, så interessen holdes varm.',
  },
  help: 'starter og afslutter et møde',
};

export type MeetingTexts = typeof daMeeting;
