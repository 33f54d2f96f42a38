import * as z from 'zod';
import { type ApiAnswer, type ApiRefusal, Refusal } from './web-api.ts';
import type { Workspace } from './workspace.ts';

/** A file as Slack holds it: nobody sees it before it is complete, and no message shows it before it is processed. */
export interface UploadedFile {
  readonly id: string;
  readonly length: number;
  readonly alt: string;
  bytes: Buffer | null;
  completedAt: number | null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Uploads in three steps: an address is asked for, the bytes are sent there, and the upload is completed. */
export function createUploads(workspace: Pick<Workspace, 'next'>, baseUrl: () => string) {
  const files = new Map<string, UploadedFile>();
  let processingMs = 0;

  return {
    file: (id: string): UploadedFile | null => files.get(id) ?? null,
    /** How long a file that was completed isn't ready to be shown yet. */
    processFor: (ms: number) => {
      processingMs = ms;
    },

    grant: (args: unknown): ApiAnswer => {
      const given = grantArguments.safeParse(args);
      if (!given.success) throw new Refusal('invalid_arguments');
      const { length, alt_txt: alt = '' } = given.data;
      if (alt.length > 1_000) throw new Refusal('alt_txt_too_large');
      const id = `F${String(workspace.next()).padStart(9, '0')}`;
      files.set(id, { id, length, alt, bytes: null, completedAt: null });
      return { ok: true, file_id: id, upload_url: `${baseUrl()}/upload/${id}` };
    },

    /** The status that the upload's address answers. */
    take: (id: string, bytes: Buffer): number => {
      const file = files.get(id);
      if (file === undefined || file.bytes !== null) return 404;
      if (bytes.length !== file.length) return 400;
      file.bytes = bytes;
      return 200;
    },

    complete: (args: unknown): ApiAnswer => {
      const given = completeArguments.safeParse(args);
      if (!given.success) throw new Refusal('invalid_arguments');
      for (const { id } of given.data.files) {
        const file = files.get(id);
        if (file?.bytes == null) throw new Refusal('file_not_found');
        file.completedAt = Date.now();
      }
      return { ok: true, files: given.data.files };
    },

    /** A message is refused whole for a file that isn't a picture, or isn't ready. */
    refusal: (sent: unknown): ApiRefusal | null => {
      const shown = filesIn(sent).map((id) => files.get(id));
      const isReady = (file: UploadedFile | undefined) =>
        file?.bytes?.subarray(0, PNG.length).equals(PNG) === true &&
        file.completedAt !== null &&
        Date.now() - file.completedAt >= processingMs;
      if (shown.every(isReady)) return null;
      const messages = ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'];
      return { ok: false, error: 'invalid_blocks', response_metadata: { messages } };
    },
  };
}

const grantArguments = z.strictObject({
  filename: z.string().min(1),
  length: z.coerce.number().int().min(1),
  alt_txt: z.string().optional(),
});

const completeArguments = z.strictObject({
  files: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).min(1)),
});

/** The ids of files that are to be shown, whichever way the body is encoded. */
function filesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('"slack_file"') ? filesIn(JSON.parse(value)) : [];
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const held = key === 'slack_file' ? z.object({ id: z.string() }).safeParse(inner).data : undefined;
    return held === undefined ? filesIn(inner) : [held.id];
  });
}
