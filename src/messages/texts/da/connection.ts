/** Når et arbejdsområde eller et rum kommer til, falder fra eller er tilbage. */
export const daConnection = {
  platformNames: { slack: 'Slack', teams: 'Teams' } as Readonly<Record<string, string>>,
  shut: {
    title: (platform: string) => `${platform} er koblet fra`,
    text: (platform: string) =>
      `En administrator har taget Spot et job ud af ${platform}, eller adgangen er trukket tilbage. Kort og beskeder dertil venter. De kommer, når appen er installeret igen.`,
  },
  away: {
    title: 'Et rum er faldet fra',
    archived: (room: string) =>
      `${room} er arkiveret. Det, der skal derind, venter og kommer, når rummet bliver åbnet igen.`,
    removed: (room: string) =>
      `Jeg er taget ud af ${room}. Det, der skal derind, venter. Inviter mig igen, så følger det med.`,
    shut_out: (room: string) =>
      `Jeres organisation har taget adgangen til ${room} fra Spot et job. Det, der skal derind, venter og kommer, når en administrator giver adgang igen.`,
    deleted: (room: string) =>
      `${room} er slettet. Skriv “opret” i et andet rum, så får du en kode til at koble det på.`,
  },
  page: {
    added: {
      title: 'Spot et job er installeret',
      text: (workspace: string) => `Appen er nu i ${workspace}. Det her er tilbage:`,
      steps: [
        'Inviter botten til jeres rum i Slack: /invite @Spot et job.',
        'Skriv /spotjob opret og jeres kode i taskforcens rum.',
      ],
      again: 'Var I her før? Så er alt, som det var, og det, der ventede, er på vej.',
      open: 'Åbn Slack',
    },
    declined: {
      title: 'Spot et job blev ikke installeret',
      text: 'Du sagde nej i Slack, så intet er ændret. Ellers er det en administrator, der skal godkende appen.',
    },
    expired: {
      title: 'Linket gælder ikke længere',
      text: 'Det hører til en anden browser, eller der gik mere end ti minutter. Intet er ændret. Begynd forfra her.',
    },
    failed: {
      title: 'Det gik ikke lige nu',
      text: 'Slack eller vi selv svarede ikke, som vi skulle. Prøv igen. Bliver det ved, så sig det til den, der driver Spot et job.',
    },
    tryAgain: 'Prøv igen',
  },
};
