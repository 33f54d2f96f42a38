/** What the platforms send, with a form in it, is nested some fifteen deep. */
const MOST_NESTED = 64;

/** Whether a document is one that was made to exhaust whoever reads it. */
export function isNestedTooDeep(json: string): boolean {
  return isNestedBeyond(json, MOST_NESTED);
}

/** Counts brackets that stand outside of strings, without building anything. */
export function isNestedBeyond(json: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > most) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
