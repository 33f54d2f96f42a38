import type { TaskForceId } from '../domain/ids.ts';
import type { Role } from '../domain/permissions.ts';
import type { Locale, TaskForce } from '../domain/task-force.ts';
import { textsIn } from '../messages/reading.ts';
import type { Answer } from './answer.ts';
import type { Request, Sender } from './intent.ts';
import { performAbroad, performWithin } from './perform.ts';
import type { Standing } from './ports/people.ts';
import { type App, type Arrival, localeOf, roleOfRoom, say } from './scene.ts';
import { mentionsCitizen, refuseWords } from './screening.ts';

export type Dispatch = (request: Request) => Promise<Answer>;

/**
 * The one door: every request from every platform comes through here, where the sender, the task force and the roles are
 * settled and the permission is checked before anything is read.
 *
 * @param heard is told the language in which each sender is answered
 */
export function createDispatch(
  app: App,
  heard: (sender: Sender, locale: Locale) => void = () => {},
): Dispatch {
  return async (request) => {
    const now = app.clock.now();
    const { directory } = app.store;
    const looks = request.intent.kind === 'look';
    const standing = looks
      ? await directory.glance(request.sender)
      : await directory.standing(request.sender, now);
    if (standing === null) return { kind: 'done', card: null };
    const where = await whereLooks(app, standing, request);
    const taskForce = where.kind === 'task_force' ? await taskForceAt(app, standing, where.id) : null;
    const locale = localeOf(standing, taskForce, app.defaults);
    heard(request.sender, locale);
    const texts = textsIn(locale);
    const arrival: Arrival = { app, request, standing, texts, now };
    if (mentionsCitizen(request.intent)) return refuseWords(arrival);
    if (where.kind === 'foreign') return refuseForeign(arrival);
    if (taskForce === null) return performAbroad(arrival);
    const roles = await rolesIn(arrival, taskForce.id);
    return performWithin({ ...arrival, taskForce, roles });
  };
}

/** Read along with the sender, most of the time. */
async function taskForceAt(app: App, { taskForce }: Standing, id: TaskForceId): Promise<TaskForce | null> {
  return taskForce?.id === id ? taskForce : app.store.taskForces.find(id);
}

/** One's page shows what it showed last, for as long as one is in that task force; everything else as it stands. */
async function whereLooks(app: App, standing: Standing, request: Request): Promise<Where> {
  const { intent, sender } = request;
  if (intent.kind !== 'home') return whereStands(standing, request);
  const home = await app.store.homes.find(sender);
  const shown = standing.memberships.find(({ taskForceId }) => taskForceId === home?.taskForceId);
  return shown === undefined ? whereStands(standing, request) : { kind: 'task_force', id: shown.taskForceId };
}

/** Kept with the installation: whether there is such a task force isn't even looked up. */
async function refuseForeign({ app, request, standing, texts, now }: Arrival): Promise<Answer> {
  await app.store.audit.record({
    taskForceId: null,
    at: now,
    by: standing.person.id,
    platform: request.sender.platform,
    what: 'refused_foreign',
    subject: taskForceNamed(request.intent),
    details: { intent: request.intent.kind },
  });
  return say(texts.product, texts.denied.not_member);
}

type Where =
  | { readonly kind: 'task_force'; readonly id: TaskForceId }
  | { readonly kind: 'none' }
  /** It names a task force the sender has nothing to do with, or another than the room's. */
  | { readonly kind: 'foreign' };

/**
 * A bound room decides. Elsewhere the button or form names its task force, which must be the sender's own; a command
 * written to the bot alone is about the one they last used.
 */
function whereStands({ room, memberships }: Standing, { intent, sender }: Request): Where {
  const named = taskForceNamed(intent);
  if (room !== null) {
    return named === null || named === room.taskForceId
      ? { kind: 'task_force', id: room.taskForceId }
      : { kind: 'foreign' };
  }
  if (named !== null) {
    const own = memberships.find((membership) => membership.taskForceId === named);
    return own === undefined ? { kind: 'foreign' } : { kind: 'task_force', id: own.taskForceId };
  }
  const last = memberships[0];
  // What is about the person, wherever they are: their page, a message they picked, what they search for.
  const own = intent.kind === 'home' || intent.kind === 'draft' || intent.kind === 'search';
  const alone = own || (sender.conversation?.direct ?? true);
  return alone && last !== undefined ? { kind: 'task_force', id: last.taskForceId } : { kind: 'none' };
}

function taskForceNamed(intent: Request['intent']): string | null {
  switch (intent.kind) {
    case 'command':
    case 'home':
    case 'draft':
    case 'search':
      return null;
    case 'press':
      return 'taskForceId' in intent.press ? intent.press.taskForceId : null;
    case 'submit':
    case 'reshape':
      return intent.context.taskForceId;
    case 'choose':
      return intent.source.taskForceId;
    case 'look':
      return intent.taskForceId;
  }
}

/**
 * The roles held, and the one that being in the room gives, which is remembered at first sight. The jobcentre's room gives
 * it to the organisation's own people alone: who is a guest there is named in `medlemmer`, or isn't one of them.
 */
async function rolesIn(
  { app, standing, request }: Arrival,
  taskForceId: TaskForceId,
): Promise<readonly Role[]> {
  const held = standing.memberships.find((membership) => membership.taskForceId === taskForceId)?.roles ?? [];
  if (standing.room === null) return held;
  const given = roleOfRoom(standing.room.kind);
  if (held.includes(given) || request.intent.kind === 'look') return held;
  if (given === 'consultant' && (await app.isGuest?.(request.sender))) return held;
  await app.store.directory.grant(taskForceId, standing.person.id, [given]);
  return [...held, given];
}
