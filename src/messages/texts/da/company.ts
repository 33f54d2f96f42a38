/** The Danish texts about a company as it is remembered: hooked into `da` as one property. */
export const daCompany = {
  lastConsultant: 'Sidst hos',
  again: 'Kontaktes igen',
  openings: (n: number) => (n === 1 ? '1 åbning' : `${n} åbninger`),
  searchTitle: 'Virksomhed',
  ask: (command: string) => `Skriv virksomhedens navn efter, fx ${command}.`,
  none: (name: string) => `Jeg kender ingen virksomhed, der hedder noget med “${name}”.`,
  several: 'Hvilken mener du? Skriv mere af navnet.',
  example: 'Café Æblet',
  help: 'viser en virksomhed: kontakt, åbninger og hvem der kender den (jobcentret)',
  name: '<navn>',
};
