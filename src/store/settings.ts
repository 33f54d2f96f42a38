import * as z from 'zod';
import { CLOSED_BY_CUSTOM } from '../domain/calendar.ts';
import { DEFAULT_RETENTION } from '../domain/retention.ts';
import {
  DEFAULT_DIGEST,
  DEFAULT_DIGEST_TIME,
  DEFAULT_THRESHOLDS,
  DEFAULT_WORKING_HOURS,
  DIGEST_SECTIONS,
  type DigestShape,
  LOCALES,
  type TaskForce,
  type Thresholds,
} from '../domain/task-force.ts';
import { isCategory, isOwn } from '../domain/typed/categories.ts';
import { BUILT_IN_WORK, type WorkCatalogue } from '../domain/typed/work-catalogue.ts';
import { instantSchema } from './columns.ts';
import type * as tables from './generated/client.ts';
import { personIdSchema, roomIdSchema, taskForceIdSchema } from './rows.ts';

const days = z.number().nonnegative();

/** A threshold that a later version adds has its default in rows written before. */
const thresholdsSchema = z.object({
  loggedDays: days.default(DEFAULT_THRESHOLDS.loggedDays),
  claimedDaysSinceLogged: days.default(DEFAULT_THRESHOLDS.claimedDaysSinceLogged),
  claimedDaysSinceClaimed: days.default(DEFAULT_THRESHOLDS.claimedDaysSinceClaimed),
  releaseDaysSinceLogged: days.default(DEFAULT_THRESHOLDS.releaseDaysSinceLogged),
  contactedDays: days.default(DEFAULT_THRESHOLDS.contactedDays),
  thinkingCalendarDays: days.default(DEFAULT_THRESHOLDS.thinkingCalendarDays),
  visitBookedDays: days.default(DEFAULT_THRESHOLDS.visitBookedDays),
  matchingCalendarDays: days.default(DEFAULT_THRESHOLDS.matchingCalendarDays),
  longMatchingCalendarDays: days.default(DEFAULT_THRESHOLDS.longMatchingCalendarDays),
  presentedDays: days.default(DEFAULT_THRESHOLDS.presentedDays),
  agreedDays: days.default(DEFAULT_THRESHOLDS.agreedDays),
  nextLevelDays: days.default(DEFAULT_THRESHOLDS.nextLevelDays),
  stillOpenCalendarDays: days.default(DEFAULT_THRESHOLDS.stillOpenCalendarDays),
  checkInWeeks: z.array(z.int().positive()).default([...DEFAULT_THRESHOLDS.checkInWeeks]),
  retainedWeeks: z.number().positive().default(DEFAULT_THRESHOLDS.retainedWeeks),
  unreachable: z.object({ attempts: days, days, channels: days }).default(DEFAULT_THRESHOLDS.unreachable),
  sameCompanyCalendarDays: days.default(DEFAULT_THRESHOLDS.sameCompanyCalendarDays),
  callAheadDays: days.default(DEFAULT_THRESHOLDS.callAheadDays),
  waitListCalendarDays: days.default(DEFAULT_THRESHOLDS.waitListCalendarDays),
  visitAgainMonths: days.default(DEFAULT_THRESHOLDS.visitAgainMonths),
  fewestPeople: z.int().positive().default(DEFAULT_THRESHOLDS.fewestPeople),
}) satisfies z.ZodType<Thresholds, unknown>;

const months = z.int().min(1);
const hour = z.int().min(0).max(24);

const digestSchema = z.object({
  sections: z.array(z.enum(DIGEST_SECTIONS)),
  toCoordinators: z.boolean(),
  rooms: z.array(roomIdSchema),
  longWaitDays: z.int().min(1),
}) satisfies z.ZodType<DigestShape, unknown>;

const ownId = z.string().refine(isOwn);
const workSchema = z.object({
  own: z.array(z.object({ id: ownId, name: z.string() })),
  ownTasks: z.array(z.object({ id: ownId, category: z.string().refine(isCategory), name: z.string() })),
  hidden: z.array(z.string()),
}) satisfies z.ZodType<WorkCatalogue, unknown>;

const settingsSchema = z.object({
  calendar: z.object({
    zone: z.string(),
    closedYearly: z.array(z.string()).default([...CLOSED_BY_CUSTOM]),
    closedDays: z.array(z.string()).default([]),
    workingHours: z.object({ from: hour, to: hour }).default(DEFAULT_WORKING_HOURS),
  }),
  thresholds: thresholdsSchema.prefault({}),
  targetHistory: z
    .array(z.object({ target: z.int().nullable(), from: instantSchema, by: personIdSchema }))
    .default([]),
  retention: z
    .object({ contactMonths: months, companyMonths: months, noteMonths: months })
    .default(DEFAULT_RETENTION),
  digestTime: z.object({ weekday: z.int().min(1).max(7), hour }).default(DEFAULT_DIGEST_TIME),
  digest: digestSchema.default({ ...DEFAULT_DIGEST, sections: [...DIGEST_SECTIONS], rooms: [] }),
  work: workSchema.default({ ...BUILT_IN_WORK, own: [], ownTasks: [], hidden: [] }),
});

const localeSchema = z.enum(LOCALES);

type Row = Omit<tables.TaskForce, 'next_number'>;

export function readTaskForce(row: Row): TaskForce {
  return {
    id: taskForceIdSchema.parse(row.id),
    name: row.name,
    municipality: row.municipality,
    targetGroup: row.target_group,
    target: row.target,
    locale: localeSchema.parse(row.locale),
    foundedAt: row.founded_at,
    ...settingsSchema.parse(row.settings),
  };
}

/** A row as it comes within a JSON document. */
export const taskForceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    municipality: z.string(),
    target_group: z.string(),
    target: z.int().nullable(),
    locale: z.string(),
    founded_at: instantSchema,
    settings: z.custom<Row['settings']>(),
  })
  .transform(readTaskForce);

/** The columns of a task force to be made. */
export function writeTaskForce({
  calendar,
  thresholds,
  digestTime,
  digest,
  retention,
  work,
  targetHistory,
  targetGroup,
  foundedAt,
  ...rest
}: TaskForce) {
  const settings: z.input<typeof settingsSchema> = {
    calendar: {
      ...calendar,
      closedYearly: [...calendar.closedYearly],
      closedDays: [...calendar.closedDays],
    },
    thresholds: { ...thresholds, checkInWeeks: [...thresholds.checkInWeeks] },
    digestTime,
    digest: { ...digest, sections: [...digest.sections], rooms: [...digest.rooms] },
    retention: { ...retention },
    work: {
      own: work.own.map((one) => ({ ...one })),
      ownTasks: work.ownTasks.map((one) => ({ ...one })),
      hidden: [...work.hidden],
    },
    targetHistory: targetHistory.map(({ target, from, by }) => ({ target, from: from.toISOString(), by })),
  };
  return { ...rest, target_group: targetGroup, founded_at: foundedAt, settings };
}
