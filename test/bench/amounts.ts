import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { createDispatch } from '../../src/app/dispatch.ts';
import { createTurns } from '../../src/app/in-turn.ts';
import type { Request } from '../../src/app/intent.ts';
import { createCompose } from '../../src/app/outgoing/compose-outgoing.ts';
import { sweep } from '../../src/app/timed/sweep.ts';
import { MOST_AT_ONCE } from '../../src/delivery/deliver.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { createStore } from '../../src/store/create-store.ts';
import type { Database } from '../../src/store/database.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { fresh, type Home, saving, senderIn, settled, stored } from '../contract/fixtures.ts';
import { at, changedBy, TUESDAY } from '../support/builders.ts';
import { makePostgresDatabase } from '../support/databases.ts';
import { median, milliseconds, pairs, type Row } from './measure.ts';

/** Before Tuesday's nudge: due since Monday. */
const LAST_WEEK = at('2026-11-12T10:00:00+01:00');
const DUE = 1_000;
const TASK_FORCES = 98;

type Store = ReturnType<typeof createStore>;

/** A database of its own with so many openings in it: in each hundred three are open, and `due` in all wait for their nudge. */
interface Stock {
  readonly store: Store;
  readonly pool: pg.Pool;
  readonly homes: readonly Home[];
  drop(): Promise<void>;
}

async function stock(openings: number, taskForces: number, due: number): Promise<Stock> {
  const made = await makePostgresDatabase();
  const database: Database = openPostgres(made.url, () => undefined);
  await database.migrate();
  const store = createStore(database);
  const pool = new pg.Pool({ connectionString: made.url, max: 1 });
  const homes: Home[] = [];
  for (let nth = 0; nth < taskForces; nth += 1) {
    const home = await settled(store, `Birkholm ${nth}`);
    homes.push(home);
    await fill(store, pool, home, Math.round(openings / taskForces), Math.round(due / taskForces));
  }
  await pool.query('VACUUM ANALYZE');
  return {
    store,
    pool,
    homes,
    drop: async () => {
      await pool.end();
      await database.close();
      await made.drop();
    },
  };
}

/** What is closed was told over two years, as it would be, and not all in one week. */
const CLOSED_OVER_DAYS = 730;

/**
 * Copies of three that the domain made, with their timelines, by SQL: one that is due, one that isn't yet, one that is closed.
 * Their keys are right as they are, and nobody audits them: the triggers are left out.
 */
async function fill(store: Store, pool: pg.Pool, home: Home, all: number, due: number): Promise<void> {
  const { taskForce, coordinator } = home;
  const act = { by: coordinator, roles: ['coordinator', 'consultant'] as const, taskForce, now: LAST_WEEK };
  const waiting = await stored(store, fresh(taskForce, {}, LAST_WEEK, coordinator));
  const later = await stored(store, fresh(taskForce, {}, TUESDAY, coordinator));
  const closing = await stored(store, fresh(taskForce, {}, LAST_WEEK, coordinator));
  await store.openings.commit(saving(changedBy(close(closing, 'job_order', null, act))));
  const open = Math.max(0, Math.round(all * 0.03) - due);
  let number = 3;
  for (const [model, copies, overDays] of [
    [waiting, due - 1, 0],
    [later, open, 0],
    [closing, all - due - open, CLOSED_OVER_DAYS],
  ] as const) {
    await copy(pool, model, Math.max(0, copies), number, overDays);
    number += Math.max(0, copies);
  }
  await pool.query('UPDATE task_force SET next_number = $1 WHERE id = $2', [number + 1, taskForce.id]);
}

async function copy(
  pool: pg.Pool,
  { id }: Opening,
  copies: number,
  after: number,
  overDays: number,
): Promise<void> {
  await pool.query('SET session_replication_role = replica');
  await pool.query(
    `WITH made AS (
       INSERT INTO opening
       SELECT made.* FROM (SELECT to_jsonb(o) AS model, o.logged_at AS o_logged FROM opening o WHERE id = $1) AS one,
         generate_series(1, $2::int) AS nth,
         LATERAL jsonb_populate_record(NULL::opening, model || jsonb_build_object(
           'id', gen_random_uuid(), 'number', $3::int + nth, 'company', 'Firma ' || nth, 'company_key', 'firma ' || nth,
           'logged_at', o_logged - $4 * nth * interval '1 day' / $2)) AS made
       RETURNING id
     )
     INSERT INTO timeline_entry (task_force_id, opening_id, at, by, platform, event)
     SELECT t.task_force_id, made.id, t.at, t.by, t.platform, t.event FROM made, timeline_entry t WHERE t.opening_id = $1`,
    [id, copies, after, overDays],
  );
  await pool.query('SET session_replication_role = origin');
}

