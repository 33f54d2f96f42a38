import { createServer } from 'node:http';
import pino from 'pino';
import type { Answer } from '../../../src/app/answer.ts';
import type { Request } from '../../../src/app/intent.ts';
import type { Presence } from '../../../src/app/ports/people.ts';
import type { OpeningId } from '../../../src/domain/ids.ts';
import type { FormContext } from '../../../src/messages/form-context.ts';
import type { Card, Field, Form } from '../../../src/messages/view.ts';
import { createSlack, type Slack, type SlackOptions } from '../../../src/platforms/slack/connect.ts';
import type { SlackTexts } from '../../../src/platforms/slack/texts.ts';
import { type SlackServer, startSlackServer } from '../../../src/playground/slack-server.ts';
import { createInMemoryStore } from '../../../src/store/in-memory.ts';

export const TASK_FORCE = '2f1d3c1e-6a0b-4a53-9f0e-6c3f6f1f8a01';
export const OPENING = '7c9e6679-7425-40de-944b-e07fc1f90ae7' as OpeningId;
export const TOKEN = '0b7f1c9a-9c1d-4a89-8b55-3d0f4c2f9d11';

export const TEXTS: SlackTexts = {
  unavailable: 'Det går ikke lige nu. Prøv igen om lidt.',
  tryAgain: 'Det tog for længe. Tryk igen.',
  tryAgainButton: 'Tryk igen',
  openForm: 'Tryk, så åbner formularen.',
  openFormButton: 'Åbn',
  answerTitle: 'Spot et job',
  close: 'Luk',
  more: (leftOut) => `… og ${leftOut} til`,
};

export interface Bot {
  readonly slack: SlackServer;
  readonly slackPlatform: Slack['platform'];
  /** What reached the core, in order. */
  readonly requests: Request[];
  readonly presences: Presence[];
  /** Everything that was logged, as one text. */
  logged(): string;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Our Slack side over real sockets, with a core that answers what the test says. */
export async function startBot(
  dispatch: (request: Request) => Answer | Promise<Answer>,
  options: Partial<Pick<SlackOptions, 'submissionMs' | 'callMs' | 'now'>> & {
    readonly drawn?: Uint8Array;
  } = {},
): Promise<Bot> {
  const slack = await startSlackServer();
  slack.person('UMETTE', 'Mette Holm');
  slack.channel('C1', { name: 'taskforce' });
  const requests: Request[] = [];
  const presences: Presence[] = [];
  const lines: string[] = [];
  const connected = createSlack({
    config: {
      signingSecret: slack.signingSecret,
      access: { kind: 'one_workspace', botToken: slack.botToken },
      apiUrl: slack.apiUrl,
    },
    letOut: async () => {},
    place: async () => {},
    letIn: () => {},
    installations: createInMemoryStore().installations,
    publicUrl: null,
    pages: [],
    dispatch: async (request) => {
      requests.push(request);
      return dispatch(request);
    },
    presence: async (presence) => void presences.push(presence),
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    texts: TEXTS,
    draw: async () => options.drawn ?? null,
    callMs: 1_000,
    ...options,
  });
  const server = createServer((request, response) => connected.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bot has no port.');
  slack.connectTo(`http://127.0.0.1:${address.port}/slack/events`);
  return {
    slack,
    slackPlatform: connected.platform,
    requests,
    presences,
    logged: () => lines.join(''),
    settled: connected.settled,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await connected.settled();
      await slack.stop();
    },
  };
}

export function card(of: Partial<Card> = {}): Card {
  return { title: 'SJ-1', facts: [], lines: [], sections: [], buttons: [], summary: 'SJ-1', ...of };
}

export function context(of: Partial<FormContext> = {}): FormContext {
  return {
    form: 'intake',
    token: TOKEN,
    taskForceId: TASK_FORCE,
    openingId: null,
    conversationId: 'C1',
    extra: null,
    ...of,
  };
}

export function form(fields: readonly Field[], of: Partial<Form> = {}): Form {
  return { title: 'Spot et job', submit: 'Send', cancel: 'Fortryd', fields, context: context(), ...of };
}

export function textField(name: string, of: Partial<Extract<Field, { kind: 'text' }>> = {}): Field {
  return {
    kind: 'text',
    name,
    label: name,
    required: true,
    value: null,
    maxLength: 120,
    multiline: false,
    ...of,
  };
}
