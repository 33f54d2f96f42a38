import type { OpenOpening } from '../../domain/opening/opening.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Locale } from '../../domain/task-force.ts';
import type { Foreseen } from '../foresee.ts';
import type { Move } from '../moves.ts';

/** The page's own words; the bot's are in its catalogue. */
export interface PageTexts {
  readonly title: string;
  readonly tagline: string;
  readonly youAre: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly language: string;
  readonly building: string;
  readonly lost: string;
  readonly story: string;
  readonly storyHint: string;
  readonly storyStep: (step: number, of: number, title: string) => string;
  readonly reset: string;
  readonly resetAsk: string;
  readonly resetYes: string;
  readonly cancel: string;
  readonly close: string;
  readonly dump: string;
  readonly clock: string;
  readonly passing: string;
  readonly moves: Readonly<Record<Move, string>>;
  readonly nothingDue: string;
  readonly busy: string;
  readonly upcoming: string;
  readonly upcomingNone: string;
  readonly what: Readonly<Record<Foreseen['what'], string>>;
  readonly waitsFor: Readonly<Record<OpenOpening['status'], string>>;
  readonly goesTo: (names: string) => string;
  readonly refusals: string;
  readonly refusalsNone: string;
  readonly direct: string;
  readonly rooms: string;
  readonly unread: string;
  readonly onlyYou: string;
  readonly edited: string;
  readonly empty: string;
  readonly write: (where: string) => string;
  readonly send: string;
  readonly try: string;
  readonly sending: string;
  readonly fillIn: string;
  readonly fixFields: string;
  readonly notHeard: Readonly<Record<'slack' | 'teams', string>>;
  readonly noAnswer: Readonly<Record<'slack' | 'teams', string>>;
  readonly gone: string;
  readonly fault: string;
  readonly unknown: (what: string) => string;
  readonly choose: string;
  readonly searchIn: string;
  readonly moreActs: string;
  readonly tabs: { readonly slack: string; readonly teams: string; readonly clock: string };
  readonly shortcut: string;
  readonly home: string;
  readonly opening: string;
  /** Commands to be pressed instead of written; the bot understands both languages. */
  readonly words: Readonly<
    Record<'list' | 'mine' | 'home' | 'startMeeting' | 'results' | 'settings' | 'help', string>
  >;
}

const da: PageTexts = {
  title: 'Spot et job · legeplads',
  tagline: 'Opdigtede mennesker i Birkholm. Intet forlader denne maskine.',
  youAre: 'Du er',
  roles: {
    business_leader: 'virksomhedsleder',
    consultant: 'konsulent',
    consultant_lead: 'teamleder',
    job_broker: 'jobformidler',
    coordinator: 'koordinator',
    ambassador: 'ambassadør',
    observer: 'styregruppe',
    admin: 'administrator',
  },
  language: 'Sidens sprog',
  building: 'Birkholm bygges op. Det tager nogle sekunder …',
  lost: 'Legepladsen svarer ikke. Er den stoppet? Siden prøver igen af sig selv.',
  story: 'Afspil historien',
  storyHint: 'Ét job fra mødet til første dag, på cirka et minut',
  storyStep: (step, of, title) => `Trin ${step} af ${of}: ${title}`,
  reset: 'Begynd forfra',
  resetAsk: 'Alt, der er sket i Birkholm, bliver slettet.',
  resetYes: 'Slet, og begynd forfra',
  cancel: 'Annuller',
  close: 'Luk',
  dump: 'Hent tilstanden',
  clock: 'Klokken i Birkholm',
  passing: 'Tiden går …',
  moves: {
    hour: '+1 time',
    business_day: '+1 hverdag',
    week: '+1 uge',
    next: 'Til det næste',
    monday: 'Mandag 8.00',
  },
  nothingDue: 'Intet venter på at gå ud.',
  busy: 'Vent et øjeblik: noget andet er i gang.',
  upcoming: 'Det går ud af sig selv',
  upcomingNone: 'Intet, som det ser ud nu.',
  what: {
    nudge: 'Rykker',
    release: 'Går tilbage til alle',
    ask_still_open: 'Spørger, om den stadig er åben',
    check_in: 'Spørger, hvordan det går i jobbet',
    digest: 'Ugens overblik',
    meeting_closes: 'Mødet lukker af sig selv',
  },
  waitsFor: {
    logged: 'ingen har taget den',
    claimed: 'ingen har fået fat i virksomheden',
    contacted: 'der er ikke aftalt noget siden samtalen',
    visit_booked: 'besøget skulle være holdt',
    matching: 'der er ikke fundet en kandidat',
    presented: 'virksomheden har ikke svaret',
    agreed: 'ingen har sagt, om nogen er startet',
  },
  goesTo: (names) => `til ${names}`,
  refusals: 'Platformenes regler',
  refusalsNone: 'Slack og Teams har taget imod alt.',
  direct: 'Spot et job',
  rooms: 'Rum',
  unread: 'nyt',
  onlyYou: 'Kun synlig for dig',
  edited: 'redigeret',
  empty: 'Her er ikke skrevet noget endnu.',
  write: (where) => `Skriv i ${where}`,
  send: 'Send',
  try: 'Prøv',
  sending: 'Sender …',
  fillIn: 'Udfyld feltet.',
  fixFields: 'Se på felterne med rødt.',
  notHeard: {
    slack: 'Botten hører det ikke her. Skriv /spotjob eller @Spot et job først.',
    teams: 'Botten hører det ikke her. Skriv @Spot et job først.',
  },
  noAnswer: {
    slack: 'Slack fik intet svar fra botten i tide.',
    teams: 'Teams fik intet svar fra botten.',
  },
  gone: 'Det er her ikke mere.',
  fault: 'Noget gik galt på legepladsen. Se i terminalen.',
  unknown: (what) => `Ukendt: ${what}`,
  choose: 'Vælg',
  searchIn: 'Søg',
  moreActs: 'Mere',
  tabs: { slack: 'Slack', teams: 'Teams', clock: 'Tid' },
  shortcut: '⚡ Spot et job',
  home: 'Hjem',
  opening: 'Åbner …',
  words: {
    list: 'liste',
    mine: 'mine',
    home: 'hjem',
    startMeeting: 'møde start',
    results: 'resultater',
    settings: 'indstillinger',
    help: 'hjælp',
  },
};

