/** The Danish texts about what is asked again after it was closed: hooked into `da` as one property. */
export const daAgain = {
  button: {
    wantReopening: 'Bed om genåbning',
    later: (days: number) => `Ikke nu (${days} dage mere)`,
    end: 'Slut',
    visit: 'Nyt besøg',
    stayClosed: 'Nej, lad den være',
  },
  /** On the card of one that is closed. */
  fact: 'Venter',
  waitList: (day: string) => `på venteliste, vi spørger igen ${day}`,
  contact: (day: string) => `kontaktes igen ${day}`,
  asked: (day: string) => `på svar siden ${day}`,
  wanted: (by: string) => `${by} vil gerne have den åbnet igen`,
  ask: {
    title: (n: number) => (n === 1 ? 'Tid til at spørge igen' : `Tid til at spørge igen: ${n}`),
    candidate: 'Er der en kandidat nu?',
    candidateSince: (day: string) => `Den blev lukket ${day}, fordi der ikke var nogen kandidat.`,
    visit: (day: string) => `I så virksomheden sidst ${day}. Skal I ses igen?`,
    contact: (day: string) => `Den blev lukket ${day}, og I ville tage kontakt igen nu.`,
  },
  close: {
    contactOn: 'Kontakt virksomheden igen',
    contactOnHelp:
      'Valgfrit. Jeg minder dig om det den dag. Uden dato spørger jeg selv igen, når der ikke var en kandidat eller en opgave.',
  },
  event: {
    asked: 'Der blev spurgt, om det er tid nu',
    postponed: (by: string, day: string) => `${by}: ikke nu. Vi spørger igen ${day}`,
    ended: (by: string) => `${by}: vi spørger ikke mere`,
    wanted: (by: string) => `${by} bad om at få den åbnet igen`,
    visit: (by: string) => `${by} vil besøge virksomheden igen`,
  },
  note: {
    approve: (by: string) => `${by} har måske en kandidat nu og vil gerne have den åbnet igen.`,
    reopened: 'Tag den, så ringer du til virksomheden.',
    staysClosed: (by: string) => `${by} lader den være lukket for nu.`,
  },
  done: {
    asked: 'Jeg har bedt koordinatoren om at åbne den igen. Du får besked.',
    later: (day: string) => `Godt. Jeg spørger igen ${day}.`,
    end: 'Godt. Jeg spørger ikke mere.',
    visitTitle: 'Nyt besøg',
    visit: (label: string, company: string) =>
      `${label} er din: ring til ${company}, og aftal en dag. Den står i listen med det samme.`,
  },
  refusal: {
    not_asked: 'Der er allerede taget stilling til den. Se den igen.',
    contact_again_out_of_range: 'Vælg en dag fra i morgen og højst et år frem.',
  },
};
