import fc from '../../support/properties.ts';

/** What a person may write to break something, and what is only far too long. */
export const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '<at>Alle</at>',
    '[klik](https://ond.dk)',
    '**fed**',
    '{{DATE(2026-01-01T00:00:00Z,LONG)}}',
    '{{{{x}}}}',
    '\u202edk.dno',
    '![](https://ond.dk/x.png)',
    '\u0000\u0007',
    '🧹'.repeat(3_000),
    '\ud83e',
    '€'.repeat(20_000),
  ),
);

/** The same as a label, which is never nothing. */
export const labelled = hostile.map((text) => `x${text}`);

/** What a client would mark up, link, compute or turn round, wherever it stood in a card. */
export const INTERPRETED = /"TextBlock"|"FactSet"|\{\{(DATE|TIME)|\]\(|[\u202a-\u202e\u2066-\u2069]/u;
