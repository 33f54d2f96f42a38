/** Good news with the company's name, and its consent to it. */
export const daStory = {
  title: 'En god historie',
  someCompany: 'en virksomhed',
  ask: (company: string) =>
    `Det går godt hos jer. Må vi nævne ${company} som en god historie, i rummet og i et nyhedsbrev? Vi nævner aldrig, hvem der har fået jobbet.`,
  askHow: 'I kan altid sige nej igen. Siger I nej, fortæller vi det uden navn.',
  button: { allow: 'Ja, nævn os gerne', refuse: 'Nej, ikke med navn', withdraw: 'Nævn os ikke mere' },
  allowed: 'Tak! Så må vi fortælle den. Fortryder I, så tryk her.',
  refused: 'Det er noteret. Vi nævner jer ikke ved navn.',
  ready: 'Virksomheden har sagt ja til at blive nævnt. Her er en tekst til nyhedsbrevet:',
  withdrawn:
    'Virksomheden vil ikke nævnes ved navn mere. Brug ikke historien, og tag den ned, hvor den står.',
  newsletter: (company: string, municipality: string, work: string | null, months: number) =>
    `${company} i ${municipality} Kommune fandt en opgave, som andre kunne løse${work === null ? '' : `: ${work}`}. I dag er den blevet til et job${
      months < 1 ? '' : `, der har holdt i ${months === 1 ? 'en måned' : `${months} måneder`}`
    }. Det begyndte med et enkelt spørgsmål: Hvad bruger jeres folk tid på, som en anden kunne gøre?`,
  lastedQuarter: (company: string) => `Jobbet hos ${company} har holdt i 3 måneder.`,
  targetTitle: 'I mål!',
  target: (promised: number) =>
    `${promised === 1 ? 'Én er' : `${promised} er`} i lønnede timer gennem taskforcen. Målet er nået. Tak til alle, der har spottet, ringet og åbnet døren.`,
  event: {
    allowed: (by: string) => `${by} sagde ja til, at virksomheden nævnes i gode historier.`,
    refused: (by: string) => `${by} sagde nej til, at virksomheden nævnes i gode historier.`,
  },
};
