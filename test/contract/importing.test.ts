import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { importOpenings } from '../../src/app/importing/import-openings.ts';
import type { OpeningId } from '../../src/domain/ids.ts';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import type { WorkCatalogue } from '../../src/domain/typed/work-catalogue.ts';
import { readTable } from '../../src/files/read-table.ts';
import { problemLine } from '../../src/messages/importing/import-table.ts';
import { textsIn } from '../../src/messages/reading.ts';
import { at } from '../support/builders.ts';
import { CPR_OR_HALF } from '../support/cpr.ts';
import { describeEachStore } from './each-store.ts';
import { type Home, settled } from './fixtures.ts';

const NOW = at('2026-11-17T10:00:00+01:00');
const HEAD =
  'Nr.;Virksomhed;Kontaktperson;Telefon eller e-mail;Kommune eller postnr.;Branche;Opgaver;Timer om ugen';
const JOB =
  'Pladser;Spottet den;Status;Konsulent;Kandidatreference;Ansættelsesform;Startet den;Lønnede timer om ugen;Stoppet den;Bemærkning';
const HEADINGS = `${HEAD};${JOB}`;

const FILE = [
  HEADINGS,
  '1;Café Æblet;Karen Krogh;20 30 40 57;8800;Kantine;opvask;5-10;2;01-09-2026;;Mette Holm;K-1;Fleksjob;14.09.2026;7,5;;',
  '1;;;;;;;;;;;;K-2;Ordinær deltid;05/10/2026;12;30-10-2026;',
  '2;Nørregård VVS;Bo Bang;bo@vvs.dk;Skive;Lager;"pakke, sortere";;;2026-10-01;Finder kandidat;Mette Holm;;;;;;Ring efter kl. 14',
  ';Solbakken;Eva;+45 86 11 22 33;Viborg;Ønske om besøg;;;;;;;;;;;;',
].join('\n');

const idOf = (identity: string) => {
  const hex = createHash('sha256').update(identity).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as OpeningId;
};

