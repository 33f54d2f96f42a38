/**
 * Text as Slack may have it: no control characters but line breaks and tabs, no half surrogate pairs (the form encoding
 * throws on them).
 */
export function literal(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/(?![\n\t])\p{Cc}/gu, '');
}

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' });

/** At most `max` UTF-16 units of literal text; what is cut ends with an ellipsis and never inside a letter or an emoji. */
export function cut(text: string, max: number): string {
  const whole = literal(text);
  if (whole.length <= max) return whole;
  let kept = 0;
  for (const { index, segment } of graphemes.segment(whole)) {
    if (index + segment.length > max - 1) break;
    kept = index + segment.length;
  }
  return `${whole.slice(0, kept).trimEnd()}…`;
}

/** The same on one line, for places that show no line breaks. */
export function cutLine(text: string, max: number): string {
  return cut(literal(text).replace(/\s+/gu, ' ').trim(), max);
}

/** For the one place that Slack reads as markup, a message's top-level `text`: nothing in it can mention or link. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What a person typed, from text that Slack has escaped: mentions are dropped, links and addresses that Slack marked up
 * are the words that were typed, and the three escaped characters are themselves again.
 */
export function unescaped(text: string): string {
  return text
    .replace(/<[@!][^>]*>/g, ' ')
    .replace(/<[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
