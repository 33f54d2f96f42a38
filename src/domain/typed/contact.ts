import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';

/** How a company is reached. One line of the form may hold either or both. */
export interface Contact {
  /** E.164, e.g. `+4520304057`. */
  readonly phone: string | null;
  readonly email: string | null;
}

/** Longest address that mail servers accept (RFC 5321 §4.5.3.1.3). */
const LONGEST_EMAIL = 254;
/** A slash or a bar is where people put "or", so neither belongs to an address, though mail servers would allow both. */
const EMAIL = /[\p{L}\d.!#$%&'*+=?^_`{}~-]+@(?:[\p{L}\d-]+\.)+\p{L}{2,}/u;

/** Finds a Danish or international phone number, an e-mail address or both; null when there is neither. */
export function parseContact(text: string): Contact | null {
  const email = EMAIL.exec(text)?.[0]?.toLowerCase() ?? null;
  const rest = email === null ? text : text.replace(EMAIL, ' ');
  const phone = parsePhone(rest);
  if (email !== null && email.length > LONGEST_EMAIL) return null;
  return phone === null && email === null ? null : { phone, email };
}

/** Danish numbers have eight digits: nothing but a number, with or without +45, that has fewer. */
export function isShortPhone(text: string): boolean {
  const written = text.replace(/[\s.()-]/g, '');
  return /^(?:(?:\+|00)45)?\d{1,7}$/.test(written);
}

/** The first of several. The stricter reading goes first; the search finds a number among others ("kl. 8-16, tlf …"). */
function parsePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'DK', extract: true });
  if (parsed?.isValid()) return parsed.number;
  return findPhoneNumbersInText(text, 'DK')[0]?.number.number ?? null;
}

/** `+4520304057` → `20 30 40 57`; foreign numbers in their international form. */
export function readablePhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (parsed === undefined) return phone;
  return parsed.country === 'DK' ? parsed.formatNational() : parsed.formatInternational();
}
