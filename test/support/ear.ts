/**
 * What the tests plant, and what must then be in no output: not of a test, of a process that a test starts, of a log, or of
 * vitest itself. A new secret of a test is called so that one of these finds it.
 */
const SECRETS: readonly RegExp[] = [
  // Signing secrets, client secrets, passwords and state secrets: `signing-secret-of-birkholm`.
  /[\w-]*secret-of-birkholm/,
  // Slack's tokens, those of OAuth too: `xoxb-birkholm`, `xoxe.xoxb-1-Mi0`.
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}/,
  /\bBearer [\w.~+/-]{16,}/,
  // The keys that tests seal under: thirty-two times the same byte.
  /([A-Za-z0-9+/]{4})\1{9}[A-Za-z0-9+/]{3}=/,
];

/** Of people, and so in no line of a log: what a command prints for whoever runs the bot may hold it. */
const PEOPLES: readonly RegExp[] = [/Karen Krogh|Asta Holm/, /20 ?30 ?40 ?57/, /120785-?4321/];
const LOG_LINE = /^\{"level":\d+,"time":/;

/** Longer than any secret: what is cut in two by the way that output comes is found all the same. */
const LONGEST = 400;

export interface Leak {
  readonly where: string;
  readonly line: string;
}

/** Listens to a text that comes in parts. */
export function createEar(where: string, onLeak: (leak: Leak) => void): (part: string) => void {
  let rest = '';
  return (part) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (tells(line)) onLeak({ where, line });
    if (rest.length > LONGEST && tells(rest)) {
      onLeak({ where, line: rest });
      rest = '';
    }
  };
}

function tells(line: string): boolean {
  const forbidden = LOG_LINE.test(line) ? [...SECRETS, ...PEOPLES] : SECRETS;
  return forbidden.some((pattern) => pattern.test(line));
}
