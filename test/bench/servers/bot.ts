import { startBot } from '../../../src/bot.ts';
import { readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/logging.ts';

/** The bot as it is, but for the limits on what one workspace may ask: the driver is more than one could be. */
const config = readConfig(process.env);
async function main(): Promise<void> {
  const bot = await startBot(config, createLog(config.logLevel), {
    admission: {
      perPerson: { burst: 1e9, everyMs: 1e-6 },
      perWorkspace: { burst: 1e9, everyMs: 1e-6 },
      atOnce: 20,
      waiting: 200,
      waitMs: 1_200,
    },
  });
  process.stdout.write(`${bot.lines.join('\n')}\n`);
  process.on('SIGTERM', () => {
    bot.stop().then(() => process.exit(0));
  });
}

void main();
