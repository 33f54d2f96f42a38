/** The forms of what is done with an opening before a candidate is sought. */
export const daActs = {
  attempt: {
    title: 'Ingen svarede',
    channel: 'Hvordan prøvede du?',
  },
  contact: {
    title: 'Kontaktet',
    outcome: 'Hvad sagde de?',
    interested: 'De er interesserede',
    thinking: (days: number) => `De tænker over det (jeg minder dig om det om ${days} dage)`,
  },
  handOver: {
    title: 'Giv videre',
    to: 'Til hvem?',
    toRoom: 'Tilbage til alle',
    knowsCompany: (name: string) => `${name} (kender virksomheden)`,
    placeholder: 'Vælg en kollega',
    help: 'Mangler der en? En kollega kommer på listen, første gang vedkommende trykker på en knap i jobcentrets rum.',
    done: (to: string) => `${to} har den nu og har fået besked.`,
  },
  snooze: {
    title: 'Udsæt',
    until: 'Hvor længe?',
    tomorrow: 'Til i morgen',
    twoDays: '2 dage',
    week: '1 uge',
    pick: 'Til en dato, jeg vælger',
    date: 'Dato',
    dateHelp: 'Kun hvis du valgte en dato.',
  },
  close: {
    title: 'Luk',
    reason: 'Hvorfor?',
    reasonPlaceholder: 'Vælg en grund',
    note: 'Bemærkning',
    noteHelp: 'Skriv ikke navne, CPR-numre eller helbred.',
    asked: 'Jeg har bedt koordinatoren om at lukke den. Du har den, til det er sket.',
  },
  withdraw: {
    title: 'Træk tilbage',
    note: 'Hvorfor trækker I den tilbage?',
    why: 'Skriv med et par ord hvorfor, så jobcentret ved besked.',
    done: (label: string) => `${label} er trukket tilbage. Tak for hjælpen indtil nu!`,
  },
  stillOpen: {
    confirmed: 'Tak! Så holder vi den åben.',
  },
};
