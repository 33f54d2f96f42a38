/** `å` and `aa` are the same letter to the one who types it, and so are capitals and any run of spaces. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Whether every word that was typed is the beginning of a word of the text. Case and accents don't matter, Danish letters
 * may be written ae/oe/aa or without their ring and stroke, and Swedish and German ones count as the Danish: "aase",
 * "Ase" and "åse" all find "Åse", "moller" finds "Møller". Whoever types a Danish letter means it: "å" doesn't find
 * "Anna". Nothing typed fits everything.
 */
export function fitsWords(text: string, typed: string): boolean {
  const words = [writtenOut(text), bare(text)].flatMap(wordsOf);
  return wordsOf(writtenOut(typed)).every((part) => words.some((word) => word.startsWith(part)));
}

function writtenOut(text: string): string {
  return withoutMarks(folded(nordic(text)));
}

/** Without what stands over and through a letter. */
function bare(text: string): string {
  return withoutMarks(nordic(text).replaceAll('æ', 'a').replaceAll('ø', 'o').replaceAll('å', 'a'));
}

function nordic(text: string): string {
  return text.toLowerCase().normalize('NFC').replaceAll('ä', 'æ').replaceAll('ö', 'ø');
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '');
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
