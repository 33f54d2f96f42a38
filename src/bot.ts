import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { ADMISSION_LIMITS, type Admission, type AdmissionLimits, createAdmission } from './app/admission.ts';
import { createDispatch, type Dispatch } from './app/dispatch.ts';
import { createTurns } from './app/in-turn.ts';
import type { Sender } from './app/intent.ts';
import { createCompose } from './app/outgoing/compose-outgoing.ts';
import { readersOf } from './app/overview/own-card.ts';
import { notePresence } from './app/people/note-presence.ts';
import type { Clock } from './app/ports/clock.ts';
import type { InstallationKey } from './app/ports/installations.ts';
import type { Links } from './app/ports/links.ts';
import type { Presence } from './app/ports/people.ts';
import type { PlaceNews } from './app/ports/places.ts';
import type { Platform } from './app/ports/platform.ts';
import type { Store } from './app/ports/store.ts';
import type { App } from './app/scene.ts';
import { type ArrivalNews, noteArrived, noteRemoved } from './app/task-force/note-arrival.ts';
import { noteLetOut } from './app/task-force/note-let-out.ts';
import { notePlace } from './app/task-force/note-place.ts';
import { newCode } from './codes.ts';
import type { Config } from './config.ts';
import { connectPlatforms, loadPlatforms, type PlatformOverrides } from './connect-platforms.ts';
import { BLOCKED_WAIT_MS } from './delivery/backoff.ts';
import { createDelivery, type Delivery } from './delivery/deliver.ts';
import { LEASE_MS } from './delivery/lease.ts';
import { type DeliveryLoop, runDelivery } from './delivery/run-delivery.ts';
import { createDraw } from './files/draw-chart.ts';
import { servePicture, serveResults } from './files/serve-files.ts';
import { linksOf, PICTURE_PATH, RESULTS_PATH } from './files/sign-links.ts';
import { scheduledJobs } from './jobs.ts';
import type { OwnView } from './messages/view.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Slack } from './platforms/slack/connect.ts';
import { EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH } from './platforms/slack/paths.ts';
import type { Teams } from './platforms/teams/connect.ts';
import { runSchedule } from './schedule/run-schedule.ts';
import { close, listen, plain, type Routes, serve } from './server.ts';
import { databaseLine, sealedLine, startLines } from './start-lines.ts';
import { createStore } from './store/create-store.ts';
import { type Database, openDatabase } from './store/open-database.ts';
import { createSealing } from './store/sealing.ts';

/** What a test puts in the place of the real world. */
export interface Overrides extends PlatformOverrides {
  readonly clock?: Clock;
  /** Milliseconds after which a room that nothing gets through to is tried again. */
  readonly blockedWaitMs?: number;
  /** Milliseconds for which one process has a message, before another may take it over. */
  readonly leaseMs?: number;
  /** false: what is done every minute is done by `tick` alone. */
  readonly byMinute?: boolean;
  /** What is let in. */
  readonly admission?: AdmissionLimits;
}

export interface Bot {
  readonly port: number;
  readonly dispatch: Dispatch;
  readonly store: Store;
  /** What it runs on, in a few plain lines for the one who started it. */
  readonly lines: readonly string[];
  /** Resolves when nothing that was acknowledged to a platform is still under way. */
  settled(): Promise<void>;
  /** Does at once what is done every minute: for a clock that was moved. */
  tick(): Promise<void>;
  /** Stops taking requests, finishes what is in hand, and lets go of the database. */
  stop(): Promise<void>;
}

