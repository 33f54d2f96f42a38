import { createServer } from 'node:http';
import { pino } from 'pino';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import type { Presence } from '../../../src/app/ports/people.ts';
import type { PlaceNews } from '../../../src/app/ports/places.ts';
import type { Platform } from '../../../src/app/ports/platform.ts';
import { createTeams, type TeamsOptions } from '../../../src/platforms/teams/connect.ts';
import { listenLocally } from '../../../src/playground/teams/listen-locally.ts';
import { startTeamsServer, type TeamsServer } from '../../../src/playground/teams-server.ts';
import { createInMemoryStore } from '../../../src/store/in-memory.ts';
import { form, textField, texts } from './samples.ts';

export interface Bot {
  readonly teams: TeamsServer;
  readonly platform: Platform;
  readonly url: string;
  /** What reached the core, in order. */
  readonly requests: Request[];
  readonly presences: Presence[];
  readonly places: PlaceNews[];
  /** The user ids of those who see a card that has one of their own otherwise. */
  readonly readers: string[];
  /** What was logged, a line an entry. */
  readonly logged: string[];
  /** How the core answers from now on. */
  answer(answer: Answer | ((request: Request) => Promise<Answer>)): void;
  stop(): Promise<void>;
}

type Tuning = Partial<Pick<TeamsOptions, 'timeoutMs' | 'answerWithinMs' | 'rebuildForm'>> & {
  /** In the place of what the server expects. */
  readonly authentication?: (microsoft: TeamsServer['authentication']) => TeamsServer['authentication'];
  readonly appId?: string;
  readonly serviceUrlHosts?: readonly string[] | null;
  readonly manyTenants?: boolean;
};

/** The Teams side of the bot over real HTTP, with a core that answers as it is told. */
export async function startBot({
  appId,
  serviceUrlHosts,
  manyTenants = false,
  authentication = (microsoft) => microsoft,
  ...tuning
}: Tuning = {}): Promise<Bot> {
  const teams = await startTeamsServer(appId === undefined ? {} : { appId });
  const requests: Request[] = [];
  const presences: Presence[] = [];
  const places: PlaceNews[] = [];
  const readers: string[] = [];
  const store = createInMemoryStore();
  const logged: string[] = [];
  let core: (request: Request) => Promise<Answer> = async () => ({ kind: 'done', card: null });
  const { handle, platform } = createTeams({
    config: {
      appId: teams.appId,
      appPassword: 'unused',
      tenantId: manyTenants ? null : teams.tenantId,
      manyTenants,
      allowAnonymous: appId === '',
      serviceUrlHosts: serviceUrlHosts === undefined ? ['127.0.0.1'] : serviceUrlHosts,
    },
    dispatch: (request) => {
      requests.push(request);
      return core(request);
    },
    presence: async (presence) => void presences.push(presence),
    place: async (news) => void places.push(news),
    arrived: (news) => store.arrivals.arrive(news.key, news.at),
    removed: async (news) => void (await store.arrivals.leave(news.key, news.at)),
    letIn: (workspaceId) => store.arrivals.isAnywhere({ platform: 'teams', workspaceId }),
    readersOf: async () => readers,
    rebuildForm: (context, values, error) =>
      form([textField('company', 'Virksomhed', { value: String(values.company ?? ''), error })], { context }),
    texts: () => texts,
    draw: async () => null,
    log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    authentication: authentication(teams.authentication),
    ...tuning,
  });
  const server = await listenLocally(createServer((req, res) => void handle(req, res)));
  const url = `${server.origin}/api/messages`;
  teams.connectTo(url);
  return {
    teams,
    platform,
    url,
    requests,
    presences,
    places,
    readers,
    logged,
    answer: (answer) => {
      core = typeof answer === 'function' ? answer : async () => answer;
    },
    stop: async () => {
      await Promise.all([server.close(), teams.stop()]);
    },
  };
}
