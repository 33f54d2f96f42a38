import type { AttemptChannel, CloseReason, OpeningStatus } from '../../domain/opening/opening.ts';
import type { Role } from '../../domain/permissions.ts';
import type { RoomKind } from '../../domain/task-force.ts';
import type { BuiltInCategory, BuiltInTask } from '../../domain/typed/categories.ts';
import type { Hours } from '../../domain/typed/hours.ts';
import { daAdmission } from './da/admission.ts';
import { daAgain } from './da/again.ts';
import { daBroker } from './da/broker.ts';
import { daCallAhead } from './da/call-ahead.ts';
import { daChoices } from './da/choices.ts';
import { daCompany } from './da/company.ts';
import { daConnection } from './da/connection.ts';
import { ago, waited } from './da/days.ts';
import { daDeparture } from './da/departure.ts';
import { daDetails } from './da/details.ts';
import { daDigest } from './da/digest.ts';
import { daFollowUp } from './da/follow-up.ts';
import { daHandOverAll } from './da/hand-over-all.ts';
import { daHome } from './da/home.ts';
import { daImporting } from './da/importing.ts';
import { daJourney } from './da/journey.ts';
import { daLinking } from './da/linking.ts';
import { daMeeting } from './da/meeting.ts';
import { daMerging } from './da/merging.ts';
import { daMyData } from './da/my-data.ts';
import { daResults } from './da/results.ts';
import { daScreening } from './da/screening.ts';
import { daSettings } from './da/settings.ts';
import { daSteering } from './da/steering.ts';
import { daStory } from './da/story.ts';
import { lowerFirst } from './first-letter.ts';