/** Puts the parts together and starts them: the only place that knows everyone. */
export async function startBot(config: Config, log: Logger, overrides: Overrides = {}): Promise<Bot> {
  const clock = overrides.clock ?? { now: () => new Date() };
  const [database] = await Promise.all([
    openDatabase(config.database, (error) => log.warn({ err: error }, 'a database connection broke')),
    loadPlatforms(config),
  ]);
  try {
    const migrations = await database.migrate();
    const sealing = createSealing(config.encryptionKeys);
    const sealed = await sealedLine(database, sealing);
    const store = createStore(database, sealing);
    return await run({ config, log, overrides, clock, database, store }, [
      databaseLine(database, migrations),
      sealed,
    ]);
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly overrides: Overrides;
  readonly clock: Clock;
  readonly database: Database;
  readonly store: Store;
}

/** Nothing is begun before the port is got: a start that fails leaves nothing running and uses up no first code. */
async function run(parts: Parts, about: readonly string[]): Promise<Bot> {
  const { config, log, clock, database, store, overrides } = parts;
  let admission: Admission | null = null;
  const metrics = createMetrics(store.outbox, () => admission?.load() ?? { working: 0, waiting: 0 });
  const key = await store.linkKeys.key();
  const links = linksOf(config.publicUrl, key);
  let wake = () => {};
  const app: App = {
    store,
    clock,
    newId: randomUUID,
    newCode,
    defaults: { locale: config.locale, timezone: config.timezone },
    commandPrefix: (platform) => platforms.get(platform)?.commandPrefix ?? '',
    hasHomePage: (platform) => platforms.get(platform)?.homePage ?? false,
    isGuest: async (sender) => (await platforms.get(sender.platform)?.isGuest?.(sender)) ?? false,
    wake: () => wake(),
    inTurn: createTurns(),
    ...(links === null ? {} : { links }),
  };
  const core = createDispatch(app, (sender, locale) => admission?.heard(sender, locale));
  admission = createAdmission(core, {
    limits: overrides.admission ?? ADMISSION_LIMITS,
    runningMs: () => performance.now(),
    locale: config.locale,
    onRefused: metrics.refused,
  });
  const dispatch = observed(admission.dispatch, metrics, log);
  const presence = async (told: Presence) => {
    if (await notePresence(store, told)) wake();
  };
  const letOut = async (key: InstallationKey, at: Date) => {
    if (!(await noteLetOut(store, key, at))) return;
    log.error({ ...key }, 'a workspace let the bot out');
    wake();
  };
  const place = async (news: PlaceNews) => {
    if (await notePlace(store, clock, news)) wake();
  };
  const arrived = async (news: ArrivalNews) => {
    const isNew = await noteArrived(store, clock, news);
    if (isNew) wake();
    return isNew;
  };
  const removed = async (news: ArrivalNews) => {
    if (await noteRemoved(store, clock, news)) wake();
  };
  const heard = {
    place,
    arrived,
    removed,
    dispatch,
    presence,
    letOut,
    letIn: () => wake(),
    installations: store.installations,
    readersOf: (own: OwnView, workspace: Pick<Sender, 'platform' | 'workspaceId'>) =>
      readersOf(store, own, workspace),
  };
  const { slack, teams, platforms } = await connectPlatforms(config, log, heard, parts.overrides);
  let draining = false;
  let delivery: DeliveryLoop | null = null;
  const ready = async () => {
    await database.ping();
    return !draining && delivery !== null && Date.now() - delivery.lastLook() < READY_WITHIN_MS;
  };
  const files = filesOf(parts, key);
  const server = serve(
    { ...routesOf(slack, teams, ready, metrics, log), ...files },
    (error) => log.error({ err: error }, 'a request failed'),
    metrics.acknowledged,
  );
  const jobs = scheduledJobs({ store, clock, metrics, log, wake: () => wake() });
  metrics.begun({ platforms: [...platforms.keys()], tasks: jobs.map(({ name }) => name) }, clock.now());
  const port = await listen(server, config.port, config.host);
  const code = await firstSetUpCode(store, config, clock).catch(async (error: unknown) => {
    await close(server);
    throw error;
  });
  const lines = [...about, ...startLines(config, code)];
  const loop = runDelivery(deliveryOf(parts, platforms, metrics, links), log.child({ part: 'delivery' }));
  delivery = loop;
  wake = loop.wake;
  const schedule = runSchedule(jobs, clock.now, log.child({ part: 'schedule' }), overrides.byMinute ?? true);
  const warmed = warm(database, log);
  return {
    port,
    dispatch,
    store,
    settled: async () => slack?.settled(),
    tick: schedule.runNow,
    lines: [`Listens on http://${config.host}:${port}`, ...lines],
    stop: async () => {
      draining = true;
      const shutDoor = async () => {
        // Whoever sends requests here sees that it isn't ready, and stops, before it stops answering.
        await new Promise((resolve) => setTimeout(resolve, config.drainMs));
        await close(server);
        await slack?.settled();
      };
      // At once, so that what is in hand has all of the time that a stop may take.
      await Promise.all([schedule.stop(), loop.stop(), shutDoor(), warmed]);
      await database.close();
    },
  };
}

/** What nothing at the start needs and the first request would wait for. */
function warm({ client }: Database, log: Logger): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => {
      client
        .$connect()
        .catch((error: unknown) => log.warn({ err: error }, 'the database was not reached ahead of need'))
        .then(resolve);
    });
  });
}