describeEachStore('what a task force brings along', (store) => {
  async function home(): Promise<Home> {
    const made = await settled(store());
    const { directory } = store();
    const person = (userId: string, name: string) =>
      directory.personOf({ platform: 'slack', workspaceId: made.taskForce.id, userId, name });
    await directory.setRoles(made.taskForce.id, (await person('UM', 'Mette Holm')).id, ['consultant'], null);
    return made;
  }

  async function run({ taskForce }: Home, text: string, { dry = false, locale = 'da' as const } = {}) {
    const cells = await readTable(Buffer.from(text));
    if (cells === null) throw new Error('no table');
    const languages = [textsIn('da'), textsIn('en')];
    const reading = { taskForce, now: NOW, texts: textsIn(locale), languages };
    const end = await importOpenings(store(), { cells, dry, idOf }, reading);
    return end.kind === 'problems' ? end.problems.map((one) => problemLine(one, textsIn(locale))) : end;
  }

  const all = async ({ taskForce: { id } }: Home) => (await store().openings.open(id, {}, 20)).items;

  test('is there as if it had been told here: states, timeline, jobs and results', async () => {
    const made = await home();
    expect(await run(made, FILE)).toEqual({ kind: 'done', added: 3, jobs: 2, there: 0 });
    const [cafe, vvs, visit] = await all(made);
    expect([cafe, vvs, visit].map((one) => [one?.company, one?.status, one?.number])).toEqual([
      ['Café Æblet', 'matching', 1],
      ['Nørregård VVS', 'matching', 2],
      ['Solbakken', 'logged', 3],
    ]);
    expect(vvs?.details.note?.text).toBe('Ring efter kl. 14');
    expect(cafe?.loggedAt).toEqual(at('2026-09-01T08:00:00+02:00'));
    const story = await store().openings.timeline(made.taskForce.id, cafe?.id ?? ('' as never));
    expect(story.map(({ event, at: when }) => `${when.toISOString().slice(0, 10)} ${event.kind}`)).toEqual([
      '2026-09-01 logged',
      '2026-09-01 claimed',
      '2026-09-01 matching_started',
      '2026-09-14 candidate_presented',
      '2026-09-14 agreed',
      '2026-09-14 started',
      '2026-10-05 candidate_presented',
      '2026-10-05 agreed',
      '2026-10-05 started',
      '2026-10-30 ended_early',
    ]);
    const facts = await store().results.facts(made.taskForce.id);
    const results = resultsOf(facts, WHOLE, made.taskForce, NOW);
    expect([results.placed.sum, results.placed.forms.flex_job, results.hours.latest]).toEqual([2, 1, 7.5]);
    expect(results.openings).toEqual({ jobs: 2, visits: 1 });
  });

  test('nobody is nudged for what lies behind, and each open one has its cards', async () => {
    const made = await home();
    await run(made, FILE);
    for (const opening of await all(made)) {
      expect(opening.nudging.at?.getTime()).toBeGreaterThan(NOW.getTime());
      expect(opening.askStillOpenAt?.getTime()).toBeGreaterThan(NOW.getTime());
      expect(opening.placements.every(({ search }) => search === null)).toBe(true);
    }
    expect((await store().outbox.depth()).waiting).toBe(3);
  });

  test('a second run finds all of it there, and adds what is new', async () => {
    const made = await home();
    await run(made, FILE);
    expect(await run(made, FILE)).toEqual({ kind: 'done', added: 0, jobs: 0, there: 3 });
    const more = `${FILE}\n;Solbakken;Eva;+45 86 11 22 33;Viborg;Ønske om besøg;;;;;;;;;;;;`;
    expect(await run(made, more)).toEqual({ kind: 'done', added: 1, jobs: 0, there: 3 });
    expect(await all(made)).toHaveLength(4);
  });

  test('a dry run says the same and changes nothing', async () => {
    const made = await home();
    expect(await run(made, FILE, { dry: true })).toEqual({ kind: 'done', added: 3, jobs: 2, there: 0 });
    expect(await all(made)).toEqual([]);
    const entries = await store().audit.last(made.taskForce.id, 10);
    expect(entries.filter(({ what }) => what === 'imported')).toEqual([]);
  });

  test('a task force’s own kinds of work are read by their names, hidden ones too', async () => {
    const made = await home();
    const work: WorkCatalogue = {
      own: [{ id: 'own_1', name: 'Bibliotek' }],
      ownTasks: [{ id: 'own_2', category: 'own_1', name: 'sætte på plads' }],
      hidden: ['own_1', 'own_2'],
    };
    const own = { ...made, taskForce: { ...made.taskForce, work } };
    const row = (tasks: string) =>
      [HEADINGS, `;Biblioteket;Karen;20304057;Viborg;bibliotek;${tasks};5;;;;;;;;;;`].join('\n');
    expect(JSON.stringify(await run(own, row('udlån')))).toContain('sætte på plads');
    expect(await run(own, row('Sætte på plads'))).toMatchObject({ kind: 'done', added: 1 });
    expect(await all(made)).toMatchObject([{ category: 'own_1', tasks: ['own_2'] }]);
  });

  test('the audit has the import', async () => {
    const made = await home();
    await run(made, FILE);
    const entries = await store().audit.last(made.taskForce.id, 50);
    expect(entries.filter(({ what }) => what === 'imported')).toMatchObject([
      { by: null, details: { openings: '3', jobs: '2' } },
    ]);
  });

  test('one problem anywhere keeps everything out, and each is told by row and column', async () => {
    const made = await home();
    const wrong = [
      HEADINGS,
      'A;Café Æblet;;ring;88;Kantinen;opvask;mange;0;31-02-2026;Færdig;Ukendt Person;;;;;;født 120785-4321',
      ';Fin;Karen;20304057;Viborg;Kantine;gulve;5;;;;;Anna Holm;Job;18-11-2026;50;01-01-2020;',
      ';God;Karen;20304057;Viborg;Kantine;opvask;5;;;;;;;;;;;for meget',
      'B;To;Karen;20304057;Viborg;Kantine;opvask;5;1;;;Mette Holm;K-1;Fleksjob;01-10-2026;5;;',
      'B;Tre;;;;;;;;;;;K-2;Fleksjob;02-10-2026;5;;',
      ';Grænse;Karen;20304057;2000;Kantine;opvask;5;;;;;;;;;;',
    ].join('\n');
    const lines = await run(made, wrong);
    expect(
      Array.isArray(lines) ? lines.map((line) => line.split(/ (?=Rengøring|snitte|Ordinær)/)[0]) : lines,
    ).toMatchInlineSnapshot(`
      [
        "Række 2, kolonne C: Udfyld feltet.",
        "Række 2, kolonne D: Skriv et telefonnummer eller en e-mail, så jobcentret kan få fat i jer.",
        "Række 2, kolonne E: Skriv et postnummer på fire cifre eller kommunens navn.",
        "Række 2, kolonne F: Skriv en af disse:",
        "Række 2, kolonne I: Skriv et helt tal fra 1 til 99.",
        "Række 2, kolonne J: Skriv en dato som 24-11-2026.",
        "Række 2, kolonne K: Skriv en af disse: Ny, Kontaktet, Finder kandidat.",
        "Række 2, kolonne L: Ingen konsulent hedder sådan. Der er: Karen, Mette Holm.",
        "Række 2, kolonne R: Her står noget, der ligner et CPR-nummer. Slet det. Vi må ikke gemme det, og det er ikke gemt.",
        "Række 3, kolonne G: Skriv en af disse:",
        "Række 3, kolonne M: Det ligner et navn. Skriv en kode fra jeres eget system, fx K-142. Det er ikke gemt.",
        "Række 3, kolonne N: Skriv en af disse:",
        "Række 3, kolonne O: Datoen er ikke kommet endnu.",
        "Række 3, kolonne P: Skriv timerne som ét tal mellem 0,5 og 37, fx 7,5.",
        "Række 4, kolonne S: Her står noget uden for kolonnerne.",
        "Række 6, kolonne B: Det er noget andet end i række 5, som har samme nr.",
        "Række 6, kolonne M: Der er flere i job på én gang, end der er pladser.",
        "Række 7, kolonne E: Postnummeret ligger i flere kommuner. Skriv en af dem: Frederiksberg, København.",
      ]
    `);
    expect(JSON.stringify(lines)).not.toMatch(CPR_OR_HALF);
    expect(JSON.stringify(lines)).not.toContain('Anna');
    expect(await all(made)).toEqual([]);
  });

  test('more in jobs at one time than there are places is told at the job', async () => {
    const made = await home();
    const crowded = [
      HEADINGS,
      'B;To;Karen;20304057;Viborg;Kantine;opvask;5;1;;;Mette Holm;K-1;Fleksjob;01-10-2026;5;;',
      'B;;;;;;;;;;;;K-2;Fleksjob;02-10-2026;5;;',
    ];
    expect(await run(made, crowded.join('\n'))).toEqual([
      'Række 3, kolonne M: Der er flere i job på én gang, end der er pladser.',
    ]);
    const twice = [
      crowded[0],
      crowded[1]?.replace(';1;;;Mette', ';2;;;Mette'),
      crowded[2]?.replace('K-2', 'k-1'),
    ];
    expect(await run(made, twice.join('\n'))).toEqual([
      'Række 3, kolonne M: Kandidaten er allerede i job på den samme åbning i den tid.',
    ]);
  });

  test('a task force without a coordinator takes nothing', async () => {
    const made = await home();
    await store().directory.setRoles(made.taskForce.id, made.coordinator, ['business_leader'], null);
    expect(await run(made, FILE)).toEqual({ kind: 'no_coordinator' });
  });
});

