import { count } from './grammar.ts';

const openings = (n: number) => count(n, 'åbning', 'åbninger');

/** "mine data": what is held about a person, the same as a file, and its end. */
export const daMyData = {
  help: 'viser, hvad jeg har om dig, og kan slette det',
  title: 'Det har jeg om dig',
  name: 'Navn',
  language: 'Sprog',
  noLanguage: 'taskforcens',
  accounts: 'Konti',
  roles: 'Roller',
  noRoles: 'ingen',
  logged: 'Lagt ind af dig',
  loggedWords: (n: number, withContact: number) =>
    withContact === 0 ? openings(n) : `${openings(n)}, ${withContact} med kontaktoplysninger`,
  had: 'Taget eller behandlet af dig',
  hadWords: openings,
  notes: 'Bemærkninger fra dig',
  acts: 'Det, du har gjort',
  actsWords: (n: number) => count(n, 'linje i åbningernes historie', 'linjer i åbningernes historie'),
  waiting: 'Beskeder på vej til dig',
  namedIn: 'Dit navn som kontaktperson hos andre',
  why: 'Jeg bruger det til at vise, hvem der har hvad, og til at skrive til de rette.',
  export: 'Vis det hele',
  erase: 'Slet mine data',
  exportTitle: (page: number, pages: number) =>
    pages === 1 ? 'Dine data (JSON)' : `Dine data (JSON), del ${page} af ${pages}`,
  exportHow: 'Kopiér teksten, og gem den som en fil.',
  exportHowMany: 'Kopiér delene efter hinanden, og gem dem som én fil.',
  next: 'Næste del',
  form: {
    title: 'Slet mine data',
    submit: 'Slet',
    what: 'Jeg sletter dit navn, dine konti, dine roller, dine koder, dine beskeder og de bemærkninger, du har skrevet. Kortene i rummene bliver tegnet om uden dit navn.',
    stays:
      'Det, der tæller med i resultaterne, bliver: opgave, timer, kommune og datoer. Ingen kan se, at det var dig.',
    contact: (n: number) => `Du har lagt ${openings(n)} ind. Hvis er kontaktoplysningerne?`,
    contactOwn: 'Mine: slet dem, og træk de åbne tilbage',
    contactOthers: 'En andens: lad dem stå',
    sure: 'Er du sikker?',
    yes: 'Ja, slet det. Det kan ikke fortrydes.',
    sureMissing: 'Sæt kryds, hvis det skal slettes.',
  },
  blocked: {
    title: 'Giv det videre først',
    owned: (labels: readonly string[], more: number) =>
      `Du har ${labels.join(', ')}${more > 0 ? ` og ${more} til` : ''}. Ellers ringer ingen til dem.`,
    handOver: (command: string) => `Skriv ${command}, og prøv så igen.`,
    lastCoordinator: (taskForces: readonly string[], command: string) =>
      `Du er eneste koordinator i ${taskForces.join(' og ')}. Gør en anden til koordinator med ${command} først.`,
    nothing: 'Intet er slettet endnu.',
  },
  receipt: {
    title: 'Dine data er slettet',
    done: 'Navn, konti, roller, koder og bemærkninger er væk.',
    contacts: (n: number) => `Kontaktoplysninger slettet i ${openings(n)}.`,
    withdrawn: (n: number) => `${count(n, 'åben åbning', 'åbne åbninger')} trukket tilbage.`,
    messages: (n: number) => `${count(n, 'besked', 'beskeder')} til dig kommer ikke af sted.`,
    cards: (n: number) => `Kortene for ${openings(n)} bliver tegnet om i rummene nu.`,
    takenBack: (n: number) =>
      `${count(n, 'sendt besked', 'sendte beskeder')} bliver taget tilbage i Slack og Teams nu.`,
    cannotTitle: 'Det kunne jeg ikke slette:',
    sent: 'Beskeder, som Slack eller Teams ikke længere lader mig rette, og svar i din chat med mig.',
    oldCards: 'Kort, som Slack eller Teams ikke længere lader mig rette.',
    company: 'Virksomhedens navn på åbningerne.',
    namedIn: (n: number) =>
      `Dit navn i ${openings(n)}, som en anden har lagt ind. Bed koordinatoren om at rette dem.`,
    backups: 'Sikkerhedskopier, før de bliver overskrevet.',
    again: 'Skriver du til mig igen, begynder vi forfra.',
  },
  takenBack: {
    title: 'Taget tilbage',
    text: 'Det, der stod her, er slettet, fordi det handlede om oplysninger, som ikke længere må gemmes.',
  },
  nothing: 'Jeg har ikke noget om dig.',
  contactErased: 'Kontaktoplysningerne er slettet',
};
