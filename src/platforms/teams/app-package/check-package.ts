import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import * as z from 'zod';

const require = createRequire(import.meta.url);

/** Microsoft's published schemas, as their package for the Teams toolkit carries them: no network is needed. */
const SCHEMAS = {
  '1.30': {
    manifest: require.resolve(
      '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
    ),
    localization: require.resolve(
      '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json',
    ),
  },
} as const;

/** What the rest is read from; the schema has checked all of it before. */
const manifestSchema = z.object({
  manifestVersion: z.literal('1.30', 'manifestVersion: no schema of this version is at hand'),
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
  bots: z.array(
    z.object({ commandLists: z.array(z.object({ commands: z.array(z.object({ title: z.string() })) })) }),
  ),
});

/** Of the store's rules, beyond the schema: a longer title is cut in the menu, and one with `/` is refused. */
const TITLE = /^[^/].{0,31}$/u;

const ICON_SIZES = { color: 192, outline: 32 } as const;

/**
 * What Teams would refuse of an app package, a line each; none when it is fine: against the published schema of its
 * version, its translations too, which must name texts that are there and leave none out.
 */
export function createPackageCheck(): (zip: Uint8Array) => readonly string[] {
  const validators = new Map<string, ValidateFunction>();
  return (zip) => checkPackage(zip, (path, value) => against(validators, path, value));
}

function checkPackage(
  zip: Uint8Array,
  faultsBy: (schema: string, value: unknown) => readonly string[],
): readonly string[] {
  const files = unzipSync(zip);
  const json = (name: string): unknown => JSON.parse(strFromU8(files[name] ?? missing(name)));
  const manifest = json('manifest.json');
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { manifestVersion, icons, localizationInfo, bots } = parsed.data;
  const schemas = SCHEMAS[manifestVersion];
  const titles = bots.flatMap(({ commandLists }) => commandLists.flatMap(({ commands }) => commands));
  return [
    ...faultsBy(schemas.manifest, manifest),
    ...titles.filter(({ title }) => !TITLE.test(title)).map(({ title }) => `a command's title: ${title}`),
    ...localizationInfo.additionalLanguages.flatMap(({ file }) => {
      const texts = json(file);
      return [...faultsBy(schemas.localization, texts), ...untranslated(manifest, texts)].map(
        (fault) => `${file}: ${fault}`,
      );
    }),
    ...(['color', 'outline'] as const).flatMap((kind) => iconFaults(files[icons[kind]], ICON_SIZES[kind])),
  ];
}

function missing(name: string): never {
  throw new Error(`the package has no ${name}`);
}

/** Compiling a schema of theirs takes a second: it is done once. */
function against(validators: Map<string, ValidateFunction>, path: string, value: unknown): readonly string[] {
  const validate = validators.get(path) ?? validatorOf(path);
  validators.set(path, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function validatorOf(path: string): ValidateFunction {
  // Their patterns escape what a Unicode expression doesn't allow to be escaped.
  const ajv = new draft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv, ['uri', 'email', 'regex']);
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
}

/** A text that a person reads, by the path under which a localisation file names it. */
const READ = /^(name|description)\.(short|full)$|\]\.(title|description)$/;

function untranslated(manifest: unknown, texts: unknown): readonly string[] {
  const shown = textsOf(manifest).filter((path) => READ.test(path));
  const translated = Object.keys(z.record(z.string(), z.string()).parse(texts)).filter(
    (path) => path !== '$schema',
  );
  return [
    ...shown.filter((path) => !translated.includes(path)).map((path) => `${path} isn't translated`),
    ...translated.filter((path) => !shown.includes(path)).map((path) => `${path} translates nothing`),
  ];
}

function textsOf(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, path === '' ? key : `${path}.${key}`));
}

/** The size stands in the first chunk of a PNG, after eight bytes of signature. */
function iconFaults(bytes: Uint8Array | undefined, size: number): readonly string[] {
  if (bytes === undefined) return [`no icon of ${size} × ${size}`];
  const png = Buffer.from(bytes);
  const known = png.subarray(1, 4).toString('latin1') === 'PNG';
  const right = known && png.readUInt32BE(16) === size && png.readUInt32BE(20) === size;
  return right ? [] : [`an icon isn't a PNG of ${size} × ${size}`];
}
