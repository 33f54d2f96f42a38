import type { Overview } from '../app/ports/overview.ts';
import type { Instant, PersonId } from '../domain/ids.ts';
import { awaitsDecision } from '../domain/opening/asking-again.ts';
import { isNamedInStories } from '../domain/opening/story-consent.ts';
import type { Fresh } from '../domain/reports/digest.ts';
import { companyKey } from '../domain/typed/company.ts';
import { type CountedRow, readCounted } from './counted-rows.ts';
import type { Access } from './database.ts';
import { Prisma } from './generated/client.ts';
import { openingDetailsSchema } from './opening-details.ts';
import { readable } from './readable.ts';
import { type OpeningRow, personIdSchema } from './rows.ts';
import type { Rows } from './sealed-rows.ts';
import { SELECT_OPENING } from './selects.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** A week's openings are those after its first instant and up to its last, so that none is told in two digests. */
export function isLoggedInWeekBefore(loggedAt: Instant, now: Instant): boolean {
  return loggedAt > weekBefore(now) && loggedAt <= now;
}

const weekBefore = (now: Instant) => new Date(now.getTime() - WEEK_MS);

export function createOverview({ client, query }: Access, rowsOf: Rows): Overview {
  const { readOpening } = rowsOf;

  const targetInput: Overview['targetInput'] = async (taskForceId, now) => {
    const [[counted], withPlacements] = await Promise.all([
      query<{ spotted: number } & Fresh>(Prisma.sql`
        SELECT logged.*, (
            SELECT count(*)::int FROM opening WHERE task_force_id = ${taskForceId}::uuid AND kind = 'job'
          ) AS spotted
        FROM (
          SELECT count(*) FILTER (WHERE kind = 'job')::int AS openings,
            coalesce(sum(places) FILTER (WHERE kind = 'job'), 0)::int AS places,
            count(*) FILTER (WHERE kind = 'visit_request')::int AS visits
          FROM opening WHERE task_force_id = ${taskForceId}::uuid AND kind IN ('job', 'visit_request')
            AND logged_at > ${weekBefore(now)} AND logged_at <= ${now}
        ) AS logged`),
      query<Pick<OpeningRow, 'id' | 'placements' | 'company' | 'details'>>(Prisma.sql`
        SELECT id, placements, company, details FROM opening
        WHERE task_force_id = ${taskForceId}::uuid AND placements <> '[]' ORDER BY number`),
    ]);
    if (counted === undefined) throw new Error('a count is one row');
    const { spotted, ...fresh } = counted;
    return {
      spotted,
      fresh,
      placements: withPlacements.flatMap(({ id, placements, company, details }) => {
        const named = isNamedInStories({ company, details: openingDetailsSchema.parse(details) });
        return rowsOf.readPlacements(id, placements).map((placement) => ({ ...placement, company, named }));
      }),
    };
  };

  return {
    due: async (now, limit, onUnreadable) => {
      const rows = await query<OpeningRow>(Prisma.sql`
        ${SELECT_OPENING} WHERE next_nudge_at <= ${now} OR ask_still_open_at <= ${now}
        ORDER BY least(next_nudge_at, ask_still_open_at), id LIMIT ${limit}`);
      return readable(rows, readOpening, onUnreadable);
    },

    dueCallsAhead: async (now, limit, onUnreadable) => {
      const rows = await client.opening.findMany({
        where: { call_ahead_until: { lte: now } },
        orderBy: [{ call_ahead_until: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return readable(rows, readOpening, onUnreadable);
    },

    dueAgain: async (now, limit, onUnreadable, apartFrom = []) => {
      const rows = await client.opening.findMany({
        where: { ask_again_at: { lte: now }, task_force_id: { notIn: [...apartFrom] } },
        orderBy: [{ ask_again_at: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return readable(rows, readOpening, onUnreadable);
    },

    dueAgainIn: async (taskForceId, by) => {
      const rows = await client.opening.findMany({
        where: { ask_again_at: { lte: by }, task_force_id: taskForceId },
        orderBy: [{ ask_again_at: 'asc' }, { id: 'asc' }],
      });
      return rows.map(readOpening);
    },

    dueFollowUps: async (now, limit, onUnreadable) => {
      const rows = await client.opening.findMany({
        where: { follow_up_at: { lte: now } },
        orderBy: [{ follow_up_at: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return readable(rows, readOpening, onUnreadable);
    },

    followed: async (taskForceId, person) => {
      const theirs = (id: PersonId) => [{ owner: id }, { placements: { array_contains: [{ broker: id }] } }];
      const where = {
        task_force_id: taskForceId,
        followed: true,
        ...(person === undefined ? {} : { OR: theirs(person) }),
      };
      return (await client.opening.findMany({ where, orderBy: { number: 'asc' } })).map(readOpening);
    },

    whole: async (taskForceId, ids) => {
      const rows = await query<OpeningRow>(Prisma.sql`
        ${SELECT_OPENING} WHERE task_force_id = ${taskForceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY number`);
      return rows.map(readOpening);
    },

    digestInput: async (taskForceId, now) => {
      // What is closed and long past is most of it, and isn't looked at: each part goes by an index of its own.
      const [open, toDecide, target] = await Promise.all([
        query<CountedRow>(Prisma.sql`
          SELECT id, number, status, since, acted_at, logged_at, meeting_id, snoozed_until, agreement, thinking_until,
            visit_on, seats
          FROM opening WHERE task_force_id = ${taskForceId}::uuid AND status <> 'closed' ORDER BY logged_at, number`),
        query<OpeningRow>(Prisma.sql`
          ${SELECT_OPENING} WHERE task_force_id = ${taskForceId}::uuid
            AND again ->> 'state' IN ('asked', 'reopening_wanted') ORDER BY logged_at, number`),
        targetInput(taskForceId, now),
      ]);
      return {
        ...target,
        open: open.map(readCounted),
        toDecide: toDecide.map(readOpening).filter(awaitsDecision),
      };
    },

    targetInput,

    lastOwnerOf: async (taskForceId, company, apartFrom) => {
      const row = await client.opening.findFirst({
        where: {
          task_force_id: taskForceId,
          company_key: companyKey(company),
          owner: { not: null },
          ...(apartFrom === undefined ? {} : { id: { not: apartFrom } }),
        },
        orderBy: [{ acted_at: 'desc' }, { number: 'desc' }],
        select: { owner: true },
      });
      return personIdSchema.nullable().parse(row?.owner ?? null);
    },

    similar: async (taskForceId, company, category, since) => {
      const [row] = await query<OpeningRow>(Prisma.sql`
        ${SELECT_OPENING} WHERE task_force_id = ${taskForceId}::uuid AND company_key = ${companyKey(company)}
          AND category IS NOT DISTINCT FROM ${category} AND status <> 'closed' AND logged_at >= ${since}
        ORDER BY logged_at DESC, number DESC LIMIT 1`);
      return row === undefined ? null : readOpening(row);
    },
  };
}