/** `1 åbning`, `2 åbninger`. */
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const decimal = (n: number) => String(n).replace('.', ',');
const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} og ${items.at(-1)}`;

const weekdays = ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'];
const months = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];

/**
 * The Danish texts, and with them the shape every language fills. Short, warm and concrete; never administrative.
 * Names and other words from people come in as arguments and are shown as they were typed.
 */
export const da = {
  locale: 'da' as 'da' | 'en',
  list,
  count: {
    openings: (n: number) => count(n, 'åbning', 'åbninger'),
    visits: (n: number) => count(n, 'vil have besøg', 'vil have besøg'),
    businessDays: (n: number) => (n === 0 ? 'i dag' : count(n, 'hverdag', 'hverdage')),
  },
  day: {
    today: 'i dag',
    tomorrow: 'i morgen',
    weekday: (index: number) => weekdays[index] ?? '',
    date: (day: number, month: number) => `${day}. ${months[month - 1] ?? ''}`,
    month: (month: number) => months[month - 1] ?? '',
    dateWithYear: (day: number, month: number, year: number) => `${day}. ${months[month - 1] ?? ''} ${year}`,
    clock: (hour: number, minute: number) =>
      `${String(hour).padStart(2, '0')}.${String(minute).padStart(2, '0')}`,
    by: (day: string) => `senest ${day}`,
    until: (day: string) => `til ${day}`,
  },
  hours: (hours: Hours | null) => {
    if (hours === null) return 'Ved ikke endnu';
    if (hours.min === hours.max) return `${decimal(hours.min)} ${hours.min === 1 ? 'time' : 'timer'} om ugen`;
    return `${decimal(hours.min)}–${decimal(hours.max)} timer om ugen`;
  },
  product: 'Spot et job',
  journey: daJourney,
  followUp: daFollowUp,
  results: daResults,
  importing: daImporting,
  story: daStory,
  button: {
    spot: 'Spot et job',
    another: 'Spot et job mere',
    claim: 'Tag den',
    contacted: 'Kontaktet',
    noAnswer: 'Ingen svarede',
    handOver: 'Giv videre',
    snooze: 'Udsæt',
    close: 'Luk',
    reopen: 'Genåbn',
    withdraw: 'Træk tilbage',
    tellMore: 'Tilføj mere',
    correct: 'Ret',
    deleteNote: 'Slet bemærkning',
    stillOpen: 'Ja, den er åben',
    contact: 'Kontakt',
    view: 'Se den',
    send: 'Send',
    save: 'Gem',
    cancel: 'Annuller',
    closeView: 'Luk vinduet',
    next: 'Næste',
    change: 'Opdatér formularen',
    openForm: 'Åbn formularen',
    start: 'Kom i gang',
    members: 'Medlemmer',
    yes: 'Ja',
    no: 'Nej',
  },
  status: {
    logged: 'Ny',
    claimed: 'Taget',
    contacted: 'Kontaktet',
    visit_booked: 'Besøg aftalt',
    matching: 'Finder kandidat',
    presented: 'Kandidat præsenteret',
    agreed: 'Aftalt',
    closed: 'Lukket',
  } satisfies Record<OpeningStatus, string>,
  fact: {
    work: 'Opgave',
    hours: 'Timer',
    place: 'Sted',
    contact: 'Kontakt',
    attempts: 'Forsøg',
    snoozed: 'Udsat',
  },
  category: {
    cleaning: 'Rengøring',
    canteen: 'Kantine',
    shop: 'Butik',
    warehouse: 'Lager',
    production: 'Produktion',
    grounds: 'Grønne områder',
    caretaking: 'Pedel',
    office: 'Kontor',
    service: 'Service',
    transport: 'Transport',
    hospitality: 'Hotel og event',
    farming: 'Landbrug',
    construction: 'Byggeplads',
    care: 'Pleje og dagtilbud',
    digital: 'Digitalt',
    other: 'Andet',
  } satisfies Record<BuiltInCategory, string>,
  task: {
    floors: 'gulve',
    toilets: 'toiletter',
    tidying: 'oprydning',
    laundry: 'tøjvask',
    chopping: 'snitte',
    plating: 'anrette',
    dishwashing: 'opvask',
    clearing: 'afrydning',
    restocking: 'vareopfyldning',
    shelf_trimming: 'trimning af hylder',
    checkout: 'kasse',
    shop_tidying: 'oprydning',
    packing: 'pakke',
    sorting: 'sortere',
    picking: 'plukke',
    cardboard: 'pap',
    assembly: 'montage',
    labels: 'etiketter',
    inspection: 'kontrol',
    sweeping: 'fejning',
    grass: 'græs',
    snow: 'sne',
    leaves: 'blade',
    weeds: 'ukrudt',
    small_repairs: 'småreparationer',
    waste: 'affald',
    gutters: 'tagrender',
    painting: 'maling',
    scanning: 'scanning',
    data_entry: 'indtastning',
    shredding: 'makulering',
    mail: 'post',
    meeting_rooms: 'mødelokaler',
    coffee_machines: 'kaffemaskine',
    flowers: 'blomster',
    shopping: 'indkøb',
    car_wash: 'bilvask',
    driving: 'kørsel',
    courier: 'bud',
    vehicle_preparation: 'klargøring',
    beds: 'senge',
    linen: 'linned',
    set_up: 'opstilling',
    cloakroom: 'garderobe',
    feeding: 'fodring',
    harvest: 'høst',
    potting: 'potning',
    stable_cleaning: 'staldrengøring',
    site_tidying: 'oprydning',
    materials: 'materialer',
    covering: 'afdækning',
    tools: 'værktøj',
    table_setting: 'borddækning',
    walks: 'gåture',
    care_laundry: 'vasketøj',
    playground: 'legeplads',
    pictures: 'billeder',
    web_shop: 'webshop',
    posts: 'opslag',
    data: 'data',
    other: 'noget andet',
  } satisfies Record<BuiltInTask, string>,
  visitRequest: 'Vi vil gerne have besøg',
  visitRequestShort: 'Ønsker besøg',
  channel: {
    phone: 'telefon',
    sms: 'sms',
    email: 'mail',
    in_person: 'besøg',
  } satisfies Record<AttemptChannel, string>,
  closeReason: {
    job_order: 'Sendt videre som jobordre',
    withdrawn: 'Trukket tilbage',
    no_candidate: 'Ingen kandidat lige nu',
    unreachable: 'Kan ikke træffes',
    visit_without_opening: 'Besøgt, ingen åbning endnu',
    filled: 'Besat',
    merged: 'Samlet med en anden',
  } satisfies Record<CloseReason, string>,
  role: {
    business_leader: 'Virksomhedsleder',
    consultant: 'Virksomhedskonsulent',
    consultant_lead: 'Teamleder',
    job_broker: 'Jobformidler',
    coordinator: 'Koordinator',
    ambassador: 'Ambassadør',
    observer: 'Styregruppe',
    admin: 'Administrator',
  } satisfies Record<Role, string>,
  roomKind: {
    task_force: 'Taskforcens rum',
    jobcentre: 'Jobcentrets rum',
    shared: 'Ét fælles rum',
  } satisfies Record<RoomKind, string>,
  someone: 'en kollega',

  card: {
    title: (label: string, company: string) => `${label} · ${company}`,
    logged: (by: string) => `Ny. Ring ${by}.`,
    loggedForLeaders: (by: string) => `Ny. Jobcentret ringer ${by}.`,
    claimed: (owner: string, by: string) => `${owner} har den og ringer ${by}.`,
    contacted: (owner: string) => `${owner} har talt med virksomheden.`,
    thinking: (owner: string, until: string) =>
      `Virksomheden tænker over det. ${owner} vender tilbage ${until}.`,
    closed: (reason: string) => `Lukket: ${lowerFirst(reason)}.`,
    attempts: (n: number, channels: readonly string[]) => `${n} (${channels.join(', ')})`,
    more: (n: number) => `… og ${n} til.`,
    timeline: 'Det er der sket',
  },
  event: {
    logged: (by: string) => `${by} spottede jobbet`,
    claimed: (by: string) => `${by} tog den`,
    contacted: (by: string) => `${by} talte med virksomheden`,
    thinking: (by: string) => `${by} talte med virksomheden, som tænker over det`,
    attempted: (by: string, channel: string) => `${by} prøvede (${channel}), ingen svarede`,
    handedOver: (by: string, to: string) => `${by} gav den videre til ${to}`,
    withNote: (what: string, note: string) => `${what}: “${note}”`,
    putBack: (by: string) => `${by} lagde den tilbage til alle`,
    released: 'Den blev givet fri, fordi tiden gik',
    snoozed: (by: string, until: string) => `${by} udsatte den til ${until}`,
    closed: (by: string, reason: string, note: string | null) =>
      `${by} lukkede den: ${lowerFirst(reason)}${note === null ? '' : `: “${note}”`}`,
    closingAsked: (by: string) => `${by} bad om at få den lukket, fordi ingen kan træffes`,
    reopened: (by: string) => `${by} åbnede den igen`,
    stillOpenAsked: 'Virksomheden blev spurgt, om den stadig er åben',
    stillOpenConfirmed: (by: string) => `${by} sagde, at den stadig er åben`,
    corrected: (by: string, fields: readonly string[]) => `${by} rettede ${list(fields)}`,
    detailsTold: (by: string) => `${by} fortalte mere om den`,
    noteDeleted: (by: string) => `${by} slettede bemærkningen`,
    placeAdded: (by: string, places: number) => `${by} lagde en plads til, så der nu er ${places}`,
    nudged: (level: number) => (level === 1 ? 'Første rykker' : `Rykker nummer ${level}`),
    bot: 'Spot et job',
  },

  refusal: {
    already_claimed: (who: string) => `${who} har den allerede.`,
    not_yours: (who: string) => `${who} har den. Bed ${who} om at give den videre til dig.`,
    claim_first: 'Tryk “Tag den” først, så alle kan se, hvem der ringer.',
    closed: 'Den er lukket. En koordinator kan åbne den igen.',
    not_closed: 'Den er åben, så den kan ikke genåbnes.',
    only_author_or_coordinator: 'Det kan kun den, der spottede jobbet, eller en koordinator.',
    only_note_author: 'Det kan kun den, der skrev bemærkningen, eller en koordinator.',
    changed_meanwhile:
      'Den er blevet ændret, mens du skrev. Se den igennem, og send igen, hvis det stadig passer.',
    places_under_way:
      'Jobcentret leder allerede efter kandidater til den. Spot en ny, hvis der er flere pladser.',
    places_filled: 'Der arbejder allerede nogen i den. Skriv flere pladser end dem, der er besat.',
    no_more_places: 'Der er 99 pladser på den allerede. Vælg “Nej, det er en ny”.',
    only_author: 'Det kan kun den, der spottede jobbet. Jobcentret kan lukke den.',
    hand_over_to_self: 'Det er samme person, der har den nu. Vælg en anden.',
    snooze_in_past: 'Vælg en dag, der ikke er gået endnu.',
    snooze_too_long: 'Vælg en dag inden for et halvt år. Er det længere ude, så luk den hellere.',
    reason_needs_note: 'Skriv kort hvorfor.',
    only_after_visit: 'Den grund passer kun, når virksomheden har ønsket besøg og er kontaktet.',
    too_few_attempts: (missing: { attempts: number; days: number; channels: number }) => {
      const parts = [
        ...(missing.attempts > 0 ? [count(missing.attempts, 'forsøg', 'forsøg')] : []),
        ...(missing.channels > 0
          ? [count(missing.channels, 'anden måde at prøve på', 'andre måder at prøve på')]
          : []),
        ...(missing.days > 0 ? [count(missing.days, 'hverdag', 'hverdage')] : []),
      ];
      return `Der mangler ${list(parts)}, før den kan lukkes som ikke truffet.`;
    },
  },

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

  intake: {
    title: 'Spot et job',
    category: 'Hvad kan vi hjælpe med?',
    categoryPlaceholder: 'Vælg en slags opgave',
    tasks: 'Hvilke opgaver?',
    hours: 'Timer om ugen',
    hoursPlaceholder: 'Vælg timer',
    band: (band: string) => `${band.replace('-', '–')} timer`,
    hoursUnknown: 'Ved ikke',
    hoursText: 'Eller skriv timerne selv',
    hoursTextPlaceholder: 'fx 3-5, ca. 10 eller en dag',
    company: 'Virksomhed',
    contactName: 'Kontaktperson',
    contact: 'Telefon eller e-mail',
    contactPlaceholder: 'fx 20 30 40 57',
    place: 'Kommune eller postnr.',
    placePlaceholder: 'fx 8800',
    municipality: 'Hvilken kommune?',
    municipalityHelp: (postcode: string) => `${postcode} ligger i flere kommuner.`,
    notice:
      'Vi bruger oplysningerne til at kontakte jer om job. Jobcenteret og koordinatoren kan se dem. I kan rette eller slette dem.',
    thanksTitle: 'Tak!',
    thanks: (label: string, by: string) => `Den har fået nummer ${label}. Jobcentret ringer ${by}.`,
    thanksVisit: (label: string, by: string) =>
      `Jeres ønske om besøg har nummer ${label}. Jobcentret ringer ${by} og finder en dag.`,
    reachedAt: (contact: string) => `De kontakter ${contact}.`,
  },
  invalid: {
    required: 'Udfyld feltet.',
    category: 'Vælg, hvad vi kan hjælpe med.',
    tasks: 'Vælg mindst én opgave.',
    hours: 'Vælg timer, eller skriv dem nedenfor.',
    hoursUnreadable: 'Skriv timerne som et tal mellem 0,5 og 37, fx 7,5 eller 3-5. Ellers vælg “Ved ikke”.',
    length: (min: number, max: number) => `Skriv mellem ${min} og ${max} tegn.`,
    tooLong: (max: number) => `Skriv højst ${max} tegn.`,
    contact: 'Skriv et telefonnummer eller en e-mail, så jobcentret kan få fat i jer.',
    place: 'Skriv et postnummer på fire tal eller kommunens navn.',
    municipality: 'Tjek kommunen, og send igen.',
    cpr: 'Her står noget, der ligner et CPR-nummer. Slet det. Vi må ikke gemme det, og det er ikke gemt.',
    number: (min: number, max: number) => `Skriv et helt tal fra ${min} til ${max}.`,
    choice: 'Vælg en af mulighederne.',
    date: 'Vælg en dato.',
    person: 'Vælg en person.',
    room: 'Vælg rummet.',
    sameRoom: 'Vælg et andet rum end det her, eller vælg ét fælles rum.',
    roomTaken: 'Det rum hører allerede til en anden taskforce. Vælg et andet.',
  },
  attempt: {
    title: 'Ingen svarede',
    channel: 'Hvordan prøvede du?',
  },
  contact: {
    title: 'Kontaktet',
    outcome: 'Hvad sagde de?',
    interested: 'De er interesserede',
    thinking: (days: number) => `De tænker over det (jeg minder dig om det om ${days} dage)`,
  },
  handOver: {
    title: 'Giv videre',
    to: 'Til hvem?',
    toRoom: 'Tilbage til alle',
    knowsCompany: (name: string) => `${name} (kender virksomheden)`,
    placeholder: 'Vælg en kollega',
    help: 'Mangler der en? En kollega kommer på listen, første gang vedkommende trykker på en knap i jobcentrets rum.',
    done: (to: string) => `${to} har den nu og har fået besked.`,
  },
  snooze: {
    title: 'Udsæt',
    until: 'Hvor længe?',
    tomorrow: 'Til i morgen',
    twoDays: '2 dage',
    week: '1 uge',
    pick: 'Til en dato, jeg vælger',
    date: 'Dato',
    dateHelp: 'Kun hvis du valgte en dato.',
  },
  close: {
    title: 'Luk',
    reason: 'Hvorfor?',
    reasonPlaceholder: 'Vælg en grund',
    note: 'Bemærkning',
    noteHelp: 'Skriv ikke navne, CPR-numre eller helbred.',
    asked: 'Jeg har bedt koordinatoren om at lukke den. Du har den, til det er sket.',
  },
  withdraw: {
    title: 'Træk tilbage',
    note: 'Hvorfor trækker I den tilbage?',
    why: 'Skriv med et par ord hvorfor, så jobcentret ved besked.',
    done: (label: string) => `${label} er trukket tilbage. Tak for hjælpen indtil nu!`,
  },
  stillOpen: {
    confirmed: 'Tak! Så holder vi den åben.',
  },
  contactCard: {
    title: (company: string) => `Kontakt til ${company}`,
  },
  setUp: {
    title: 'Ny taskforce',
    submit: 'Opret',
    name: 'Navn',
    namePlaceholder: 'fx Taskforce Birkholm',
    municipality: 'Kommune',
    municipalityPlaceholder: 'fx Viborg',
    targetGroup: 'Målgruppe',
    targetGroupPlaceholder: 'fx borgere på kontanthjælp',
    target: 'Måltal: hvor mange skal i job?',
    targetHelp: 'Lad feltet stå tomt, hvis I ikke har lovet et tal.',
    rooms: 'Hvor er jobcentret?',
    sharedRoom: 'Her i rummet, sammen med alle',
    otherRoom: 'I et andet rum, som jeg vælger nedenfor',
    laterRoom: 'I et andet rum, som jeg kobler på bagefter',
    hereRoom: 'Det her rum er kun jobcentrets',
    jobcentreRoom: 'Jobcentrets rum',
    jobcentreRoomHelp: 'Kun jobcentrets folk må være med der. Kortene viser kontaktoplysninger.',
    language: 'Sprog',
    codeUnknown:
      'Den kode kender jeg ikke, eller den er brugt. Bed om en ny hos den, der driver Spot et job.',
    codeMissing: (command: string) => `Skriv koden efter, fx ${command}.`,
    inRoom: 'Skriv det i taskforcens rum, ikke her. Så ved jeg, hvor den hører til.',
    roomTaken: 'Det her rum hører allerede til en anden taskforce.',
    doneTitle: (name: string) => `${name} er klar`,
    done: 'Du er koordinator. Jeg har sagt hej i rummet.',
    joinCode: (command: string) =>
      `Skal ét rum mere med, også på den anden platform, så skriv ${command} derinde. Koden virker én gang.`,
    nextCode: (command: string) => `Til næste rum skriver du ${command} og får en ny kode.`,
    codeTitle: 'Kobl et rum på',
    sharedHint: 'I ét fælles rum skal du selv pege konsulenterne ud: skriv “medlemmer”.',
  },
  connectRoom: {
    title: 'Kobl rummet på',
    submit: 'Kobl på',
    about: (name: string) => `Rummet kobles på ${name}.`,
    kind: 'Hvad er det for et rum?',
    help: 'I jobcentrets rum viser kortene kontaktoplysninger. Kun jobcentrets folk må være med der.',
    done: (name: string) => `Rummet er koblet på ${name}.`,
  },
  member: {
    title: 'Medlemmer',
    person: 'Hvem?',
    personPlaceholder: 'Vælg en person',
    roles: 'Roller',
    help: 'Det er de roller, personen har, når du har gemt.',
    newHere: 'Ny her: har ingen roller endnu.',
    done: (name: string, roles: readonly string[]) =>
      roles.length === 0 ? `${name} har ingen roller nu.` : `${name} er nu ${list(roles).toLowerCase()}.`,
    lastCoordinator: 'Taskforcen skal have mindst én koordinator.',
    now: 'Lige nu',
  },
  language: {
    title: 'Sprog',
    label: 'Sprog',
    names: { da: 'Dansk', en: 'English' },
    done: 'Så taler vi dansk.',
    ask: (command: string) => `Skriv ${command}.`,
  },
  handOverAll: daHandOverAll,
  home: daHome,
  linking: daLinking,
  choices: daChoices,
  screening: daScreening,
  myData: daMyData,
  admission: daAdmission,

  details: daDetails,
  settings: daSettings,
  note: {
    taken: (owner: string, by: string) => `${owner} fra jobcentret har taget den og ringer ${by}.`,
    closedNoCandidate:
      'Vi fandt ikke den rette kandidat lige nu. Tak for tilbuddet, og sig til, når der er en ny opgave.',
    closedNoCandidateUntil: (day: string) =>
      `Vi fandt ikke den rette kandidat lige nu. Jeres tilbud står på venteliste, og vi ser på det igen ${day}.`,
    closedJobOrder: 'Den er sendt videre til den almindelige rekruttering, som kontakter jer.',
    closedUnreachable: 'Vi har forsøgt at få fat i jer flere gange. Skriv, hvis det skal åbnes igen.',
    closedWithdrawn: 'Den er lukket efter aftale.',
    closedVisit: 'Tak for besøget. Spot et job, når der dukker en opgave op.',
    closedVisitUntil: (day: string) =>
      `Tak for besøget. Spot et job, når der dukker en opgave op. Ellers tænker vi på jer igen ${day}.`,
    askStillOpen: 'Er den stadig åben? Så ved vi, om vi skal lede videre.',
    handedToYou: (by: string) => `${by} har givet den videre til dig.`,
    takenFromYou: (by: string) => `${by} har givet den videre. Du behøver ikke gøre mere.`,
    releasedFromYou:
      'Tiden løb ud, så jeg har lagt den tilbage til alle. Tag den igen, hvis du ringer i dag.',
    hasItNow: (owner: string) => `${owner} fra jobcentret har overtaget den.`,
    freeAgain: (former: string) => `Den var hos ${former}. Hvem ringer nu?`,
    approveClosing: (by: string) =>
      `${by} har prøvet flere gange og vil gerne lukke den. Luk den, hvis du er enig.`,
    approveAfterCall: (ambassador: string, by: string) => `${ambassador} er bedt om at ringe ${by}.`,
    rolesGiven: (by: string, taskForce: string, roles: readonly string[]) =>
      `${by} har gjort dig til ${list(roles).toLowerCase()} i ${taskForce}.`,
    rolesTitle: 'Nye roller',
    undeliverableTitle: 'Jeg kan ikke komme igennem',
    undeliverableRoom: (room: string) =>
      `Jeg kan ikke skrive i ${room}. Inviter mig derind, så følger resten med.`,
    undeliverablePerson: (person: string) =>
      `Jeg kan ikke skrive til ${person}. Sig det videre selv, hvis det haster.`,
    roomConnected: (by: string, room: string) =>
      `${by} har koblet et rum på (${lowerFirst(room)}). Er det forkert, så sig til den, der driver Spot et job.`,
    unnamedRoom: 'et af jeres rum',
    titleOf: {
      visit_booked: 'Der er aftalt besøg',
      filled: 'Besat!',
      taken: 'Så er der en, der ringer',
      closed: 'Lukket',
      ask_still_open: 'Er den stadig åben?',
      handed_to_you: 'Den er din nu',
      taken_from_you: 'Givet videre',
      has_it_now: 'En ny har den',
      free_again: 'Den er ledig igen',
      approve_closing: 'Skal den lukkes?',
      approve_reopening: 'Skal den åbnes igen?',
      reopened: 'Den er åben igen',
      merged: 'Samlet',
      second_owner: daBroker.note.secondOwnerTitle,
      job_stopped: daBroker.note.jobStoppedTitle,
      call_ahead: daCallAhead.note.askTitle,
      called_ahead: daCallAhead.note.calledTitle,
      no_call_ahead: daCallAhead.note.withoutTitle,
      stays_closed: 'Den bliver ved med at være lukket',
      retained: daFollowUp.note.retainedTitle,
      lasted_quarter: daFollowUp.note.retainedTitle,
      ask_story: daStory.title,
      story_ready: daStory.title,
      story_withdrawn: daStory.title,
      search_ended: daFollowUp.note.searchEndedTitle,
    },
  },
  nudge: {
    title: (n: number) => (n === 1 ? 'En åbning venter' : `${n} åbninger venter`),
    logged: (days: number) => `Ingen har taget den.${waited(days)}`,
    claimed: (owner: string, days: number) => `${owner} har den, men har ikke fået fat i dem.${waited(days)}`,
    claimedYours: (days: number) => `Du har den. Fik du fat i dem?${waited(days)}`,
    contacted: (owner: string, days: number) => `${owner} talte med dem ${ago(days)}. Hvad er næste skridt?`,
    contactedYours: (days: number) => `Du talte med dem ${ago(days)}. Hvad er næste skridt?`,
  },
  digest: daDigest,
  meeting: daMeeting,
  again: daAgain,
  broker: daBroker,
  callAhead: daCallAhead,
  steering: daSteering,
  merging: daMerging,
  departure: daDeparture,
  company: daCompany,
  connection: daConnection,
};

/** What every language fills. */
export type Texts = typeof da;
