import type { Retention } from '../../../domain/retention.ts';
import type { ChosenThresholds } from '../../../domain/settings.ts';

/** "indstillinger": what a coordinator chooses, and what would go out tomorrow. */
export const daSettings = {
  title: 'Indstillinger',
  days: {
    loggedDays: 'Ny: hverdage, før jobcentret får en rykker',
    claimedDaysSinceLogged: 'Taget: hverdage, før den skal være kontaktet',
    releaseDaysSinceLogged: 'Taget: hverdage, før den gives fri igen',
    contactedDays: 'Kontaktet: hverdage, før næste skridt efterlyses',
    nextLevelDays: 'Hverdage mellem to rykkere',
    stillOpenCalendarDays: 'Dage, før virksomheden spørges, om den stadig er åben',
    retainedWeeks: 'Uger, før et job tæller som fastholdt',
  } satisfies Record<keyof ChosenThresholds, string>,
  months: {
    contactMonths: 'Kontaktoplysninger slettes så mange måneder efter lukning',
    companyMonths: 'Virksomhedens navn slettes efter så mange måneder uden noget nyt',
    noteMonths: 'Bemærkninger slettes så mange måneder efter lukning',
  } satisfies Record<keyof Retention, string>,
  forgets: (contacts: number, notes: number, companies: number) =>
    `Ved næste oprydning slettes kontaktoplysninger i ${contacts} og bemærkninger i ${notes} ${notes === 1 ? 'lukket åbning' : 'lukkede åbninger'}, og ${companies} ${companies === 1 ? 'virksomhedsnavn' : 'virksomhedsnavne'}.`,
  workFrom: 'Rykkere sendes fra kl.',
  workTo: 'og indtil kl.',
  closedDays: 'Lukkedage',
  closedDaysHelp: 'Ud over helligdage, fx 24-07-2026, 25-07-2026.',
  language: 'Taskforcens sprog',
  ending: 'Og så?',
  save: 'Gem',
  preview: 'Vis først, hvad der går ud i morgen',
  previewAgain: 'Vis igen, hvad der går ud i morgen',
  targetHistory: 'Måltal indtil nu',
  targetFrom: (target: number | null, day: string) =>
    target === null ? `Intet måltal fra ${day}` : `${target} fra ${day}`,
  invalid: {
    release: 'Den kan ikke gives fri, før den skulle være kontaktet. Skriv mindst det samme tal.',
    workTo: 'Skriv et klokkeslæt efter det, I begynder.',
    closedDays: (text: string) => `“${text}” er ikke en dato. Skriv fx 24-07-2026.`,
    tooManyClosedDays: (most: number) => `Skriv højst ${most} dage.`,
  },
  saved: 'Gemt. Det gælder fra nu af, også for de åbninger, der er.',
  outlook: {
    title: 'Det går ud i morgen',
    none: 'Ingenting. Alle er med.',
    nudge: (to: string) => `rykker til ${to}`,
    release: (_to: string) => 'gives fri igen',
    ask_still_open: (to: string) => `${to} bliver spurgt, om den stadig er åben`,
  },
};
