import type { Bot } from '../bot.ts';
import type { Config } from '../config.ts';
import type { Locale } from '../domain/task-force.ts';
import type { MovableClock } from './clock.ts';
import type { Said } from './saved.ts';
import type { SlackServer } from './slack-server.ts';
import type { TeamsServer } from './teams-server.ts';

/** Used up when Birkholm is founded. */
export const SET_UP_CODE = 'BIRKHOLM';

/** A bot as it runs anywhere, before a Slack and a Teams of this machine's own, with a clock that can be moved. */
export interface World {
  readonly bot: Bot;
  readonly slack: SlackServer;
  readonly teams: TeamsServer;
  readonly clock: MovableClock;
  readonly locale: Locale;
  readonly config: Config;
  /** What people wrote, oldest first. */
  readonly said: Said[];
  /** Waits until nothing waits in the outbox; gives up after some seconds, as when a room is blocked. */
  calm(): Promise<void>;
  /** Keeps both workplaces for the next start. */
  save(): Promise<void>;
  stop(): Promise<void>;
}
