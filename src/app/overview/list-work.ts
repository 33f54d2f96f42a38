import type { PersonId } from '../../domain/ids.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { type Page, pageOf, type WorkItem, worklistOf } from '../../domain/opening/worklist.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { handOverAllButton } from '../../messages/openings/hand-over-all.ts';
import { LIST_LENGTH } from '../../messages/overview/list-cards.ts';
import { type Look, lookAt } from '../../messages/overview/look.ts';
import { whoseFor, workListCard } from '../../messages/overview/work-list.ts';
import type { Card } from '../../messages/view.ts';
import type { Answer } from '../answer.ts';
import { peopleOf, readingOf, type Scene } from '../scene.ts';

/** Open openings of one task force that a list looks through; of more the newest stay out of it. */
export const MOST_LISTED = 2_000;

/** A list in the place of the one that was pressed: another page, or what a filter leaves. */
export async function turnList(scene: Scene, look: Look | undefined): Promise<Answer> {
  return { kind: 'done', card: await workCard(scene, look ?? lookAt('everybody')) };
}

/** The list as this person looks at it. */
export async function workCard(scene: Scene, look: Look): Promise<Card> {
  const { app, taskForce, roles, standing, texts, now } = scene;
  const { items } = await app.store.openings.open(taskForce.id, {}, MOST_LISTED);
  const wanted = { ...look, whose: allowedWhose(look, scene) };
  const page = pageOfWork(items, wanted, taskForce, { id: standing.person.id, roles }, now);
  const reading = await readingOf(scene, taskForce, peopleOn(page));
  const handOver = wanted.whose === 'mine' && page.total > 1 ? [handOverAllButton(taskForce.id, texts)] : [];
  return workListCard(page, wanted, { roles }, reading, handOver);
}

/** A button may come from a time when its presser had more rights. */
function allowedWhose({ whose }: Look, { roles }: Scene): Look['whose'] {
  return whoseFor({ roles }).find((one) => one === whose) ?? 'everybody';
}

/** Whoever told of something looks first for what they told last. */
export function newestFirst(a: Opening, b: Opening): number {
  return b.loggedAt.getTime() - a.loggedAt.getTime() || b.number - a.number;
}

/** The page that a look shows of these openings. What leaders spotted stands as on their Home, by no urgency. */
export function pageOfWork(
  openings: readonly Opening[],
  look: Look,
  taskForce: TaskForce,
  me: { readonly id: PersonId; readonly roles: readonly Role[] },
  now: Date,
): Page<WorkItem> {
  const wanted = openings.filter((opening) => isWhose(opening, look.whose, me.id));
  const items = worklistOf(wanted, taskForce, now).filter(
    ({ opening, urgency }) =>
      (look.status === null || opening.status === look.status) &&
      (look.urgency === null || urgency === look.urgency),
  );
  const asTold = look.whose === 'spotted' && !may(me.roles, 'claim_opening');
  const ordered = asTold ? items.toSorted((a, b) => newestFirst(a.opening, b.opening)) : items;
  return pageOf(ordered, look.page, LIST_LENGTH);
}

export function isWhose(opening: Opening, whose: Look['whose'], me: PersonId): boolean {
  switch (whose) {
    case 'everybody':
      return true;
    case 'mine':
      return ownerOf(opening) === me;
    case 'nobody':
      return opening.status === 'logged';
    case 'spotted':
      return opening.loggedBy === me;
  }
}

/** Everybody whom a page speaks of. */
export function peopleOn({ items }: Page<WorkItem>): PersonId[] {
  return items.flatMap(({ opening }) => peopleOf(opening));
}
