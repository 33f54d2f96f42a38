import { isPostgresReachable } from '../support/databases.ts';
import { claimsRow, digestRow, sweepRow } from './amounts.ts';
import { chatSdkRow } from './chat-sdk.ts';
import { drainRow, faultyDrainRow, poisonedRow } from './drain.ts';
import { isMet, type Row } from './measure.ts';
import { commandRow, sendStartRow, startBare, steadyRow, submitRow, teamsRow, warmUp } from './requests.ts';
import { memoryRow, playgroundStart, startRow } from './starts.ts';
import { startTown } from './town.ts';

/**
 * `npm run bench`: what the bot costs, as ratios to baselines that are measured in the same run, in turns. `-- --short` is
 * over in about a minute and says less. It ends with 0 when it ran, whatever came of it.
 */
const short = process.argv.includes('--short');
const SIZE = short
  ? { rounds: 1, warmUpMs: 5_000, driveMs: 2_000 }
  : { rounds: 5, warmUpMs: 30_000, driveMs: 4_000 };

/** `-- requests amounts …` measures these parts alone. */
const PARTS = ['requests', 'amounts', 'delivery', 'starts', 'chat-sdk'] as const;
const asked = process.argv.slice(2).filter((word) => word !== '--short');
const named = PARTS.filter((part) => asked.includes(part));
const wanted = (part: (typeof PARTS)[number]) => named.length === 0 || named.includes(part);

const say = (line: string) => process.stdout.write(`${line}\n`);

function tableOf(rows: readonly Row[]): string[] {
  return [
    '| what | baseline | baseline measured | bot | ratio | goal | |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const { what, baseline, base, mine, ratio, goal, remark } = row;
      const sign = goal.at === 'least' ? '≥' : '≤';
      const words = remark === undefined ? '' : `; ${remark}`;
      return `| ${what} | ${baseline} | ${base} | ${mine} | ${ratio.toFixed(2)} | ${sign} ${goal.ratio} | ${isMet(row) ? 'met' : 'not met'}${words} |`;
    }),
  ];
}

const rows: Row[] = [];
async function measured(row: Promise<Row>): Promise<void> {
  const done = await row;
  rows.push(done);
  process.stderr.write(`${tableOf([done]).at(-1)}\n`);
}

async function onPostgres(): Promise<void> {
  if (wanted('amounts')) {
    const [many, few, all] = short ? [20_000, 2_000, 20_000] : [1_000_000, 10_000, 1_000_000];
    await measured(claimsRow(SIZE.rounds));
    await measured(sweepRow(many, few, SIZE.rounds));
    await measured(digestRow(all, SIZE.rounds));
  }
  if (wanted('delivery')) {
    await measured(drainRow(short ? 6 : 20));
    await measured(poisonedRow(short ? 4 : 10, short ? 1 : 3));
    // A killed process holds what it had for 20 s, which a short run isn't long enough to make up for.
    if (!short) await measured(faultyDrainRow(60, 3));
  }
  if (wanted('requests') || wanted('chat-sdk')) await withTown();
}

async function withTown(): Promise<void> {
  const town = await startTown();
  const bare = await startBare();
  try {
    if (wanted('requests')) {
      await measured(memoryRow(town, bare, 'idle'));
      await warmUp(town, bare, SIZE);
      await measured(commandRow(town, bare, SIZE));
      await measured(submitRow(town, bare, SIZE));
      await measured(steadyRow(town, bare, SIZE));
      await measured(teamsRow(town, bare, SIZE));
      await measured(memoryRow(town, bare, 'after load'));
      await measured(sendStartRow(town, short ? 3 : 15));
    }
    if (wanted('chat-sdk')) await measured(chatSdkRow(town, short ? 20 : 150, SIZE.rounds));
  } finally {
    await Promise.all([bare.bolt.stop(), bare.teams.stop()]);
    await town.stop();
  }
}

async function main(): Promise<void> {
  if (named.length < asked.length) {
    process.stderr.write(`npm run bench [-- [--short] [${PARTS.join('] [')}]]\n`);
    process.exit(2);
  }
  if (await isPostgresReachable()) await onPostgres();
  else say('Without PostgreSQL only the start is measured.');
  if (wanted('starts')) {
    await measured(startRow(short ? 1 : 3));
    say(
      `Playground, second start, from npm start to a page that answers: ${(await playgroundStart()).toFixed(1)} s`,
    );
  }
  say('');
  for (const line of tableOf(rows)) say(line);
  process.exit(0);
}

void main();
