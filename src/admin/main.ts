import { Command, InvalidArgumentError, Option } from 'commander';
import { FILE_FORMATS, type FileFormat } from '../app/ports/links.ts';
import { showAudit, verifyAudit } from './about-audit.ts';
import { erase, eraseReached, myData, retention } from './about-people.ts';
import {
  backUpTo,
  deadLetters,
  deliver,
  digest,
  issueSetUpCode,
  migrate,
  restoreFrom,
  sweepNow,
} from './commands.ts';
import { exportResults } from './export-results.ts';
import { rotateKeys } from './rotate-keys.ts';
import { CommandError, runCommand, runOnFiles } from './run-command.ts';

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Write an instant as 2026-11-23T08:00:00+01:00.');
  return at;
}

const program = new Command('npm run bot --')
  .description(
    'Spot et job, for those who run it. The embedded database is for one process: stop the bot first.',
  )
  .configureHelp({ sortSubcommands: true })
  .showHelpAfterError('Add --help to see what it takes.');

const nowOption = ['--now <instant>', 'decide as if it were then', instant] as const;
const dryOption = ['--dry-run', 'print what would be sent, change nothing'] as const;

program
  .command('migrate')
  .description('bring the database up to date')
  .action(() => runCommand(migrate));

program
  .command('setup-code')
  .description('make a code with which one task force can be set up; it is shown only now')
  .action(() => runCommand(issueSetUpCode));

program
  .command('sweep')
  .description('nudge, release and ask what is due')
  .option(...nowOption)
  .option(...dryOption)
  .action((options: { now?: Date; dryRun?: boolean }) =>
    runCommand((desk) => sweepNow(desk, options.now ?? new Date(), options.dryRun ?? false)),
  );

program
  .command('digest')
  .description('queue the weekly digest, or print it')
  .option('--task-force <name>', 'only this one')
  .option(...nowOption)
  .option(...dryOption)
  .action((options: { taskForce?: string; now?: Date; dryRun?: boolean }) =>
    runCommand((desk) =>
      digest(desk, options.taskForce ?? null, options.now ?? new Date(), options.dryRun ?? false),
    ),
  );

program
  .command('export')
  .description(
    'write the results of a task force to a file: a workbook, or a zip with a CSV file for each table',
  )
  .requiredOption('--task-force <name>', 'whose')
  .addOption(new Option('--format <format>', 'of the file').choices([...FILE_FORMATS]).default('xlsx'))
  .option('--out <path>', 'where to; named after the task force and the day unless told')
  .option(...nowOption)
  .action((options: { taskForce: string; format: FileFormat; out?: string; now?: Date }) =>
    runCommand((desk) =>
      exportResults(desk, options.taskForce, options.format, options.out ?? null, options.now ?? new Date()),
    ),
  );

program
  .command('deliver')
  .description('send what waits in the outbox, once')
  .action(() => runCommand(deliver));

program
  .command('dead-letters')
  .description('messages that were given up')
  .option('--retry', 'put them back into the outbox')
  .action((options: { retry?: boolean }) => runCommand((desk) => deadLetters(desk, options.retry ?? false)));

program
  .command('backup')
  .description('write the embedded database into one file')
  .requiredOption('--to <file>', 'a file that does not exist yet')
  .action(({ to }: { to: string }) => runOnFiles((desk) => backUpTo(desk, to)));

program
  .command('restore')
  .description('make the embedded database anew from a backup')
  .requiredOption('--from <file>', 'what backup wrote')
  .action(({ from }: { from: string }) => runOnFiles((desk) => restoreFrom(desk, from)));

program
  .command('rotate-keys')
  .description(
    'seal under the first key of ENCRYPTION_KEY what is in plain or under a former one; the bots may run, and it may be repeated',
  )
  .action(() => runCommand(rotateKeys));

program
  .command('retention')
  .description('forget what was kept for long enough, in every task force')
  .option('--task-force <name>', 'only this one')
  .option(...nowOption)
  .option('--dry-run', 'print what would be forgotten, change nothing')
  .action((options: { taskForce?: string; now?: Date; dryRun?: boolean }) =>
    runCommand((desk) =>
      retention(desk, options.taskForce ?? null, options.now ?? new Date(), options.dryRun ?? false),
    ),
  );

const audit = program.command('audit').description('what was done, refused, read and changed');
audit
  .command('verify')
  .description('follow each chain from its beginning; ends with 1 when one is not what it was')
  .action(() => runCommand(verifyAudit));
audit
  .command('show')
  .description('the last entries')
  .option('--task-force <name>', 'of this one; without it those of the installation')
  .option('--last <n>', 'how many', '50')
  .action((options: { taskForce?: string; last: string }) =>
    runCommand((desk) => showAudit(desk, options.taskForce ?? null, options.last)),
  );

const personOption = ['--person <id>', 'their id, or their whole name'] as const;

program
  .command('my-data')
  .description('print what is held about a person, as JSON')
  .requiredOption(...personOption)
  .action((options: { person: string }) => runCommand((desk) => myData(desk, options.person)));

program
  .command('erase')
  .description('erase a person, and say what could not be')
  .option(...personOption)
  .addOption(
    new Option('--contact <number or address>', 'a contact person whom somebody else logged').conflicts([
      'person',
      'keepContacts',
    ]),
  )
  .option('--keep-contacts', "the contact data in the openings they logged is somebody else's")
  .option('--dry-run', 'print what would be erased, change nothing')
  .action((options: { person?: string; contact?: string; keepContacts?: boolean; dryRun?: boolean }) =>
    runCommand((desk) => {
      const how = { now: new Date(), dry: options.dryRun ?? false };
      if (options.contact !== undefined) return eraseReached(desk, options.contact, how);
      if (options.person === undefined) throw new CommandError('Say whom: --person or --contact.');
      return erase(desk, options.person, { ...how, keepContacts: options.keepContacts ?? false });
    }),
  );

await program.parseAsync();
// The schema engine leaves the timer of its lock running for ten seconds; everything of ours is closed.
process.exit();
