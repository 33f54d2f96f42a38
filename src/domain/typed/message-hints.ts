import type { CategoryId, TaskId } from './categories.ts';
import { type Contact, parseContact } from './contact.ts';
import { parseHours } from './hours.ts';
import { parsePlace } from './place.ts';

/** What a message may be read to say about a job; everything is shown in the form, to be mended before it is sent. */
export interface MessageHints {
  readonly category: CategoryId | null;
  readonly tasks: readonly TaskId[];
  /** As written, in words that `parseHours` reads. */
  readonly hours: string | null;
  readonly contact: Contact | null;
  readonly postcode: string | null;
}

/** What a category and its tasks are called in the reader's language. */
export interface WorkNames {
  readonly category: CategoryId;
  readonly name: string;
  readonly tasks: readonly { readonly task: TaskId; readonly name: string }[];
}

/** Shorter names of tasks ("sne", "pap", "bud") begin too many other words. */
const SHORTEST_NAME = 4;

/** "ca. 3-5 timer", "10 hours" */
const HOURS =
  /(?:ca\.?|cirka|about)?\s*\d{1,2}(?:[.,]\d{1,2})?(?:\s*(?:-|–|til|to)\s*\d{1,2}(?:[.,]\d{1,2})?)?\s*(?:timer|time|hours?)(?!\p{L})/iu;

/** A postcode stands before the town's name: a bare year or a price doesn't. */
const POSTCODE = /(?<![\d.,])(\d{4})(?= +\p{Lu}\p{Ll})/gu;

/**
 * Reads a message for a job: the first hours, the first phone number and address, the first postcode before a town, and
 * the kind of work whose names it uses most; of two equally often, the one that stands first in the form.
 */
export function readMessage(text: string, names: readonly WorkNames[]): MessageHints {
  const said = text.normalize('NFC');
  const { category, tasks } = workIn(said, names);
  const hours = HOURS.exec(said)?.[0].trim() ?? null;
  return {
    category,
    tasks,
    hours: hours !== null && parseHours(hours).kind === 'hours' ? hours : null,
    contact: parseContact(said),
    postcode:
      [...said.matchAll(POSTCODE)]
        .flatMap(([, code]) => code ?? [])
        .find((code) => parsePlace(code).kind !== 'unreadable') ?? null,
  };
}

function workIn(said: string, names: readonly WorkNames[]): Pick<MessageHints, 'category' | 'tasks'> {
  const uses = (name: string) =>
    name.length >= SHORTEST_NAME && new RegExp(`(?<!\\p{L})${escaped(name)}`, 'iu').test(said);
  const [best] = names
    .map((one) => {
      const tasks = one.tasks.filter(({ name }) => uses(name)).map(({ task }) => task);
      return { category: one.category, tasks, found: tasks.length + (uses(one.name) ? 1 : 0) };
    })
    .sort((a, b) => b.found - a.found);
  return best === undefined || best.found === 0 ? { category: null, tasks: [] } : best;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
