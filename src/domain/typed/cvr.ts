/** A Danish company registration number: eight digits, stored without "DK" and spaces. */
export type Cvr =
  | { kind: 'cvr'; digits: string /** False warns, and never blocks. */; passesModulus: boolean }
  | { kind: 'unreadable' };

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/** Modulus 11 as Erhvervsstyrelsen's guide to CVR numbers gives it: the weighted sum is divisible by 11. */
export function parseCvr(text: string): Cvr {
  const digits = text
    .replace(/^\s*(?:cvr(?:[\s-]?(?:nr|nummer))?\.?:?\s*)?(?:dk)?/i, '')
    .replace(/[\s.-]/g, '');
  if (!/^\d{8}$/.test(digits)) return { kind: 'unreadable' };
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return { kind: 'cvr', digits, passesModulus: sum % 11 === 0 };
}
