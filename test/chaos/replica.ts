import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/logging.ts';

/** The bot as `npm start` runs it, but for `LEASE_MS`: for how long one process has a message before another may take it. */
const config = readConfig(process.env);
async function main(): Promise<void> {
  const bot = await startBot(config, createLog(config.logLevel), { leaseMs: Number(process.env.LEASE_MS) });
  process.stdout.write(`${bot.lines.join('\n')}\n`);
  process.on('SIGTERM', () => {
    bot.stop().then(() => process.exit(0));
  });
}

void main();
