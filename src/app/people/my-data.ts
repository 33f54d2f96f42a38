import { holdsContact } from '../../domain/erasure.ts';
import type { TaskForceId } from '../../domain/ids.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import { BUILT_IN_WORK, type OwnCategory, type WorkCatalogue } from '../../domain/typed/work-catalogue.ts';
import { exportCard, myDataCard } from '../../messages/people/my-data.ts';
import type { Answer } from '../answer.ts';
import type { HeldData } from '../ports/personal-data.ts';
import type { Store } from '../ports/store.ts';
import { type Arrival, say } from '../scene.ts';

/** "mine data": what is held about the asker, to them alone. */
export async function showMyData({ app, standing, texts }: Arrival): Promise<Answer> {
  const held = await app.store.personalData.held(standing.person.id);
  if (held === null) return say(texts.myData.title, texts.myData.nothing);
  const { person, accounts, memberships, openings, acts, waiting, namedIn } = held;
  const logged = loggedBy(held);
  const card = myDataCard(
    {
      name: person.name,
      locale: person.locale,
      accounts,
      memberships,
      logged: logged.length,
      withContact: logged.filter(holdsContact).length,
      had: openings.length - logged.length,
      notes: openings.filter((opening) => isNoteOf(held, opening)).length,
      acts: acts.length,
      waiting,
      namedIn,
    },
    texts,
  );
  return { kind: 'say', card };
}

/** Characters of one part: Slack takes 12,000 of a message, Teams 80,000 bytes in all. */
const PART = 6_000;
/** Characters of one block of lines in a message: Slack takes 3,000. */
const BLOCK = 2_500;

/** The whole of it as JSON, in parts that a message can hold. */
export async function exportMyData(
  { app, standing, texts, request, now }: Arrival,
  page: number,
): Promise<Answer> {
  const held = await app.store.personalData.held(standing.person.id);
  if (held === null) return say(texts.myData.title, texts.myData.nothing);
  if (page === 1) {
    await app.store.audit.record({
      taskForceId: null,
      at: now,
      by: standing.person.id,
      platform: request.sender.platform,
      what: 'data_exported',
      subject: standing.person.id,
      details: {},
    });
  }
  const parts = inParts(jsonLines(exported(held, await kindsOfWork(app.store, held))), PART);
  // Something was erased since the first part was shown.
  const shown = Math.min(page, parts.length);
  return {
    kind: 'say',
    card: exportCard(inParts(parts[shown - 1] ?? [], BLOCK), shown, parts.length, texts),
  };
}

function loggedBy({ openings, ids }: Pick<HeldData, 'openings' | 'ids'>) {
  return openings.filter((opening) => ids.includes(opening.loggedBy));
}

function isNoteOf({ ids }: Pick<HeldData, 'ids'>, { details: { note } }: Opening): boolean {
  return note !== null && ids.includes(note.by);
}

/** What each task force calls its own kinds of work. */
type KindsOfWork = ReadonlyMap<TaskForceId, WorkCatalogue>;

export async function kindsOfWork(
  { taskForces }: Pick<Store, 'taskForces'>,
  held: HeldData,
): Promise<KindsOfWork> {
  const ids = [...new Set(loggedBy(held).map(({ taskForceId }) => taskForceId))];
  const found = await Promise.all(ids.map((id) => taskForces.find(id)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one.work] as const])));
}

/** What is built in by its id, which stays the same in every language; a task force's own by its name. */
function workSaid({ category, tasks }: Opening, work: WorkCatalogue = BUILT_IN_WORK) {
  const named = (own: readonly OwnCategory[], id: string) => own.find((one) => one.id === id)?.name ?? id;
  return {
    category: category === null ? null : named(work.own, category),
    tasks: tasks.map((task) => named(work.ownTasks, task)),
  };
}

/**
 * Everything, in words that stay the same in every language. What is somebody else's isn't in it: of openings that the
 * person only had it names the number, not the contact; candidates are in none.
 */
export function exported(held: HeldData, kinds: KindsOfWork): Readonly<Record<string, unknown>> {
  const { person, accounts, memberships, openings, acts, waiting, sent } = held;
  const logged = loggedBy(held);
  return {
    person: { id: person.id, name: person.name, language: person.locale },
    accounts,
    memberships: memberships.map(({ taskForce, roles }) => ({ taskForce, roles })),
    openingsLogged: logged.map((opening) => ({
      taskForce: opening.taskForce,
      number: opening.number,
      status: opening.status,
      loggedAt: opening.loggedAt,
      kind: opening.kind,
      ...workSaid(opening, kinds.get(opening.taskForceId)),
      hours: opening.hours,
      places: opening.places,
      company: opening.company,
      contactName: opening.contactName,
      phone: opening.contact.phone,
      email: opening.contact.email,
      postcode: opening.postcode,
      municipality: opening.municipality,
      details: {
        ...opening.details,
        note: isNoteOf(held, opening) ? (opening.details.note?.text ?? null) : null,
      },
    })),
    openingsHad: openings
      .filter((opening) => !logged.includes(opening))
      .map((opening) => ({
        taskForce: opening.taskForce,
        number: opening.number,
        status: opening.status,
        note: isNoteOf(held, opening) ? (opening.details.note?.text ?? null) : null,
      })),
    acts: acts.map(({ at, platform, number, event }) => ({
      at,
      platform,
      opening: number,
      what: event.kind,
      ...('note' in event ? { note: event.note } : {}),
    })),
    messagesWaiting: waiting,
    messagesSent: sent,
  };
}

/** JSON with one line an entry, so that no line is longer than a chat shows. */
export function jsonLines(data: Readonly<Record<string, unknown>>): string[] {
  const entries = Object.entries(data);
  const body = entries.flatMap(([key, value], index) => {
    const comma = index === entries.length - 1 ? '' : ',';
    if (!Array.isArray(value)) return [`${JSON.stringify(key)}: ${JSON.stringify(value)}${comma}`];
    const items = value.map(
      (item, place) => `${JSON.stringify(item)}${place === value.length - 1 ? '' : ','}`,
    );
    return [`${JSON.stringify(key)}: [`, ...items, `]${comma}`];
  });
  return ['{', ...body, '}'];
}

/** Whole lines, as many as fit into `most` characters; one that is longer has a part of its own. */
function inParts(lines: readonly string[], most: number): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) {
      parts.push([]);
      left = most - line.length - 1;
    }
    parts.at(-1)?.push(line);
  }
  return parts;
}
