import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { FILE_FORMATS, type FileFormat } from '../app/ports/links.ts';
import { NESTED, type NestedPeriod } from '../domain/reports/small-numbers.ts';
import { TOGETHER_BY, type TogetherBy } from '../domain/reports/together.ts';
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
import { type Export, exportResults, exportTogether } from './export-results.ts';
import { importFile, writeTemplate } from './import-openings.ts';
import { rotateKeys } from './rotate-keys.ts';
import { CommandError, runCommand, runOnFiles, runWithAnyKeys } from './run-command.ts';

/** With an offset, with or without seconds. */
const instantSchema = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

/** `Date` alone takes the 31st of February, single numbers, and what has no offset as this machine's time. */
function instant(text: string): Date {
  if (!instantSchema.safeParse(text).success)
    throw new InvalidArgumentError('Write an instant as 2026-11-23T08:00:00+01:00.');
  return new Date(text);
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
  .action(() => runWithAnyKeys(migrate));

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
  .description('write results to a file: a workbook, or a zip with a CSV file for each table')
  .option('--task-force <name>', 'whose')
  .addOption(new Option('--all', 'both result tables over every task force, instead').conflicts('taskForce'))
  .addOption(
    new Option('--by <rows>', 'what --all has a line for').choices([...TOGETHER_BY]).default('task-force'),
  )
  .addOption(new Option('--format <format>', 'of the file').choices([...FILE_FORMATS]).default('xlsx'))
  .addOption(new Option('--period <period>', 'the present one').choices([...NESTED]).default('all'))
  .option('--hide-small', 'hide numbers of too few people, as for a steering group')
  .option('--out <path>', 'where to; named after its content and the day unless told')
  .option(...nowOption)
  .action(
    (options: {
      taskForce?: string;
      all?: boolean;
      by: TogetherBy;
      format: FileFormat;
      period: NestedPeriod;
      hideSmall?: boolean;
      out?: string;
      now?: Date;
    }) =>
      runCommand(async (desk) => {
        const { taskForce, all = false, by, format, period, hideSmall = false, out = null } = options;
        const asked: Export = { format, period, hidesSmall: hideSmall, out, now: options.now ?? new Date() };
        if (all) return exportTogether(desk, by, asked);
        if (taskForce === undefined) throw new CommandError('Say --task-force <name>, or --all.');
        return exportResults(desk, taskForce, asked);
      }),
  );

program
  .command('import')
  .description(
    'take over openings and jobs from an Excel or CSV file: all of it or, with any problem, nothing',
  )
  .argument('[file]', 'what to read')
  .option('--task-force <name>', 'whose')
  .option('--dry-run', 'say what would be added, change nothing')
  .option('--template <file>', 'write an empty table to fill in, .xlsx or .csv, instead')
  .option(...nowOption)
  .action(
    (
      file: string | undefined,
      options: { taskForce?: string; dryRun?: boolean; template?: string; now?: Date },
    ) => {
      const { taskForce, dryRun: dry = false, template, now = new Date() } = options;
      if (template !== undefined) return runOnFiles((desk) => writeTemplate(desk, template));
      return runCommand(async (desk) => {
        if (taskForce === undefined || file === undefined)
          throw new CommandError('Say --task-force <name> and a file, or --template <file>.');
        await importFile(desk, taskForce, file, { now, dry });
      });
    },
  );

program
  .command('deliver')
  .description(
    'send what can be sent now; it ends when every destination pauses, mostly after one message each. The rest waits for a bot, or for the next time',
  )
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
  .action(() => runWithAnyKeys(rotateKeys));

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

async function main(): Promise<void> {
  await program.parseAsync();
  // The schema engine leaves the timer of its lock running for ten seconds; everything of ours is closed.
  process.exit();
}

void main();
