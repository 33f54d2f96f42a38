import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { LOCALES, type Locale } from '../domain/task-force.ts';
import { createLog } from '../logging.ts';
import { openWorld } from './open-world.ts';
import { newOnScreens, readScreens } from './screens.ts';
import { playStory } from './story.ts';
import type { World } from './world.ts';

/** `npm run demo [-- en]`: one opening's life in the terminal, with what each person reads at each step. */

const TIMEZONE = 'Europe/Copenhagen';
/** A Tuesday in working hours with no holiday near: the story is the same every time. */
const STARTS_AT = new Date('2026-11-17T10:00:00+01:00');

interface Words {
  readonly founding: string;
  /** How an instant is written, in the signs of luxon. */
  readonly instant: string;
  readonly end: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  da: {
    founding: 'Birkholm bygges op: en opdigtet taskforce i Slack og Teams. Det tager nogle sekunder …',
    instant: "cccc d. LLLL 'kl.' HH.mm",
    end: 'Det var én jobåbning, fra mødet til første dag. Prøv selv: npm start',
  },
  en: {
    founding: 'Birkholm is being founded: an invented task force in Slack and Teams. It takes some seconds …',
    instant: "cccc d LLLL 'at' HH:mm",
    end: 'That was one opening, from the meeting to the first day. Try it yourself: npm start',
  },
};

const print = (text: string) => process.stdout.write(`${text}\n`);

async function tell(world: World): Promise<void> {
  let before = readScreens(world);
  const show = () => {
    const after = readScreens(world);
    for (const { where, text } of newOnScreens(before, after)) {
      print(`   ${where.join(', ')}`);
      print(text.replaceAll(/^/gm, '   │ '));
    }
    before = after;
  };
  await playStory(world, {
    pauseMs: 0,
    onStep: ({ step, of, title }) => {
      show();
      const when = DateTime.fromJSDate(world.clock.now(), { zone: TIMEZONE }).setLocale(world.locale);
      print(`\n${step}/${of}  ${title}  (${when.toFormat(WORDS[world.locale].instant)})`);
    },
  });
  show();
}

/** Null, and a sentence that says what there is, for words that aren't known. */
function askedLocale([asked = 'da', ...more]: readonly string[]): Locale | null {
  const locale = LOCALES.find((one) => one === asked);
  if (locale !== undefined && more.length === 0) return locale;
  const unknown = locale === undefined ? asked : more.join(' ');
  process.stderr.write(
    `The demo doesn't know ${unknown}: \`npm run demo\` tells it in Danish, \`npm run demo -- en\` in English.\n`,
  );
  return null;
}

async function main(): Promise<void> {
  const locale = askedLocale(process.argv.slice(2));
  if (locale === null) {
    process.exitCode = 1;
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'spot-et-job-demo-'));
  try {
    print(WORDS[locale].founding);
    const log = createLog('error');
    const world = await openWorld({
      directory,
      locale,
      timezone: TIMEZONE,
      log,
      onChange: () => {},
      startsAt: STARTS_AT,
    });
    try {
      await tell(world);
      print(`\n${WORDS[locale].end}`);
    } finally {
      await world.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

main().then(
  // What the bot's parts keep open for later isn't waited for.
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
