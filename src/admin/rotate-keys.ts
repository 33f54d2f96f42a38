import { sealAnew } from '../store/seal-anew.ts';
import { CommandError, type Desk } from './run-command.ts';

/** Ends with 1 while something is left under a former key: that key mustn't be taken away yet. */
export async function rotateKeys({ database, sealing, print }: Desk): Promise<void> {
  if (sealing.keyId === null)
    throw new CommandError('ENCRYPTION_KEY: missing. There is no key to seal under.');
  let left = 0;
  await sealAnew(database.client, sealing, (table, { sealed, passed, unreadable }) => {
    print(`${table}: ${sealed} sealed under key ${sealing.keyId}`);
    if (passed > 0) print(`  ${passed} were changed meanwhile`);
    for (const row of unreadable) print(`  ${row}`);
    left += passed + unreadable.length;
  });
  if (left > 0) throw new CommandError(`${left} rows are left: repeat it before a former key is taken away.`);
  print('Former keys open nothing any more.');
}
