import { coordinators } from '../app/outgoing/announce.ts';
import { createCompose } from '../app/outgoing/compose-outgoing.ts';
import type { Destination } from '../app/outgoing/destination.ts';
import { readersOf } from '../app/overview/own-card.ts';
import type { Store } from '../app/ports/store.ts';
import { digestDrafts, sendDigests } from '../app/timed/send-digests.ts';
import { sweep } from '../app/timed/sweep.ts';
import { askAboutClosed } from '../app/timed/sweep-asking-again.ts';
import { lapseCallsAhead } from '../app/timed/sweep-call-ahead.ts';
import { newCode } from '../codes.ts';
import type { Config } from '../config.ts';
import { connectPlatforms } from '../connect-platforms.ts';
import { BLOCKED_WAIT_MS } from '../delivery/backoff.ts';
import { createDelivery } from '../delivery/deliver.ts';
import { LEASE_MS } from '../delivery/lease.ts';
import { openingLabel } from '../domain/ids.ts';
import type { TaskForce } from '../domain/task-force.ts';
import { linksOf } from '../files/sign-links.ts';
import { cardLines } from '../messages/plain-text.ts';
import { backUp, restore } from '../store/backup.ts';
import { CommandError, type Desk } from './run-command.ts';

/** Opening the database has brought it up to date; this says so. */
export async function migrate({ database, print }: Desk): Promise<void> {
  await database.ping();
  print(`${database.describe}: up to date.`);
}

export async function issueSetUpCode({ store, print }: Desk): Promise<void> {
  const code = newCode();
  await store.setUpCodes.issue(code, new Date());
  print(`${code}`);
}

export async function sweepNow({ store, print, log }: Desk, now: Date, dry: boolean): Promise<void> {
  const { done: swept, failures } = await sweep(store, now, dry);
  for (const { opening, taskForce, does, receivers } of swept) {
    const to = await Promise.all(receivers.map((receiver) => nameOf(store, receiver)));
    const whom = to.length === 0 ? '' : ` → ${to.join(', ')}`;
    print(`${taskForce.name}: ${openingLabel(opening.number)} ${SAYS[does]}${whom}`);
  }
  for (const { item, error } of failures)
    log.error({ opening: item, err: error }, 'an opening was not swept');
  const calls = await lapseCallsAhead(store, now, dry);
  for (const { number } of calls.done) print(`${openingLabel(number)} goes on without the ambassador's call`);
  for (const { item, error } of calls.failures)
    log.error({ opening: item, err: error }, 'a call ahead was not ended');
  const again = await askAboutClosed(store, now, dry);
  for (const { openings, receivers } of again.done) {
    const to = await Promise.all(receivers.map((receiver) => nameOf(store, receiver)));
    const labels = openings.map(({ number }) => openingLabel(number)).join(', ');
    print(`${labels} asked about again → ${to.join(', ')}`);
  }
  for (const { item, error } of again.failures)
    log.error({ openings: item, err: error }, 'closed openings were not asked about');
  print(`${swept.length} due at ${now.toISOString()}${dry ? ', nothing changed' : ''}.`);
  const failed = failures.length + calls.failures.length + again.failures.flatMap(({ item }) => item).length;
  if (failed > 0) throw new CommandError(`${failed} openings could not be swept.`);
}

const SAYS = {
  nudge: 'nudge',
  release: 'released to the room',
  ask_still_open: 'asked whether it is still open',
  nobody_left: 'stays overdue, everybody was told',
  postpone: 'waits for working hours',
  follow_up: 'plans the next check-in',
} as const;

async function nameOf({ mailroom }: Store, to: Destination): Promise<string> {
  switch (to.kind) {
    case 'room': {
      const room = await mailroom.room(to.roomId);
      return room === null
        ? 'a room that is gone'
        : `${room.platform} ${room.kind} room ${room.name ?? room.conversationId}`;
    }
    case 'person':
      return (await mailroom.person(to.personId))?.name ?? 'somebody who is gone';
  }
}

