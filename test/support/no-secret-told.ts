import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
// Listens to vitest's own process too.
import { FINDINGS } from './overhear.ts';

const leakSchema = z.object({ where: z.string(), line: z.string() });

/** Around the whole run: it fails when any output of it told one of the secrets that the tests plant. */
export default function listenToTheRun(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'spotjob-findings-'));
  const file = join(dir, 'findings');
  process.env[FINDINGS] = file;
  return () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(dir, { recursive: true });
    // What is told below isn't heard once more.
    delete process.env[FINDINGS];
    if (lines.length === 0) return;
    const leaks = lines.map((line) => leakSchema.parse(JSON.parse(line)));
    // The same words go through several hands: each is told where it was heard first.
    const first = new Map(leaks.toReversed().map(({ where, line }) => [line, where]));
    const told = [...first].map(([line, where]) => `  ${where}: ${line}`);
    // What is thrown here fails nothing.
    process.exitCode = 1;
    process.stderr.write(`\nThe run fails: its output told what no output may tell.\n${told.join('\n')}\n`);
  };
}
