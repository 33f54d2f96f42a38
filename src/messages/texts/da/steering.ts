import type { MissedCause } from '../../../domain/reports/steering.ts';

/** The Danish texts of the steering group's view: hooked into `da` as one property. */
export const daSteering = {
  title: (name: string) => `Styregruppe · ${name}`,
  since: (day: string) => `Siden styregruppens møde ${day}`,
  sinceBeginning: 'Siden begyndelsen. Der har ikke været et styregruppemøde endnu.',
  logged: (n: string) => `Nye åbninger: ${n}`,
  states: 'Åbne nu',
  state: (status: string, n: string, oldest: string, median: string) =>
    `${status}: ${n}. Ældste: ${oldest}, median: ${median}.`,
  days: (n: number) => `${n} ${n === 1 ? 'hverdag' : 'hverdage'}`,
  noneOpen: 'Ingen er åbne.',
  closed: 'Lukket siden sidst',
  line: (what: string, n: string) => `${what}: ${n}`,
  noneClosed: 'Ingen er lukket.',
  agreements: 'Aftaler om overlevering',
  kept: (due: string, missed: string) => `${due} skulle være holdt, ${missed} blev ikke.`,
  noAgreements: 'Ingen aftaler skulle være holdt endnu.',
  cause: {
    no_answer: 'Virksomheden svarede ikke',
    snoozed: 'Udsat',
    handed_on: 'Skiftede hænder',
    nobody_called: 'Ingen ringede',
  } satisfies Record<MissedCause, string>,
  causesHidden: 'Årsagerne er for få til at blive vist.',
  decisions: (n: string) => `Kræver en beslutning: ${n}`,
  noDecisions: 'Intet kræver en beslutning.',
  more: (n: number) => `… og ${n} til.`,
  stuck: (state: string) => `${state} Ingen har reageret på rykkerne.`,
  hidden: (smallest: number) => `under ${smallest}`,
  hiddenWhy: (smallest: number) => `Tal fra 1 til ${smallest - 1} vises ikke, så ingen kan kendes.`,
  help: 'viser, hvad der er sket siden sidste styregruppemøde',
};
