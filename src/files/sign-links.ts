import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { FILE_FORMATS, type FileRequest, type Links } from '../app/ports/links.ts';
import type { MeetingId, PersonId, TaskForceId } from '../domain/ids.ts';
import { LOCALES } from '../domain/task-force.ts';
import { isCategory } from '../domain/typed/categories.ts';
import { type Chart, chartSchema } from '../messages/results/chart.ts';

export const PICTURE_PATH = '/files/picture.png';
export const RESULTS_PATH = '/files/results';
type Path = typeof PICTURE_PATH | typeof RESULTS_PATH;

const periodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['month', 'quarter', 'year', 'all']) }),
  z.object({ kind: z.literal('dates'), from: z.iso.date(), to: z.iso.date() }),
]);

const fileRequestSchema = z.object({
  taskForceId: z.uuid().transform((id) => id as TaskForceId),
  personId: z.uuid().transform((id) => id as PersonId),
  format: z.enum(FILE_FORMATS),
  selection: z.object({
    period: periodSchema,
    municipality: z.string().nullable(),
    category: z.string().refine(isCategory).nullable(),
    meetingId: z
      .uuid()
      .transform((id) => id as MeetingId)
      .nullable(),
  }),
  locale: z.enum(LOCALES),
  until: z.iso.datetime().transform((text) => new Date(text)),
}) satisfies z.ZodType<FileRequest, unknown>;

/** Null without an address at which people's browsers reach the bot. */
export function linksOf(publicUrl: string | null, key: Uint8Array): Links | null {
  return publicUrl === null ? null : createLinks(publicUrl, key);
}

/**
 * What a link asks for stands in it as JSON, with an HMAC-SHA-256 over it and its path: it needs no storage, works on
 * every replica, and what was signed for a picture opens no file.
 */
export function createLinks(publicUrl: string, key: Uint8Array): Links {
  const link = (path: Path, content: unknown) => {
    const text = Buffer.from(JSON.stringify(content)).toString('base64url');
    const url = new URL(path.slice(1), withSlash(publicUrl));
    url.search = new URLSearchParams({ c: text, s: signature(path, text, key) }).toString();
    return url.href;
  };
  return {
    picture: (chart) => link(PICTURE_PATH, chart),
    file: (request) => link(RESULTS_PATH, request),
  };
}

/** `PUBLIC_URL` may have a path of its own, behind a proxy that takes it away. */
function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** The chart that was signed for this address; null for any other address. */
export function readPicture(url: string, key: Uint8Array): Chart | null {
  return read(PICTURE_PATH, url, key, chartSchema);
}

/** The file that was signed for this address, whether or not its time is over; null for any other address. */
export function readFileRequest(url: string, key: Uint8Array): FileRequest | null {
  return read(RESULTS_PATH, url, key, fileRequestSchema);
}

function read<T>(path: Path, url: string, key: Uint8Array, schema: z.ZodType<T>): T | null {
  const { searchParams } = new URL(url, 'http://localhost');
  const [text, sent] = [searchParams.get('c') ?? '', Buffer.from(searchParams.get('s') ?? '')];
  const expected = Buffer.from(signature(path, text, key));
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null;
  // An older version of the bot may have signed what this one doesn't understand.
  return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null;
}

function signature(path: Path, text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${path}\n${text}`).digest('base64url');
}
