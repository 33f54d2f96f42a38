import { inWorkingHours } from '../../domain/calendar.ts';
import type { Instant, TaskForceId } from '../../domain/ids.ts';
import { type Decision, withNudging } from '../../domain/opening/decision.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { askStillOpen, release } from '../../domain/opening/opening-acts.ts';
import { escalationOf, type NudgeReceiver, sweepOpening } from '../../domain/opening/staleness.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type Audiences, announce, jobcentreRooms, laneOf, presentOwner } from '../outgoing/announce.ts';
import { homeRefreshes } from '../outgoing/announce-home.ts';
import type { Destination } from '../outgoing/destination.ts';
import type { Change, NudgeDraft } from '../ports/openings.ts';
import type { ReadDue } from '../ports/overview.ts';
import type { Store } from '../ports/store.ts';
import { eachDue, type Looked } from './one-by-one.ts';
import { followUpStep } from './sweep-follow-ups.ts';
import { nudgeMessage, type Step, type Swept } from './swept.ts';

/** What was done, and the ids of openings that could not be swept, or not even be read. */
export type SweepResult = Looked<string, Swept>;

/**
 * Gives what is due at `now`: nudges, releases, the question whether it is still open. Reads only what is due, decides
 * each again from its current state, and goes on after one that fails. What somebody else changed meanwhile is left to
 * the next sweep.
 *
 * @param dry decide and tell, change nothing
 */
export async function sweep(store: Store, now: Instant, dry: boolean): Promise<SweepResult> {
  const audiencesOf = rememberAudiences(store);
  const { overview } = store;
  const openings = await sweepDue(overview.due, STEPS);
  const placements = await sweepDue(overview.dueFollowUps, [followUpStep]);
  return {
    done: [...openings.done, ...placements.done],
    failures: [...openings.failures, ...placements.failures],
  };

  function sweepDue(read: ReadDue, steps: readonly Decide[]): Promise<SweepResult> {
    return eachDue(
      (limit, onUnreadable) => read(now, limit, onUnreadable),
      async (opening) => sweepOne(store, opening, steps, await audiencesOf(opening.taskForceId), now, dry),
    );
  }
}

/** Rooms and members are read once a sweep and task force, not once an opening. */
function rememberAudiences({ taskForces, directory }: Store): (id: TaskForceId) => Promise<Audiences> {
  const known = new Map<TaskForceId, Promise<Audiences>>();
  const load = async (id: TaskForceId): Promise<Audiences> => {
    const [taskForce, rooms, members] = await Promise.all([
      taskForces.find(id),
      taskForces.rooms(id),
      directory.members(id),
    ]);
    if (taskForce === null) throw new Error('an opening belongs to no task force');
    return { taskForce, rooms, members };
  };
  return (id) => {
    const loading = known.get(id) ?? load(id);
    known.set(id, loading);
    return loading;
  };
}

type Decide = (opening: Opening, to: Audiences, now: Instant) => Step | null;

/** What a sweep at `now` would do with this opening and its placements, decided and not done. */
export function wouldSweep(
  opening: Opening,
  to: Audiences,
  now: Instant,
  steps: readonly Decide[] = [...STEPS, followUpStep],
): Swept[] {
  return steps.flatMap((decide) => {
    const step = decide(opening, to, now);
    if (step === null) return [];
    const { change, ...swept } = step;
    return [swept];
  });
}

async function sweepOne(
  store: Store,
  opening: Opening,
  steps: readonly Decide[],
  to: Audiences,
  now: Instant,
  dry: boolean,
): Promise<Swept[]> {
  if (dry) return wouldSweep(opening, to, now, steps);
  const done: Swept[] = [];
  let current = opening;
  for (const decide of steps) {
    const step = decide(current, to, now);
    if (step === null) continue;
    const { change, ...swept } = step;
    const committed = await store.openings.commit(change);
    if (committed.kind !== 'committed') return done;
    current = committed.opening;
    done.push(swept);
  }
  return done;
}

