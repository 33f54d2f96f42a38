import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { LOCALES } from '../domain/task-force.ts';
import { modalBlock } from './slack/block-rules.ts';
import { cardSchema } from './teams/card-rules.ts';

/** Something a person wrote in a room or to the bot; the platforms keep what the bot wrote. */
const said = z.object({
  platform: z.enum(['slack', 'teams']),
  where: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.coerce.date(),
});
export type Said = z.infer<typeof said>;

const slack = z.object({
  count: z.number(),
  people: z.array(z.object({ id: z.string(), name: z.string(), username: z.string() })),
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      private: z.boolean(),
      with: z.string().nullable(),
      botIsMember: z.boolean(),
      archived: z.boolean(),
    }),
  ),
  messages: z.array(
    z.object({
      channel: z.string(),
      ts: z.string(),
      at: z.coerce.date(),
      only: z.string().nullable(),
      text: z.string(),
      blocks: z.array(modalBlock),
      metadata: z.unknown(),
      thread: z.string().nullable().default(null),
      broadcast: z.boolean().default(false),
      edits: z.number(),
      deleted: z.boolean(),
    }),
  ),
});

const teams = z.object({
  clock: z.number(),
  people: z.array(z.object({ id: z.string(), aadObjectId: z.string(), name: z.string() })),
  conversations: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['personal', 'channel', 'groupChat']),
      name: z.string().nullable(),
      teamId: z.string().nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      id: z.string(),
      conversation: z.string(),
      thread: z.string().nullable(),
      summary: z.string(),
      card: cardSchema,
      at: z.coerce.date(),
      edits: z.number(),
    }),
  ),
});

const saved = z.object({
  version: z.literal(1),
  locale: z.enum(LOCALES),
  aheadMs: z.number(),
  teamsPort: z.number().int(),
  appId: z.string(),
  tenantId: z.string(),
  slack,
  teams,
  said: z.array(said),
});

/** Both workplaces as they were left, and the clock; the bot's own state is in its database. */
export type Saved = z.infer<typeof saved>;

/** Null when there is none, or none that can be read: written by another version, or cut off. */
export async function readSaved(file: string): Promise<Saved | null> {
  try {
    return saved.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and renamed: a process that is killed leaves the old one whole. */
export async function writeSaved(file: string, what: Saved): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(what));
  await rename(`${file}.new`, file);
}
