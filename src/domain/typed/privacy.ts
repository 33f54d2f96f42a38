/**
 * Danish CPR numbers in free text: six digits that are a plausible date (ddmmyy), an optional space or hyphen, four
 * digits. No modulus check: numbers given out since 2007 can fail it (CPR-kontoret, "Personnumre uden kontrolciffer").
 *
 * The date may be written in parts: "12 07 85 4321" with spaces, and with dots, slashes or hyphens where a hyphen leads
 * to the four digits ("12.07.85-4321"). With a space there it is far likelier a date before a time, a postcode or a
 * phone number ("12.07.26 8800 Viborg"). A run that is part of a longer number is none, so that EAN numbers and most
 * account numbers pass; a P-number has ten digits too and belongs in its own field.
 */
const HYPHEN = '[-‐‑‒–—―−]';
const GAP = String.raw`[^\S\r\n]{0,2}`;
const WHOLE_OR_SPACED = String.raw`(\d{2})([^\S\r\n]?)(\d{2})\2\d{2}(?:${GAP}${HYPHEN}?${GAP}|\.)\d{4}`;
const IN_PARTS = String.raw`(\d{2})([./‐‑–-])(\d{2})\2\d{2}${GAP}${HYPHEN}${GAP}\d{4}`;
const CPR_SHAPES = [WHOLE_OR_SPACED, IN_PARTS].map((shape) => new RegExp(`(?<!\\d)${shape}(?!\\d)`, 'g'));

/** Characters without width, which copying brings along and which would hide a number. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** Whether the text holds something that may be a CPR number. */
export function holdsCprNumber(text: string): boolean {
  const visible = text.normalize('NFKC').replace(INVISIBLE, '');
  return CPR_SHAPES.some((shape) =>
    [...visible.matchAll(shape)].some(([, day, , month]) => isPlausibleDate(Number(day), Number(month))),
  );
}

/** Any year can be meant by two digits, so 29 February always passes. */
function isPlausibleDate(day: number, month: number): boolean {
  const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const length = lengths[month - 1];
  return length !== undefined && day >= 1 && day <= length;
}
