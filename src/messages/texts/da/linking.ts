/** "forbind": one person's accounts in Slack and Teams. */
export const daLinking = {
  title: 'Forbind dine konti',
  code: (code: string) => `Din kode er ${code}.`,
  how: (code: string) => `Skriv “forbind ${code}” direkte til mig på den anden platform.`,
  limits: (minutes: number) => `Koden virker i ${minutes} minutter og kun én gang. Del den ikke med andre.`,
  whose: (name: string) => `Koden er lavet af ${name}. Er det dig?`,
  consequence: 'Så samler jeg dine roller og åbninger, og vi taler samme sprog begge steder.',
  warning: 'Har du fået koden af en anden, så tryk ikke: Den anden ville kunne alt det, du kan.',
  confirm: 'Ja, det er mig',
  joined: 'Så er dine konti forbundet. Jeg skriver til dig dér, hvor du sidst skrev til mig.',
  own: 'Det er din egen kode. Skriv den på den anden platform, ikke her.',
  expired: 'Den kode er udløbet. Skriv “forbind” på den anden platform, så får du en ny.',
  unknown: 'Den kode kender jeg ikke. Tjek den, eller skriv “forbind” på den anden platform og få en ny.',
  tooMany: (minutes: number) =>
    `Det var for mange forkerte koder. Prøv igen om ${minutes} ${minutes === 1 ? 'minut' : 'minutter'}.`,
};
