import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Audit, AuditBreak, AuditDraft, AuditEntry, AuditHead } from '../app/ports/audit.ts';
import type { Access } from './database.ts';
import { type AuditEntry as EntryRow, Prisma, type PrismaClient } from './generated/client.ts';
import { personIdSchema, taskForceIdSchema } from './rows.ts';

/** Ours alone, beside the migrations' own: one process links at a time. */
const LINKING_LOCK = 72_707_371;

/** Entries read at once when a chain is checked. */
const PAGE = 1_000;

/** What stands in the place of a task force in entries of the installation. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

const GENESIS = '0'.repeat(64);

type LinkedRow = EntryRow & { readonly no: number };

export function createAudit({ client, query }: Access): Audit {
  return {
    record: async (draft) => {
      await query(recording(draft));
    },

    link: (limit) => client.$transaction((tx) => link(tx, limit)),

    verify: () => verify(client),

    last: async (taskForceId, limit) => {
      const rows = await client.auditEntry.findMany({
        where: { task_force_id: taskForceId ?? INSTALLATION },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(readEntry).reverse();
    },
  };
}

/** The statement that records it: by itself, or as part of a transaction. */
export function recording({ taskForceId, at, by, platform, what, subject, details }: AuditDraft): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO audit_entry (task_force_id, at, by, platform, what, subject, details)
    VALUES (${taskForceId ?? INSTALLATION}::uuid, ${at}::timestamptz, ${by}::uuid, ${platform}, ${what}, ${subject},
      ${JSON.stringify(detailsSchema.parse(details))}::jsonb)`;
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

function readEntry(row: EntryRow): AuditEntry {
  return {
    id: String(row.id),
    taskForceId: row.task_force_id === INSTALLATION ? null : taskForceIdSchema.parse(row.task_force_id),
    at: row.at,
    by: personIdSchema.nullable().parse(row.by),
    platform: row.platform,
    what: row.what,
    subject: row.subject,
    details: detailsSchema.parse(row.details),
  };
}

/** Covers everything in the entry, its place and the hash before it. JSON columns come back in one order of keys. */
function hashOf(before: string, no: number, row: EntryRow): string {
  const { id, task_force_id, at, by, platform, what, subject, details } = row;
  const covered = [
    before,
    no,
    task_force_id,
    String(id),
    at.toISOString(),
    by,
    platform,
    what,
    subject,
    details,
  ];
  return createHash('sha256').update(JSON.stringify(covered)).digest('hex');
}

/**
 * Gives waiting entries their place, in the order of their ids as far as they are seen: one that was committed late comes
 * after. Nothing happens while another process links.
 */
async function link(tx: Prisma.TransactionClient, limit: number): Promise<AuditHead[]> {
  const [lock] = await tx.$queryRaw<
    { got: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${LINKING_LOCK}) AS got`;
  if (lock?.got !== true) return [];
  const waiting = await tx.$queryRaw<EntryRow[]>`
    SELECT e.* FROM audit_unlinked u JOIN audit_entry e ON e.id = u.entry_id ORDER BY e.id LIMIT ${limit}`;
  if (waiting.length === 0) return [];
  const chains = [...new Set(waiting.map((row) => row.task_force_id))];
  const ends = await tx.$queryRaw<{ task_force_id: string; no: number; hash: string }[]>`
    SELECT last.task_force_id, last.no, last.hash FROM unnest(${chains}::uuid[]) AS chain(id) CROSS JOIN LATERAL (
      SELECT task_force_id, no, hash FROM audit_link WHERE task_force_id = chain.id ORDER BY no DESC LIMIT 1
    ) last`;
  const heads = new Map(ends.map(({ task_force_id, no, hash }) => [task_force_id, { no, hash }]));
  const links = waiting.map((row) => {
    const head = heads.get(row.task_force_id) ?? { no: 0, hash: GENESIS };
    const no = head.no + 1;
    const hash = hashOf(head.hash, no, row);
    heads.set(row.task_force_id, { no, hash });
    return { task_force_id: row.task_force_id, no, entry_id: String(row.id), hash };
  });
  await tx.$executeRaw`
    WITH linked AS (
      INSERT INTO audit_link (task_force_id, no, entry_id, hash)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb) AS link(task_force_id uuid, no int, entry_id bigint, hash text)
      RETURNING entry_id
    )
    DELETE FROM audit_unlinked USING linked WHERE audit_unlinked.entry_id = linked.entry_id`;
  return [...heads].map(([id, { no, hash }]) => headOf(id, no, hash));
}

function headOf(id: string, length: number, hash: string): AuditHead {
  return { taskForceId: id === INSTALLATION ? null : taskForceIdSchema.parse(id), length, hash };
}

async function verify(client: PrismaClient) {
  const heads: AuditHead[] = [];
  const broken: AuditBreak[] = [];
  const chains = await client.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT task_force_id AS id FROM audit_link ORDER BY task_force_id`;
  for (const { id } of chains) {
    const checked = await verifyChain(client, id);
    if ('why' in checked) broken.push(checked);
    else heads.push(checked);
  }
  const [counts] = await client.$queryRaw<{ waiting: number; lost: number }[]>`
    SELECT (SELECT count(*)::int FROM audit_unlinked) AS waiting,
      (SELECT count(*)::int FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)
        AND NOT EXISTS (SELECT FROM audit_unlinked u WHERE u.entry_id = e.id)) AS lost`;
  return { heads, broken, waiting: counts?.waiting ?? 0, unlinked: counts?.lost ?? 0 };
}

/** Follows a chain from its beginning; the first thing that is wrong ends it. */
async function verifyChain(client: PrismaClient, id: string): Promise<AuditHead | AuditBreak> {
  const { taskForceId } = headOf(id, 0, '');
  let no = 0;
  let hash = GENESIS;
  for (;;) {
    const rows = await client.$queryRaw<(Partial<LinkedRow> & { no: number; hash: string })[]>(Prisma.sql`
      SELECT l.no, l.hash, e.* FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
      WHERE l.task_force_id = ${id}::uuid AND l.no > ${no} ORDER BY l.no LIMIT ${PAGE}`);
    for (const row of rows) {
      no += 1;
      if (row.no !== no) return { taskForceId, no, why: 'link_missing' };
      if (!isWhole(row)) return { taskForceId, no, why: 'entry_missing' };
      hash = hashOf(hash, no, row);
      if (hash !== row.hash) return { taskForceId, no, why: 'changed' };
    }
    if (rows.length < PAGE) return headOf(id, no, hash);
  }
}

function isWhole(row: Partial<EntryRow>): row is EntryRow {
  return row.id !== undefined && row.id !== null;
}
