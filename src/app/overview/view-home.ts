import type { PersonId } from '../../domain/ids.ts';
import { isOverdue } from '../../domain/opening/staleness.ts';
import { may, type Role } from '../../domain/permissions.ts';
import { targetOf } from '../../domain/reports/digest.ts';
import { homeCard } from '../../messages/overview/home.ts';
import { type Look, lookAt } from '../../messages/overview/look.ts';
import type { Followed } from '../../messages/placements/follow-up-card.ts';
import { textsIn } from '../../messages/reading.ts';
import type { Card } from '../../messages/view.ts';
import type { Answer } from '../answer.ts';
import { explainCommands, explainNoTaskForce } from '../explain.ts';
import { homeRefresh } from '../outgoing/announce-home.ts';
import { followedBy } from '../placements/followed-by.ts';
import type { AccountKey } from '../ports/people.ts';
import { type Arrival, lastingReadingOf, peopleOf, type ReadingScene, type Scene } from '../scene.ts';
import { MOST_LISTED, newestFirst, pageOfWork, peopleOn } from './list-work.ts';

/** Whose Home it is, and what they may see on it. */
export interface HomeReader {
  readonly person: PersonId;
  readonly roles: readonly Role[];
  readonly look: Look | null;
}

/** What is asked now, and wasn't put off. */
function isDue({ opening, nth }: Followed, now: Date): boolean {
  const followUp = opening.placements[nth]?.followUp;
  if (followUp == null) return false;
  return followUp.dueAt <= now && (followUp.snoozedUntil === null || followUp.snoozedUntil <= now);
}

/** A person's Home as it is now. */
export async function composeHome(scene: ReadingScene, { person, roles, look }: HomeReader): Promise<Card> {
  const { taskForce, now, app } = scene;
  const { openings, overview, meetings, homes } = app.store;
  const [{ items: open }, input, current, choices, { followed }] = await Promise.all([
    may(roles, 'list_openings') ? openings.open(taskForce.id, {}, MOST_LISTED) : { items: [] },
    overview.targetInput(taskForce.id, now),
    meetings.current(taskForce.id),
    homes.choices(person),
    followedBy(scene, person, roles),
  ]);
  const shown = look ?? lookAt(may(roles, 'claim_opening') ? 'mine' : 'everybody');
  const page = pageOfWork(open, shown, taskForce, { id: person, roles }, now);
  const spotted = open.filter((opening) => opening.loggedBy === person).sort(newestFirst);
  const people = [
    ...peopleOn(page),
    ...[...spotted, ...followed.map(({ opening }) => opening)].flatMap(peopleOf),
  ];
  const reading = await lastingReadingOf(scene, taskForce, people);
  const view = {
    roles,
    look: shown,
    page,
    spotted,
    followUps: followed.filter((one) => isDue(one, now)),
    overdue: open.filter((opening) => isOverdue(opening, taskForce, now)).length,
    free: open.filter((opening) => opening.status === 'logged').length,
    target: targetOf(input, taskForce, now),
    meeting:
      current === null
        ? null
        : { meeting: current, openings: await meetings.openings(taskForce.id, current.id) },
    others: choices.filter(({ id }) => id !== taskForce.id),
  };
  return homeCard(view, reading);
}

/** Home where its reader looks at it: their page, or the card that was pressed. `look` undefined: as it was left. */
export async function viewHome(scene: Scene, look?: Look): Promise<Answer> {
  const shown = look ?? (await lastLook(scene));
  await scene.app.store.homes.show(accountOf(scene), scene.taskForce.id, shown, false);
  return { kind: 'home', card: await cardOf(scene, shown) };
}

/**
 * "hjem": where a platform has no page for it, Home comes as a message in the person's own chat, which from then on is
 * kept up to date. Written in a room, it is told to the one who asked and not kept.
 */
export async function sendHome(scene: Scene): Promise<Answer> {
  const { app, taskForce, standing, request } = scene;
  const direct = request.sender.conversation?.direct ?? false;
  if (app.hasHomePage(request.sender.platform) || !direct) {
    return { kind: 'home', card: await cardOf(scene, null) };
  }
  const account = accountOf(scene);
  await app.store.homes.show(account, taskForce.id, null, true);
  await app.store.mailroom.enqueue([homeRefresh(taskForce.id, standing.person.id, account, 0)]);
  app.wake();
  return { kind: 'done', card: null };
}

/** What the filter's form asked for: it closes, and the Home behind it shows it. */
export async function lookAtHome(scene: Scene, look: Look): Promise<Answer> {
  const { app, taskForce, standing } = scene;
  const account = accountOf(scene);
  await app.store.homes.show(account, taskForce.id, look, false);
  await app.store.mailroom.enqueue([homeRefresh(taskForce.id, standing.person.id, account, 0)]);
  app.wake();
  return { kind: 'done', card: null };
}

/** The button on Home: there are two languages, so it is the other one. */
export async function switchLanguage(scene: Scene): Promise<Answer> {
  const { app, standing, texts } = scene;
  const other = texts.locale === 'da' ? 'en' : 'da';
  await app.store.directory.setLocale(standing.person.id, other);
  return viewHome({ ...scene, texts: textsIn(other) });
}

/** The button on Home. */
export function viewHelp(scene: Scene): Answer {
  return explainCommands(scene);
}

/** Before a person is in any task force: how to get into one. */
export function emptyHome(arrival: Arrival): Answer {
  const how = explainNoTaskForce(arrival);
  return how.kind === 'say' ? { kind: 'home', card: how.card } : how;
}

export function accountOf({ request }: Pick<Scene, 'request'>): AccountKey {
  const { platform, workspaceId, userId } = request.sender;
  return { platform, workspaceId, userId };
}

async function lastLook(scene: Scene): Promise<Look | null> {
  const last = await scene.app.store.homes.find(accountOf(scene));
  return last?.taskForceId === scene.taskForce.id ? last.look : null;
}

function cardOf(scene: Scene, look: Look | null): Promise<Card> {
  return composeHome(scene, { person: scene.standing.person.id, roles: scene.roles, look });
}
