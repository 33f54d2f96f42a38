import { list } from './grammar.ts';

/** A task force and its rooms, its members and its language. */
export const daSetUp = {
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
};
