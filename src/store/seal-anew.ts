import type { Query } from './database.ts';
import { type TimelineEntry as EntryRow, Prisma, type PrismaClient } from './generated/client.ts';
import { placeOf } from './installations.ts';
import { createRows, type Rows } from './sealed-rows.ts';
import { keyIdIn, type Sealing, SealingError } from './sealing.ts';

/** Rows in one step: a lock is held for some milliseconds, and a step that is cut off is done again. */
const STEP = 200;

/** What was sealed anew, what was changed by somebody else meanwhile, and where something doesn't open. */
export interface SealedAnew {
  readonly sealed: number;
  readonly passed: number;
  readonly unreadable: readonly string[];
}

/** A table's turn: its rows after `after`, in the order of their ids. */
interface Step extends SealedAnew {
  /** Null: that was the last. */
  readonly next: string | null;
}

type Turn = (client: PrismaClient, sealing: Sealing, after: string | null) => Promise<Step>;

/** Every table that holds something sealed: whoever seals in another one adds its turn. */
const TURNS: Readonly<Record<string, Turn>> = {
  openings: sealOpenings,
  people: sealPeople,
  'timeline entries': sealTimeline,
  installations: sealInstallations,
};

/**
 * Seals under the first key what is in plain or under a former one, while bots run. A row that was changed since it was
 * read is passed over: whoever changed it sealed it, and under an older key the next run finds it. Safe to repeat and to
 * cut off.
 */
export async function sealAnew(
  client: PrismaClient,
  sealing: Sealing,
  onTable: (table: string, did: SealedAnew) => void,
): Promise<void> {
  for (const [table, turn] of Object.entries(TURNS)) {
    const steps: Step[] = [];
    let after: string | null = null;
    do {
      const step: Step = await turn(client, sealing, after);
      steps.push(step);
      after = step.next;
    } while (after !== null);
    onTable(table, {
      sealed: steps.reduce((sum, { sealed }) => sum + sealed, 0),
      passed: steps.reduce((sum, { passed }) => sum + passed, 0),
      unreadable: steps.flatMap(({ unreadable }) => unreadable),
    });
  }
}

/** Whether every text in a row is sealed as it would be today, asked by reading it with a sealing that looks on. */
function onlooking(sealing: Sealing): { seen: Sealing; sawOld: () => boolean } {
  let old = false;
  const seen: Sealing = {
    ...sealing,
    open: (kept, place) => {
      if (!sealing.isCurrent(kept)) old = true;
      return sealing.open(kept, place);
    },
  };
  return { seen, sawOld: () => old };
}

/** The tokens of workspaces. One that was let out has none. */
async function sealInstallations(
  client: PrismaClient,
  sealing: Sealing,
  after: string | null,
): Promise<Step> {
  const found = await client.$queryRaw<{ key: string; platform: string; id: string; secret: string }[]>`
    SELECT * FROM (SELECT platform || '/' || id AS key, platform, id, secret FROM installation) AS i
    WHERE secret <> '' AND key COLLATE "C" > ${after ?? ''} ORDER BY key COLLATE "C" LIMIT ${STEP}`;
  return turnOver(
    found,
    sealing,
    ({ key }) => key,
    ({ platform, id, secret }, _rows, seen) => {
      const place = placeOf({ platform, id });
      const anew = sealing.seal(seen.open(secret, place), place);
      return async () =>
        (await client.installation.updateMany({ where: { platform, id, secret }, data: { secret: anew } }))
          .count;
    },
  );
}

/** Reads a row and, when something in it is to be sealed anew, has it written. */
async function turnOver<Row>(
  all: readonly Row[],
  sealing: Sealing,
  idOf: (row: Row) => string,
  change: (row: Row, rows: Rows, seen: Sealing) => () => Promise<number>,
): Promise<Step> {
  let sealed = 0;
  let passed = 0;
  const unreadable: string[] = [];
  for (const row of all) {
    const { seen, sawOld } = onlooking(sealing);
    let write: () => Promise<number>;
    try {
      write = change(row, createRows(seen), seen);
    } catch (error) {
      unreadable.push(`${idOf(row)}: ${error instanceof SealingError ? error.message : 'can’t be read'}`);
      continue;
    }
    if (!sawOld()) continue;
    if ((await write()) === 1) sealed += 1;
    else passed += 1;
  }
  const last = all.at(-1);
  return { sealed, passed, unreadable, next: last === undefined || all.length < STEP ? null : idOf(last) };
}

/** The version stays: nothing was decided. Whoever has the opening in hand writes it whole, sealed by themselves. */
async function sealOpenings(client: PrismaClient, sealing: Sealing, after: string | null): Promise<Step> {
  const found = await client.opening.findMany({
    where: after === null ? {} : { id: { gt: after } },
    orderBy: { id: 'asc' },
    take: STEP,
  });
  return turnOver(
    found,
    sealing,
    ({ id }) => id,
    (row, rows) => {
      const written = JSON.stringify(rows.writeOpening(rows.readOpening(row)));
      return () => client.$executeRaw`
      UPDATE opening SET contact_name = next.contact_name, phone = next.phone, email = next.email,
        details = next.details, seats = next.seats, placements = next.placements
      FROM jsonb_populate_record(NULL::opening, ${written}::jsonb) AS next
      WHERE opening.id = next.id AND opening.version = next.version`;
    },
  );
}

async function sealPeople(client: PrismaClient, sealing: Sealing, after: string | null): Promise<Step> {
  const found = await client.person.findMany({
    where: after === null ? {} : { id: { gt: after } },
    orderBy: { id: 'asc' },
    take: STEP,
  });
  return turnOver(
    found,
    sealing,
    ({ id }) => id,
    (row, rows) => {
      const name = rows.writeName(row.id, rows.readName(row));
      return async () =>
        (await client.person.updateMany({ where: { id: row.id, name: row.name }, data: { name } })).count;
    },
  );
}

/** Only those with a note. They only grow, but for what an erasure takes: sealing says that it is none of the acts. */
async function sealTimeline(client: PrismaClient, sealing: Sealing, after: string | null): Promise<Step> {
  const found = await client.$queryRaw<EntryRow[]>`
    SELECT * FROM timeline_entry WHERE id > ${BigInt(after ?? 0)} AND event->>'note' IS NOT NULL
    ORDER BY id LIMIT ${STEP}`;
  return turnOver(
    found,
    sealing,
    ({ id }) => String(id),
    (row, rows) => {
      const { event } = rows.writeTimelineEntry(row.opening_id, rows.readTimelineEntry(row));
      return async () => {
        const [, count] = await client.$transaction([
          client.$executeRaw`SELECT set_config('spotjob.erasure', 'on', true)`,
          client.$executeRaw`
          UPDATE timeline_entry SET event = ${JSON.stringify(event)}::jsonb
          WHERE id = ${row.id} AND event = ${JSON.stringify(row.event)}::jsonb`,
        ]);
        return count;
      };
    },
  );
}

/** How many contact persons and names there are under each key; null: in plain. */
export async function keysInUse(query: Query): Promise<ReadonlyMap<string | null, number>> {
  const rows = await query<{ sample: string; n: number }>(Prisma.sql`
    SELECT min(text) AS sample, count(*)::int AS n FROM (
      SELECT contact_name AS text FROM opening UNION ALL SELECT name FROM person
    ) AS kept WHERE text <> '' GROUP BY CASE WHEN text LIKE 'sealed:1:%' THEN split_part(text, ':', 3) END`);
  return new Map(rows.map(({ sample, n }) => [keyIdIn(sample), n]));
}
