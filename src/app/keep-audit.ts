import type { Instant, PersonId, TaskForceId } from '../domain/ids.ts';
import type { AuditDraft, AuditHead } from './ports/audit.ts';
import type { Store } from './ports/store.ts';
import type { Scene } from './scene.ts';

/**
 * Writes down what the timeline and the memberships don't: a refusal, a look at contact data, an export. None of them is
 * on the way that people take all day, so each may cost a round trip.
 */
export async function recordOf(
  { app, taskForce, standing, request, now }: Scene,
  what: 'refused' | 'contact_read' | 'settings_changed' | 'roles_given',
  subject: string | null,
  details: AuditDraft['details'] = {},
): Promise<void> {
  const { platform } = request.sender;
  await app.store.audit.record({
    taskForceId: taskForce.id,
    at: now,
    by: standing.person.id,
    platform,
    what,
    subject,
    details,
  });
}

/** Files of results, by whom they were fetched; null: by whoever runs the bot. */
export async function recordExport(
  { audit }: Pick<Store, 'audit'>,
  taskForceId: TaskForceId,
  { at, by, format }: { readonly at: Instant; readonly by: PersonId | null; readonly format: string },
): Promise<void> {
  const what = 'results_exported';
  await audit.record({ taskForceId, at, by, platform: null, what, subject: null, details: { format } });
}

const BATCH = 500;

/** Gives everything that waits its place in the chain; the ends of the chains are the anchor that a log keeps. */
export async function linkAudit({ audit }: Pick<Store, 'audit'>): Promise<readonly AuditHead[]> {
  const ends = new Map<string | null, AuditHead>();
  for (;;) {
    const heads = await audit.link(BATCH);
    for (const head of heads) ends.set(head.taskForceId, head);
    if (heads.length === 0) return [...ends.values()];
  }
}