/** Delivery that hasn't looked at the outbox for this long is stuck. */
const READY_WITHIN_MS = 60_000;

/** Each answer is timed and counted; what fails is logged by what was asked, never with what was said. */
function observed(dispatch: Dispatch, metrics: Metrics, log: Logger): Dispatch {
  return async (request) => {
    const { sender, intent } = request;
    const started = performance.now();
    const about = { platform: sender.platform, intent: intent.kind };
    const measure = (result: string) =>
      metrics.answered(sender.platform, intent.kind, result, (performance.now() - started) / 1000);
    try {
      const answer = await dispatch(request);
      measure(answer.kind);
      log.info({ ...about, answer: answer.kind, ms: Math.round(performance.now() - started) }, 'answered');
      return answer;
    } catch (error) {
      measure('failed');
      log.error({ ...about, err: error }, 'not answered');
      throw error;
    }
  };
}

function deliveryOf(
  { store, clock, log, overrides }: Parts,
  platforms: ReadonlyMap<string, Platform>,
  metrics: Metrics,
  links: Links | null,
): Delivery {
  return createDelivery({
    store,
    platforms,
    compose: createCompose(store, clock, links ?? undefined),
    log: log.child({ part: 'delivery' }),
    leaseMs: overrides.leaseMs ?? LEASE_MS,
    blockedWaitMs: overrides.blockedWaitMs ?? BLOCKED_WAIT_MS,
    jitter: Math.random,
    count: (result, platform, { queuedAt }) => {
      metrics.delivered(platform, result);
      if (result === 'sent')
        metrics.sentAfter(platform, Math.max(0, Date.now() - queuedAt.getTime()) / 1_000);
    },
  });
}

function routesOf(
  slack: Slack | null,
  teams: Teams | null,
  ready: () => Promise<boolean>,
  metrics: Metrics,
  log: Logger,
): Routes {
  return {
    ...(slack === null ? {} : { [`POST ${EVENTS_PATH}`]: slack.handle }),
    ...(slack?.installer == null
      ? {}
      : {
          [`GET ${INSTALL_PATH}`]: slack.installer.install,
          [`GET ${REDIRECT_PATH}`]: slack.installer.redirect,
        }),
    ...(teams === null ? {} : { 'POST /api/messages': teams.handle }),
    'GET /healthz': (_request, response) => plain(response, 200, 'ok'),
    'GET /readyz': async (_request, response) => {
      const fine = await ready().catch((error: unknown) => {
        log.warn({ err: error }, 'not ready');
        return false;
      });
      plain(response, fine ? 200 : 503, fine ? 'ready' : 'not ready');
    },
    'GET /metrics': async (_request, response) => {
      const { text, type } = await metrics.expose();
      response.writeHead(200, { 'content-type': type });
      response.end(text);
    },
  };
}

/** What a message links to. */
function filesOf({ store, clock, overrides }: Parts, key: Uint8Array): Routes {
  const desk = { store, clock, key, draw: overrides.draw ?? createDraw() };
  const [picture, results] = [servePicture(desk), serveResults(desk)];
  return {
    [`GET ${PICTURE_PATH}`]: (request, response) => picture(request.url ?? '', response),
    [`GET ${RESULTS_PATH}`]: (request, response) => results(request.url ?? '', response),
  };
}

/** The code for the first task force: the configured one, or a new one that is told once. */
async function firstSetUpCode({ setUpCodes }: Store, config: Config, clock: Clock): Promise<string | null> {
  if (config.setUpCode !== null) {
    await setUpCodes.issue(config.setUpCode, clock.now());
    return null;
  }
  if (!(await setUpCodes.noneLeft())) return null;
  const code = newCode();
  await setUpCodes.issue(code, clock.now());
  return code;
}
