import type { IncomingMessage } from 'node:http';
import { isNestedTooDeep } from '../../app/nesting.ts';

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 413 };

/** Reads a request as JSON; at most `maxBytes` of it are ever held, and nothing that is nested without end is parsed. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Kept open when it is too large, so that the refusal still gets through.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > maxBytes) return { kind: 'refused', status: 413 };
    chunks.push(bytes);
  }
  try {
    const text = Buffer.concat(chunks).toString('utf8');
    if (isNestedTooDeep(text)) return { kind: 'refused', status: 400 };
    const value: unknown = JSON.parse(text);
    return { kind: 'json', value };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'refused', status: 400 };
    throw error;
  }
}
