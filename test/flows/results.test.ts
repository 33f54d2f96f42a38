import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { createLinks } from '../../src/files/sign-links.ts';
import { fetchedBy, type Message, textOf } from '../../src/playground/slack-server.ts';
import { fetchedBy as teamsFetched } from '../../src/playground/teams/card-rules.ts';
import { textOf as teamsText } from '../../src/playground/teams-server.ts';
import { until } from '../../src/playground/until.ts';
import { at } from '../support/builders.ts';
import {
  LEADERS_ROOM,
  logInSlack,
  modalTitled,
  setUpInSlack,
  setUpInTeams,
  startTown,
  type TeamsPlaces,
  type Town,
} from './town.ts';

const STARTING_MS = 60_000;
let town: Town;
let teamsTown: Town;
let places: TeamsPlaces;
beforeAll(async () => {
  [town, teamsTown] = await Promise.all([
    startTown({ platforms: ['slack'], served: true, byMinute: false }),
    startTown({ platforms: ['teams'], served: true, byMinute: false }),
  ]);
  await setUpInSlack(town);
  await logInSlack(town);
  await town.calm();
  places = await setUpInTeams(teamsTown);
}, STARTING_MS);
afterAll(() => Promise.all([town.stop(), teamsTown.stop()]));

async function answered(user: string, words: string): Promise<Message> {
  const before = town.slack.ephemerals(user).length;
  await town.slack.command(user, LEADERS_ROOM, words);
  return until(() => town.slack.ephemerals(user)[before] ?? null);
}

async function fetched(url: string | undefined) {
  const response = await fetch(url ?? '');
  return { status: response.status, type: response.headers.get('content-type') ?? '', response };
}

const PNG = [0x89, 0x50, 0x4e, 0x47];

