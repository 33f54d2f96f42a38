/** The Danish texts about a company as it is remembered: hooked into `da` as one property. */
export const daCompany = {
  lastConsultant: 'Sidst hos',
  again: 'Kontaktes igen',
  openings: (n: number) => (n === 1 ? '1 åbning' : `${n} åbninger`),
  searchTitle: 'Virksomhed',
  find: {
    title: 'Find virksomhed',
    submit: 'Vis',
    field: 'Virksomhed',
    placeholder: 'Skriv lidt af navnet',
    noneYet: 'Her er ingen virksomheder endnu. De kommer, når nogen spotter et job.',
  },
  none: (name: string) => `Jeg kender ingen virksomhed, der hedder noget med “${name}”.`,
  several: 'Hvilken mener du? Skriv mere af navnet.',
  help: 'viser en virksomhed: kontakt, åbninger og hvem der kender den',
  name: '<navn>',
};
