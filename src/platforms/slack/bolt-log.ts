import { LogLevel } from '@slack/bolt';
import type { Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from 'pino';
import { describeFailure } from './failure.ts';

/**
 * Slack's SDK writing to our log. Its debug lines hold whole payloads and answers, which people wrote: they are
 * dropped. Of errors that it passes along only what kind they are is told.
 */
export function boltLog(log: Logger): SlackLogger {
  const line = (parts: unknown[]) =>
    parts.map((part) => (typeof part === 'string' ? part : describeFailure(part))).join(' ');
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.info(line(parts)),
    warn: (...parts: unknown[]) => log.warn(line(parts)),
    error: (...parts: unknown[]) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
