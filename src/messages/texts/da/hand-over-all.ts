/** "Giv alt videre": ferie, sygdom eller et nyt job. */
export const daHandOverAll = {
  title: 'Giv alt videre',
  about: (n: number) => (n === 1 ? 'Du har én åbning.' : `Du har ${n} åbninger.`),
  note: 'Bemærkning til dem alle',
  noteHelp: 'Den, der overtager, ser den. Skriv ikke navne, CPR-numre eller helbred.',
  receiver: (label: string, company: string) => `${label} · ${company} til`,
  same: 'Samme som de andre',
  noteFor: (label: string, company: string) => `Kun til ${label} · ${company}`,
  rest: (n: number) =>
    n === 1 ? 'Den sidste får den fælles bemærkning.' : `De sidste ${n} får den fælles bemærkning.`,
  nothing: 'Du har ikke noget, der skal gives videre.',
  candidates: (n: number) =>
    n === 1 ? 'Du er jobformidler for én kandidat.' : `Du er jobformidler for ${n} kandidater.`,
  broker: 'Hvem følger dine kandidater nu?',
  doneBroker: (to: string, n: number) =>
    n === 1
      ? `${to} er nu jobformidler for din kandidat.`
      : `${to} er nu jobformidler for dine ${n} kandidater.`,
  doneOwners: (n: number) =>
    n === 1
      ? 'Den, der har åbningen, følger nu din kandidat.'
      : `De, der har åbningerne, følger nu dine ${n} kandidater.`,
  done: (to: string, n: number) =>
    n === 1
      ? `${to} har nu din åbning og har fået besked.`
      : `${to} har nu dine ${n} åbninger og har fået besked.`,
  doneRoom: (n: number) =>
    n === 1 ? 'Din åbning er ledig igen for alle.' : `Dine ${n} åbninger er ledige igen for alle.`,
  alreadyDone: 'Det er allerede givet videre.',
  received: (by: string, n: number) =>
    n === 1 ? `${by} har givet dig en åbning` : `${by} har givet dig ${n} åbninger`,
  receivedText: (n: number): string =>
    n === 1
      ? 'Den er din nu, og virksomheden har fået besked.'
      : 'De er dine nu, og virksomhederne har fået besked.',
  free: (n: number) => (n === 1 ? 'En åbning er ledig igen' : `${n} åbninger er ledige igen`),
  freeText: (by: string, n: number) =>
    n === 1 ? `Den var hos ${by}. Hvem ringer nu?` : `De var hos ${by}. Hvem ringer nu?`,
  quoted: (note: string) => `“${note}”`,
};
