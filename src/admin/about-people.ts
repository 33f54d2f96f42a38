import * as z from 'zod';
import { eraseContact } from '../app/people/erase-contact.ts';
import { erasePerson } from '../app/people/erase-person.ts';
import { exported, jsonLines, kindsOfWork } from '../app/people/my-data.ts';
import type { HeldData } from '../app/ports/personal-data.ts';
import { retain, wouldRetain } from '../app/timed/retain.ts';
import { openingLabel, type PersonId } from '../domain/ids.ts';
import { parseContact } from '../domain/typed/contact.ts';
import { changedLines, receiptLines } from '../messages/people/my-data.ts';
import { textsIn } from '../messages/reading.ts';
import { CommandError, type Desk } from './run-command.ts';

/** For those who ask by letter: the whole of what is held, as `mine data` shows it. */
export async function myData({ store, print }: Desk, who: string): Promise<void> {
  const held = await heldOf(store, who);
  const what = 'data_exported';
  const nobody = { taskForceId: null, by: null, platform: null, details: {} };
  await store.audit.record({ ...nobody, at: new Date(), what, subject: held.person.id });
  for (const line of jsonLines(exported(held, await kindsOfWork(store, held)))) print(line);
}

/** The same as "Slet mine data", with the same receipt. */
export async function erase(
  { store, print }: Desk,
  who: string,
  how: { keepContacts: boolean; now: Date; dry: boolean },
): Promise<void> {
  const { person } = await heldOf(store, who);
  const end = await erasePerson(store, person.id, how);
  switch (end.kind) {
    case 'nobody':
      throw new CommandError('There is no such person any more.');
    case 'blocked': {
      const owned = end.owned.map(({ number }) => openingLabel(number)).join(', ');
      const why = [
        ...(owned === '' ? [] : [`they have ${owned}: hand these over`]),
        ...end.lastCoordinatorOf.map((name) => `they are the only coordinator of ${name}: name another`),
      ];
      throw new CommandError(`Nothing was erased: ${why.join('; ')}.`);
    }
    case 'erased': {
      const { done, cannot } = receiptLines(end.receipt, textsIn('en'));
      if (how.dry) print('Nothing changed. This would happen:');
      for (const line of done) print(line);
      print('Not erased:');
      for (const line of cannot) print(`• ${line}`);
    }
  }
}

/** A contact person whom somebody else logged: they have no account, and write a letter. */
export async function eraseReached(
  { store, print }: Desk,
  reached: string,
  how: { now: Date; dry: boolean },
): Promise<void> {
  const contact = parseContact(reached);
  if (contact === null) throw new CommandError(`${reached} is neither a phone number nor an e-mail address.`);
  const changed = await eraseContact(store, contact, how);
  if (changed === null) throw new CommandError(`No opening is reached by ${reached}.`);
  const texts = textsIn('en');
  if (how.dry) print('Nothing changed. This would happen:');
  for (const line of changedLines(changed, texts)) print(line);
  const { sent, oldCards, company, backups } = texts.myData.receipt;
  print('Not erased:');
  for (const line of [sent, oldCards, company, backups]) print(`• ${line}`);
}

/** At once, whether or not the day's run is done: what it forgets is gone for the next one. */
export async function retention(
  { store, print }: Desk,
  name: string | null,
  now: Date,
  dry: boolean,
): Promise<void> {
  const all = await store.taskForces.all();
  const chosen = all.filter((one) => name === null || one.name.toLowerCase() === name.toLowerCase());
  if (name !== null && chosen.length === 0) throw new CommandError(`There is no task force called ${name}.`);
  for (const taskForce of chosen) {
    const run = dry ? wouldRetain : retain;
    const { contacts, notes, companies } = await run(store, taskForce, now);
    print(
      `${taskForce.name}: contact data of ${contacts} openings, notes of ${notes}, ${companies} company names.`,
    );
  }
  print(dry ? 'Nothing changed.' : 'Forgotten.');
}

/** A name that several have is no answer: their ids are told. */
async function heldOf({ personalData }: Desk['store'], who: string): Promise<HeldData> {
  const people = z.uuid().safeParse(who).success ? [] : await personalData.named(who);
  if (people.length > 1) {
    const ids = people.map(({ id }) => id).join(', ');
    throw new CommandError(`${people.length} people are called ${who}. Use one of their ids: ${ids}.`);
  }
  const id = z.uuid().safeParse(who).success ? (who as PersonId) : people[0]?.id;
  const held = id === undefined ? null : await personalData.held(id);
  if (held === null) throw new CommandError(`There is no person ${who}.`);
  return held;
}
