/**
 * A source map without what is within packages: whole, reading it at the first trace takes half a second and two hundred
 * megabytes. Where a package's file begins stays, so that its code isn't taken for the source before it.
 *
 * @param json by the format's third version; its segments are decoded, chosen and encoded anew
 */
export function ownMap(json, isOwn) {
  const map = JSON.parse(json);
  const own = map.sources.map(isOwn);
  /** Source, line and column of the last segment that was read, and of the last that was kept. */
  const read = [0, 0, 0];
  const kept = [0, 0, 0];
  let before = -1;
  const lines = map.mappings.split(';').map((line) => {
    let column = 0;
    let keptColumn = 0;
    const segments = [];
    for (const segment of line.split(',')) {
      const [across, ...moves] = decode(segment);
      if (across === undefined) continue;
      column += across;
      for (const [at, move] of moves.slice(0, 3).entries()) read[at] += move;
      if (moves.length === 0 || (read[0] === before && !own[before])) continue;
      before = read[0];
      segments.push(encode([column - keptColumn, ...read.map((value, at) => value - kept[at])]));
      keptColumn = column;
      for (const at of kept.keys()) kept[at] = read[at];
    }
    return segments.join(',');
  });
  return JSON.stringify({ version: map.version, sources: map.sources, names: [], mappings: lines.join(';') });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** Each number stands in digits of five bits, the lowest first, of which each but the last has the sixth; the lowest bit is its sign. */
function decode(segment) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (const digit of segment) {
    const value = VALUES.get(digit);
    number |= (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    numbers.push(number & 1 ? -(number >>> 1) : number >>> 1);
    [number, shift] = [0, 0];
  }
  return numbers;
}

function encode(numbers) {
  let digits = '';
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      const more = rest > 31 ? 32 : 0;
      digits += DIGITS[(rest & 31) | more];
      rest >>>= 5;
    } while (rest > 0);
  }
  return digits;
}
