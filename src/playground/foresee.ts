import { laneOf } from '../app/outgoing/announce.ts';
import type { Destination } from '../app/outgoing/destination.ts';
import type { BoundRoom } from '../app/ports/people.ts';
import type { Store } from '../app/ports/store.ts';
import { digestDrafts } from '../app/timed/send-digests.ts';
import { STEPS, wouldSweep } from '../app/timed/sweep.ts';
import { followUpStep } from '../app/timed/sweep-follow-ups.ts';
import { calendarDaysAfter, latestWeekly } from '../domain/calendar.ts';
import { openingLabel } from '../domain/ids.ts';
import { followUpAt } from '../domain/opening/follow-up.ts';
import type { OpenOpening } from '../domain/opening/opening.ts';
import { nudgedFor } from '../domain/opening/staleness.ts';
import type { TaskForce } from '../domain/task-force.ts';

/** Something that goes out by itself if nobody does anything before. */
export interface Foreseen {
  readonly at: Date;
  readonly what: 'nudge' | 'release' | 'ask_still_open' | 'check_in' | 'digest' | 'meeting_closes';
  /** The opening it is about, as `SJ-142 · Café Æblet`. */
  readonly about: string | null;
  /** What the opening waits for. */
  readonly waitsFor: OpenOpening['status'] | null;
  /** Names of those who will hear it. */
  readonly to: readonly string[];
}

/** More openings than a playground has. */
const MOST = 200;

/** What goes out next, the soonest first, as things stand at `now`. What follows from it afterwards isn't told. */
export async function foresee(
  store: Store,
  now: Date,
  nameOfRoom: (room: BoundRoom) => string = ({ name, platform }) => name ?? platform,
): Promise<Foreseen[]> {
  const taskForces = await store.taskForces.all();
  const all = await Promise.all(taskForces.map((taskForce) => foreseeFor(store, taskForce, now, nameOfRoom)));
  return all.flat().sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function foreseeFor(
  store: Store,
  taskForce: TaskForce,
  now: Date,
  nameOfRoom: (room: BoundRoom) => string,
): Promise<Foreseen[]> {
  const [{ items }, followed, rooms, members, meeting] = await Promise.all([
    store.openings.open(taskForce.id, {}, MOST),
    store.overview.followed(taskForce.id),
    store.taskForces.rooms(taskForce.id),
    store.directory.members(taskForce.id),
    store.meetings.current(taskForce.id),
  ]);
  const names = new Map<string, string>([
    ...rooms.map((room) => [laneOf({ kind: 'room', roomId: room.id }), nameOfRoom(room)] as const),
    ...members.map(({ person }) => [laneOf({ kind: 'person', personId: person.id }), person.name] as const),
  ]);
  const namesOf = (to: readonly Destination[]) => [
    ...new Set(to.flatMap((one) => names.get(laneOf(one)) ?? [])),
  ];
  const openings = items.flatMap((opening): Foreseen[] => {
    if (opening.status === 'closed') return [];
    const due = [opening.nudging.at, opening.askStillOpenAt].filter((at) => at !== null);
    return due.flatMap((at) =>
      wouldSweep(opening, { taskForce, rooms, members }, at, STEPS).flatMap(
        ({ does, receivers }): Foreseen[] => {
          if (does === 'postpone' || does === 'nobody_left' || does === 'follow_up') return [];
          const isQuestion = does === 'ask_still_open';
          if (isQuestion !== (at === opening.askStillOpenAt)) return [];
          const about = `${openingLabel(opening.number)} · ${opening.company}`;
          return [{ at, what: does, about, waitsFor: nudgedFor(opening, taskForce), to: namesOf(receivers) }];
        },
      ),
    );
  });
  const checkIns = followed.flatMap((opening): Foreseen[] => {
    const at = followUpAt(opening.placements);
    const step = at === null ? null : followUpStep(opening, { taskForce, rooms, members }, at);
    if (at === null || step === null || step.receivers.length === 0) return [];
    const about = `${openingLabel(opening.number)} · ${opening.company}`;
    return [{ at, what: 'check_in', about, waitsFor: null, to: namesOf(step.receivers) }];
  });
  const { weekday, hour } = taskForce.digestTime;
  const { calendar } = taskForce;
  const digestAt = latestWeekly(calendarDaysAfter(now, 7, calendar), weekday, hour, calendar.zone);
  const digestTo = digestDrafts(taskForce, members, digestAt).map((draft) => draft.to);
  return [
    ...openings,
    ...checkIns,
    { at: digestAt, what: 'digest', about: null, waitsFor: null, to: namesOf(digestTo) },
    ...(meeting === null
      ? []
      : [
          {
            at: meeting.closesAt,
            what: 'meeting_closes' as const,
            about: null,
            waitsFor: null,
            to: rooms.map((room) => nameOfRoom(room)),
          },
        ]),
  ];
}
