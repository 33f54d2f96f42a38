/**
 * What somebody typed, in their own spelling: each letter as one character, so that "é" is the same however a keyboard
 * makes it, and no space around it or twice inside. Null, nothing typed, is an empty text.
 */
export function tidied(typed: string | null): string {
  return (typed ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}
