/** Who may not, what wasn’t understood, help, and the first words in a room. */
export const daWaysIn = {
  denied: {
    not_member:
      'Du er ikke med i den taskforce. Skriv i dens rum, eller bed koordinatoren om at tilføje dig.',
    permission: 'Det kan jobcentret gøre. Mangler du adgang, så bed koordinatoren om hjælp.',
    coordinator_only: 'Det kan kun en koordinator.',
    not_found: 'Den åbning findes ikke her.',
  },
  noTaskForce: {
    title: 'Her er ingen taskforce endnu',
    text: (command: string) =>
      `Skriv ${command} i det rum, hvor taskforcen mødes. Koden får I af den, der driver Spot et job.`,
    direct: 'Skriv i taskforcens rum første gang. Så kender jeg dig, og vi kan tales ved her bagefter.',
  },
  unavailable: 'Det gik ikke lige nu. Prøv igen om lidt.',
  stillHere: 'Det, du har skrevet, står her endnu.',
  tryAgain: 'Det tog for lang tid at åbne formularen. Tryk igen.',
  platform: {
    pressToOpen: 'Tryk på knappen for at åbne formularen.',
    done: 'Det er gjort.',
    unchanged: 'Kortet er, som det var.',
    formNotHere: 'Formularen kan ikke åbnes herfra. Brug knappen i rummet.',
    writeToMeFirst: 'Skriv “hej” til mig direkte, så kan jeg svare dig dér.',
    thisRoom: 'Det her rum',
    generalChannel: 'Generelt',
    notInstalled:
      'Spot et job er ikke installeret hos jer. Bed jeres Teams-administrator om at tilføje appen, og prøv så igen.',
  },
  unknown: {
    title: 'Det forstod jeg ikke',
    nearest: (command: string) => `Mente du ${command}?`,
    see: (command: string) => `Skriv ${command} for at se, hvad jeg kan.`,
  },
  help: {
    title: 'Det kan jeg',
    intro: 'Spot et job holder styr på de små job, I finder, og på hvem der ringer hvornår.',
    form: 'åbner formularen',
    list: 'viser de åbne åbninger',
    mine: 'viser, hvad der venter på dig',
    one: 'viser én åbning og dens historie',
    handOverAll: 'giver alt, du har, til en kollega, når du er væk',
    setUp: 'laver en taskforce eller kobler et rum på',
    members: 'giver og tager roller (koordinator)',
    settings: 'ændrer frister, arbejdstid og måltal (koordinator)',
    language: 'skifter sprog',
    link: 'forbinder dine konti i Slack og Teams',
    help: 'viser det her',
    code: '<kode>',
  },
  welcome: {
    title: 'Hej! Jeg er Spot et job',
    task_force:
      'Tryk på knappen, når I kommer i tanke om en opgave, andre kan løse. Det tager under et minut.',
    jobcentre: 'Her lander nye åbninger. Tryk “Tag den”, så alle kan se, hvem der ringer.',
    shared: 'Spot et job med knappen. Nye åbninger lander her, og jobcentret tager dem.',
    coordinator: (name: string) => `${name} er koordinator.`,
    installed: 'Skriv “hjælp” for at se, hvad jeg kan. En koordinator starter med “opret” og en kode.',
  },
  list_: {
    title: (name: string) => `Åbne åbninger · ${name}`,
    none: 'Der er ingen åbne åbninger lige nu. Spot et job med knappen.',
    mineTitle: 'Det venter på dig',
    mineNone: 'Der venter ikke noget på dig. Godt gået!',
    loggedTitle: 'Dem har du spottet',
  },
};