function nudgeStep(opening: Opening, to: Audiences, now: Instant): Step | null {
  const { taskForce } = to;
  const due = sweepOpening(
    opening,
    (receiver) => receiversOf(receiver, opening, to).length > 0,
    taskForce,
    now,
  );
  switch (due.kind) {
    case 'not_due':
      return postponeStep(opening, to, now);
    case 'nobody_left':
      return step('nobody_left', [], save(withNudging(opening, due.nudging)), opening, taskForce);
    case 'release':
      return decided('release', release(opening, { taskForce: to.taskForce, now }), opening, to, now);
    case 'nudge': {
      const receivers = receiversOf(due.receiver, opening, to);
      const next = withNudging(opening, due.nudging);
      const { level } = due.nudging;
      const nudges = receivers.map((receiver): NudgeDraft => {
        return { openingId: opening.id, round: opening.round, level, receiver: due.receiver, to: receiver };
      });
      const timeline = [{ at: now, by: null, platform: null, event: { kind: 'nudged', level } as const }];
      const change = {
        ...save(next),
        timeline,
        nudges,
        outbox: [
          ...receivers.map((receiver) => nudgeMessage(opening.taskForceId, receiver)),
          ...homeRefreshes(opening.taskForceId, to.members, [opening.loggedBy, ownerOf(opening)]),
        ],
      };
      return step('nudge', receivers, change, opening, taskForce);
    }
  }
}

/** Due, but found outside working hours, as after an outage: it waits for the next morning. */
function postponeStep(opening: Opening, { taskForce }: Audiences, now: Instant): Step | null {
  const { nudging } = opening;
  const open = inWorkingHours(now, taskForce.calendar);
  if (nudging.at === null || nudging.at > now || open <= now) return null;
  return step('postpone', [], save(withNudging(opening, { ...nudging, at: open })), opening, taskForce);
}

export const STEPS: readonly Decide[] = [nudgeStep, stillOpenStep];

function stillOpenStep(opening: Opening, to: Audiences, now: Instant): Step | null {
  if (inWorkingHours(now, to.taskForce.calendar) > now) return null;
  return decided('ask_still_open', askStillOpen(opening, { taskForce: to.taskForce, now }), opening, to, now);
}

function decided(
  does: Swept['does'],
  decision: Decision,
  opening: Opening,
  to: Audiences,
  now: Instant,
): Step | null {
  if (decision.kind !== 'changed') return null;
  const { next, event } = decision;
  const outbox = announce(opening, next, event, null, to);
  const told = outbox.filter((draft) => draft.outgoing.kind === 'note').map((draft) => draft.to);
  const timeline = [{ at: now, by: null, platform: null, event }];
  return step(does, told, { ...save(next), timeline, outbox }, opening, to.taskForce);
}

function step(
  does: Swept['does'],
  receivers: readonly Destination[],
  change: Change,
  opening: Opening,
  taskForce: TaskForce,
): Step {
  return { opening, taskForce, does, receivers, change };
}

function save(opening: Opening): Change {
  return { receipt: null, opening: { kind: 'save', opening }, timeline: [], nudges: [], outbox: [] };
}

/** Who hears at a level: those who hold it and did not hear at an earlier level of this round. */
function receiversOf(receiver: NudgeReceiver, opening: Opening, to: Audiences): Destination[] {
  if (opening.status === 'closed') return [];
  const escalation = escalationOf(opening, to.taskForce);
  const earlier = escalation
    .slice(0, escalation.indexOf(receiver))
    .flatMap((before) => holdersOf(before, opening, to));
  const told = new Set(earlier.map(laneOf));
  return holdersOf(receiver, opening, to).filter((holder) => !told.has(laneOf(holder)));
}

function holdersOf(receiver: NudgeReceiver, opening: Opening, to: Audiences): Destination[] {
  const { rooms, members } = to;
  switch (receiver) {
    case 'jobcentre_room':
      return jobcentreRooms(rooms).map((room) => ({ kind: 'room', roomId: room.id }));
    case 'owner': {
      const owner = presentOwner(opening, to);
      return owner === null ? [] : [{ kind: 'person', personId: owner }];
    }
    case 'consultant_lead':
    case 'coordinator':
      return members
        .filter((member) => member.roles.includes(receiver))
        .map((member) => ({ kind: 'person', personId: member.person.id }));
  }
}
