import { randomUUID } from 'node:crypto';
import type { Change } from '../../src/app/ports/openings.ts';
import type { Store } from '../../src/app/ports/store.ts';
import type { TaskForce } from '../../src/domain/task-force.ts';
import type { Database } from '../../src/store/database.ts';

/**
 * Writes what a task force lived in one store into a database, each opening with its whole timeline at once: months that
 * were lived in memory cost a database seconds.
 */
export async function rewriteLife(
  from: Store,
  { taskForce }: { readonly taskForce: TaskForce },
  to: Store,
  { client }: Database,
): Promise<void> {
  const code = randomUUID();
  await to.setUpCodes.issue(code, taskForce.foundedAt);
  const account = { platform: 'slack', workspaceId: taskForce.id, userId: 'Bodil', name: 'Bodil' };
  const { id: coordinator } = await to.directory.personOf(account);
  const now = taskForce.foundedAt;
  await to.taskForces.create({
    code,
    taskForce,
    rooms: [],
    coordinator,
    joinCode: randomUUID(),
    now,
    outbox: [],
  });
  const { meetings } = await from.results.facts(taskForce.id);
  await client.meeting.createMany({
    data: meetings.map(({ id, kind, startedAt, participants }) => ({
      id,
      task_force_id: taskForce.id,
      kind,
      status: 'ended',
      started_by: coordinator,
      started_at: startedAt,
      ended_at: startedAt,
      companies: participants?.companies ?? null,
      others: participants?.others ?? null,
      version: 1,
    })),
  });
  const changes: Change[] = [];
  for (let number = 1; ; number += 1) {
    const opening = await from.openings.findByNumber(taskForce.id, number);
    if (opening === null) break;
    const timeline = await from.openings.timeline(taskForce.id, opening.id);
    changes.push({ receipt: null, opening: { kind: 'create', opening }, timeline, nudges: [], outbox: [] });
  }
  const end = await to.openings.commitTogether(changes);
  if (end !== 'committed') throw new Error(`not written: ${end}`);
}
