import type { Instant } from '../../domain/ids.ts';
import { lapseCallAhead } from '../../domain/opening/call-ahead.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { announce } from '../outgoing/announce.ts';
import type { Store } from '../ports/store.ts';

/** Calls ahead that nobody made in time: those that went on without, and those for which that couldn't be written. */
export interface LapsedCalls {
  readonly lapsed: readonly Opening[];
  readonly failures: readonly { readonly opening: Opening; readonly error: unknown }[];
}

/** Openings read at a time; more wait for the next look, a minute later. */
const BATCH = 200;

/**
 * Goes on without an ambassador who didn't answer; the owner hears it once.
 *
 * @param dry tell, change nothing
 */
export async function lapseCallsAhead(store: Store, now: Instant, dry: boolean): Promise<LapsedCalls> {
  const lapsed: Opening[] = [];
  const failures: { opening: Opening; error: unknown }[] = [];
  for (const opening of await store.overview.dueCallsAhead(now, BATCH)) {
    try {
      if (await lapseOne(store, opening, now, dry)) lapsed.push(opening);
    } catch (error) {
      failures.push({ opening, error });
    }
  }
  return { lapsed, failures };
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
