/** The Danish texts about two openings that are one: hooked into `da` as one property. */
export const daMerging = {
  button: 'Saml med…',
  seeOther: (label: string) => `Se ${label}`,
  form: {
    title: 'Saml to åbninger',
    submit: 'Saml',
    which: 'Hvilken er den samme?',
    about: (label: string, company: string) =>
      `${label} · ${company}. Den, der blev spottet først, fortsætter med pladser, opgaver og bemærkninger fra begge. Den anden lukkes og henviser til den.`,
    none: (company: string) => `Der er ingen anden åben åbning fra ${company} med samme slags arbejde.`,
  },
  done: (kept: string, closed: string) => `${closed} er samlet med ${kept}, som fortsætter.`,
  event: {
    into: (by: string, label: string) => `${by} samlede den med ${label}, som fortsætter`,
    with: (by: string, label: string) => `${by} samlede ${label} med denne`,
  },
  closed: (label: string) => `Samlet med ${label}, som fortsætter.`,
  note: (label: string) =>
    `Den var der allerede som ${label}. De to er samlet, og jobcentret arbejder videre dér.`,
  refusal: {
    merge_other_company: 'Kun åbninger fra den samme virksomhed kan samles.',
    merge_other_work: 'De to er ikke den samme slags arbejde, så de kan ikke samles.',
    merge_under_way: 'Der er allerede en kandidat i den seneste af dem, så de kan ikke samles.',
    merge_claim_first: 'Ingen har den, der blev spottet først. Tag den, og saml dem så.',
    merge_notes_too_long: 'De to bemærkninger er for lange sammen. Kort den ene af først.',
    merged: 'Den er samlet med en anden. Se den anden i stedet.',
  },
};
