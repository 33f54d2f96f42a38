import type { DigestSection } from '../../../domain/task-force.ts';
import { count, list } from './grammar.ts';

const over = (long: number, days: number) =>
  long === 0 ? '.' : `, ${long} over ${count(days, 'dag', 'dage')}.`;

/** The weekly digest, line by line in the order in which it is told, and what a coordinator chooses about it. */
export const daDigest = {
  title: (week: number, name: string) => `Spot et job · uge ${week} · ${name}`,
  placed: (placed: number, promised: number | null) =>
    promised === null
      ? `${placed} er i lønnede timer. I har ikke sat et måltal.`
      : `${placed} af ${promised} er i lønnede timer.`,
  newlyPlaced: (n: number) =>
    n === 0 ? 'Ingen nye siden sidst.' : `${n} ${n === 1 ? 'mere' : 'flere'} end sidst.`,
  /** While nobody is in work yet, what was spotted tells how far it is. */
  spotted: (spotted: number, promised: number | null) =>
    `${spotted === 0 ? 'Ingen' : spotted} job er spottet${spotted === 0 ? ' endnu' : ''}. ${promised === null ? 'I har ikke sat et måltal.' : `Målet er ${promised} i job.`}`,
  newlySpotted: (n: number) =>
    n === 0 ? 'Ingen nye siden sidst.' : `${n} ${n === 1 ? 'mere' : 'flere'} end sidst.`,
  spottedInAll: (n: number) => `${n} job er spottet i alt.`,
  /** What lacks a call, and what lacks the step after it. */
  overdue: (calls: number, steps: number) => {
    if (steps === 0) return `Haster: ${calls} mangler et opkald`;
    if (calls === 0) return `Haster: ${steps} mangler næste skridt`;
    return `Haster: ${calls} mangler et opkald, ${steps} mangler næste skridt`;
  },
  noneOverdue: 'Intet haster. Godt gået!',
  hours: (hours: string) => `${hours} timer`,
  hour: '1 time',
  work: (company: string, work: string, hours: string | null) =>
    `${company}: ${hours === null ? work : `${work}, ${hours}`}.`,
  nobody: 'Ingen har taget den.',
  owned: (owner: string) => `${owner} har den.`,
  waited: (days: string) => `${days}.`,
  more: (n: number) => `… og ${n} til. Skriv “liste” for at se dem alle.`,
  snoozed: (n: number) => `${n} er udsat.`,
  withoutAgreement: (n: number) => `${n} mangler aftale om overlevering.`,
  withoutAgreementOf: (day: string, n: number) => `Mødet ${day}: ${n} mangler aftale om overlevering.`,
  fresh: (openings: string, places: number | null, visits: number) => {
    const more = places === null ? '' : `, ${count(places, 'plads', 'pladser')}`;
    const visit = visits === 0 ? '' : ` ${visits} vil have besøg.`;
    return `Nyt: ${openings}${more}.${visit}`;
  },
  freshVisits: (visits: number) => `Nyt: ${visits} vil have besøg.`,
  noneFresh: 'Ingen nye åbninger i ugen.',
  seeking: (n: number, long: number, days: number) => `${n} venter på kandidat${over(long, days)}`,
  waiting: (n: number, long: number, days: number) =>
    `${n} er kontaktet og venter på næste skridt${over(long, days)}`,
  thinking: (n: number) => `${count(n, 'virksomhed', 'virksomheder')} tænker over det.`,
  starting: (n: number, days: readonly string[]) => `${n} begynder: ${list(days)}.`,
  running: (n: number) => `${n} følges i job.`,
  late: (n: number) => `${count(n, 'samtale er for sen', 'samtaler er for sene')}.`,
  ended: (n: number) => `${n} stoppede.`,
  searching: (n: number) => `Vi leder efter ${n === 1 ? 'et nyt sted' : `${n} nye steder`}.`,
  quarter: (company: string) => `Godt gået: ${company} – 3 måneder!`,
  retained: (company: string, weeks: number) =>
    `Godt gået: ${company} – ${weeks === 26 ? 'et halvt år' : count(weeks, 'uge', 'uger')}!`,
  targetReached: (promised: number) =>
    `Godt gået: I er i mål – ${promised === 1 ? 'én er' : `${promised} er`} i lønnede timer!`,
  decisions: (n: number) => (n === 1 ? 'Tag stilling: 1 lukket' : `Tag stilling: ${n} lukkede`),
  moreDecisions: (n: number) => `… og ${n} til, der venter på svar.`,
  quiet: 'Intet nyt i ugen, og intet haster.',
  button: { ambassador: 'Ambassadør ringer', jobOrder: 'Jobordre', settings: 'Indstil ugebrevet' },
  asked: (name: string, day: string) => `${name} er bedt om at ringe først, senest ${day}.`,
  form: {
    weekday: 'Det kommer hver',
    hour: 'kl.',
    sections: 'Det fortæller om',
    section: {
      target: 'Måltallet',
      overdue: 'Det, der haster',
      agreements: 'Mangler aftale om overlevering',
      fresh: 'Nye åbninger',
      waiting: 'Det, der venter',
      starting: 'Hvem der begynder',
      running: 'Følges i job',
      ended: 'Hvem der stoppede',
      good_news: 'Gode nyheder',
      decisions: 'Det, I skal tage stilling til',
    } satisfies Record<DigestSection, string>,
    longWait: 'Ventetid nævnes efter så mange dage',
    receivers: 'Det sendes til',
    receiversHelp: 'Ledernes rum får det uden knapper og uden det, jobcentret skal handle på.',
    coordinators: 'Koordinatorerne, i en personlig besked',
    room: (name: string, kind: string) => `${name} (${kind})`,
    preview: 'Ja, vis mig det nu',
    previewAgain: 'Ja, vis mig det igen',
    shown: 'Sådan ser det ud nu',
    saved: (day: string, hour: number) => `Gemt. Næste ugebrev kommer ${day} kl. ${hour}.`,
    invalid: {
      sections: 'Vælg mindst ét afsnit.',
      receivers: 'Vælg mindst én modtager.',
    },
  },
  help: 'ugens overblik, som det ser ud nu',
};
