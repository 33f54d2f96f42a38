/** Invisible, and enough to break a marker in two. */
const WORD_JOINER = '\u2060';

/**
 * A text exactly as typed, for a place that shows no Markdown. Three things are taken from it nevertheless: control
 * characters, marks that turn the reading direction (they can make a name read as another), and the beginnings of what
 * a client might still interpret there, `{{DATE(…)}}` and `[…](…)`, which are broken by an invisible character.
 */
export function literal(text: string, max: number): string {
  const clean = text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
  const disarmed = clean.replace(/\{(?=\{)/g, `{${WORD_JOINER}`).replace(/\](?=\()/g, `]${WORD_JOINER}`);
  return cut(disarmed, max);
}

/** At most `max` UTF-16 units, with an ellipsis where something is missing, and no character cut in half. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
