import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { DrawInTime } from '../../app/ports/links.ts';
import { within } from '../../app/within.ts';
import { inWordsOnly } from '../../messages/plain-text.ts';
import type { Card, Picture } from '../../messages/view.ts';
import { describeFailure } from './failure.ts';
import { TEXT, UPLOAD_MS } from './limits.ts';
import { cutLine } from './literal.ts';
import { isSlackUrl } from './respond.ts';

/** Puts a card's picture where Slack shows it from: a card whose picture can't be had in time comes back in words. */
export type Upload = (client: WebClient, workspaceId: string, card: Card) => Promise<Card>;

export interface UploadOptions {
  readonly draw: DrawInTime;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** The same digest goes to several receivers of a workspace: its picture is uploaded once. */
const MOST_REMEMBERED = 200;

const grantedSchema = z.object({ upload_url: z.string(), file_id: z.string() });

/** Uploads without sharing: the file belongs to the bot, and is shown by the messages that name it, nowhere else. */
export function createUpload(options: UploadOptions): Upload {
  const held = new Map<string, Promise<string | null>>();

  function idOf(client: WebClient, workspaceId: string, picture: Picture): Promise<string | null> {
    const key = JSON.stringify([workspaceId, picture]);
    const known = held.get(key);
    if (known !== undefined) return known;
    const uploading = upload(client, picture, options);
    const oldest = held.keys().next().value;
    if (held.size >= MOST_REMEMBERED && oldest !== undefined) held.delete(oldest);
    held.set(key, uploading);
    const forget = () => held.delete(key);
    uploading.then((id) => id === null && forget(), forget);
    return uploading;
  }

  return async (client, workspaceId, card) => {
    const { picture } = card;
    if (picture?.from.kind !== 'chart') return card;
    try {
      const id = await within(UPLOAD_MS, idOf(client, workspaceId, picture));
      if (id === 'late') options.log.warn('A picture was not in Slack in time; its words go out');
      else if (id !== null) return { ...card, picture: { ...picture, from: { kind: 'held', id } } };
    } catch (error) {
      options.log.warn(
        { failure: describeFailure(error) },
        'A picture could not be uploaded; its words go out',
      );
    }
    return inWordsOnly(card);
  };
}

/** @returns the file's id; null where nothing was drawn */
async function upload(
  client: WebClient,
  { from, alt }: Picture,
  options: UploadOptions,
): Promise<string | null> {
  const png = from.kind === 'chart' ? await options.draw(from.chart, 'full') : null;
  if (png === null) return null;
  const description = cutLine(alt, TEXT.fileAlt);
  // Slack's own name for the words, which the SDK's method misspells.
  const granted = grantedSchema.parse(
    await client.apiCall('files.getUploadURLExternal', {
      filename: FILE_NAME,
      length: png.length,
      alt_txt: description,
    }),
  );
  if (!isSlackUrl(granted.upload_url, options.apiUrl)) throw new UploadRefused('not an address of Slack');
  const response = await fetch(granted.upload_url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(png),
    redirect: 'error',
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new UploadRefused(`HTTP ${response.status}`);
  await client.files.completeUploadExternal({ files: [{ id: granted.file_id, title: FILE_NAME }] });
  return granted.file_id;
}

const FILE_NAME = 'spot-et-job.png';

class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly code: string;
  constructor(code: string) {
    super(`The picture was not taken: ${code}.`);
    this.code = code;
  }
}
