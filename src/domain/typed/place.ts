import municipalities from './municipalities.json' with { type: 'json' };
import postcodes from './postcodes.json' with { type: 'json' };

/** The 98 Danish municipalities, in Danish alphabetical order. */
export const MUNICIPALITIES: readonly string[] = municipalities;

/** Postcode → the municipalities it lies in, the one with most of it first. */
const MUNICIPALITIES_BY_POSTCODE: Readonly<Record<string, readonly string[]>> = postcodes;

export type Place =
  | { kind: 'place'; postcode: string | null; municipality: string }
  /** The postcode spans several municipalities: ask which. */
  | { kind: 'ambiguous'; postcode: string; municipalities: readonly string[] }
  | { kind: 'unreadable' };

/**
 * Reads a postcode, alone or in an address ("8800", "DK-8800 Viborg", "Storegade 1, 8800 Viborg"), or a municipality's
 * name ("Viborg", "viborg kommune", "Aarhus"/"Århus"). Two numbers that could be postcodes are read as neither.
 * `chosen` is the answer to an earlier `ambiguous`; one that doesn't fit the postcode is asked for again.
 */
export function parsePlace(text: string, chosen: string | null = null): Place {
  const said = text.normalize('NFC').trim();
  const [postcode, ...others] = said.match(/(?<!\d)\d{4}(?!\d)/g) ?? [];
  if (postcode !== undefined && others.length === 0) return placeOfPostcode(postcode, chosen);
  const municipality = MUNICIPALITIES.find((name) => folded(name) === folded(said));
  return municipality === undefined
    ? { kind: 'unreadable' }
    : { kind: 'place', postcode: null, municipality };
}

function placeOfPostcode(postcode: string, chosen: string | null): Place {
  const candidates = MUNICIPALITIES_BY_POSTCODE[postcode];
  const [first, ...others] = candidates ?? [];
  if (candidates === undefined || first === undefined) return { kind: 'unreadable' };
  if (others.length === 0) return { kind: 'place', postcode, municipality: first };
  if (chosen !== null && candidates.includes(chosen))
    return { kind: 'place', postcode, municipality: chosen };
  return { kind: 'ambiguous', postcode, municipalities: candidates };
}

/** Case, "Kommune", the genitive s and the spelling of å (aa) don't tell two municipalities apart. */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s+kommune$/, '')
    .replace(/s$/, '')
    .replaceAll('å', 'aa')
    .replaceAll('oe', 'ø')
    .replaceAll('ae', 'æ')
    .replace(/[\s‐‑–-]+/g, '-');
}
