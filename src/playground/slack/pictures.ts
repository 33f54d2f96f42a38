import type { ApiRefusal } from './web-api.ts';

/**
 * Slack fetches every picture of a message or modal before it takes it, and refuses all of it when one can't be had.
 *
 * @param sent the body of a call or a response, whichever way it is encoded
 */
export async function refusedPictures(sent: unknown): Promise<ApiRefusal | null> {
  for (const url of picturesIn(sent)) {
    const fetched = await fetch(url).catch(() => null);
    const type = fetched?.headers.get('content-type') ?? '';
    await fetched?.arrayBuffer();
    if (fetched?.status === 200 && type.startsWith('image/')) continue;
    const messages = ['[ERROR] downloading image failed [json-pointer:/blocks/0/image_url]'];
    return { ok: false, error: 'invalid_blocks', response_metadata: { messages } };
  }
  return null;
}

function picturesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.includes('"image_url"') ? picturesIn(JSON.parse(value)) : [];
  }
  if (Array.isArray(value)) return value.flatMap(picturesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image_url' && typeof inner === 'string' ? [inner] : picturesIn(inner),
  );
}
