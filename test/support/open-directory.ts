/** A process that opens the embedded database in a directory, says how it went, and holds it until its input ends. */
import { openDatabase } from '../../src/store/open-database.ts';

const [dataDir = ''] = process.argv.slice(2);
async function main(): Promise<void> {
  try {
    const database = await openDatabase({ dataDir }, () => undefined);
    process.stdout.write('open\n');
    for await (const _ of process.stdin);
    await database.close();
  } catch (error) {
    process.stdout.write(`${String(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
