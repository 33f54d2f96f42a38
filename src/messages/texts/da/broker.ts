/** The Danish texts about a job broker as the second owner of a match: hooked into `da` as one property. */
export const daBroker = {
  button: 'Jobformidler',
  field: 'Jobformidler',
  fieldHelp: 'Vælg, hvis kandidaten er en jobformidlers egen. Så er det jobformidleren, der spørges først.',
  none: 'Ingen. Den, der har åbningen, følger selv op',
  form: {
    title: 'Jobformidler',
    who: 'Hvem er jobformidler for kandidaten?',
    nobody: 'Der er ingen jobformidlere endnu. En koordinator gør nogen til det under “medlemmer”.',
    noMatch: 'Der er ikke en kandidat at være jobformidler for her.',
    named: (name: string) => `${name} er jobformidler og bliver spurgt først.`,
    unnamed: 'Der er ikke længere nogen jobformidler. Den, der har åbningen, følger op.',
  },
  beside: (name: string) => `jobformidler: ${name}`,
  candidate: (candidate: string, broker: string) => `${candidate}, jobformidler: ${broker}`,
  refusal: 'Det er ikke din kandidat. Tal med den, der har åbningen.',
  event: {
    named: (by: string, name: string, place: number | null) =>
      `${by} gjorde ${name} til jobformidler${place === null ? '' : ` (plads ${place})`}`,
    unnamed: (by: string, place: number | null) =>
      `${by} fjernede jobformidleren${place === null ? '' : ` (plads ${place})`}`,
  },
  note: {
    secondOwnerTitle: 'Jobformidler',
    yours: (by: string) => `${by} har gjort dig til jobformidler for en kandidat her.`,
    yoursHow: 'Når jobbet er i gang, er du den første, jeg spørger, hvordan det går.',
    theirs: (name: string) => `${name} er nu jobformidler for kandidaten og bliver spurgt først.`,
    nobodys: 'Der er ikke længere en jobformidler. Den, der har åbningen, bliver spurgt.',
    jobStoppedTitle: 'Et job er stoppet',
    jobStopped: (by: string) => `${by} har noteret, at jobbet er stoppet. Der søges et nyt sted.`,
  },
};
