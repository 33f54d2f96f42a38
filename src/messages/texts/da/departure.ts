/** Når en person ikke er der mere. */
export const daDeparture = {
  title: (name: string) => `${name} er her ikke længere`,
  offered: (n: number): string =>
    n === 1
      ? 'Én åbning står nu uden nogen. Hvem tager den?'
      : `${n} åbninger står nu uden nogen. Hvem tager dem?`,
  unreachable: (name: string) =>
    `Kontoen er lukket, taget ud af rummet, eller også har ${name} slået mig fra. Skriver ${name} igen, er alt som før.`,
  /** Job brokers' candidates, which nobody else sees: how many, and who follows them by now. */
  candidates: (n: number): string =>
    n === 1
      ? 'Én kandidat følges nu af den, der har åbningen, som kan vælge en ny jobformidler.'
      : `${n} kandidater følges nu af dem, der har åbningerne, og som kan vælge en ny jobformidler.`,
  toTakeOver: (n: number): string => {
    if (n === 0) return 'Der er ikke noget, andre skal tage over.';
    const tell = 'Jobcentrets rum har fået besked, og du kan selv give videre.';
    return n === 1 ? `Én åbning mangler en afløser. ${tell}` : `${n} åbninger mangler en afløser. ${tell}`;
  },
};
