import { holdsCprNumber } from '../typed/privacy.ts';
import { tidied } from '../typed/tidied.ts';

/** A pseudonym that the jobcentre chose and can resolve in its own system: all that is held about a citizen. */
export type CandidateReference = string & { readonly __brand: 'CandidateReference' };

export const CANDIDATE_LENGTH = 20;

export type ReadCandidate =
  | { kind: 'candidate'; candidate: CandidateReference }
  | { kind: 'unusable'; why: 'empty' | 'too_long' | 'cpr' | 'name' };

/** Ten digits, as a CPR number is written: here they are refused also where they can be no date. */
const TEN_DIGITS = /^\d{6}[\s-]?\d{4}$/;
/** Two words or more of letters alone: "Anna Holm", "Anne-Marie H.". A code has a digit, or is one word. */
const LIKE_A_NAME = /^\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*)+$/u;

/**
 * Reads a candidate reference. One word alone passes ("Kløver"): whether it is somebody's name can't be told, so the
 * form says what to write instead.
 */
export function readCandidate(typed: string): ReadCandidate {
  const text = tidied(typed);
  if (text === '') return { kind: 'unusable', why: 'empty' };
  if (TEN_DIGITS.test(text) || holdsCprNumber(text)) return { kind: 'unusable', why: 'cpr' };
  if (LIKE_A_NAME.test(text)) return { kind: 'unusable', why: 'name' };
  if (text.length > CANDIDATE_LENGTH) return { kind: 'unusable', why: 'too_long' };
  return { kind: 'candidate', candidate: text as CandidateReference };
}

/** Whether two references mean one candidate: people type "k-142" and "K-142" for the same. */
export function isSameCandidate(a: CandidateReference, b: CandidateReference): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
