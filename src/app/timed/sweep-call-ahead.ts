import type { Instant } from '../../domain/ids.ts';
import { lapseCallAhead } from '../../domain/opening/call-ahead.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { announce } from '../outgoing/announce.ts';
import type { Store } from '../ports/store.ts';
import { eachDue, type Looked } from './one-by-one.ts';

/**
 * Goes on without an ambassador who didn't answer; the owner hears it once.
 *
 * @returns the openings that went on, and the ids of those for which it failed, or that can't be read
 * @param dry tell, change nothing
 */
export async function lapseCallsAhead(
  store: Store,
  now: Instant,
  dry: boolean,
): Promise<Looked<string, Opening>> {
  return eachDue(
    (limit, onUnreadable) => store.overview.dueCallsAhead(now, limit, onUnreadable),
    async (opening) => ((await lapseOne(store, opening, now, dry)) ? [opening] : []),
  );
}

async function lapseOne(store: Store, opening: Opening, now: Instant, dry: boolean): Promise<boolean> {
  const { taskForces, directory, openings } = store;
  const taskForce = await taskForces.find(opening.taskForceId);
  if (taskForce === null) throw new Error('an opening belongs to no task force');
  const decision = lapseCallAhead(opening, { taskForce, now });
  if (decision.kind !== 'changed') return false;
  if (dry) return true;
  const { next, event } = decision;
  const [rooms, members] = await Promise.all([
    taskForces.rooms(taskForce.id),
    directory.members(taskForce.id),
  ]);
  const committed = await openings.commit({
    receipt: null,
    opening: { kind: 'save', opening: next },
    timeline: [{ at: now, by: null, platform: null, event }],
    nudges: [],
    outbox: announce(opening, next, event, null, { taskForce, rooms, members }),
  });
  return committed.kind === 'committed';
}
