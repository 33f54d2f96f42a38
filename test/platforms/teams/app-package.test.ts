import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Command, parseCommand } from '../../../src/app/commands.ts';
import { buildPackage } from '../../../src/platforms/teams/app-package/build-package.ts';
import { createPackageCheck } from '../../../src/platforms/teams/app-package/check-package.ts';
import { EXTENSION } from '../../../src/platforms/teams/parse.ts';

const environment = {
  MICROSOFT_APP_ID: '8d1f0000-0000-4000-8000-000000000003',
  PUBLIC_URL: 'https://spot.kolding.dk',
};

const checkPackage = createPackageCheck();

/** What is read of it here; whether it is a manifest, `checkPackage` says. */
const manifestSchema = z.object({
  id: z.string(),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      commandLists: z.array(
        z.object({
          scopes: z.array(z.enum(['personal', 'team', 'groupChat'])),
          commands: z.array(z.object({ title: z.string() })),
        }),
      ),
    }),
  ]),
  composeExtensions: z.tuple([
    z.object({
      botId: z.string(),
      commands: z.array(
        z.object({ id: z.string(), type: z.enum(['action', 'query']), context: z.array(z.string()) }),
      ),
    }),
  ]),
  validDomains: z.array(z.string()),
});

/**
 * Where each command is listed: a list has room for twelve. What is written once, if ever, stands in "hjælp" alone, and
 * on Home; in a team what is answered in one's own chat doesn't take a place. A new command must be given its place here.
 */
const LISTED: Readonly<Record<Exclude<Command['name'], 'unknown'>, 'everywhere' | 'chat' | 'team' | 'help'>> =
  {
    spot: 'everywhere',
    list: 'everywhere',
    show: 'everywhere',
    company: 'everywhere',
    results: 'everywhere',
    steering: 'everywhere',
    members: 'team',
    settings: 'everywhere',
    help: 'everywhere',
    home: 'chat',
    mine: 'chat',
    hand_over_all: 'chat',
    meeting: 'team',
    board: 'team',
    set_up: 'team',
    digest: 'chat',
    language: 'help',
    link: 'help',
    my_data: 'help',
  };

async function packed() {
  const files = unzipSync(await buildPackage(environment));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const manifest = manifestSchema.parse(JSON.parse(text('manifest.json')));
  const english = z.record(z.string(), z.string()).parse(JSON.parse(text('en.json')));
  const lists = manifest.bots[0].commandLists;
  const listed = lists.flatMap(({ commands }, list) =>
    commands.map((command, index) => ({
      ...command,
      path: `bots[0].commandLists[${list}].commands[${index}]`,
    })),
  );
  return { files, text, manifest, english, lists, commandList: listed };
}

describe('the app package', () => {
  test('carries the id and the address of this bot', async () => {
    const { manifest, text } = await packed();
    expect(manifest).toMatchObject({ id: environment.MICROSOFT_APP_ID, validDomains: ['spot.kolding.dk'] });
    expect(manifest.bots[0].botId).toBe(environment.MICROSOFT_APP_ID);
    expect(text('manifest.json')).not.toContain('{{');
  });

  test('is what the published schemas of Teams take, in Danish and in English', async () => {
    expect(checkPackage(await buildPackage(environment))).toEqual([]);
  });

  test.each([
    ['a command too many', 'manifest.json', '"commands": [', '"commands": [{"title":"x","description":"x"},'],
    ['a property that nobody knows', 'manifest.json', '"accentColor"', '"color": "", "accentColor"'],
    ['a title that Teams takes for its own', 'manifest.json', '"title": "hjem"', '"title": "/hjem"'],
    ['a schema we have not got', 'manifest.json', '"manifestVersion": "1.30"', '"manifestVersion": "1.29"'],
    ['a text without its English', 'en.json', '"name.full"', '"name.fuld"'],
    ['an English text for nothing', 'en.json', '"name.short"', '"name.long": "", "name.short"'],
  ])('is refused with %s', async (_, name, from, to) => {
    const files = unzipSync(await buildPackage(environment));
    const text = strFromU8(files[name] ?? new Uint8Array());
    expect(text).toContain(from);
    const changed = zipSync({ ...files, [name]: strToU8(text.replace(from, to)) });
    expect(checkPackage(changed)).not.toEqual([]);
  });

  test('is refused with an icon of another size', async () => {
    const files = unzipSync(await buildPackage(environment));
    const swapped = zipSync({ ...files, 'color.png': files['outline.png'] ?? new Uint8Array() });
    expect(checkPackage(swapped)).toEqual(["an icon isn't a PNG of 192 × 192"]);
  });

  test('lists commands that the bot understands, in both languages', async () => {
    const { commandList, english } = await packed();
    for (const { title, path } of commandList) {
      const inEnglish = english[`${path}.title`] ?? '';
      const danish = parseCommand(title).name;
      expect(danish, title).not.toBe('unknown');
      expect(parseCommand(inEnglish).name, inEnglish).toBe(danish);
    }
  });

  test('lists every command where it is looked for', async () => {
    const { lists } = await packed();
    const inList = (scope: 'personal' | 'team' | 'groupChat') =>
      lists
        .filter(({ scopes }) => scopes.includes(scope))
        .flatMap((list) => list.commands.map(({ title }) => parseCommand(title).name))
        .toSorted();
    const expected = (where: 'chat' | 'team') =>
      Object.entries(LISTED)
        .filter(([, place]) => place === 'everywhere' || place === where)
        .map(([name]) => name)
        .toSorted();
    expect(inList('personal')).toEqual(expected('chat'));
    expect(inList('team')).toEqual(expected('team'));
    expect(inList('groupChat')).toEqual(expected('team'));
  });

  test('has the message extension that the bot answers, for this bot', async () => {
    const { manifest } = await packed();
    const [{ botId, commands: offered }] = manifest.composeExtensions;
    expect(botId).toBe(environment.MICROSOFT_APP_ID);
    expect(offered.map(({ id, type }) => [id, type])).toEqual([
      [EXTENSION.spot, 'action'],
      [EXTENSION.find, 'query'],
    ]);
    expect(offered[0]?.context).toContain('message');
  });

  test('is refused with the name of what is missing', async () => {
    await expect(buildPackage({ PUBLIC_URL: 'https://a.dk' })).rejects.toThrow(
      /^MICROSOFT_APP_ID is missing/,
    );
    await expect(buildPackage({ ...environment, PUBLIC_URL: undefined })).rejects.toThrow(
      /^PUBLIC_URL is missing/,
    );
    await expect(buildPackage({ ...environment, PUBLIC_URL: 'http://a.dk' })).rejects.toThrow(/https/);
  });

  test('has the version of the project', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(JSON.parse((await packed()).text('manifest.json'))).toMatchObject({ version });
  });
});