export async function sweepRow(many: number, few: number, rounds: number): Promise<Row> {
  const [small, large] = [await stock(few, 1, DUE), await stock(many, 1, DUE)];
  try {
    // Decided and not written, so that the same are due in each round.
    const at = ({ store }: Stock) =>
      milliseconds(async () => {
        const { done, failures } = await sweep(store, TUESDAY, true);
        if (done.length < DUE || failures.length > 0)
          throw new Error(`${done.length} swept, ${failures.length} failed`);
      });
    const { base, mine, ratio } = await pairs(
      rounds,
      () => at(small),
      () => at(large),
    );
    return {
      what: `sweep with ${count(DUE)} due among ${count(many)} openings`,
      baseline: `the same among ${count(few)}`,
      base: `${base.toFixed(0)} ms`,
      mine: `${mine.toFixed(0)} ms`,
      ratio,
      goal: { at: 'most', ratio: 1.5 },
    };
  } finally {
    await small.drop();
    await large.drop();
  }
}

const count = (value: number) => value.toLocaleString('en');

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What is still in use of the heap, in megabytes: the rest would only say when it was collected last. */
function heldMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1_048_576;
}

/** As delivery composes them on a Monday at eight: so many lanes side by side. */
export async function digestRow(openings: number, rounds: number): Promise<Row> {
  const full = await stock(openings, TASK_FORCES, 0);
  const { store, pool, homes } = full;
  try {
    const compose = createCompose(store, { now: () => TUESDAY });
    const held: number[] = [];
    const { base, mine, ratio } = await pairs(
      rounds,
      () =>
        milliseconds(() =>
          pool.query(
            `SELECT task_force_id, status, count(*), sum(places), count(*) FILTER (WHERE next_nudge_at < $1), count(*) FILTER (WHERE logged_at > $2)
             FROM opening GROUP BY task_force_id, status`,
            [TUESDAY, LAST_WEEK],
          ),
        ),
      () =>
        milliseconds(async () => {
          const waiting = [...homes];
          const lane = async () => {
            for (let home = waiting.shift(); home !== undefined; home = waiting.shift()) {
              const composed = await compose(digestFor(home.taskForce.id, home.coordinator));
              if (composed === null) throw new Error('no digest');
            }
          };
          await Promise.all(Array.from({ length: MOST_AT_ONCE }, lane));
        }).finally(() => held.push(heldMb())),
    );
    return {
      what: `weekly digest of ${TASK_FORCES} task forces, ${count(openings)} openings in all`,
      baseline: 'the aggregate query by bare pg',
      base: `${base.toFixed(0)} ms`,
      mine: `${mine.toFixed(0)} ms`,
      ratio,
      goal: { at: 'most', ratio: 3 },
      remark: `${held.at(0)?.toFixed(0)} MB in use after the first round and ${held.at(-1)?.toFixed(0)} MB after the last`,
    };
  } finally {
    await full.drop();
  }
}

function digestFor(taskForceId: Home['taskForce']['id'], personId: Home['coordinator']) {
  return {
    id: '1',
    lane: `person:${personId}`,
    fence: 1,
    taskForceId,
    to: { kind: 'person', personId },
    outgoing: { kind: 'digest', asOf: TUESDAY.toISOString() },
    attempts: 0,
    queuedAt: TUESDAY,
    inDoubt: false,
    cause: null,
    waited: false,
  } as const;
}

const CLAIMANTS = 100;

export async function claimsRow(rounds: number): Promise<Row> {
  const made = await makePostgresDatabase();
  const database = openPostgres(made.url, () => undefined);
  await database.migrate();
  const store = createStore(database);
  try {
    const home = await settled(store);
    const dispatch = createDispatch({
      store,
      clock: { now: () => TUESDAY },
      newId: randomUUID,
      newCode: randomUUID,
      defaults: { locale: 'da', timezone: 'Europe/Copenhagen' },
      commandPrefix: () => '/spotjob ',
      hasHomePage: () => true,
      wake: () => {},
      inTurn: createTurns(),
    });
    const consultants = Array.from({ length: CLAIMANTS }, (_, nth) =>
      senderIn(home.room, `Konsulent ${nth}`, `U${nth}`),
    );
    const claimed = (opening: Opening, by: readonly Request['sender'][]) =>
      Promise.all(
        by.map((sender) =>
          dispatch({
            sender,
            intent: {
              kind: 'press',
              press: { act: 'claim', taskForceId: home.taskForce.id, openingId: opening.id },
            },
            key: randomUUID(),
          }),
        ),
      );
    const opening = () => stored(store, fresh(home.taskForce));
    for (const sender of consultants) await claimed(await opening(), [sender]);
    const { base, mine, ratio } = await pairs(
      rounds,
      async () => {
        const times = [];
        for (const sender of consultants.slice(0, 10)) {
          const one = await opening();
          times.push(await milliseconds(() => claimed(one, [sender])));
        }
        return median(times);
      },
      async () => {
        const one = await opening();
        const ms = await milliseconds(() => claimed(one, consultants));
        const winners = (await store.openings.timeline(home.taskForce.id, one.id)).filter(
          ({ event }) => event.kind === 'claimed',
        );
        if (winners.length !== 1) throw new Error(`${winners.length} winners`);
        return ms;
      },
    );
    return {
      what: `${CLAIMANTS} claims on one opening at once: one winner`,
      baseline: 'one claim',
      base: `${base.toFixed(1)} ms`,
      mine: `${mine.toFixed(1)} ms`,
      ratio,
      goal: { at: 'most', ratio: 30 },
    };
  } finally {
    await database.close();
    await made.drop();
  }
}
