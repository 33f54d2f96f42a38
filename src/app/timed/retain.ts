import { latestDaily } from '../../domain/calendar.ts';
import { forget, namelessCompany } from '../../domain/erasure.ts';
import type { Instant } from '../../domain/ids.ts';
import type { OpeningEvent } from '../../domain/opening/opening.ts';
import { cutoffs } from '../../domain/retention.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { whereItStands } from '../people/erase-person.ts';
import { takingBack } from '../people/take-back.ts';
import type { Expired, Forgotten } from '../ports/personal-data.ts';
import type { Store } from '../ports/store.ts';
import type { OnUnreadable } from '../ports/unreadable.ts';
import { type Looked, oneByOne } from './one-by-one.ts';

/** Openings looked at in one transaction. */
const BATCH = 200;

/** Local time of the daily run, when few look on. */
const AT = { hour: 3, minute: 0 };

/** How many openings lost what. */
export interface Retained {
  readonly contacts: number;
  readonly notes: number;
  readonly companies: number;
}

export interface RetainedOf extends Retained {
  readonly taskForce: TaskForce;
}

/**
 * Forgets what a task force has kept for long enough: contact data and notes of closed openings, and names of companies
 * that nobody has acted on. What is counted stays. Messages that were sent and hold what is gone, by this run or by an
 * erasure that came in between, are taken back. An opening that somebody changes at that moment waits for the next
 * run. A run that is cut off has forgotten whole batches, and the next takes the rest.
 *
 * @param onUnreadable is told of an opening that can't be read, and the others are dealt with; without it, it throws
 */
export async function retain(
  store: Store,
  taskForce: TaskForce,
  now: Instant,
  onUnreadable?: OnUnreadable,
): Promise<Retained> {
  const before = cutoffs(taskForce.retention, now, taskForce.calendar);
  const rooms = await store.taskForces.rooms(taskForce.id);
  let total: Retained = { contacts: 0, notes: 0, companies: 0 };
  const unread = new Set<string>();
  const passOver =
    onUnreadable &&
    ((id: string, error: unknown) => {
      if (!unread.has(id)) onUnreadable(id, error);
      unread.add(id);
    });
  for (;;) {
    const most = BATCH + unread.size;
    const expired = await store.personalData.expired(taskForce.id, before, most, passOver);
    const forgotten = expired.map((one) => forgottenOf(one, now));
    const outbox = expired.flatMap(({ opening }) => whereItStands(opening, rooms));
    const written = await store.personalData.forget(forgotten, outbox);
    if (written === 'clash') break;
    total = added(total, counted(expired));
    if (expired.length + unread.size < most) break;
  }
  const { sentMessages, mailroom } = store;
  await mailroom.enqueue(takingBack(await sentMessages.overdue(taskForce.id)));
  return total;
}

/** What a run at that instant would forget, and nothing changed. */
export async function wouldRetain(store: Store, taskForce: TaskForce, now: Instant): Promise<Retained> {
  const before = cutoffs(taskForce.retention, now, taskForce.calendar);
  return counted(await store.personalData.expired(taskForce.id, before, null));
}

function forgottenOf({ opening, contact, note, firstOfCompany }: Expired, now: Instant): Forgotten {
  const company = firstOfCompany === null ? null : namelessCompany(firstOfCompany);
  const next = forget(opening, { contact, note, company });
  const event: OpeningEvent = { kind: contact ? 'contact_erased' : 'note_deleted' };
  return {
    opening: next === opening ? null : next,
    timeline: contact || note ? [{ at: now, by: null, platform: null, event }] : [],
    wordsOf: note ? opening.id : null,
  };
}

function counted(expired: readonly Expired[]): Retained {
  return {
    contacts: expired.filter(({ contact }) => contact).length,
    notes: expired.filter(({ note }) => note).length,
    companies: new Set(expired.flatMap(({ firstOfCompany: first }) => (first === null ? [] : [first]))).size,
  };
}

function added(a: Retained, b: Retained): Retained {
  return {
    contacts: a.contacts + b.contacts,
    notes: a.notes + b.notes,
    companies: a.companies + b.companies,
  };
}

/**
 * Once a day and task force, whoever wins the slot; days that an outage missed are one. Where it fails nothing, or whole
 * batches, was forgotten, and the next day tries again.
 */
export async function retainDue(
  store: Store,
  now: Instant,
  taskForces: readonly TaskForce[],
  onUnreadable?: OnUnreadable,
): Promise<Looked<TaskForce, RetainedOf>> {
  return oneByOne(taskForces, async (taskForce) => {
    const planned = latestDaily(now, AT, taskForce.calendar.zone);
    const job = `retention:${taskForce.id}`;
    if ((await store.slots.won(job, planned)) || !(await store.slots.win(job, planned, []))) return [];
    return [{ taskForce, ...(await retain(store, taskForce, now, onUnreadable)) }];
  });
}
