/** The Danish texts about the ambassador who rings first: hooked into `da` as one property. */
export const daCallAhead = {
  button: { called: 'Ringet', skipped: 'Nåede det ikke' },
  /** On the opening's card. */
  fact: 'Ambassadør',
  state: {
    asked: (name: string) => `${name} ringer først`,
    called: (name: string) => `${name} har ringet`,
    skipped: (name: string) => `${name} nåede ikke at ringe`,
    lapsed: (name: string) => `${name} svarede ikke`,
  },
  event: {
    asked: (to: string) => `${to} blev bedt om at ringe først`,
    called: (by: string) => `${by} ringede til virksomheden`,
    skipped: (by: string) => `${by} nåede ikke at ringe`,
    lapsed: 'Ambassadøren svarede ikke, så vi går videre uden',
  },
  note: {
    askTitle: 'Vil du ringe først?',
    ask: (owner: string, by: string) =>
      `${owner} fra jobcentret ringer bagefter. Et kort opkald fra dig ${by} gør en forskel: fortæl, hvad I selv har fået ud af det.`,
    /** Asked because the company can't be reached. */
    triedTitle: 'Kan du få fat i dem?',
    tried: (owner: string, tries: number, by: string) =>
      `${owner} fra jobcentret har prøvet ${tries} gange uden at få fat i dem. Ring ${by}, hvis du kender dem, og hør, om de stadig er interesserede.`,
    calledTitle: 'Ambassadøren har ringet',
    called: (name: string) => `${name} har ringet til virksomheden. Nu er det din tur.`,
    withoutTitle: 'Vi går videre uden ambassadør',
    skipped: (name: string) => `${name} nåede det ikke. Ring, når det passer dig.`,
    lapsed: (name: string) => `${name} har ikke svaret. Ring, når det passer dig.`,
    givenUp: {
      skipped: (name: string) => `${name} nåede det ikke. Koordinatoren afgør, om den skal lukkes.`,
      lapsed: (name: string) => `${name} har ikke svaret. Koordinatoren afgør, om den skal lukkes.`,
    },
  },
  done: {
    called: 'Tak! Jobcentret ved nu, at du har ringet.',
    skipped: 'Helt i orden. Jobcentret ringer selv.',
  },
  refusal: 'Tak, men jobcentret er allerede i gang. Du behøver ikke ringe.',
  nobodyToAsk: 'I har ingen ambassadør, der kan ringe. Giv en rollen med “medlemmer”.',
  noAmbassador: 'I har ingen ambassadør, der kan ringe. Vælg nej, eller giv en rollen med “medlemmer”.',
};
