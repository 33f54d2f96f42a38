import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as commands from '../../../src/app/commands.ts';
import { buildPackage } from '../../../src/platforms/teams/app-package/build-package.ts';
import { EXTENSION } from '../../../src/platforms/teams/parse.ts';

const environment = {
  MICROSOFT_APP_ID: '8d1f0000-0000-4000-8000-000000000003',
  PUBLIC_URL: 'https://spot.kolding.dk',
};

const manifestSchema = z.object({
  manifestVersion: z.string(),
  id: z.string(),
  name: z.object({ short: z.string().max(30), full: z.string().max(100) }),
  description: z.object({ short: z.string().max(80), full: z.string().max(4000) }),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      commandLists: z.array(
        z.object({
          scopes: z.array(z.enum(['personal', 'team', 'groupChat'])).min(1),
          commands: z
            .array(z.object({ title: z.string().max(32), description: z.string().max(128) }))
            .max(12),
        }),
      ),
    }),
  ]),
  composeExtensions: z.tuple([
    z.object({
      botId: z.string(),
      commands: z
        .array(
          z.object({
            id: z.string(),
            type: z.enum(['action', 'query']),
            title: z.string().max(32),
            description: z.string().max(128),
            context: z.array(z.enum(['compose', 'commandBox', 'message'])),
            parameters: z
              .array(z.object({ title: z.string().max(32), description: z.string().max(128) }))
              .max(5)
              .optional(),
          }),
        )
        .max(10),
    }),
  ]),
  validDomains: z.array(z.string()),
});

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

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has %s in its size', async (name, size) => {
    const png = Buffer.from((await packed()).files[name] ?? new Uint8Array());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  test('lists commands that the bot understands, in both languages', async () => {
    const { commandList, english } = await packed();
    for (const { title, path } of commandList) {
      const inEnglish = english[`${path}.title`] ?? '';
      const danish = commands.parseCommand(title).name;
      expect(danish, title).not.toBe('unknown');
      expect(commands.parseCommand(inEnglish).name, inEnglish).toBe(danish);
    }
  });

  test('lists every command there is', async () => {
    const { commandList } = await packed();
    const listed = new Set(commandList.map(({ title }) => commands.parseCommand(title).name));
    expect(listed).toEqual(
      new Set([
        'spot',
        'list',
        'mine',
        'show',
        'set_up',
        'members',
        'meeting',
        'settings',
        'language',
        'link',
        'hand_over_all',
        'help',
        'home',
        'board',
      ]),
    );
  });

  test('lists in each place what works there', async () => {
    const { lists } = await packed();
    expect(lists.flatMap(({ scopes }) => scopes).toSorted()).toEqual(['groupChat', 'personal', 'team']);
    const inChat = lists
      .find(({ scopes }) => scopes.includes('personal'))
      ?.commands.map(({ title }) => title);
    expect(inChat).toContain('hjem');
    expect(inChat).not.toContain('opslag');
  });

  test('has the message extension that the bot answers, for this bot', async () => {
    const { manifest, english } = await packed();
    const [{ botId, commands: offered }] = manifest.composeExtensions;
    expect(botId).toBe(environment.MICROSOFT_APP_ID);
    expect(offered.map(({ id, type }) => [id, type])).toEqual([
      [EXTENSION.spot, 'action'],
      [EXTENSION.find, 'query'],
    ]);
    expect(offered[0]?.context).toContain('message');
    for (const [index, { parameters = [] }] of offered.entries()) {
      const path = `composeExtensions[0].commands[${index}]`;
      for (const part of ['title', 'description']) expect(english[`${path}.${part}`], path).toBeDefined();
      for (const at of parameters.keys()) expect(english[`${path}.parameters[${at}].title`]).toBeDefined();
    }
  });

  test('translates every text that is shown', async () => {
    const { commandList, english } = await packed();
    const wanted = commandList.flatMap(({ path }) => [`${path}.title`, `${path}.description`]);
    expect(Object.keys(english)).toEqual(
      expect.arrayContaining([...wanted, 'name.short', 'name.full', 'description.short', 'description.full']),
    );
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