/** Width and height as a PNG's first chunk tells them. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('in Slack', () => {
  test('a coordinator reads the numbers, sees them drawn, and gets them as a workbook and as CSV', async () => {
    const message = await answered('UBODIL', 'resultater');
    const text = textOf(message);
    expect(text).toContain('Resultater · Birkholm');
    expect(text).toContain('Måltal: 0 af 100 i lønnede timer nu');
    expect(text).toContain('Åbninger: 1, og 0 ønsker om besøg');
    expect(text).toContain('Mødt: ikke opgjort (0 møder)');
    const [picture, xlsx, csv] = fetchedBy(message);
    expect(picture?.label).toBe(
      'Birkholm · fra start. 0 af 100 i lønnede timer nu. Spottet: 1, Taget: 0, Kontaktet: 0, ' +
        'Klar til kandidat: 0, Kandidat præsenteret: 0, Aftalt: 0, Startet: 0.',
    );
    const drawn = await fetched(picture?.url);
    expect(drawn.type).toBe('image/png');
    const png = new Uint8Array(await drawn.response.arrayBuffer());
    expect([...png.subarray(0, 4)]).toEqual(PNG);
    expect(Math.max(...sizeOf(png))).toBeLessThanOrEqual(1_024);
    expect(png.length).toBeLessThan(200_000);

    const workbook = await fetched(xlsx?.url);
    expect(workbook.response.headers.get('content-disposition')).toContain(
      'resultater-birkholm-2026-11-17.xlsx',
    );
    expect(Object.keys(unzipSync(new Uint8Array(await workbook.response.arrayBuffer())))).toContain(
      'xl/workbook.xml',
    );
    const files = unzipSync(new Uint8Array(await (await fetched(csv?.url)).response.arrayBuffer()));
    const reach = files['Deltagere og job.csv'] ?? new Uint8Array();
    expect([...reach.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(strFromU8(reach).split('\r\n').slice(1, 3)).toEqual(['Viborg;;;;0;1', 'I alt;;;;0;1']);
    const { store } = town.bot;
    const [taskForce] = await store.taskForces.all();
    if (taskForce === undefined) throw new Error('no task force is set up');
    const kept = await store.audit.last(taskForce.id, 2);
    const members = await store.directory.members(taskForce.id);
    const bodil = members.find(({ person }) => person.name === 'Bodil Lund');
    expect(kept).toMatchObject([
      { what: 'results_exported', by: bodil?.person.id, details: { format: 'xlsx' } },
      { what: 'results_exported', by: bodil?.person.id, details: { format: 'csv' } },
    ]);
  });

  test('an address that was touched, is too old or whose receiver may no more serves nothing', async () => {
    const [picture, xlsx] = fetchedBy(await answered('UBODIL', 'resultater'));
    const url = xlsx?.url ?? '';
    const tampered = new URL(url);
    const content = tampered.searchParams.get('c') ?? '';
    const request = JSON.parse(Buffer.from(content, 'base64url').toString());
    const later = JSON.stringify({ ...request, until: '2099-01-01T00:00:00.000Z' });
    tampered.searchParams.set('c', Buffer.from(later).toString('base64url'));
    expect((await fetched(tampered.href)).status).toBe(404);
    expect((await fetched(url.replace('/files/results', '/files/picture.png'))).status).toBe(404);
    expect((await fetched((picture?.url ?? '').replace('/files/picture.png', '/files/results'))).status).toBe(
      404,
    );
    expect((await fetched(url.split('?')[0])).status).toBe(404);

    await town.setClock('2026-11-17T11:00:01+01:00');
    const old = await fetched(url);
    expect(old.status).toBe(410);
    expect(await old.response.text()).toContain('Linket er for gammelt. Skriv “resultater”');
    await town.setClock('2026-11-17T10:00:00+01:00');

    const [force] = await town.bot.store.taskForces.all();
    const members = await town.bot.store.directory.members(force?.id ?? ('' as never));
    const bodil = members.find(({ person }) => person.name === 'Bodil Lund');
    if (force === undefined || bodil === undefined) throw new Error('nobody set the task force up');
    await town.bot.store.directory.setRoles(force.id, bodil.person.id, ['business_leader'], null);
    expect((await fetched(url)).status).toBe(403);
    await town.bot.store.directory.setRoles(force.id, bodil.person.id, bodil.roles, null);
    expect((await fetched(url)).status).toBe(200);
  });

  test('a part is chosen in a form, which keeps what was typed when the dates are the wrong way round', async () => {
    const message = await answered('UBODIL', 'resultater');
    await town.slack.press('UBODIL', message, 'Vælg udsnit');
    const form = await modalTitled(town, 'UBODIL', 'Vælg udsnit');
    await town.slack.choose(form, 'period', 'dates');
    const dated = await until(() => {
      const shown = town.slack.modalOf('UBODIL');
      return shown?.modal.blocks.some((block) => block.block_id?.startsWith('from')) ? shown : null;
    });
    const refused = await town.slack.submit(dated, {
      from: '2026-11-18',
      to: '2026-11-17',
      category: 'Kantine',
    });
    expect(JSON.stringify(refused)).toContain('Vælg en dag, der ikke ligger før den første.');
    await town.slack.submit(dated, { from: '2026-11-01', to: '2026-11-30', category: 'Kantine' });
    const shown = await until(() => {
      const view = town.slack.modalOf('UBODIL');
      return view !== null && textOf(view).includes('Resultater') ? view : null;
    });
    expect(textOf(shown)).toContain('1. november 2026 – 30. november 2026 · Kantine');
    expect(fetchedBy(shown).map(({ label }) => label)).toEqual([
      'Hent Excel',
      'Hent CSV',
      'Hent styregrupperapport',
    ]);
  });

  test('the steering group sees no small number, gets its page alone and chooses no part', async () => {
    town.slack.person('UOLE', 'Ole Styr');
    const [force] = await town.bot.store.taskForces.all();
    if (force === undefined) throw new Error('no task force');
    const ole = { platform: 'slack', workspaceId: town.slack.teamId, userId: 'UOLE', name: 'Ole Styr' };
    const { id } = await town.bot.store.directory.personOf(ole);
    await town.bot.store.directory.setRoles(force.id, id, ['observer', 'business_leader'], null);
    const message = await answered('UOLE', 'resultater');
    expect(textOf(message)).toContain('Tal for færre end 5 personer er skjult');
    const [, report, ...others] = fetchedBy(message);
    expect(others).toEqual([]);
    expect(report?.label).toBe('Hent styregrupperapport');
    const page = await fetched(report?.url);
    expect(page.type).toBe('application/pdf');
    expect(page.response.headers.get('content-disposition')).toContain('styregrupperapport-birkholm-');
    // The same person gets no tables by another name of the same request.
    const asked = new URL(report?.url ?? '');
    const wanted = JSON.parse(Buffer.from(asked.searchParams.get('c') ?? '', 'base64url').toString());
    const tables = town.bot.store.linkKeys.key().then((key) => createLinks(asked.origin, key));
    const link = (await tables).file({ ...wanted, until: new Date(wanted.until), format: 'xlsx' });
    expect((await fetched(link)).status).toBe(403);
    await town.slack.press('UOLE', message, 'Vælg udsnit');
    const form = await modalTitled(town, 'UOLE', 'Vælg udsnit');
    expect(textOf(form)).not.toContain('Kommune');
    expect(JSON.stringify(form.modal)).not.toContain('Egne datoer');
  });

  test('a leader is told that it isn’t theirs', async () => {
    expect(textOf(await answered('UKAREN', 'resultater'))).toContain(
      'Det kan kun koordinatorer og styregruppen',
    );
  });

  test('the digest has the picture, which says what the digest and the results say', async () => {
    await sendDigests(town.bot.store, at('2026-11-23T08:00:00+01:00'), await town.bot.store.taskForces.all());
    await town.calm();
    const digest = town.slack.directMessages('UBODIL').find((message) => textOf(message).includes('uge 48'));
    if (digest === undefined) throw new Error('no digest came');
    const [picture] = fetchedBy(digest);
    expect(picture?.label).toContain('0 af 100 i lønnede timer nu. Spottet: 1,');
    expect((await fetched(picture?.url)).status).toBe(200);
  });
});

describe('in Teams', () => {
  test('the numbers, the picture and the files stand in the card of the person’s own chat', async () => {
    const { teams } = teamsTown;
    await teams.say(places.bodil, teams.chatWith(places.bodil), 'resultater');
    const message = await teams.waitFor(teams.chatWith(places.bodil), 'Resultater · Birkholm');
    expect(teamsText(message)).toContain('Måltal: 0 af 100 i lønnede timer nu');
    const [picture, xlsx] = teamsFetched(message.card);
    expect(picture?.label).toContain('Spottet: 0');
    expect((await fetched(picture?.url)).type).toBe('image/png');
    expect((await fetched(xlsx?.url)).type).toContain('spreadsheetml');
    const dialog = await teams.openDialog(places.bodil, message, 'Vælg udsnit');
    const shown = await teams.submitDialog(dialog, {
      period: 'quarter',
      municipality: 'any',
      category: 'any',
    });
    expect(JSON.stringify(shown)).toContain('4. kvartal 2026');
    expect(JSON.stringify(shown)).toContain('Action.OpenUrl');
  });

  test('in English for whoever chose it', async () => {
    const { teams } = teamsTown;
    await teams.say(places.bodil, teams.chatWith(places.bodil), 'sprog en');
    await teams.say(places.bodil, teams.chatWith(places.bodil), 'results');
    const message = await teams.waitFor(teams.chatWith(places.bodil), 'Results · Birkholm');
    expect(teamsText(message)).toContain('Target: 0 of 100 in paid hours now');
    expect(teamsFetched(message.card).map(({ label }) => label)).toContain('Get Excel');
  });

  test('the digest has the picture too', async () => {
    await sendDigests(
      teamsTown.bot.store,
      at('2026-11-23T08:00:00+01:00'),
      await teamsTown.bot.store.taskForces.all(),
    );
    await teamsTown.calm();
    const digest = await teamsTown.teams.waitFor(teamsTown.teams.chatWith(places.bodil), '48');
    const [picture] = teamsFetched(digest.card);
    expect((await fetched(picture?.url)).status).toBe(200);
  });
});

describe('when nothing can be drawn', () => {
  test('answer and digest go out in time with the words in the picture’s place', {
    timeout: STARTING_MS,
  }, async () => {
    const undrawn = await startTown({
      platforms: ['slack'],
      served: true,
      byMinute: false,
      draw: () => Promise.reject(new Error('the font is gone')),
    });
    try {
      await setUpInSlack(undrawn);
      await undrawn.slack.command('UBODIL', LEADERS_ROOM, 'resultater');
      const answer = await until(
        () => undrawn.slack.ephemerals('UBODIL').find((one) => textOf(one).includes('Resultater')) ?? null,
      );
      expect(textOf(answer)).toContain('Birkholm · fra start. 0 af 100 i lønnede timer nu.');
      await sendDigests(
        undrawn.bot.store,
        at('2026-11-23T08:00:00+01:00'),
        await undrawn.bot.store.taskForces.all(),
      );
      await undrawn.calm();
      const digest = undrawn.slack
        .directMessages('UBODIL')
        .filter((message) => textOf(message).includes('uge 48'));
      expect(digest).toHaveLength(1);
      expect(digest.flatMap(fetchedBy)).toEqual([]);
      expect(digest.map(textOf).join()).toContain('Birkholm · fra start. 0 af 100 i lønnede timer nu.');
      expect(undrawn.logged()).toContain('a request failed');
    } finally {
      await undrawn.stop();
    }
  });
});
