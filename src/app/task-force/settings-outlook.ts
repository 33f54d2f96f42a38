import { businessDaysAfter, lastWorkingMinute } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/ids.ts';
import { lapseCallAhead } from '../../domain/opening/call-ahead.ts';
import type { Moment } from '../../domain/opening/decision.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { resettledOpening } from '../../domain/settings.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { type OutlookItem, outlookLines } from '../../messages/task-force/outlook.ts';
import type { Line } from '../../messages/view.ts';
import type { Audiences } from '../outgoing/announce.ts';
import type { Destination } from '../outgoing/destination.ts';
import { peopleOf, readingOf, type Scene } from '../scene.ts';
import { wouldSweep } from '../timed/sweep.ts';
import { askedAbout } from '../timed/sweep-asking-again.ts';
import type { Swept } from '../timed/swept.ts';

/** What will be done about one opening, and who hears of it. */
interface Coming extends Pick<Swept, 'opening' | 'receivers'> {
  readonly does: Swept['does'] | 'ask_again' | 'lapse_call';
}

/**
 * "Det går ud i morgen": what the sweeps in the last minute of the next working day would find due under these settings.
 * Each opening counts once a sweep, as it stands now; what goes out before then and is due again isn't told twice.
 */
export async function outlookOf(
  scene: Scene,
  after: TaskForce,
  openings: readonly Opening[],
  { rooms, ...others }: Omit<Audiences, 'taskForce'>,
): Promise<Line[]> {
  const tomorrow = lastWorkingMinute(businessDaysAfter(scene.now, 1, after.calendar), after.calendar);
  const audiences = { taskForce: after, rooms, ...others };
  const swept: Coming[] = [
    ...openings.flatMap((opening) =>
      wouldSweep(resettledOpening(opening, scene.taskForce, after, scene.now), audiences, tomorrow),
    ),
    ...openings.flatMap((opening) => lapsing(opening, { taskForce: after, now: tomorrow })),
    ...(await askedAgain(scene, audiences, tomorrow)),
  ];
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

/** The ambassador who doesn't answer until then. */
function lapsing(opening: Opening, moment: Moment): Coming[] {
  const owner = ownerOf(opening);
  return owner === null || lapseCallAhead(opening, moment).kind !== 'changed'
    ? []
    : [{ opening, does: 'lapse_call', receivers: [{ kind: 'person', personId: owner }] }];
}

/** What is closed and asked about by then. */
async function askedAgain({ app, taskForce }: Scene, to: Audiences, tomorrow: Instant): Promise<Coming[]> {
  const due = await app.store.overview.dueAgainIn(taskForce.id, tomorrow);
  return due.map((opening) => ({ opening, does: 'ask_again', receivers: askedAbout(opening, to) }));
}

/** What nobody hears of isn't listed. */
function itemOf({ opening, does, receivers }: Coming, nameOf: (to: Destination) => string): OutlookItem[] {
  switch (does) {
    case 'nudge':
    case 'ask_still_open':
    case 'release':
    case 'ask_again':
    case 'lapse_call':
      return [{ opening, does, to: receivers.map(nameOf) }];
    case 'nobody_left':
    case 'follow_up':
    case 'postpone':
      return [];
  }
}