const en: PageTexts = {
  title: 'Spot et job · playground',
  tagline: 'Invented people in Birkholm. Nothing leaves this machine.',
  youAre: 'You are',
  roles: {
    business_leader: 'business leader',
    consultant: 'consultant',
    consultant_lead: 'team lead',
    job_broker: 'job broker',
    coordinator: 'coordinator',
    ambassador: 'ambassador',
    observer: 'steering group',
    admin: 'administrator',
  },
  language: 'Language of the page',
  building: 'Birkholm is being founded. It takes some seconds …',
  lost: 'The playground doesn’t answer. Was it stopped? The page tries again by itself.',
  story: 'Play the story',
  storyHint: 'One job from the meeting to the first day, in about a minute',
  storyStep: (step, of, title) => `Step ${step} of ${of}: ${title}`,
  reset: 'Start over',
  resetAsk: 'Everything that happened in Birkholm will be deleted.',
  resetYes: 'Delete and start over',
  cancel: 'Cancel',
  close: 'Close',
  dump: 'Download the state',
  clock: 'The time in Birkholm',
  passing: 'Time passes …',
  moves: {
    hour: '+1 hour',
    business_day: '+1 business day',
    week: '+1 week',
    next: 'To what’s next',
    monday: 'Monday 8:00',
  },
  nothingDue: 'Nothing waits to go out.',
  busy: 'One moment: something else is going on.',
  upcoming: 'Goes out by itself',
  upcomingNone: 'Nothing, as things stand.',
  what: {
    nudge: 'Nudge',
    release: 'Goes back to everybody',
    ask_still_open: 'Asks whether it is still open',
    check_in: 'Asks how it goes in the job',
    digest: 'The week at a glance',
    meeting_closes: 'The meeting closes itself',
  },
  waitsFor: {
    logged: 'nobody has taken it',
    claimed: 'nobody has reached the company',
    contacted: 'nothing was agreed since the call',
    visit_booked: 'the visit should have been held',
    matching: 'no candidate was found',
    presented: 'the company hasn’t answered',
    agreed: 'nobody has said whether somebody started',
  },
  goesTo: (names) => `to ${names}`,
  refusals: 'The platforms’ rules',
  refusalsNone: 'Slack and Teams have accepted everything.',
  direct: 'Spot et job',
  rooms: 'Rooms',
  unread: 'new',
  onlyYou: 'Only visible to you',
  edited: 'edited',
  empty: 'Nothing was written here yet.',
  write: (where) => `Write in ${where}`,
  send: 'Send',
  try: 'Try',
  sending: 'Sending …',
  fillIn: 'Fill in this field.',
  fixFields: 'Look at the fields in red.',
  notHeard: {
    slack: 'The bot doesn’t hear that here. Write /spotjob or @Spot et job first.',
    teams: 'The bot doesn’t hear that here. Write @Spot et job first.',
  },
  noAnswer: {
    slack: 'Slack got no answer from the bot in time.',
    teams: 'Teams got no answer from the bot.',
  },
  gone: 'It isn’t here any more.',
  fault: 'Something went wrong in the playground. Look in the terminal.',
  unknown: (what) => `Unknown: ${what}`,
  choose: 'Choose',
  searchIn: 'Search',
  moreActs: 'More',
  tabs: { slack: 'Slack', teams: 'Teams', clock: 'Time' },
  shortcut: '⚡ Spot et job',
  home: 'Home',
  opening: 'Opening …',
  words: {
    list: 'list',
    mine: 'my',
    home: 'home',
    startMeeting: 'meeting start',
    results: 'results',
    settings: 'settings',
    help: 'help',
  },
};

export const PAGE_TEXTS: Readonly<Record<Locale, PageTexts>> = { da, en };
