import { mkdir, writeFile } from 'node:fs/promises';
import { buildPackage } from './build-package.ts';
import { createPackageCheck } from './check-package.ts';

/** `npm run teams:package`: writes the app package for this bot's id and address, if Teams would take it. */
const target = new URL('../../../../dist/spot-et-job-teams.zip', import.meta.url);

async function main(): Promise<void> {
  try {
    const bytes = await buildPackage(process.env);
    const faults = createPackageCheck()(bytes);
    if (faults.length > 0) throw new Error(`Teams would refuse the package:\n${faults.join('\n')}`);
    await mkdir(new URL('.', target), { recursive: true });
    await writeFile(target, bytes);
    process.stdout.write(
      'Wrote dist/spot-et-job-teams.zip, valid by the schema of its version. Upload it under Manage apps in Teams.\n',
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The package could not be written.'}\n`);
    process.exitCode = 1;
  }
}

void main();
