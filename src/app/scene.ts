import type { OpeningId, PersonId } from '../domain/ids.ts';
import { brokersIn } from '../domain/opening/broker.ts';
import type { Opening } from '../domain/opening/opening.ts';
import { may, type Permission, type Role } from '../domain/permissions.ts';
import type { Locale, RoomKind, TaskForce } from '../domain/task-force.ts';
import type { FormContext, FormName } from '../messages/form-context.ts';
import { messageCard } from '../messages/note-card.ts';
import type { Reading } from '../messages/reading.ts';
import type { Texts } from '../messages/texts/da.ts';
import type { Answer } from './answer.ts';
import type { InTurn } from './in-turn.ts';
import type { Request, Sender } from './intent.ts';
import type { Clock } from './ports/clock.ts';
import type { Links } from './ports/links.ts';
import type { Person, Standing } from './ports/people.ts';
import type { Store } from './ports/store.ts';

/** What the use cases need of the world. */
export interface App {
  readonly store: Store;
  readonly clock: Clock;
  /** New UUIDs. */
  readonly newId: () => string;
  /** A new code that people can read aloud, hard to guess. */
  readonly newCode: () => string;
  readonly defaults: { readonly locale: Locale; readonly timezone: string };
  /** What stands before a command on a platform: `/spotjob ` in Slack, nothing in Teams. */
  readonly commandPrefix: (platform: string) => string;
  /** Absent where no address is known at which people's browsers reach the bot. */
  readonly links?: Links;
  /** Whether a person has a page of their own with the bot on this platform. */
  readonly hasHomePage: (platform: string) => boolean;
  /** Whether the sender is a guest where they write from; absent where no platform is asked. */
  readonly isGuest?: (sender: Sender) => Promise<boolean>;
  /** Work is waiting in the outbox: don't wait for the next look. */
  readonly wake: () => void;
  /** Acts on one opening, by its id. */
  readonly inTurn: InTurn;
}

/** One request with its sender known: who they are, before which task force they stand is settled. */
export interface Arrival {
  readonly app: App;
  readonly request: Request;
  readonly standing: Standing;
  readonly texts: Texts;
  readonly now: Date;
}

/** An arrival that stands before a task force, with the sender's roles in it. */
export interface Scene extends Arrival {
  readonly taskForce: TaskForce;
  readonly roles: readonly Role[];
}

/** The language of the answer: the person's own, then the task force's, then the installation's. */
export function localeOf(standing: Standing, taskForce: TaskForce | null, defaults: App['defaults']): Locale {
  return standing.person.locale ?? taskForce?.locale ?? defaults.locale;
}

/** What being in a room makes a person. In a shared room the consultants are named by the coordinator. */
export function roleOfRoom(kind: RoomKind): Role {
  return kind === 'jobcentre' ? 'consultant' : 'business_leader';
}

/** A sentence to the sender alone. */
export function say(title: string, ...sentences: string[]): Answer {
  return { kind: 'say', card: messageCard(title, sentences) };
}

/** What only a coordinator is told that a coordinator can do. */
const COORDINATORS_OWN: readonly Permission[] = [
  'manage_members',
  'reopen_opening',
  'run_meeting',
  'change_settings',
  'receive_digest',
];

/** What the steering group may as well. */
const STEERING_GROUPS_TOO: readonly Permission[] = ['view_steering', 'view_results'];

export function denied(permission: Permission, { texts }: Arrival): Answer {
  if (STEERING_GROUPS_TOO.includes(permission)) return say(texts.product, texts.denied.steering_only);
  const coordinatorOnly = COORDINATORS_OWN.includes(permission);
  return say(texts.product, coordinatorOnly ? texts.denied.coordinator_only : texts.denied.permission);
}

export function allowed(scene: Scene, permission: Permission): boolean {
  return may(scene.roles, permission);
}

export function newContext(form: FormName, arrival: Arrival, about: Partial<FormContext> = {}): FormContext {
  return {
    form,
    token: arrival.app.newId(),
    taskForceId: null,
    openingId: null,
    conversationId: arrival.request.sender.conversation?.id ?? null,
    extra: null,
    ...about,
  };
}

/** The command as its reader would write it here: `/spotjob liste` in Slack, `liste` in Teams. */
export function commandHere(words: string, { app, request }: Arrival): string {
  return `“${app.commandPrefix(request.sender.platform)}${words}”`;
}

/** Everybody an opening speaks of. */
export function peopleOf(opening: Opening): PersonId[] {
  const owner = opening.status === 'logged' ? [] : opening.owner === null ? [] : [opening.owner];
  const closer = opening.status === 'closed' ? [opening.closedBy] : [];
  const again = opening.status === 'closed' ? opening.again : null;
  if (again?.state === 'reopening_wanted') closer.push(again.by);
  const ahead = opening.callAhead === null ? [] : [opening.callAhead.ambassador];
  return [
    opening.loggedBy,
    ...ahead,
    ...owner,
    ...closer,
    ...brokersIn(opening),
    ...opening.attempts.map((attempt) => attempt.by),
  ];
}

/** What a view of a task force is composed from, whoever asked for it. */
export interface ReadingScene {
  readonly app: Pick<App, 'store'>;
  readonly taskForce: TaskForce;
  readonly texts: Texts;
  readonly now: Date;
  /** Present where it must be known afterwards. */
  readonly spoken?: Spoken | undefined;
}

/** Whom and what a message speaks of, noted while words are put to it. */
export interface Spoken {
  readonly people: Set<PersonId>;
  readonly openings: Set<OpeningId>;
}

/** Fetches the names that will be spoken of. Somebody who was erased is "en kollega". */
export async function readingOf(
  { app, now, texts, spoken }: Omit<ReadingScene, 'taskForce'>,
  taskForce: TaskForce,
  people: readonly PersonId[],
): Promise<Reading> {
  const known: ReadonlyMap<PersonId, Person> =
    people.length === 0 ? new Map() : await app.store.mailroom.people([...new Set(people)]);
  const name: Reading['name'] = (id) => {
    const person = known.get(id);
    if (person === undefined) return texts.someone;
    spoken?.people.add(id);
    return person.name;
  };
  return { texts, taskForce, now, name };
}

/** The same for what stands for days where it is read. */
export async function lastingReadingOf(...asked: Parameters<typeof readingOf>): Promise<Reading> {
  return { ...(await readingOf(...asked)), lasting: true };
}
