import { Command, InvalidArgumentError, Option } from 'commander';
import { FILE_FORMATS, type FileFormat } from '../app/links.ts';
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
import { runCommand, runOnFiles } from './run-command.ts';

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

await program.parseAsync();
// The schema engine leaves the timer of its lock running for ten seconds; everything of ours is closed.
process.exit();