/** Queues each digest that is due at `now`; a dry run prints them instead, due or not. */
export async function digest(desk: Desk, name: string | null, now: Date, dry: boolean): Promise<void> {
  const { store, print, log } = desk;
  const all = await store.taskForces.all();
  const chosen =
    name === null ? all : all.filter((taskForce) => taskForce.name.toLowerCase() === name.toLowerCase());
  if (name !== null && chosen.length === 0) throw new CommandError(`There is no task force called ${name}.`);
  if (dry) {
    if (chosen.length === 0) print('There is no task force yet, and so no digest.');
    for (const taskForce of chosen) await printDigest(desk, taskForce, now);
    return;
  }
  const { done, failures } = await sendDigests(store, now, chosen);
  for (const { taskForce, planned } of done)
    print(`${taskForce.name}: digest of ${planned.toISOString()} queued.`);
  print(`${done.length} digests queued.`);
  for (const { item, error } of failures)
    log.error({ taskForce: item.id, err: error }, 'a digest was not queued');
  if (failures.length > 0) throw new CommandError(`${failures.length} digests could not be queued.`);
}

async function printDigest({ store, print }: Desk, taskForce: TaskForce, now: Date): Promise<void> {
  const compose = createCompose(store, { now: () => now });
  const members = await store.directory.members(taskForce.id);
  for (const draft of digestDrafts(taskForce, members, now)) {
    const composed = await compose(draft);
    print(`To ${await nameOf(store, draft.to)}`);
    for (const line of composed === null ? [] : cardLines(composed.card)) print(`  ${line}`);
  }
  if (coordinators(members).length === 0) print(`${taskForce.name} has no coordinator.`);
}

/** Works the outbox until nothing can be sent at once: what waits behind a destination's pause is left. */
export async function deliver({ config, log, store, print }: Desk): Promise<void> {
  const results = new Map<string, number>();
  const nothingIsHeard = async () => {
    throw new Error('nothing is answered here');
  };
  const { platforms } = await connectPlatforms(config, log, {
    dispatch: nothingIsHeard,
    presence: nothingIsHeard,
    place: nothingIsHeard,
    arrived: nothingIsHeard,
    removed: nothingIsHeard,
    letOut: nothingIsHeard,
    letIn: () => {},
    installations: store.installations,
    readersOf: (own, workspace) => readersOf(store, own, workspace),
  });
  const delivery = createDelivery({
    store,
    platforms,
    compose: createCompose(
      store,
      { now: () => new Date() },
      linksOf(config.publicUrl, await store.linkKeys.key()) ?? undefined,
    ),
    log,
    leaseMs: LEASE_MS,
    blockedWaitMs: BLOCKED_WAIT_MS,
    jitter: Math.random,
    count: (result) => results.set(result, (results.get(result) ?? 0) + 1),
  });
  while ((await delivery.deliverOnce()) > 0);
  const { waiting } = await store.outbox.depth();
  print(
    `${[...results].map(([result, n]) => `${n} ${result}`).join(', ') || 'Nothing to send'}. ${waiting} waiting.`,
  );
}

export async function deadLetters({ store, print }: Desk, retry: boolean): Promise<void> {
  if (retry) {
    print(`${await store.outbox.revive()} put back.`);
    return;
  }
  const dead = await store.outbox.dead();
  for (const { id, to, outgoing, reason, attempts } of dead) {
    const what = outgoing?.kind === 'note' ? outgoing.note.kind : (outgoing?.kind ?? 'unreadable');
    print(`${id}: ${what} → ${await nameOf(store, to)}: ${reason} (${attempts} tries)`);
  }
  print(`${dead.length} dead letters.`);
}

/** The embedded database into one file; PostgreSQL has its own tool. */
export async function backUpTo(
  { config, print }: Pick<Desk, 'config' | 'print'>,
  file: string,
): Promise<void> {
  await backUp(dataDirOf(config, 'Back PostgreSQL up with pg_dump, as the README says.'), file);
  print(`${file}: written.`);
}

export async function restoreFrom(
  { config, print }: Pick<Desk, 'config' | 'print'>,
  file: string,
): Promise<void> {
  const dataDir = dataDirOf(config, 'Restore PostgreSQL with pg_restore, as the README says.');
  await restore(dataDir, file);
  print(`${dataDir}: restored.`);
}

function dataDirOf({ database }: Config, otherwise: string): string {
  if ('databaseUrl' in database) throw new CommandError(otherwise);
  return database.dataDir;
}
