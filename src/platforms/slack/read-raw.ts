import type { IncomingMessage } from 'node:http';
import { isNestedTooDeep } from '../../app/nesting.ts';

export type Raw =
  | { readonly kind: 'raw'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly status: 400 | 413 };

/**
 * Reads a request, at most `maxBytes` of it, and refuses what Bolt can't survive: it takes for granted that a payload is
 * an object, and one that is `null` ends the process. The bytes stay as they came, since Slack signs these.
 */
export async function readRaw(request: IncomingMessage, maxBytes: number): Promise<Raw> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) return { kind: 'refused', status: 413 };
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const text = bytes.toString('utf8');
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  const sound = json === null || (!isNestedTooDeep(json) && isObject(json));
  return sound ? { kind: 'raw', bytes } : { kind: 'refused', status: 400 };
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
