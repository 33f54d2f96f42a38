import * as z from 'zod';
import { linkAudit } from '../app/keep-audit.ts';
import type { AuditBreak } from '../app/ports/audit.ts';
import type { TaskForceId } from '../domain/ids.ts';
import { CommandError, type Desk } from './run-command.ts';

const WHY: Readonly<Record<AuditBreak['why'], string>> = {
  link_missing: 'a link is missing',
  entry_missing: 'the entry is gone',
  changed: 'the entry or its link was changed',
};

/**
 * Links what waits, then follows each chain. A whole chain's last hash is told: kept elsewhere, it also shows a chain that
 * was cut at its end or written anew.
 */
export async function verifyAudit({ store, print }: Desk): Promise<void> {
  await linkAudit(store);
  const names = new Map((await store.taskForces.all()).map(({ id, name }) => [id, name]));
  const nameOf = (id: TaskForceId | null) => (id === null ? 'installation' : (names.get(id) ?? id));
  const { heads, broken, unlinked } = await store.audit.verify();
  for (const { taskForceId, length, hash } of heads)
    print(`${nameOf(taskForceId)}: ${length} entries, whole, last ${hash}`);
  for (const { taskForceId, no, why } of broken)
    print(`${nameOf(taskForceId)}: broken at ${no}: ${WHY[why]}`);
  if (heads.length + broken.length + unlinked === 0) print('The audit has no entries yet.');
  if (unlinked > 0) print(`${unlinked} entries stand outside of every chain.`);
  if (broken.length > 0 || unlinked > 0) throw new CommandError('The audit is not what it was.');
}

export async function showAudit({ store, print }: Desk, name: string | null, last: string): Promise<void> {
  const all = await store.taskForces.all();
  const chosen = all.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  if (name !== null && chosen === undefined) throw new CommandError(`There is no task force called ${name}.`);
  const limit = z.coerce.number().int().min(1).max(10_000).safeParse(last);
  if (!limit.success) throw new CommandError('--last takes a number from 1 to 10000.');
  const entries = await store.audit.last(chosen?.id ?? null, limit.data);
  if (entries.length === 0) print(`The audit of ${chosen?.name ?? 'the installation'} has no entries yet.`);
  for (const entry of entries) {
    const { at, by, platform, what, subject, details } = entry;
    const more = Object.keys(details).length === 0 ? '' : ` ${JSON.stringify(details)}`;
    print(`${at.toISOString()} ${by ?? 'bot'} ${platform ?? '-'} ${what} ${subject ?? '-'}${more}`);
  }
}