describe('headings', () => {
  test('may be English, in any order; unknown, missing and double ones are told', async () => {
    // The same for every store: no opening gets that far.
    const { createInMemoryStore } = await import('../../src/store/in-memory.ts');
    const store = createInMemoryStore();
    const made = await settled(store);
    const run = async (text: string, locale: 'da' | 'en') => {
      const cells = (await readTable(Buffer.from(text))) ?? [];
      const languages = [textsIn('da'), textsIn('en')];
      const reading = { taskForce: made.taskForce, now: NOW, texts: textsIn(locale), languages };
      const end = await importOpenings(store, { cells, dry: true, idOf }, reading);
      return end.kind === 'problems'
        ? end.problems.map((one) => problemLine(one, textsIn(locale)))
        : end.kind;
    };
    const english = 'Kind of work,Company,Contact person,Phone or e-mail,Municipality or postcode,Tasks';
    expect(await run(`${english}\nCanteen,Café,Karen,20304057,Viborg,dishwashing`, 'en')).toBe('done');
    expect(await run('Virksomhed;Løn;virksomhed\nx;y;z', 'da')).toEqual([
      'Række 1, kolonne B: Kender ikke kolonnen “Løn”.',
      'Række 1, kolonne C: Kolonnen “Virksomhed” er der to gange.',
      'Række 1: Kolonnen “Kontaktperson” mangler.',
      'Række 1: Kolonnen “Telefon eller e-mail” mangler.',
      'Række 1: Kolonnen “Kommune eller postnr.” mangler.',
      'Række 1: Kolonnen “Branche” mangler.',
    ]);
    expect(await run(`${english}\n`, 'en')).toEqual(['The file has no rows below its headings.']);
  });
});
