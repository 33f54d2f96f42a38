import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for each other when read aloud. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code like `K7QM-29PX`: about 40 bits, easy to say and to type on a phone. */
export function newCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
