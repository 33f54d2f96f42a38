import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import * as z from 'zod';

const environmentSchema = z.object({
  MICROSOFT_APP_ID: z.guid('MICROSOFT_APP_ID is missing or no GUID: it is the application id of the bot.'),
  PUBLIC_URL: z
    .string('PUBLIC_URL is missing: it is the https address of this bot.')
    .refine((url) => URL.canParse(url) && url.startsWith('https://'), 'PUBLIC_URL must be an https address.'),
});

/**
 * The app package that is uploaded to Teams, as the bytes of a zip: the manifest with this bot's id and address in it,
 * its English texts and its icons. Throws with one line that names the variable when one is missing or wrong.
 */
export async function buildPackage(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Uint8Array> {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join(' '));
  const { MICROSOFT_APP_ID, PUBLIC_URL } = parsed.data;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await read('../../../../package.json')));
  const manifest = (await read('manifest.json'))
    .replaceAll('{{VERSION}}', version)
    .replaceAll('{{MICROSOFT_APP_ID}}', MICROSOFT_APP_ID)
    .replaceAll('{{PUBLIC_URL}}', new URL(PUBLIC_URL).href)
    .replaceAll('{{PUBLIC_HOST}}', new URL(PUBLIC_URL).host);
  return zipSync({
    'manifest.json': strToU8(manifest),
    'en.json': strToU8(await read('en.json')),
    'color.png': await readFile(new URL('color.png', import.meta.url)),
    'outline.png': await readFile(new URL('outline.png', import.meta.url)),
  });
}

function read(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}
