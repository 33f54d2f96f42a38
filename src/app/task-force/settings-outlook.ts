import { businessDaysAfter, lastWorkingMinute } from '../../domain/calendar.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { resettledOpening } from '../../domain/settings.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type OutlookItem, outlookLines } from '../../messages/task-force/outlook.ts';
import type { Line } from '../../messages/view.ts';
import type { Audiences } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import { peopleOf, readingOf, type Scene } from '../scene.ts';
import { wouldSweep } from '../timed/sweep.ts';
import type { Swept } from '../timed/swept.ts';

/**
 * "Det går ud i morgen": what a sweep in the last minute of the next working day would find due under these settings.
 * Each opening counts once, as it stands now; what goes out before then and is due again isn't told twice.
 */
export async function outlookOf(
  scene: Scene,
  after: TaskForce,
  openings: readonly Opening[],
  { rooms, ...others }: Omit<Audiences, 'taskForce'>,
): Promise<Line[]> {
  const tomorrow = lastWorkingMinute(businessDaysAfter(scene.now, 1, after.calendar), after.calendar);
  const swept = openings.flatMap((opening) =>
    wouldSweep(
      resettledOpening(opening, scene.taskForce, after, scene.now),
      { taskForce: after, rooms, ...others },
      tomorrow,
    ),
  );
  const people = swept.flatMap(({ opening, receivers }) => [
    ...peopleOf(opening),
    ...receivers.flatMap((to) => (to.kind === 'person' ? [to.personId] : [])),
  ]);
  const reading = await readingOf(scene, after, people);
  const nameOf = (to: Destination) =>
    to.kind === 'person'
      ? reading.name(to.personId)
      : (rooms.find((room) => room.id === to.roomId)?.name ?? reading.texts.roomKind.jobcentre);
  return outlookLines(
    swept.flatMap((one) => itemOf(one, nameOf)),
    reading,
  );
}

/** What nobody hears of isn't listed. */
function itemOf({ opening, does, receivers }: Swept, nameOf: (to: Destination) => string): OutlookItem[] {
  switch (does) {
    case 'nudge':
    case 'ask_still_open':
    case 'release':
      return [{ opening, does, to: receivers.map(nameOf) }];
    case 'nobody_left':
    case 'follow_up':
    case 'postpone':
      return [];
  }
}
